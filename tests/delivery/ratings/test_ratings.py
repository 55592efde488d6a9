"""Ratings: one a visit, alerts for unhappy ones, answers, and what the screens poll."""

from datetime import date, timedelta

import pytest

from bianmin.delivery.ratings.actions import (
    AlreadyAnswered,
    AlreadyRated,
    AnswerIsEmpty,
    LevelIsOutside,
    ReasonIsTooLong,
    answer,
    rate,
)
from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.queries import changed_since, is_rated, open_alerts, rating, recent
from bianmin.delivery.ratings.vocab import Given
from bianmin.foundation.audit.models import Line
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.delivery import CITIZEN
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People


def press(level: int, *, visit: int = 1, unit: str = COUNTER, reason: str = "") -> Rating:
    given = Given(AGENCY, unit, "transcript", f"cases.case:{visit}", f"N-{visit}", "counter", "staff:1")
    return rate(given=given, level=level, reason=reason, by=CITIZEN, at=NOON)


@pytest.mark.parametrize(
    ("level", "satisfied", "dissatisfied", "state"),
    [
        (1, False, True, "open"),
        (2, False, True, "open"),
        (3, False, False, "none"),
        (4, True, False, "none"),
        (5, True, False, "none"),
    ],
)
def test_four_and_five_are_satisfied_one_and_two_wait_for_an_answer(db, level, satisfied, dissatisfied, state):
    row = press(level)
    assert (row.satisfied, row.dissatisfied, row.state, row.rated_on) == (
        satisfied, dissatisfied, state, date(2025, 3, 5),
    )  # fmt: skip


def test_a_visit_is_rated_once(db):
    press(5)
    with pytest.raises(AlreadyRated):
        press(1)
    assert Rating.objects.count() == 1
    assert is_rated(AGENCY, "cases.case:1")


@pytest.mark.parametrize("level", [0, 6, -1])
def test_there_are_five_lamps(db, level: int):
    with pytest.raises(LevelIsOutside):
        press(level)


def test_a_reason_has_its_length(db):
    press(1, reason="長" * 1000)
    with pytest.raises(ReasonIsTooLong) as refused:
        press(1, visit=2, reason="長" * 1001)
    assert "1001" in str(refused.value)


def test_a_rating_is_journaled_without_its_words_and_touched(db):
    press(1, reason="等太久")
    line = Line.objects.get(verb="ratings.rate")
    assert "等太久" not in str(line.__dict__)
    assert Mark.objects.filter(fact="ratings.rating").values_list("unit", "first").get() == (COUNTER, date(2025, 3, 5))


def test_an_unhappy_rating_stays_on_the_chiefs_screen_until_it_is_answered(people: People):
    row, chief = press(2, reason="等太久"), people.actor("chief")
    assert [alert.id for alert in open_alerts(chief)] == [row.pk]
    answer(rating=row.pk, text="已增開櫃檯", by=chief, at=NOON + timedelta(hours=1))
    assert open_alerts(chief) == []
    assert rating(chief, row.pk).answer == "已增開櫃檯"
    with pytest.raises(AlreadyAnswered):
        answer(rating=row.pk, text="再答", by=chief, at=NOON)


def test_an_answer_has_words_and_comes_from_a_chief(people: People):
    row = press(2)
    with pytest.raises(AnswerIsEmpty):
        answer(rating=row.pk, text="  ", by=people.actor("chief"), at=NOON)
    with pytest.raises(NotAllowed):
        answer(rating=row.pk, text="好", by=people.actor("officer"), at=NOON)
    with pytest.raises(NotFound):
        answer(rating=row.pk, text="好", by=people.actor("outsider"), at=NOON)


def test_the_version_changes_with_every_alert_and_answer_and_costs_one_statement(
    people: People, django_assert_num_queries
):
    chief = people.actor("chief")
    empty = changed_since(chief, "")
    assert empty is not None
    assert changed_since(chief, empty) is None
    row = press(1)
    with django_assert_num_queries(1):
        one = changed_since(chief, empty)
    assert one is not None
    press(5, visit=2)
    assert changed_since(chief, one) is None
    answer(rating=row.pk, text="好", by=chief, at=NOON)
    assert changed_since(chief, one) is not None


@pytest.mark.parametrize(
    ("who", "seen"), [("officer", 1), ("elsewhere", 1), ("chief", 2), ("auditor", 2), ("supervisor", 0), ("admin", 0)]
)
def test_who_reads_ratings_of_two_units(people: People, who: str, seen: int):
    press(1)
    press(2, visit=2, unit=RECORDS)
    assert len(recent(people.actor(who))) == seen
    assert recent(PUBLIC) == []


@pytest.mark.parametrize("ratings", [1, 3])
def test_alerts_take_one_statement_however_many(people: People, ratings: int, django_assert_num_queries):
    for visit in range(ratings):
        press(1, visit=visit)
    chief = people.actor("chief")
    with django_assert_num_queries(1):
        assert len(open_alerts(chief)) == ratings


def test_the_satisfied_share_and_the_sum_of_levels_are_counted(db):
    for visit, level in enumerate([5, 4, 3, 1]):
        press(level, visit=visit)
    rows = FACTS.facts["ratings.rating"].rows()
    assert (rows.filter(satisfied=True).count(), rows.filter(dissatisfied=True).count(), rows.count()) == (2, 1, 4)
    assert sum(rows.values_list("level", flat=True)) == 13
