"""Checks: means and places that agree with the rows, lots drawn the same again, marks to the point, rights."""

import random
from datetime import date, datetime, timedelta
from fractions import Fraction

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.checks.actions.checking import IsClosed, NoSuchUnit, ScoreIsWrong, close, score
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.queries.checks import check, checks
from bianmin.quality.checks.queries.sheets import check_plan, to_check
from bianmin.quality.checks.queries.telephone import by_month, duties, lots, ranked, to_repeat, week_of
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.checks import FULL, WAITING, called, closed, opened
from tests.factories.house import furnished
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
MARCH = span("114-03")


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs: plans of checks are among them."""
    return furnished()


@pytest.mark.row("RUL-25")
def test_a_week_draws_the_same_numbers_whenever_it_is_asked(people: People):
    plan = check_plan(AGENCY, "beinan-telephone")
    for week in range(30):
        day = date(2025, 1, 6) + timedelta(days=7 * week)
        drawn = lots(AGENCY, plan, day)
        assert drawn == lots(AGENCY, plan, day + timedelta(days=6))
        for unit, lines in (
            (COUNTER, {"089-380000#21", "089-380000#22"}),
            (RECORDS, {"089-380000#31", "089-380000#32"}),
        ):
            own = [one.line for one in drawn if one.unit_path == unit]
            assert 1 <= len(own) <= 2
            assert len(set(own)) == len(own)
            assert set(own) <= lines


@pytest.mark.row("RUL-25")
def test_a_number_drawn_twice_is_tested_twice(people: People):
    known = check_plan(AGENCY, "beinan-telephone")
    assert known.calls
    few = known.calls.model_copy(update={"least": 2, "most": 2, "lines": known.calls.lines[:1]})
    plan = known.model_copy(update={"calls": few})
    called(people, 90)
    assert [(one.line, one.tested) for one in lots(AGENCY, plan, NOON.date())] == [
        ("089-380000#21", 1), ("089-380000#21", 0),
    ]  # fmt: skip
    assert week_of(date(2025, 3, 5)) == (date(2025, 3, 3), date(2025, 3, 9))


@pytest.mark.row("RUL-25", "SYS-163")
@pytest.mark.parametrize("seed", range(4))
def test_means_and_places_agree_with_the_rows(people: People, seed: int):
    lot = random.Random(seed)
    given: dict[str, list[int]] = {COUNTER: [], RECORDS: []}
    for _turn in range(12):
        unit, total = lot.choice((COUNTER, RECORDS)), lot.randrange(40, 101)
        given[unit].append(total)
        called(people, total, unit=unit)
    found = {one.unit_path: one for one in ranked(AGENCY, check_plan(AGENCY, "beinan-telephone"), MARCH)}
    means = {unit: Fraction(sum(every), len(every)) for unit, every in given.items() if every}
    assert {unit: (one.count, one.mean) for unit, one in found.items()} == {
        unit: (len(given[unit]), value) for unit, value in means.items()
    }
    assert {unit: one.place for unit, one in found.items()} == {
        unit: 1 + sum(other > value for other in means.values()) for unit, value in means.items()
    }
    assert {unit: one.counted for unit, one in found.items()} == {
        unit: sum(70 <= total < 80 for total in given[unit]) for unit in means
    }
    everything = [total for every in given.values() for total in every]
    assert by_month(AGENCY, "beinan-telephone", span("114"))["114-03"] == Fraction(sum(everything), 12)
    assert len(to_repeat(AGENCY)) == sum(total < 70 for total in everything)


@pytest.mark.row("RUL-55")
def test_equal_means_share_the_last_place_and_one_unit_alone_has_none(people: People):
    plan = check_plan(AGENCY, "beinan-telephone")
    for month in (1, 2, 3):
        called(people, 85, unit=COUNTER, at=datetime(2025, month, 4, 10, 0, tzinfo=TAIPEI))
    assert duties(AGENCY, plan, MARCH) == []
    for month in (1, 2, 3):
        called(people, 85, unit=RECORDS, at=datetime(2025, month, 4, 10, 0, tzinfo=TAIPEI))
    assert [(one.unit_path, one.grade) for one in duties(AGENCY, plan, MARCH)] == [(COUNTER, ""), (RECORDS, "")]
    called(people, 87, unit=RECORDS)
    assert [one.unit_path for one in duties(AGENCY, plan, MARCH)] == [COUNTER]


def test_a_grade_begins_with_its_points(people: People):
    plan = check_plan(AGENCY, "beinan-quarterly")
    assert [plan.grade(total) for total in (100, 90, 89, 80, 79, 70, 69, 0)] == [
        "優等", "優等", "甲等", "甲等", "乙等", "乙等", "丙等", "丙等",
    ]  # fmt: skip


@pytest.mark.row("IN-89")
def test_cells_as_they_come_are_those_counted_anew(people: People):
    closed(people, WAITING, reception=3)
    closed(people, unit=RECORDS)
    called(people, 66)
    called(people, 88, unit=RECORDS)
    refresh(at=NOON)

    def cells() -> set[tuple[object, ...]]:
        rows = Cell.objects.filter(measure__startswith="checks.") | Cell.objects.filter(measure__startswith="phone.")
        return set(rows.values_list("measure", "unit_path", "day", "key", "n"))

    came = cells()
    assert came
    rebuild(at=NOON)
    assert cells() == came


def test_an_open_check_is_for_who_checks_alone_and_a_closed_one_stays(people: People):
    row, research, officer = opened(people), people.actor("research"), people.actor("officer")
    assert [one.number for one in checks(research)] == ["查114-0001"]
    assert checks(officer) == []
    with pytest.raises(NotFound):
        check(officer, row.number)
    with pytest.raises(NotFound):
        score(number=row.number, scores=FULL, remarks={}, by=officer, at=NOON)
    with pytest.raises(ScoreIsWrong):
        score(number=row.number, scores={**FULL, "place": -1}, remarks={}, by=research, at=NOON)
    score(number=row.number, scores=FULL, remarks={}, by=research, at=NOON)
    close(number=row.number, by=people.actor("chief"), at=NOON)
    assert [one.number for one in checks(officer)] == ["查114-0001"]
    with pytest.raises(IsClosed):
        score(number=row.number, scores=FULL, remarks={}, by=research, at=NOON)
    assert Line.objects.filter(verb__startswith="checks.", subject=f"checks.check:{row.pk}").count() == 3


def test_who_may_not_check_opens_nothing(people: People):
    for name in ("officer", "auditor", "elsewhere"):
        with pytest.raises(NoSuchUnit):
            opened(people, who=name)
    with pytest.raises(NotAllowed):
        called(people, 89, plan="beinan-above", who="officer")
    assert Check.objects.count() == 0


@pytest.mark.row("OB-09")
def test_a_periodic_check_is_due_three_months_after_the_last(people: People):
    assert [(one.plan.id, one.last) for one in to_check(AGENCY, NOON.date())] == [("beinan-quarterly", None)]
    closed(people)
    assert to_check(AGENCY, date(2025, 5, 20)) == []
    due = to_check(AGENCY, date(2025, 6, 5))[0]
    assert (due.last, due.due_on, due.overdue) == (date(2025, 3, 5), date(2025, 6, 5), False)
    assert to_check(AGENCY, date(2025, 6, 6))[0].overdue
