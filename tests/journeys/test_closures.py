"""A closure entered late does what it would have done early; what is taken back leaves no trace but its record."""

from datetime import date, timedelta

import pytest

from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.models import Case
from bianmin.foundation.clock.models import DayEntry
from bianmin.foundation.clock.vocab import DayState
from bianmin.journeys.closures import close_day, import_calendar, reopen_day
from bianmin.kernel.errors import NotAllowed
from tests.factories.delivery import HOUSE, applied, row, service
from tests.foundation.clock.test_official import calendar
from tests.people import AGENCY, NOON, PARENT, People

DAY = timedelta(days=1)
DUE = date(2025, 3, 12)
TYPHOON = {"day": DUE, "state": DayState.CLOSED, "reason": "颱風", "source": "縣政府公告"}


def close(people: People, **changes: object):
    words = {"offices": [AGENCY], "by": people.actor("chief"), "at": NOON + 8 * DAY, **TYPHOON, **changes}
    return close_day(**words)


def lines(receipt) -> list[str]:
    return [event.kind for event in row(receipt).events.order_by("id")]


def test_a_late_closure_moves_the_date_and_the_case_says_why(people: People):
    receipt = applied(service())
    assert [case.number for case in close(people).moved] == [receipt.number]
    event = row(receipt).events.get(kind="due_moved_closure")
    assert row(receipt).due_on == date(2025, 3, 13)
    assert event.public
    assert event.params == {
        "closed_on": "2025-03-12", "reason": "颱風", "before_on": "2025-03-12", "after_on": "2025-03-13",
    }  # fmt: skip


def test_what_is_taken_back_returns_and_both_words_stay_on_record(people: People):
    receipt = applied(service())
    close(people)
    reopen_day(offices=[AGENCY], day=DUE, reason="", by=people.actor("chief"), at=NOON + 9 * DAY)
    assert row(receipt).due_on == DUE
    assert lines(receipt) == ["requested", "due_moved_closure", "due_moved_reopened"]
    assert [entry.state for entry in DayEntry.objects.order_by("id")] == ["closed", ""]


def test_a_case_decided_meanwhile_is_judged_again(people: People):
    receipt = applied(service())
    decide(number=receipt.number, outcome="granted", by=people.actor("officer"), at=NOON + 8 * DAY)
    assert row(receipt).on_time is False
    close(people, at=NOON + 9 * DAY)
    case = row(receipt)
    assert (case.on_time, case.overdue, case.overdue_on) == (True, False, None)


def test_the_same_word_twice_is_said_once(people: People):
    applied(service())
    close(people)
    assert close(people).said == 0
    assert DayEntry.objects.count() == 1


def test_a_county_closes_every_office_below_it(people: People):
    receipt = applied(service())
    boss = people.actor("supervisor")
    with pytest.raises(NotAllowed):
        close(people, by=boss)
    people.supervisor.holdings.update(role="chief")
    boss = people.actor("supervisor")
    assert close(people, offices=[PARENT, AGENCY], by=boss).said == 2
    assert row(receipt).due_on == date(2025, 3, 13)
    assert DayEntry.objects.get(agency=AGENCY).above == PARENT


def test_an_office_does_not_close_the_one_above_it(people: People):
    with pytest.raises(NotAllowed):
        close(people, offices=[PARENT])


def test_a_provisional_date_becomes_certain_with_the_calendar(people: People):
    late = NOON.replace(year=2027, month=12, day=30)
    receipt = applied(service(), at=late)
    assert row(receipt).provisional
    import_calendar(agency="", content=calendar(2028), source="x", by=HOUSE, at=late + DAY)
    assert not Case.objects.get().provisional
