"""A value down to the rows it counts, within the reader's rights."""

from django.db.models import Q

from bianmin.foundation.facts.queries import gone, waiting
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.quality.indicators.models import Cell, Entry, Measure
from bianmin.quality.indicators.queries.counting import rows_in
from bianmin.quality.indicators.queries.definitions import measures
from bianmin.quality.indicators.queries.values import Tallies, value
from bianmin.quality.indicators.rules import rows_readable
from bianmin.quality.indicators.vocab.definitions import MeasureShape
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import CellCard, Explanation, Part, Value


def explain(actor: Actor, code: str, *, agency: str, unit: str = "", span: Span, limit: int = 200) -> Explanation:
    """The value with, for each measure behind it, definition, version, cells and numbers of rows (at most `limit`).

    Raises:
        NotAllowed: the actor may not read figures of this agency.
        UnknownIndicator: a code that none has.
    """
    now = value(actor, code, agency=agency, unit=unit, span=span)
    known = measures(agency)
    held = {"growth": (span.year_before,), "rise": span.three_before}
    spans = [span, *held.get(now.indicator.formula, ())]
    rows = [known[name] for name in now.indicator.measures]
    parts = tuple(_part(actor, now, row, over, limit) for over in spans for row in rows)
    marks = waiting(facts=[row.fact for row in rows if row.fact]).filter(agency__in=(agency, ""))
    return Explanation(now, parts, marks.count())


def _part(actor: Actor, now: Value, measure: Measure, span: Span, limit: int) -> Part:
    shape = measure.shape
    tally = Tallies(now.agency, now.unit_path, {measure.code: measure}).over(span)[measure.code]
    cells = tuple(_cells(now, shape, span)[:limit])
    if shape.type == "typed":
        return Part(shape, measure.version, span, tally.total(), cells, _evidence(now, shape, span), tally.total())
    fact = FACTS.facts[shape.fact]
    rows = rows_in(shape, fact, agency=now.agency, path=now.unit_path, first=span.first, last=span.last)
    seen = rows.filter(rows_readable(actor, fact)).order_by(fact.number).values_list(fact.number, flat=True)
    found = tuple(map(str, seen[:limit]))
    destroyed = gone(
        fact=shape.fact, agency=now.agency, unit=now.unit_path, by=shape.date or shape.since, first=span.first,
        last=span.last,
    )  # fmt: skip
    return Part(shape, measure.version, span, tally.total(), cells, found, rows.count(), destroyed)


def _cells(now: Value, shape: MeasureShape, span: Span) -> list[CellCard]:
    rows = Cell.objects.filter(agency=now.agency, unit_path__startswith=now.unit_path, measure=shape.code)
    if shape.type == "stock":
        rows = rows.filter(Q(bin=0, day__lte=span.last) | Q(bin=1, day__lt=span.last))
    else:
        rows = rows.filter(day__range=(span.first, span.last))
    sign = -1 if shape.type == "stock" else 1
    ordered = rows.order_by("day", "unit_path", "key", "bin")
    return [CellCard(row.unit_path, row.day, row.key, row.n * (sign if row.bin else 1)) for row in ordered]


def _evidence(now: Value, shape: MeasureShape, span: Span) -> tuple[str, ...]:
    entries = Entry.objects.filter(
        agency=now.agency, unit_path__startswith=now.unit_path, measure=shape.code, superseded=False,
        first__gte=span.first, last__lte=span.last,
    )  # fmt: skip
    return tuple(entries.order_by("first").values_list("evidence", flat=True))
