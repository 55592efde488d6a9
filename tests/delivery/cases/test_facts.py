"""What is counted of cases and services, held against rows made by the actions."""

from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.marks import acknowledge, mark_overdue, note_overdue_told, note_rated
from bianmin.delivery.cases.actions.supplement import request_supplement
from bianmin.delivery.cases.vocab import Defect
from bianmin.foundation.clock.actions import set_day
from bianmin.foundation.clock.vocab import DayState
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.errors import NotAllowed
from tests.factories.delivery import HOUSE, applied, decided, holder, row, service
from tests.people import AGENCY, NOON, People

DAY = timedelta(days=1)


def counted(**tests) -> int:
    """Rows of the fact that pass tests on its public names."""
    fact = FACTS.facts["cases.case"]
    columns = {**fact.filters, **fact.dates}
    return fact.rows().filter(**{columns[name]: value for name, value in tests.items()}).count()


def test_the_share_kept_in_time_is_counted_by_the_day_decided(people: People):
    offered, by = service(), people.actor("officer")
    decided(applied(offered), by=by, days=7)
    decided(applied(offered), by=by, days=8)
    applied(offered)
    assert counted(completed=True) == 2
    assert counted(completed=True, on_time=True) == 1
    assert counted(decided=date(2025, 3, 12)) == 1
    assert counted(within_limit=True) == 2


def test_channel_and_online_services_are_counted(people: People):
    online, desk = service(), service(id="walk-in", channels=["counter"])
    applied(online)
    applied(online, channel="phone")
    applied(desk, channel="counter")
    assert (counted(online_service=True), counted(online_service=True, channel="online")) == (2, 1)


def test_what_was_acknowledged_is_counted(people: People):
    offered = service()
    applied(offered)
    posted = applied(offered, channel="mail")
    assert counted(acknowledged=True) == 1
    acknowledge(number=posted.number, by=holder(posted), at=NOON)
    assert counted(acknowledged=True) == 2


def test_a_case_that_needed_papers_is_counted_once(people: People):
    receipt = applied(service())
    request_supplement(number=receipt.number, defects=[Defect("缺")], by=people.actor("officer"), at=NOON)
    assert counted(supplement_needed=True) == 1


def test_an_overdue_case_is_marked_and_told_once(people: People):
    receipt = applied(service())
    assert mark_overdue(agency=AGENCY, by=HOUSE, at=NOON + 7 * DAY) == []
    assert mark_overdue(agency=AGENCY, by=HOUSE, at=NOON + 8 * DAY) == [receipt.number]
    assert counted(overdue=True, overdue_notified=False) == 1
    note_overdue_told(number=receipt.number, by=HOUSE, at=NOON + 8 * DAY)
    assert mark_overdue(agency=AGENCY, by=HOUSE, at=NOON + 9 * DAY) == []
    assert counted(overdue=True, overdue_notified=True) == 1
    assert row(receipt).overdue_on == date(2025, 3, 13)


def test_a_case_whose_clock_stands_still_does_not_become_overdue(people: People):
    receipt = applied(service())
    request_supplement(number=receipt.number, defects=[Defect("缺")], by=people.actor("officer"), at=NOON)
    assert mark_overdue(agency=AGENCY, by=HOUSE, at=NOON + 20 * DAY) == []


def test_only_the_platform_marks(people: People):
    with pytest.raises(NotAllowed):
        mark_overdue(agency=AGENCY, by=people.actor("chief"), at=NOON)


def test_a_rated_visit_is_counted_among_the_completed(people: People):
    receipt = decided(applied(service()), by=people.actor("officer"))
    note_rated(number=receipt.number, by=holder(receipt), at=NOON + DAY)
    assert counted(completed=True, rated=True) == 1


def test_days_used_leave_out_those_in_the_citizens_hands(people: People):
    receipt, by = applied(service()), people.actor("officer")
    request_supplement(number=receipt.number, defects=[Defect("缺")], by=by, at=NOON + DAY)
    decide(number=receipt.number, outcome="granted", by=by, at=NOON + 5 * DAY)
    assert row(receipt).used_days == 1


def test_every_column_a_fact_names_can_be_read(db):
    for name in ("cases.case", "catalog.service", "ratings.rating"):
        fact = FACTS.facts[name]
        columns = {*fact.dates.values(), *fact.dimensions.values(), *fact.amounts.values(), *fact.filters.values()}
        assert list(fact.rows().values(*columns, fact.number, fact.agency, fact.unit)) == []


def test_a_closure_announced_later_moves_the_promise_of_open_cases(people: People):
    receipt = applied(service())
    closed = {"reason": "颱風", "source": "人事行政總處"}
    set_day(agency=AGENCY, day=date(2025, 3, 12), state=DayState.CLOSED, by=HOUSE, at=NOON, **closed)
    assert mark_overdue(agency=AGENCY, by=HOUSE, at=NOON + 8 * DAY) == []
    assert (row(receipt).due_on, row(receipt).overdue) == (date(2025, 3, 13), False)
