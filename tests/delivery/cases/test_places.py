"""A quota: the first free place is taken, given back, and of many at once exactly as many get one as there are."""

from collections.abc import Iterator

import pytest
from django.db import connections
from django.test import Client

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.decide import withdraw
from bianmin.delivery.cases.actions.places import QuotaIsFull
from bianmin.delivery.cases.models import Case, Place
from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.cases.vocab import Receipt
from bianmin.faces.ui.now import now
from tests.delivery.cases.test_at_once import at_once
from tests.factories.delivery import CITIZEN, application, applied, holder, service
from tests.factories.house import load_house
from tests.people import NOON, People, household_office

QUOTA = {"places": 3, "per": "day"}


def numbers() -> list[int]:
    return list(Place.objects.exclude(taken_by="").order_by("number").values_list("number", flat=True))


def test_places_are_taken_in_order_and_the_last_is_followed_by_a_sentence(people: People):
    offered = service(quota=QUOTA)
    for _ in range(3):
        applied(offered)
    with pytest.raises(QuotaIsFull) as refusal:
        applied(offered)
    assert "3" in str(refusal.value)
    assert (numbers(), Case.objects.count()) == ([1, 2, 3], 3)


def test_the_next_day_has_places_of_its_own(people: People):
    offered = service(quota={"places": 1, "per": "day"})
    applied(offered)
    applied(offered, at=NOON.replace(day=6))
    assert sorted(Place.objects.values_list("period", flat=True)) == ["2025-03-05", "2025-03-06"]


def test_a_place_given_back_goes_to_the_next(people: People):
    offered = service(quota=QUOTA)
    first = applied(offered)
    applied(offered)
    withdraw(number=first.number, by=holder(first), at=NOON)
    assert numbers() == [2]
    applied(offered)
    assert numbers() == [1, 2]


def test_without_refill_a_place_stays_used(people: People):
    offered = service(quota={**QUOTA, "refill": False})
    first = applied(offered)
    withdraw(number=first.number, by=holder(first), at=NOON)
    assert numbers() == [1]


def test_sending_twice_takes_one_place_even_when_none_is_left(people: People):
    offered = service(quota={"places": 1, "per": "once"})
    sent = application(offered)
    first = apply(application=sent, by=CITIZEN, at=NOON)
    assert apply(application=sent, by=CITIZEN, at=NOON).number == first.number
    assert numbers() == [1]


@pytest.mark.row("SYS-077", "CM-09")
def test_the_public_page_the_counter_and_the_json_show_the_same_balance(client: Client, signed_in, people: People):
    load_house("forms")
    offered = service(quota=QUOTA)
    applied(offered, at=now())
    assert client.get("/ttbn/services/transcript/places.json").json()["left"] == 2
    assert client.get("/ttbn/services/transcript/places/").context["balance"].left == 2
    assert "目前剩 2 個名額" in client.get("/ttbn/services/transcript/").content.decode()
    assert "剩 2 個名額" in signed_in("officer").get("/desk/counter/transcript/").content.decode()


@pytest.fixture
def office() -> Iterator[People]:
    """The office in the database itself, so that every thread sees it."""
    yield household_office()
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_exactly_as_many_get_a_place_as_there_are(office: People):
    offered = service(quota=QUOTA)
    found = at_once(lambda: applied(offered), 24)
    got = [one for one in found if isinstance(one, Receipt)]
    lost = [one for one in found if isinstance(one, QuotaIsFull)]
    assert (len(got), len(lost)) == (3, 21)
    assert numbers() == [1, 2, 3]
    assert len({receipt.number for receipt in got}) == 3
    left = balance(offered, NOON.date())
    assert left is not None
    assert left.left == 0
