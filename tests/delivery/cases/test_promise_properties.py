"""The clock through cases: whatever happens to one, its dates follow from its ledger and explain every day."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.extend import extend
from bianmin.delivery.cases.actions.supplement import request_supplement, supplement
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import dues_now
from bianmin.delivery.cases.queries.whydates import dates_of
from bianmin.delivery.cases.vocab import Defect
from bianmin.foundation.clock.reckon.everyday import Counting
from bianmin.foundation.clock.vocab import DayState
from bianmin.journeys.closures import close_day, reopen_day
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.delivery import HOUSE, applied, holder, row, service
from tests.people import AGENCY, People

FIXED = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
LIMITS = st.sampled_from([("30d", "7d"), ("3wd", "1wd"), ("2m", "10wd"), ("2w", ""), ("8wh", "4wh"), ("", "5wd")])
POLICIES = st.sampled_from(["pause", "restart", "run"])
STEPS = st.lists(st.tuples(st.sampled_from(["ask", "answer", "extend"]), st.integers(0, 6)), max_size=6)
DAYS = st.lists(st.integers(0, 20), max_size=4, unique=True)
STARTS = st.integers(0, 16_000).map(lambda hours: datetime(2024, 1, 20, 8, tzinfo=TAIPEI) + timedelta(hours=hours))


@contextmanager
def undone() -> Iterator[None]:
    """What one example does is undone before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def offered(limits: tuple[str, str], policy: str):
    return service(statutory_limit=limits[0], service_norm=limits[1], supplement_clock=policy)


def lived(offer, start: datetime, steps: list[tuple[str, int]], people: People) -> tuple[Case, datetime]:
    """A case to which all this happened, one thing after another; what is refused did not happen."""
    receipt, by, at = applied(offer, at=start), people.actor("officer"), start
    acts = {
        "ask": lambda: request_supplement(number=receipt.number, defects=[Defect("補件")], by=by, at=at),
        "answer": lambda: supplement(number=receipt.number, answers={"a": 1}, by=holder(receipt), at=at),
        "extend": lambda: extend(number=receipt.number, reason="查證", by=by, at=at),
    }
    for name, days in steps:
        at += timedelta(days=days)
        try:
            with transaction.atomic():
                acts[name]()
        except Refused:
            continue
    return row(receipt), at


def close(days: list[int], start: datetime, at: datetime) -> None:
    words = {"state": DayState.CLOSED, "reason": "颱風", "source": "", "by": HOUSE, "at": at}
    for count in days:
        close_day(offices=[AGENCY], day=start.date() + timedelta(days=count), **words)


def promised(case: Case) -> tuple[date, date, date, bool]:
    return case.statutory_due_on, case.norm_due_on, case.due_on, case.provisional


@pytest.mark.django_db
@given(LIMITS, POLICIES, STARTS, STEPS)
@FIXED
def test_what_a_case_keeps_is_what_its_ledger_says(people: People, limits, policy, start, steps):
    with undone():
        case, at = lived(offered(limits, policy), start, steps, people)
        again = dues_now(case, as_of=at.date())
        assert case.due_on >= case.received_on
        assert case.due_on == min(case.statutory_due_on, case.norm_due_on)
        if case.stopped_on is None:
            assert promised(case) == (again.statutory.due_on, again.norm.due_on, again.due_on, again.provisional)


@pytest.mark.django_db
@given(LIMITS, POLICIES, STARTS, STEPS)
@FIXED
def test_every_day_up_to_both_dates_is_explained(people: People, limits, policy, start, steps):
    with undone():
        case, at = lived(offered(limits, policy), start, steps, people)
        for account in dates_of(case, as_of=at.date()).accounts:
            days = [line.day for line in account.days]
            assert days == [days[0] + timedelta(days=count) for count in range(len(days))]
            assert days[-1] == account.due.due_on
            assert any(line.counting is Counting.COUNTED for line in account.days)


@pytest.mark.django_db
@given(LIMITS, STARTS, st.integers(0, 5), st.integers(0, 20))
@FIXED
def test_asking_for_papers_never_makes_a_case_due_earlier(people: People, limits, start, asked, answered):
    with undone():
        offer = offered(limits, "pause")
        plain, _ = lived(offer, start, [], people)
        paused, _ = lived(offer, start, [("ask", asked), ("answer", answered)], people)
        assert paused.statutory_due_on >= plain.statutory_due_on
        assert paused.norm_due_on >= plain.norm_due_on


@pytest.mark.django_db
@given(LIMITS, POLICIES, STARTS, DAYS, st.integers(0, 6), st.integers(0, 9), st.integers(0, 12))
@FIXED
def test_a_closure_entered_late_is_as_one_entered_early(
    people: People, limits, policy, start, closed, asked, answered, decided
):
    found = []
    for late in (False, True):
        with undone():
            offer = offered(limits, policy)
            if not late:
                close(closed, start, start)
            case, at = lived(offer, start, [("ask", asked), ("answer", answered)], people)
            at += timedelta(days=decided)
            decide(number=case.number, outcome="granted", by=people.actor("officer"), at=at, letter=False)
            if late:
                close(closed, start, at + timedelta(days=30))
            case = Case.objects.get(pk=case.pk)
            found.append(
                (*promised(case), case.on_time, case.within_limit, case.overdue, case.overdue_on, case.used_days)
            )
    assert found[0] == found[1]


@pytest.mark.django_db
@given(LIMITS, STARTS, DAYS)
@FIXED
def test_what_is_taken_back_leaves_the_dates_as_they_were(people: People, limits, start, closed):
    with undone():
        case, at = lived(offered(limits, "pause"), start, [], people)
        before = promised(case)
        close(closed, start, at)
        for count in reversed(closed):
            day = start.date() + timedelta(days=count)
            reopen_day(offices=[AGENCY], day=day, reason="", by=HOUSE, at=at)
        assert promised(Case.objects.get(pk=case.pk)) == before
