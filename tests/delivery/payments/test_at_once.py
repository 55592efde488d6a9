"""Many windows at the same moment, each in a thread and a connection of its own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connection, connections

from bianmin.delivery.payments.actions.receipts import NothingIsOwed, pay
from bianmin.delivery.payments.actions.steps import SomebodyWasFirst
from bianmin.delivery.payments.actions.tills import DayIsClosed, count
from bianmin.delivery.payments.models import Bill, Receipt, Till
from bianmin.kernel.errors import Refused
from tests.factories.payments import billed
from tests.people import COUNTER, NOON, People, household_office

T = TypeVar("T")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def office() -> Iterator[People]:
    """The office in the database itself, so that every thread sees it."""
    yield household_office()
    connections.close_all()


def at_once(act: Callable[[int], T], times: int) -> list[T | Refused]:
    """What each thread got, all begun together; a refusal is an answer too."""
    gate = Barrier(times)

    def one(place: int) -> T | Refused:
        gate.wait()
        try:
            return act(place)
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def test_no_receipt_number_is_given_twice_and_none_is_lost(office: People):
    by = office.actor("officer")
    numbers = [billed(by).number for _bill in range(24)]

    def take(place: int) -> list[str]:
        mine = numbers[place::8]
        return [pay(number=one, window=COUNTER, tendered=30, by=by, at=NOON).number for one in mine]

    given = [number for found in at_once(take, 8) for number in found]
    assert sorted(int(number[-8:-1]) for number in given) == list(range(1, 25))
    assert (Receipt.objects.count(), Till.objects.get().cash) == (24, 24 * 30)


def test_one_bill_at_eight_windows_is_paid_once(office: People):
    by = office.actor("officer")
    bill = billed(by)
    found = at_once(lambda _place: pay(number=bill.number, window=COUNTER, tendered=30, by=by, at=NOON), 8)
    lost = [answer for answer in found if isinstance(answer, NothingIsOwed | SomebodyWasFirst)]
    assert (len(lost), Receipt.objects.count(), Bill.objects.get().paid) == (7, 1, 30)
    assert Till.objects.get().cash == 30


def test_cash_that_comes_while_the_till_is_counted_is_refused_or_makes_the_count_wrong(office: People):
    by = office.actor("officer")
    pay(number=billed(by).number, window=COUNTER, tendered=30, by=by, at=NOON)
    numbers, till = [billed(by).number for _bill in range(5)], Till.objects.get()

    def act(place: int) -> object:
        if place == 0:
            return count(till=till.pk, counted=30, by=by, at=NOON)
        return pay(number=numbers[place - 1], window=COUNTER, tendered=30, by=by, at=NOON)

    found = at_once(act, 6)
    after = Till.objects.get()
    taken = Receipt.objects.count()
    assert after.cash == taken * 30
    if after.state == "counted":
        assert after.cash == 30
        assert [isinstance(answer, DayIsClosed) for answer in found[1:]] == [True] * 5
