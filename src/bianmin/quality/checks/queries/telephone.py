"""Telephone tests: which numbers a week draws, what is to be repeated, who is first and last of a month."""

from collections import Counter, defaultdict
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Final

from bianmin.foundation.orgs.queries import unit_names, units_of
from bianmin.kernel.actor import Actor
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.queries.checks import MOST, cards_of, visible_to
from bianmin.quality.checks.queries.figures import Total, mean, totals, unit_scores
from bianmin.quality.checks.queries.sheets import check_plans
from bianmin.quality.checks.vocab.cards import Best, CheckCard, Drawn, Duty, UnitScore
from bianmin.quality.checks.vocab.shapes import CheckPlan, Way
from bianmin.quality.indicators.vocab.spans import Span, span

FIRST_YEAR: Final = 1911
RANK: Final = "checks.rank"
DECEMBER: Final = 12


def telephone_plans(agency: str) -> list[CheckPlan]:
    """The plans by which telephones are tested."""
    return [one for one in check_plans(agency) if one.way is Way.TELEPHONE]


def month_of(on: date) -> Span:
    """The month a day lies in."""
    return span(f"{on.year - FIRST_YEAR}-{on.month:02}")


def month_before(month: Span) -> Span:
    """The month before one."""
    return month_of(month.first - timedelta(days=1))


def months_back(month: Span, count: int) -> list[Span]:
    """So many months that end with one, the newest first."""
    found = [month]
    while len(found) < count:
        found.append(month_before(found[-1]))
    return found


def week_of(on: date) -> tuple[date, date]:
    """Monday and Sunday of the week of a day."""
    monday = on - timedelta(days=on.weekday())
    return monday, monday + timedelta(days=6)


def lots(agency: str, plan: CheckPlan, on: date) -> list[Drawn]:
    """The numbers that the week of a day draws for each unit, and how often each was tested in it; three statements.

    The lot is sown with agency, plan, Monday and unit: whoever draws it again draws the same. A unit with fewer numbers
    than tests has some of them called twice.
    """
    if plan.calls is None:
        return []
    monday, sunday = week_of(on)
    paths = dict(units_of(agency, on=on).values_list("code", "path"))
    by_unit: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for line in plan.calls.lines:
        if line.unit in paths:
            by_unit[paths[line.unit]].append((line.number, line.sort))
    rows = Check.objects.filter(agency=agency, plan=plan.id, on__range=(monday, sunday))
    tested = Counter(rows.values_list("unit_path", "line"))
    names = unit_names(by_unit)
    drawn = [
        Drawn(path, names.get(path, ""), number, sort, 0)
        for path, lines in sorted(by_unit.items())
        for number, sort in _drawn(Random(f"{agency}/{plan.id}/{monday}/{path}"), plan, lines)  # noqa: S311 - a lot that can be drawn again, no secret
    ]
    return [_left(one, tested) for one in drawn]


def _drawn(lot: Random, plan: CheckPlan, lines: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """From `least` to `most` of the lines, each as seldom as can be."""
    wanted = lot.randint(plan.calls.least, plan.calls.most) if plan.calls else 0
    found: list[tuple[str, str]] = []
    while len(found) < wanted:
        found += lot.sample(lines, min(len(lines), wanted - len(found)))
    return found


def _left(one: Drawn, tested: Counter[tuple[str, str]]) -> Drawn:
    """A number that is drawn twice is done twice: each test is taken off once."""
    key = (one.unit_path, one.line)
    if not tested[key]:
        return one
    tested[key] -= 1
    return replace(one, tested=1)


def calls_of(actor: Actor, plan: str, month: Span) -> list[CheckCard]:
    """The tests of a month that an actor may read, the newest first."""
    rows = visible_to(actor).filter(agency=actor.agency, plan=plan, on__range=(month.first, month.last))
    return cards_of(rows.order_by("-on", "-id")[:MOST])


def to_repeat(agency: str) -> list[CheckCard]:
    """The bad tests that nobody has repeated yet 待複測, the oldest first."""
    rows = Check.objects.filter(agency=agency, way=Way.TELEPHONE, low=True, retests__isnull=True)
    return cards_of(rows.order_by("on", "id")[:MOST])


def ranked(agency: str, plan: CheckPlan, month: Span) -> list[UnitScore]:
    """The units of a month by their mean 各單位成績評比, with how often each had the counted grade."""
    return unit_scores(totals(agency, plan.id, month), counted=plan.calls.counted if plan.calls else "")


def by_month(agency: str, plan: str, year: Span) -> dict[str, Fraction | None]:
    """The mean of each month of a year; None where nothing was tested; one statement."""
    rows: dict[str, list[Total]] = defaultdict(list)
    for one in totals(agency, plan, year):
        rows[one.month].append(one)
    return {month.text: mean(rows[f"{month.first:%Y-%m}"]) for month in year.months}


def duties(agency: str, plan: CheckPlan, month: Span) -> list[Duty]:
    """The units whose head reports after a month: last so many months in a row, or so many months in a counted grade.

    A month in which fewer than two units were tested has no last one.
    """
    if plan.calls is None:
        return []
    wanted = months_back(month, max(plan.calls.last, plan.calls.times))
    over = span(f"{wanted[-1].first}..{month.last}")
    rows = totals(agency, plan.id, over)
    scores = [unit_scores(one for one in rows if one.month == f"{each.first:%Y-%m}") for each in wanted]
    found = _last(plan, wanted, scores) + _graded(plan, wanted, scores)
    return [replace(one, ref=f"{RANK}:{plan.id}:{month.text}:{one.unit_path}") for one in found]


def _last(plan: CheckPlan, months: list[Span], scores: list[list[UnitScore]]) -> list[Duty]:
    count = plan.calls.last if plan.calls else 0
    last = [
        {one.unit_path: one.unit for one in month if one.place == month[-1].place} if len(month) > 1 else {}
        for month in scores[:count]
    ]
    always = set(last[0]).intersection(*last[1:]) if last else set()
    return [Duty(path, last[0][path], tuple(reversed(months[:count])), "", "") for path in sorted(always)]


def _graded(plan: CheckPlan, months: list[Span], scores: list[list[UnitScore]]) -> list[Duty]:
    if not (plan.calls and plan.calls.counted):
        return []
    count, grade = plan.calls.times, plan.calls.counted
    had = [{one.unit_path: one.unit for one in month if plan.grade(int(one.mean)) == grade} for month in scores[:count]]
    always = set(had[0]).intersection(*had[1:]) if had else set()
    return [Duty(path, had[0][path], tuple(reversed(months[:count])), grade, "") for path in sorted(always)]


def best(agency: str, plan: str, month: Span) -> list[Best]:
    """Who answered best in a month 電話禮貌楷模: persons by their mean, then by how often they were tested."""
    rows = Check.objects.filter(agency=agency, plan=plan, on__range=(month.first, month.last)).exclude(person="")
    given: dict[tuple[str, str], list[int]] = defaultdict(list)
    for person, path, total in rows.values_list("person", "unit_path", "total"):
        given[person, path].append(total or 0)
    names = unit_names(path for _person, path in given)
    found = [
        Best(person, names.get(path, ""), len(every), Fraction(sum(every), len(every)))
        for (person, path), every in given.items()
    ]
    return sorted(found, key=lambda one: (-one.mean, -one.count, one.person))
