"""Rating a visit."""

import pytest

from bianmin.delivery.cases.actions.steps import NotInThisState
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.ratings.actions import AlreadyRated, LevelIsOutside
from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.queries import open_alerts
from bianmin.journeys.rate import answer, rate
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.delivery import CITIZEN, applied, decided, holder, row, service
from tests.people import NOON, People


@pytest.fixture
def visit(people: People):
    return decided(applied(service()), by=people.actor("officer"))


def test_one_press_rates_the_visit_and_alerts_the_chief(visit, people: People):
    rating = rate(number=visit.number, level=1, reason="等太久", by=holder(visit), at=NOON)
    assert [alert.number for alert in open_alerts(people.actor("chief"))] == [visit.number]
    assert track_card(holder(visit), visit.number).rated
    answer(rating=rating, text="已增開櫃檯", by=people.actor("chief"), at=NOON)
    assert open_alerts(people.actor("chief")) == []


def test_a_visit_is_rated_once(visit):
    rate(number=visit.number, level=5, by=holder(visit), at=NOON)
    assert not track_card(holder(visit), visit.number).may_rate
    with pytest.raises(NotInThisState):
        rate(number=visit.number, level=1, by=holder(visit), at=NOON)
    assert Rating.objects.count() == 1


def test_handing_in_and_getting_the_result_are_visits_of_their_own(visit):
    rate(number=visit.number, level=5, visit="received", by=holder(visit), at=NOON)
    assert row(visit).rated_on is None
    rate(number=visit.number, level=4, by=holder(visit), at=NOON)
    assert set(Rating.objects.values_list("visit", "level")) == {("received", 5), ("released", 4)}
    with pytest.raises(AlreadyRated):
        rate(number=visit.number, level=5, visit="received", by=holder(visit), at=NOON)


def test_a_wrong_level_rates_nothing(visit):
    with pytest.raises(LevelIsOutside):
        rate(number=visit.number, level=9, by=holder(visit), at=NOON)
    assert row(visit).rated_on is None


def test_officers_and_strangers_do_not_rate(visit, people: People):
    with pytest.raises(NotAllowed):
        rate(number=visit.number, level=5, by=people.actor("officer"), at=NOON)
    with pytest.raises(NotFound):
        rate(number=visit.number, level=5, by=CITIZEN, at=NOON)


def test_what_is_not_decided_is_not_rated(people: People):
    receipt = applied(service())
    with pytest.raises(NotInThisState):
        rate(number=receipt.number, level=5, by=holder(receipt), at=NOON)
