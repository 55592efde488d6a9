from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.days import months_end
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Pause, Period, Rule, Unit
from bianmin.kernel.rocdate import TAIPEI

DAYS = st.dates(date(2015, 1, 1), date(2027, 6, 30))
SOME = {Unit.DAYS: 90, Unit.WORKING_DAYS: 40, Unit.WEEKS: 12, Unit.MONTHS: 12, Unit.YEARS: 2}
PERIODS = st.sampled_from(sorted(SOME)).flatmap(
    lambda unit: st.builds(Period, st.integers(1, SOME[unit]), st.just(unit))
)
HOURS = st.builds(Period, st.integers(1, 100), st.sampled_from([Unit.RUNNING_HOURS, Unit.OFFICE_HOURS]))


@st.composite
def pauses(draw):
    first = draw(DAYS)
    return Pause(first, first + timedelta(days=draw(st.integers(0, 40))))


@st.composite
def near_limits(draw):
    start = draw(DAYS)
    offsets = draw(st.lists(st.tuples(st.integers(-10, 60), st.integers(0, 20)), max_size=3))
    days = [start + timedelta(days=offset) for offset, _length in offsets]
    stops = [Pause(day, day + timedelta(days=length)) for day, (_offset, length) in zip(days, offsets, strict=True)]
    return Limit(start, draw(PERIODS), built_in(), draw(st.sampled_from(Rule)), stops)


@given(near_limits())
@settings(deadline=None)
def test_nothing_is_due_before_it_began(limit):
    found = due(limit)
    assert found.due >= found.raw >= limit.first >= limit.start


@given(near_limits())
@settings(deadline=None)
def test_it_is_never_due_on_a_day_off_but_for_adverse_acts(limit):
    found = due(limit)
    assert limit.rule is Rule.ADVERSE or (limit.calendar.is_working(found.due) and not limit.paused(found.due))


@given(near_limits(), st.integers(0, 80), st.integers(0, 30))
@settings(deadline=None)
def test_a_pause_never_shortens(limit, offset, length):
    first = limit.start + timedelta(days=offset)
    more = [*limit.pauses, Pause(first, first + timedelta(days=length))]
    longer = Limit(limit.start, limit.period, limit.calendar, limit.rule, more)
    assert due(longer).due >= due(limit).due


@given(near_limits(), PERIODS)
@settings(deadline=None)
def test_an_extension_never_shortens(limit, period):
    longer = Limit(limit.start, limit.period, limit.calendar, limit.rule, limit.pauses, [period])
    assert due(longer).due >= due(limit).due


@given(near_limits())
@settings(deadline=None)
def test_the_order_in_which_pauses_were_entered_does_not_matter(limit):
    turned = Limit(limit.start, limit.period, limit.calendar, limit.rule, list(reversed(limit.pauses)))
    assert due(turned) == due(limit)


@given(near_limits(), st.integers(1, 10))
@settings(deadline=None)
def test_a_later_start_is_never_due_earlier(limit, days):
    """By the same pauses: one before the later start gives its days to the earlier alone."""
    later = limit.start + timedelta(days=days)
    stops = [pause for pause in limit.pauses if pause.first > later]
    dues = [due(Limit(start, limit.period, limit.calendar, limit.rule, stops)).due for start in (limit.start, later)]
    assert dues[0] <= dues[1]


@given(DAYS, st.times(), HOURS, st.lists(pauses(), max_size=2))
@settings(deadline=None)
def test_hours_end_after_they_began_and_not_on_a_day_off(day, clock, period, stops):
    start = datetime.combine(day, clock.replace(fold=0), TAIPEI)
    found = due(Limit(start, period, built_in(), pauses=stops))
    assert found.due - start >= timedelta(hours=period.amount)
    if period.unit is Unit.OFFICE_HOURS:
        assert built_in().is_working(found.due_on)
        assert time(8) <= found.due.time() <= time(17)


@given(DAYS, st.integers(1, 40))
def test_months_end_in_the_right_month(first, months):
    last = months_end(first, months)
    reached = (last + timedelta(days=1)).replace(day=1) if last.day != first.day - 1 else last.replace(day=1)
    passed = (reached.year - first.year) * 12 + reached.month - first.month
    assert passed in {months, months + 1}
    assert 28 * months - 1 <= (last - first).days <= 31 * months
