"""Several at the same moment, each in a thread and a connection of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.decide import decide
from bianmin.delivery.cases.actions.steps import NotInThisState, SomebodyWasFirst
from bianmin.delivery.cases.actions.track import NothingOpens, TooManyTries, track
from bianmin.delivery.cases.models import Attempt, Case, Decision
from bianmin.foundation.persons.models import Person
from bianmin.kernel.errors import Refused
from tests.factories.delivery import CITIZEN, application, applied, service
from tests.people import NOON, People, household_office

T = TypeVar("T")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[People]:
    """The office in the database itself, so that every thread sees it."""
    yield household_office()
    connections.close_all()


def at_once(act: Callable[[], T], times: int) -> list[T | Refused]:
    """What each thread got, all begun together; a refusal is an answer too."""
    gate = Barrier(times)

    def one(_place: int) -> T | Refused:
        gate.wait()
        try:
            return act()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_a_double_submit_gives_one_case_and_one_receipt(office: People):
    sent = application(service())
    found = at_once(lambda: apply(application=sent, by=CITIZEN, at=NOON), 8)
    assert len({(receipt.number, receipt.query_code, receipt.case_id) for receipt in found}) == 1
    assert [receipt.repeated for receipt in found].count(False) == 1
    assert (Case.objects.count(), Person.objects.count()) == (1, 1)


def test_applications_at_once_get_numbers_without_gap_or_double(office: People):
    offered = service()
    found = at_once(lambda: applied(offered), 8)
    assert sorted(int(receipt.number[-6:-1]) for receipt in found) == [1, 2, 3, 4, 5, 6, 7, 8]


def test_of_officers_who_decide_at_once_one_wins(office: People):
    receipt, by = applied(service()), office.actor("officer")
    found = at_once(lambda: decide(number=receipt.number, outcome="granted", by=by, at=NOON), 6)
    lost = [answer for answer in found if isinstance(answer, NotInThisState | SomebodyWasFirst)]
    assert (len(lost), Decision.objects.count()) == (5, 1)


def test_guesses_made_at_once_do_not_slip_past_the_count(office: People):
    receipt = applied(service())
    found = at_once(lambda: track(number=receipt.number, code="WRONGCDE", at=NOON), 12)
    judged = [answer for answer in found if isinstance(answer, NothingOpens)]
    waited = [answer for answer in found if isinstance(answer, TooManyTries)]
    assert len(judged) <= 5
    assert len(judged) + len(waited) == 12
    assert Attempt.objects.count() == len(judged)
