"""Scores of units over a span: how many checks, their mean, and who stands where."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from bianmin.foundation.orgs.queries import unit_names
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.vocab.cards import State, UnitScore
from bianmin.quality.indicators.vocab.spans import Span


@dataclass(frozen=True, slots=True)
class Total:
    """A closed check as it counts."""

    unit_path: str
    month: str
    total: int
    low: bool
    grade: str


def totals(agency: str, plan: str, over: Span) -> list[Total]:
    """The closed checks by one plan over a span, in the order of days; one statement."""
    rows = Check.objects.filter(agency=agency, plan=plan, state=State.CLOSED, on__range=(over.first, over.last))
    found = rows.order_by("on", "id").values_list("unit_path", "on", "total", "low", "grade")
    return [Total(path, f"{on:%Y-%m}", total or 0, low, grade) for path, on, total, low, grade in found]


def placed(scores: Iterable[UnitScore]) -> list[UnitScore]:
    """By their mean, the best first; equal means share a place."""
    known = sorted(scores, key=lambda one: (-one.mean, one.unit_path))
    means = [one.mean for one in known]
    return [replace(one, place=means.index(one.mean) + 1) for one in known]


def unit_scores(rows: Iterable[Total], *, counted: str = "") -> list[UnitScore]:
    """Units by their mean; `counted` is a grade whose number is given beside it 乙等次數."""
    by_unit: dict[str, list[Total]] = defaultdict(list)
    for one in rows:
        by_unit[one.unit_path].append(one)
    names = unit_names(by_unit)
    return placed(
        UnitScore(
            path, names.get(path, ""), len(every), Fraction(sum(one.total for one in every), len(every)),
            sum(one.low for one in every),
            counted=sum(bool(counted) and one.grade == counted for one in every),
        )
        for path, every in by_unit.items()
    )  # fmt: skip


def mean(rows: Iterable[Total]) -> Fraction | None:
    """The mean of totals; None without any."""
    known = [one.total for one in rows]
    return Fraction(sum(known), len(known)) if known else None
