"""Bring cells up to date 重新計數: count what was touched, or everything."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Final, NamedTuple

from django.db import transaction
from django.db.models import Q

from bianmin.foundation.facts.actions import touch_range
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.queries import closed, waiting
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.rows import insert_all
from bianmin.quality.indicators.models import Cell, Count, Measure
from bianmin.quality.indicators.queries.counting import Counting, Region, cells_in, countings, years
from bianmin.quality.indicators.vocab.values import Refreshed

MARKS: Final = 20_000
DAYS: Final = 400
"""What one transaction of a refresh takes: so many marks, and ranges of so many days together."""


class Touched(NamedTuple):
    """A mark, without what Django would make of it."""

    pk: int
    fact: str
    agency: str
    unit: str
    first: date
    last: date


def _taken() -> list[Touched]:
    """The oldest marks that fit into one transaction; always one, when there is any."""
    taken: list[Touched] = []
    days = 0
    for mark in map(Touched._make, waiting().values_list(*Touched._fields)[:MARKS]):
        days += (mark.last - mark.first).days
        if taken and days > DAYS:
            break
        taken.append(mark)
    return taken


def _regions(marks: Iterable[Touched]) -> list[tuple[str, Region]]:
    """The marks of one fact, agency and unit as one region each."""
    days: dict[tuple[str, str, str], set[date]] = defaultdict(set)
    ranges: dict[tuple[str, str, str], set[tuple[date, date]]] = defaultdict(set)
    for mark in marks:
        key = (mark.fact, mark.agency, mark.unit)
        if mark.first == mark.last:
            days[key].add(mark.first)
        else:
            ranges[key].add((mark.first, mark.last))
    return [
        (key[0], Region(key[1], key[2], frozenset(days[key]), tuple(sorted(ranges[key]))))
        for key in sorted({*days, *ranges})
    ]


def _parts(measures: Sequence[Counting], region: Region) -> list[Sequence[Counting]]:
    """Measures whose cells are written together: all of them for a few days, each by itself for years."""
    return [[one] for one in measures] if region.ranges else [measures]


def _recount(measures: Sequence[Counting], region: Region, shut: Mapping[str, date]) -> int:
    """Count a region anew; days that were `shut` because their rows are destroyed keep their cells."""
    counted = (cell for one in measures for cell in one.count(region))
    cells = [cell for cell in counted if cell.agency not in shut or cell.day > shut[cell.agency]]
    kept = Q()
    for agency, until in shut.items():
        kept |= Q(agency=agency, day__lte=until)
    for found in cells_in(measures, region):
        found.exclude(kept).delete() if shut else found.delete()
    insert_all(cells)
    return len(cells)


@transaction.atomic
def _refresh_once(at: datetime) -> Refreshed:
    Count.objects.filter(pk=1).update(counted_at=at)
    marks = _taken()
    known = countings({mark.fact for mark in marks})
    shut = {fact: closed(fact) for fact in known}
    written = sum(
        _recount(part, region, shut[fact])
        for fact, region in _regions(marks)
        for part in _parts(known.get(fact, ()), region)
    )
    Mark.objects.filter(pk__in=[mark.pk for mark in marks]).delete()
    return Refreshed(len(marks), written)


def refresh(*, at: datetime) -> Refreshed:
    """Count the touched cells again, in transactions of bounded size; a mark made meanwhile waits for the next time.

    One refresh at a time: each transaction begins by taking the one row of `Count`.
    """
    Count.objects.get_or_create(pk=1)
    marks = cells = 0
    while (done := _refresh_once(at)).marks:
        marks += done.marks
        cells += done.cells
    return Refreshed(marks, cells)


def touch_all(*, fact: str) -> None:
    """Mark everything that a fact holds, year by year, in all agencies: for a new definition or a rebuild."""
    for first, last in years(FACTS.facts[fact]):
        touch_range(fact=fact, agency="", first=first, last=last)


def rebuild(*, at: datetime) -> Refreshed:
    """Count everything again; cells of measures that are no more are removed."""
    current = list(Measure.objects.filter(current=True))
    Cell.objects.exclude(measure__in=[row.code for row in current]).delete()
    for fact in sorted({row.fact for row in current if row.fact in FACTS.facts}):
        touch_all(fact=fact)
    return refresh(at=at)
