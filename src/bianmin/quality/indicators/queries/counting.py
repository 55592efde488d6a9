"""Count rows of facts into cells."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Min, Model, Q, QuerySet, Sum, Value, When
from django.db.models.expressions import Combinable

from bianmin.foundation.facts.vocab import FACTS, Fact
from bianmin.kernel.rows import new
from bianmin.quality.indicators.models import Cell, Measure
from bianmin.quality.indicators.vocab.definitions import Filter, MeasureShape, Test


@dataclass(frozen=True, slots=True)
class Region:
    """Keys to count again: days and ranges of days of one unit of one agency (all when empty)."""

    agency: str = ""
    unit: str = ""
    days: frozenset[date] = frozenset()
    ranges: tuple[tuple[date, date], ...] = ()

    def where(self, *, agency: str, unit: str, day: str) -> Q:
        """The region as a condition on the columns named."""
        found = Q(**{f"{day}__in": sorted(self.days)})
        for pair in self.ranges:
            found |= Q(**{f"{day}__range": pair})
        if self.agency:
            found &= Q(**{agency: self.agency})
        return found & Q(**{unit: self.unit}) if self.unit else found


def condition(where: Filter | None, fact: Fact) -> Q:
    """A filter of a pack as a condition on the fact's rows."""
    if where is None:
        return Q()
    columns = {**fact.amounts, **fact.dates, **fact.dimensions, **fact.filters}
    tests = [_test(test, columns[test.field]) for test in where.tests]
    joined = Q()
    for test in tests:
        joined = joined & test if where.all else joined | test
    return joined


def _test(test: Test, column: str) -> Q:
    if test.op == "ne":
        return ~Q(**{column: test.value}) | Q(**{f"{column}__isnull": True})
    suffix = {"eq": "", "empty": "__isnull"}.get(
        test.op, f"__{test.op}".replace("__le", "__lte").replace("__ge", "__gte")
    )
    return Q(**{column + suffix: test.value})


def rows_of(shape: MeasureShape, fact: Fact) -> QuerySet[Model]:
    """The rows a measure counts, on any day."""
    return _rows(fact, shape.model_dump_json())


@lru_cache(maxsize=1000)
def _rows(fact: Fact, definition: str) -> QuerySet[Model]:
    """Composed once, since it follows from the definition alone; never read itself, only narrowed down."""
    shape = MeasureShape.model_validate_json(definition)
    rows = fact.rows().order_by().filter(condition(shape.where, fact))
    return rows.filter(**{f"{fact.amounts[shape.amount]}__isnull": False}) if shape.amount else rows


def series_of(shape: MeasureShape, fact: Fact) -> list[tuple[int | Combinable, str, Q]]:
    """What a measure keeps for each day: the bin, the column of the day, and a condition; nothing of persons."""
    if shape.type == "persons":
        return []
    if shape.type == "stock":
        begun = Q(**{f"{fact.dates[shape.since]}__isnull": False})
        return [(0, fact.dates[shape.since], Q()), (1, fact.dates[shape.until], begun)]
    if shape.type == "distribution":
        return [(binned(shape, fact), fact.dates[shape.date], Q())]
    return [(0, fact.dates[shape.date], Q())]


def binned(shape: MeasureShape, fact: Fact) -> Case:
    """The number of the bin a row's amount falls into; beyond the last bound it is one more."""
    column = fact.amounts[shape.amount]
    steps = [When(**{f"{column}__lte": bound}, then=Value(place)) for place, bound in enumerate(shape.bins)]
    return Case(*steps, default=Value(len(shape.bins)), output_field=IntegerField())


@dataclass(frozen=True, slots=True)
class Counting:
    """One measure made ready to count; `without` are agencies that define the same code themselves."""

    measure: Measure
    shape: MeasureShape
    fact: Fact
    without: tuple[str, ...]

    def count(self, region: Region) -> Iterator[Cell]:
        """Count the rows of a region anew; days with nothing give no cell."""
        for groups, day in _series(self.fact, self.shape.model_dump_json(), self.measure.agency, self.without):
            place = region.where(agency=self.fact.agency, unit=self.fact.unit, day=day)
            for row in groups.filter(place):
                yield new(
                    Cell, agency=row["cell_agency"], measure=self.measure.code, unit_path=row["cell_unit"],
                    day=row["cell_day"], key="" if row["cell_key"] is None else str(row["cell_key"]),
                    bin=row["cell_bin"], n=row["cell_n"],
                )  # fmt: skip


def cells_in(measures: Iterable[Counting], region: Region) -> list[QuerySet[Cell]]:
    """The cells of some measures that stand in a region, together for those that count for the same agencies."""
    place = region.where(agency="agency", unit="unit_path", day="day")
    codes: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in measures:
        codes.setdefault((one.measure.agency, one.without), []).append(one.measure.code)
    return [
        Cell.objects.filter(place, agencies_of("agency", agency, without), measure__in=found)
        for (agency, without), found in codes.items()
    ]


def agencies_of(column: str, agency: str, without: tuple[str, ...]) -> Q:
    """The agencies a measure counts for: its own, or for a shared one all that have none of the same code."""
    if agency:
        return Q(**{column: agency})
    return ~Q(**{f"{column}__in": without}) if without else Q()


@lru_cache(maxsize=1000)
def _series(fact: Fact, definition: str, agency: str, without: tuple[str, ...]) -> list[tuple[QuerySet[Any], str]]:
    """The rows of each series of a measure in groups, on any day, and the column of its day.

    Composed once too: a refresh asks it for every day.
    """
    shape = MeasureShape.model_validate_json(definition)
    rows = _rows(fact, definition).filter(agencies_of(fact.agency, agency, without))
    kept = series_of(shape, fact)
    return [(_grouped(shape, fact, rows.filter(extra), day, which), day) for which, day, extra in kept]


def _grouped(
    shape: MeasureShape, fact: Fact, rows: QuerySet[Model], day: str, which: int | Combinable
) -> QuerySet[Any]:
    names: dict[str, Any] = {
        "cell_agency": F(fact.agency),
        "cell_unit": F(fact.unit),
        "cell_day": F(day),
        "cell_bin": Value(which) if isinstance(which, int) else which,
        "cell_key": F(fact.dimensions[shape.by]) if shape.by else Value(""),
    }
    total = Sum(fact.amounts[shape.amount]) if shape.amount and shape.type == "flow" else Count("pk")
    grouped: QuerySet[Any] = rows.annotate(**names).values(*names).annotate(cell_n=total).filter(~Q(cell_n=0))
    return grouped


def countings(facts: Collection[str]) -> dict[str, list[Counting]]:
    """The measures in force over some facts, ready to count, by fact; facts that are not installed are left out."""
    found: dict[str, list[Counting]] = {name: [] for name in facts if name in FACTS.facts}
    rows = list(Measure.objects.filter(current=True, fact__in=found).order_by("id"))
    own = [(row.code, row.agency) for row in rows if row.agency]
    for row in rows:
        without = tuple(agency for code, agency in own if code == row.code and not row.agency)
        found[row.fact].append(Counting(row, row.shape, FACTS.facts[row.fact], without))
    return found


def years(fact: Fact) -> list[tuple[date, date]]:
    """The calendar years in which rows of a fact lie, each from its first to its last day."""
    ends: dict[str, Any] = {}
    for name, column in fact.dates.items():
        ends |= {f"first_{name}": Min(column), f"last_{name}": Max(column)}
    found = [day for day in fact.rows().order_by().aggregate(**ends).values() if day is not None]
    if not found:
        return []
    return [(date(year, 1, 1), date(year, 12, 31)) for year in range(min(found).year, max(found).year + 1)]


def rows_in(shape: MeasureShape, fact: Fact, *, agency: str, path: str, first: date, last: date) -> QuerySet[Model]:
    """The rows a measure counts in a unit and below: of the days, or where it has a `since` those there on the last."""
    rows = rows_of(shape, fact).filter(**{fact.agency: agency, f"{fact.unit}__startswith": path})
    if not shape.since:
        return rows.filter(**{f"{fact.dates[shape.date]}__range": (first, last)})
    until = fact.dates[shape.until]
    there = Q(**{f"{until}__isnull": True}) | Q(**{f"{until}__gte": last})
    return rows.filter(there, **{f"{fact.dates[shape.since]}__lte": last})


def persons_in(shape: MeasureShape, fact: Fact, *, agency: str, path: str, first: date, last: date) -> int:
    """How many distinct persons (or things) the rows of a unit and below are of."""
    rows = rows_in(shape, fact, agency=agency, path=path, first=first, last=last)
    column = fact.persons[shape.persons]
    known = ~Q(**{column: ""}) & Q(**{f"{column}__isnull": False})
    return rows.filter(known).values(column).distinct().count() + rows.exclude(known).count()
