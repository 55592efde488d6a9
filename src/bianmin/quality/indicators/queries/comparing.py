"""Peers and baselines beside a value: typed with their source, or published by agencies of the same parent."""

from fractions import Fraction

from bianmin.foundation.orgs.queries import siblings
from bianmin.quality.indicators.models import Comparison
from bianmin.quality.indicators.queries.snapshots import published
from bianmin.quality.indicators.vocab.comparing import Compared, ComparisonCard
from bianmin.quality.indicators.vocab.printing import difference, printed
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.indicators.vocab.values import Value


def _card(
    value: Value, kind: Compared, name: str, text: str, exact: Fraction, source: str, key: int | None
) -> ComparisonCard:
    shape = value.indicator
    words = "" if value.value is None else difference(value.value, exact, shape.decimals, shape.unit)
    return ComparisonCard(
        kind, name, span(text).label, exact, printed(exact, shape.decimals, shape.unit), words, source, key
    )  # fmt: skip


def comparisons(value: Value) -> list[ComparisonCard]:
    """What a value is compared with: the baselines, then the peers of the same span, typed and published."""
    rows = Comparison.objects.filter(agency=value.agency, indicator=value.code, superseded=False).order_by("span", "id")
    typed = [
        _card(value, Compared(row.kind), row.name, row.span, Fraction(row.value), row.source, row.pk)
        for row in rows
        if row.kind == Compared.BASELINE or row.span == value.span.text
    ]
    return sorted(typed, key=lambda card: card.kind) + _neighbours(value)


def _neighbours(value: Value) -> list[ComparisonCard]:
    """What other agencies of the same parent have published of the same indicator and span."""
    found = []
    for code, name in siblings(value.agency):
        theirs = published(code).get((value.code, value.span.text))
        if theirs is not None and theirs.value is not None:
            found.append(_card(value, Compared.PEER, name, value.span.text, theirs.value, "", None))
    return found
