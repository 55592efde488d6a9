from datetime import date, datetime
from functools import partial

import pytest
from django.utils import translation

from bianmin.foundation.audit.models import Line
from bianmin.foundation.clock import actions, queries
from bianmin.foundation.clock.contrib.yearly import days_of
from bianmin.foundation.clock.models import CalendarYear, Closure, LedgerEntry
from bianmin.foundation.clock.reckon import official
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.clock.reckon.limit import Limit, WrongExtension, due
from bianmin.foundation.clock.vocab import DayState, ExtensionPolicy, Origin, Pause, Period, WrongPause
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.vocab import FACTS, Fact
from bianmin.kernel.actor import PUBLIC, Actor, Grant, Role
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import TAIPEI

pytestmark = pytest.mark.django_db

AGENCY = "376530000A"
SUBJECT = "cases.case:7"
AT = datetime(2026, 3, 4, 9, 0, tzinfo=TAIPEI)
OFFICER = Actor("staff:1", grants=(Grant(Role.OFFICER, AGENCY, "/BN/"),))
CHIEF = Actor("staff:2", grants=(Grant(Role.CHIEF, AGENCY, "/BN/"),))
ELSEWHERE = Actor("staff:3", grants=(Grant(Role.CHIEF, "376540000A", "/TT/"),))
CITIZEN = Actor("citizen", holds=frozenset({SUBJECT}))
POLICY = ExtensionPolicy(Period.parse("30d"))

pause = partial(actions.pause, agency=AGENCY, subject=SUBJECT, first=date(2026, 3, 4), reason="supplement", at=AT)
resume = partial(actions.resume, agency=AGENCY, subject=SUBJECT, last=date(2026, 3, 10), at=AT)
restart = partial(actions.restart, agency=AGENCY, subject=SUBJECT, on=date(2026, 3, 10), reason="supplement", at=AT)
close = partial(
    actions.set_day,
    agency=AGENCY,
    day=date(2026, 7, 10),
    state=DayState.CLOSED,
    reason="颱風停止上班",
    source="demonstration",
    at=AT,
)
extend = partial(
    actions.extend,
    agency=AGENCY,
    subject=SUBJECT,
    period=Period.parse("15d"),
    policy=POLICY,
    expires_on=date(2026, 3, 20),
    notified_on=date(2026, 3, 20),
    reason="other agency",
    at=AT,
)


def limit(start=date(2026, 3, 2), period="6wd"):
    return Limit(start, Period.parse(period), queries.office_calendar(AGENCY))


def reckoned(as_of=date(2026, 3, 31), **words):
    return queries.reckoned(AGENCY, SUBJECT, limit(**words), as_of=as_of).due


def verbs():
    return list(Line.objects.order_by("pk").values_list("verb", flat=True))


@pytest.fixture
def counted():
    fact = Fact("cases.received", "", "cases.case", Mark.objects.none, {}, "number")
    before = dict(FACTS.facts)
    FACTS.facts = {fact.name: fact}
    yield fact
    FACTS.facts = before


def test_a_pause_moves_the_due_date():
    pause(by=OFFICER)
    assert resume(by=OFFICER) == Pause(date(2026, 3, 4), date(2026, 3, 10))
    assert reckoned() == date(2026, 3, 17)
    assert verbs() == ["clock.pause", "clock.resume"]


def test_an_open_pause_grows_with_the_day_it_is_looked_at():
    pause(by=OFFICER)
    ledger = queries.ledger(AGENCY, SUBJECT, as_of=date(2026, 3, 5))
    assert ledger.paused
    assert ledger.days_in_hands(date(2026, 3, 5)) == 2
    assert reckoned(as_of=date(2026, 3, 5)) == date(2026, 3, 12)
    assert reckoned(as_of=date(2026, 3, 6)) == date(2026, 3, 13)


def test_the_citizen_who_proved_the_matter_ends_the_pause_but_does_not_begin_one():
    pause(by=OFFICER)
    resume(by=CITIZEN)
    with pytest.raises(NotAllowed):
        pause(by=CITIZEN)


@pytest.mark.parametrize("act", [pause, extend])
@pytest.mark.parametrize("actor", [PUBLIC, ELSEWHERE, CITIZEN])
def test_others_do_not_pause_or_extend(act, actor):
    with pytest.raises(NotAllowed):
        act(by=actor)
    assert not LedgerEntry.objects.exists()


def test_a_clock_that_stands_still_is_not_stopped_again():
    pause(by=OFFICER)
    with pytest.raises(actions.PausedAlready):
        pause(by=OFFICER)
    assert verbs() == ["clock.pause"]


def test_a_clock_that_runs_has_no_pause_to_end():
    with pytest.raises(actions.NotPaused):
        resume(by=OFFICER)


def test_a_pause_does_not_end_before_it_began():
    pause(by=OFFICER)
    with pytest.raises(WrongPause):
        resume(by=OFFICER, last=date(2026, 3, 3))
    assert queries.ledger(AGENCY, SUBJECT, as_of=date(2026, 3, 5)).paused


def test_a_restart_counts_from_the_day_after():
    pause(by=OFFICER)
    resume(by=OFFICER)
    restart(by=CITIZEN)
    assert reckoned() == date(2026, 3, 18)


def test_a_limit_is_extended_once():
    extend(by=CHIEF)
    assert reckoned(start=date(2026, 2, 18), period="30d") == date(2026, 4, 7)
    with pytest.raises(actions.ExtendedAlready):
        extend(by=CHIEF)


def test_an_extension_is_at_most_as_long_as_the_policy_says():
    with translation.override("en"), pytest.raises(actions.ExtensionTooLong) as refusal:
        extend(by=CHIEF, period=Period.parse("2m"))
    assert "30 days" in str(refusal.value)


def test_an_extension_is_told_before_the_limit_ends():
    with pytest.raises(actions.NoticeTooLate):
        extend(by=CHIEF, notified_on=date(2026, 3, 21))
    lenient = ExtensionPolicy(Period.parse("30d"), notice_before_expiry=False)
    extend(by=CHIEF, notified_on=date(2026, 3, 21), policy=lenient)


def test_hours_do_not_extend_days():
    with pytest.raises(WrongExtension):
        extend(by=CHIEF, period=Period.parse("4h"))


def test_the_ledger_replayed_gives_the_same_date_as_the_moves_one_by_one():
    pause(by=OFFICER)
    resume(by=OFFICER)
    pause(by=OFFICER, first=date(2026, 3, 12))
    resume(by=OFFICER, last=date(2026, 3, 13))
    pauses = [Pause(date(2026, 3, 4), date(2026, 3, 10)), Pause(date(2026, 3, 12), date(2026, 3, 13))]
    assert reckoned() == due(Limit(date(2026, 3, 2), Period.parse("6wd"), built_in(), pauses=pauses)).due
    assert reckoned() == date(2026, 3, 19)


def test_many_ledgers_are_read_in_one_query(django_assert_num_queries):
    pause(by=OFFICER)
    with django_assert_num_queries(1):
        found = queries.ledgers(AGENCY, [SUBJECT, "cases.case:8"], as_of=date(2026, 3, 5))
    assert (found[SUBJECT].paused, found["cases.case:8"]) == (True, queries.Ledger())


def test_a_closure_is_journaled_and_touches_what_is_counted(counted):
    close(by=CHIEF)
    assert not queries.office_calendar(AGENCY).is_working(date(2026, 7, 10))
    assert queries.office_calendar("376540000A").is_working(date(2026, 7, 10))
    assert verbs() == ["clock.set_day"]
    mark = Mark.objects.get()
    assert (mark.fact, mark.agency, mark.first, mark.last) == (
        counted.name,
        AGENCY,
        date(2026, 7, 10),
        date(2026, 7, 10),
    )


def test_the_same_closure_again_changes_nothing_and_another_word_replaces_it():
    close(by=CHIEF)
    close(by=CHIEF)
    close(by=CHIEF, state=DayState.MORNING)
    assert verbs() == ["clock.set_day", "clock.set_day"]
    assert Closure.objects.get().state == "morning"
    assert [closure.reason for closure in queries.closures(AGENCY, date(2026, 7, 1), date(2026, 7, 31))] == [
        "颱風停止上班"
    ]


def test_a_closure_is_taken_back():
    close(by=CHIEF)
    actions.clear_day(agency=AGENCY, day=date(2026, 7, 10), by=CHIEF, at=AT)
    actions.clear_day(agency=AGENCY, day=date(2026, 7, 10), by=CHIEF, at=AT)
    assert queries.office_calendar(AGENCY).is_working(date(2026, 7, 10))
    assert verbs() == ["clock.set_day", "clock.clear_day"]


@pytest.mark.parametrize("actor", [PUBLIC, OFFICER, ELSEWHERE])
def test_others_do_not_close_the_office(actor):
    with pytest.raises(NotAllowed):
        close(by=actor)


def official_csv(year, worked=()):
    rows = (
        f"{day:%Y%m%d},,{0 if built_in().is_working(day) or day in worked else 2},{built_in().on(day).name}"
        for day in days_of(year)
    )
    return "\n".join(["西元日期,星期,是否放假,備註", *rows]).encode()


def test_an_imported_calendar_wins_and_makes_dates_final(counted):
    start = date(2027, 12, 29)
    assert due(Limit(start, Period.parse("3wd"), queries.office_calendar(AGENCY))).provisional
    content = official_csv(2028, worked=[date(2028, 1, 1)])
    words = {"agency": AGENCY, "content": content, "source": "data.gov.tw 14718", "by": CHIEF, "at": AT}
    assert actions.import_calendar(**words) == [2028]
    assert actions.import_calendar(**words) == []
    found = due(Limit(start, Period.parse("3wd"), queries.office_calendar(AGENCY)))
    assert (found.due, found.provisional) == (date(2028, 1, 3), False)
    assert queries.office_calendar(AGENCY).on(date(2028, 1, 1)).origin is Origin.OFFICIAL
    assert verbs() == ["clock.import"]
    assert (Mark.objects.get().first, Mark.objects.get().last) == (date(2028, 1, 1), date(2028, 12, 31))


def test_a_wrong_calendar_changes_nothing():
    content = official_csv(2028) + b"\n20290101,,3,"
    with pytest.raises(official.WrongLine):
        actions.import_calendar(agency=AGENCY, content=content, source="x", by=CHIEF, at=AT)
    assert not CalendarYear.objects.exists()


def test_only_an_administrator_sets_the_calendar_of_all_agencies():
    with pytest.raises(NotAllowed):
        actions.import_calendar(agency="", content=official_csv(2028), source="x", by=CHIEF, at=AT)
    admin = Actor("staff:9", grants=(Grant(Role.ADMIN, AGENCY, "/"),))
    assert actions.import_calendar(agency="", content=official_csv(2028), source="x", by=admin, at=AT) == [2028]
    assert queries.office_calendar("anybody").is_published(date(2028, 6, 1))
