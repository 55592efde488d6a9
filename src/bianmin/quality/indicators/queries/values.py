"""Values of indicators from cells: exact, with target and the year before."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from django.db.models import Q, QuerySet, Sum

from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.quality.indicators.models import Cell, Entry, Indicator, Measure
from bianmin.quality.indicators.queries.arithmetic import Counts, change, figure
from bianmin.quality.indicators.queries.counting import persons_in
from bianmin.quality.indicators.queries.definitions import check_readable, chosen, goals, measures
from bianmin.quality.indicators.queries.summing import sums
from bianmin.quality.indicators.vocab.definitions import IndicatorShape, MeasureShape
from bianmin.quality.indicators.vocab.spans import Span
from bianmin.quality.indicators.vocab.values import Figure, Goal, Value

Row = tuple[str, str, int, int]
"""Measure, value of its dimension, bin, count."""

Found = tuple[Span, Row]
"""A row and the span it was counted over."""


def _together(counters: Iterable[Counter[int]]) -> Counter[int]:
    total: Counter[int] = Counter()
    for counter in counters:
        total.update(counter)
    return total


@dataclass(slots=True)
class Tallies:
    """What the measures of some indicators count in one unit and below, span by span.

    The spans in `wanted` are read together, one statement a kind of measure, any other when it is asked for.
    """

    agency: str
    path: str
    measures: Mapping[str, Measure]
    wanted: tuple[Span, ...] = ()
    read: dict[Span, dict[str, dict[str, Counter[int]]]] = field(default_factory=dict)
    summed: dict[Span, dict[str, Counter[int]]] = field(default_factory=dict)

    def over(self, span: Span) -> Counts:
        """The counts over a span."""
        if span not in self.summed:
            self.summed[span] = {code: _together(keys.values()) for code, keys in self.by_key(span).items()}
        return self.summed[span]

    def by_key(self, span: Span) -> Mapping[str, Mapping[str, Counter[int]]]:
        """The counts over a span by measure and value of its dimension."""
        if span not in self.read:
            self._read(self.wanted if span in self.wanted else (span,))
        return self.read[span]

    def _read(self, spans: Sequence[Span]) -> None:
        types = {code: row.shape.type for code, row in self.measures.items()}
        for span in spans:
            self.read[span] = {code: {} for code in self.measures}
        for reader, kinds in (
            (self._flows, ("flow", "distribution")),
            (self._stocks, ("stock",)),
            (self._typed, ("typed",)),
            (self._persons, ("persons",)),
        ):
            codes = [code for code, kind in types.items() if kind in kinds]
            for span, (code, key, which, n) in reader(codes, spans) if codes else ():
                self.read[span][code].setdefault(key, Counter())[which] += n

    def _here(self, codes: list[str]) -> Q:
        """The rows of some measures in the unit and below; of a whole agency all are."""
        place = Q(agency=self.agency, measure__in=codes)
        return place if self.path == root_of(self.agency) else place & Q(unit_path__startswith=self.path)

    def _sums(self, rows: QuerySet[Cell], spans: Sequence[Span], within: Callable[[Span], Q]) -> Iterator[Found]:
        """The sums of cells within each span."""
        sums = {f"n{place}": Sum("n", filter=within(span)) for place, span in enumerate(spans)}
        for code, key, which, *counts in rows.order_by().values_list("measure", "key", "bin").annotate(**sums):
            yield from ((span, (code, key, which, n)) for span, n in zip(spans, counts, strict=True) if n is not None)

    def _flows(self, codes: list[str], spans: Sequence[Span]) -> Iterator[Found]:
        below = "" if self.path == root_of(self.agency) else self.path
        found = sums(self.agency, below, codes, spans)
        return ((span, (code, key, which, n)) for span, code, key, which, n in found)

    def _stocks(self, codes: list[str], spans: Sequence[Span]) -> Iterator[Found]:
        """Rows that came up to the last day, less those whose own last day was before it."""
        rows = Cell.objects.filter(self._here(codes), day__lte=max(span.last for span in spans))
        within = self._sums(rows, spans, lambda span: Q(bin=0, day__lte=span.last) | Q(bin=1, day__lt=span.last))
        return ((span, (code, key, 0, -n if gone else n)) for span, (code, key, gone, n) in within)

    def _typed(self, codes: list[str], spans: Sequence[Span]) -> Iterator[Found]:
        entries = Entry.objects.filter(self._here(codes), superseded=False).order_by().values_list("measure")
        for span in spans:
            whole = entries.filter(first__gte=span.first, last__lte=span.last).annotate(total=Sum("n"))
            yield from ((span, (code, "", 0, n)) for code, n in whole)

    def _persons(self, codes: list[str], spans: Sequence[Span]) -> Iterator[Found]:
        """Distinct persons, from the rows themselves."""
        for code, span in product(codes, spans):
            shape = self.measures[code].shape
            n = persons_in(
                shape, FACTS.facts[shape.fact], agency=self.agency, path=self.path, first=span.first, last=span.last
            )
            yield span, (code, "", 0, n)


def _value(row: Indicator, tallies: Tallies, span: Span, goal: Goal | None) -> Value:
    shape, last = row.shape, span.year_before
    now = figure(shape, tallies.over(span), _together_before(shape, tallies, span), tallies.measures, span.days)
    before = figure(shape, tallies.over(last), _together_before(shape, tallies, last), tallies.measures, last.days)
    return Value(
        indicator=shape, version=row.version, agency=tallies.agency, unit_path=tallies.path, span=span,
        figure=now, before=before, goal=goal,
        change=change(shape, now, before),
        met=goal.met_by(now.value) if goal and now.value is not None else None,
    )  # fmt: skip


def _before(shape: IndicatorShape, tallies: Tallies, span: Span) -> Mapping[str, Mapping[str, Counter[int]]]:
    """What a span is held against, by measure and value of its dimension: the year before, or three spans together."""
    if shape.formula == "growth":
        return tallies.by_key(span.year_before)
    if shape.formula != "rise":
        return {}
    own = {code: tallies.measures[code] for code in shape.measures}
    apart = Tallies(tallies.agency, tallies.path, own, span.three_before)
    found: dict[str, dict[str, Counter[int]]] = {code: {} for code in own}
    for code, kept in ((code, apart.by_key(one)[code]) for one in span.three_before for code in own):
        for key, counter in kept.items():
            found[code].setdefault(key, Counter()).update(counter)
    return found


def _together_before(shape: IndicatorShape, tallies: Tallies, span: Span) -> Counts:
    return {code: _together(kept.values()) for code, kept in _before(shape, tallies, span).items()}


def _tallies(rows: Iterable[Indicator], agency: str, path: str, *spans: Span) -> Tallies:
    """The counts of indicators over spans and what each is compared with: the year before, and the one before that."""
    shapes = [row.shape for row in rows]
    needed = {code for shape in shapes for code in shape.measures}
    known = measures(agency, needed)
    back = 3 if any(shape.formula == "growth" for shape in shapes) else 2
    wanted = dict.fromkeys(earlier for span in spans for earlier in _years(span, back))
    return Tallies(agency, path, {code: known[code] for code in sorted(needed) if code in known}, tuple(wanted))


def _years(span: Span, count: int) -> Iterator[Span]:
    """A span and the same of the years before."""
    for _year in range(count):
        yield span
        span = span.year_before


def root_of(agency: str) -> str:
    """The path of an agency itself."""
    return f"/{agency}/"


def values(actor: Actor, codes: Iterable[str] = (), *, agency: str, unit: str = "", span: Span) -> list[Value]:
    """Values of the named indicators (all in force when none is named) of a unit and below, over a span.

    `unit` is a path, empty for the whole agency.

    Raises:
        NotAllowed: the actor has no role in the agency nor above it.
        UnknownIndicator: a code that none has.
    """
    return values_over(actor, codes, agency=agency, unit=unit, spans=(span,))


def values_over(
    actor: Actor, codes: Iterable[str] = (), *, agency: str, unit: str = "", spans: Iterable[Span]
) -> list[Value]:
    """Values over several spans, one span after the other, counted together; see `values`."""
    check_readable(actor, agency)
    path, rows, asked = unit or root_of(agency), chosen(agency, codes), tuple(spans)
    tallies = _tallies(rows, agency, path, *asked)
    found = []
    for span in asked:
        targets = goals(rows, agency=agency, path=path, span=span)
        found += [_value(row, tallies, span, targets.get(row.code)) for row in rows]
    return found


def value(actor: Actor, code: str, *, agency: str, unit: str = "", span: Span) -> Value:
    """The value of one indicator; see `values`."""
    return values(actor, [code], agency=agency, unit=unit, span=span)[0]


def trend(actor: Actor, code: str, *, agency: str, unit: str = "", spans: Iterable[Span]) -> list[Value]:
    """One indicator over several spans, each with its own target; what a chart draws."""
    return values_over(actor, [code], agency=agency, unit=unit, spans=spans)


def breakdown(actor: Actor, code: str, *, agency: str, unit: str = "", span: Span) -> dict[str, Figure]:
    """One indicator by the dimension that its measures keep (channel, service); empty where they keep none."""
    return breakdowns(actor, code, agency=agency, unit=unit, spans=(span,))[0]


def breakdowns(
    actor: Actor, code: str, *, agency: str, unit: str = "", spans: Iterable[Span]
) -> list[dict[str, Figure]]:
    """The same for several spans, counted together."""
    check_readable(actor, agency)
    row, asked = chosen(agency, [code])[0], tuple(spans)
    tallies = _tallies([row], agency, unit or root_of(agency), *asked)
    return [_parted(row.shape, tallies, span) for span in asked]


def _parted(shape: IndicatorShape, tallies: Tallies, span: Span) -> dict[str, Figure]:
    now, before = tallies.by_key(span), _before(shape, tallies, span)
    keys = sorted({key for kept in now.values() for key in kept if key})
    known = tallies.measures
    return {key: figure(shape, _at(now, key), _at(before, key), known, span.days) for key in keys}


def measured(code: str, *, agency: str) -> MeasureShape | None:
    """What the numerator of an indicator counts."""
    known = measures(agency).get(chosen(agency, [code])[0].shape.numerator)
    return known.shape if known else None


def dimension(code: str, *, agency: str) -> str:
    """By what the measures of an indicator are kept apart (`service_code`, `channel`); empty where they are not."""
    shape = measured(code, agency=agency)
    return shape.by if shape else ""


def _at(counts: Mapping[str, Mapping[str, Counter[int]]], key: str) -> Counts:
    return {code: kept.get(key, Counter()) for code, kept in counts.items()}
