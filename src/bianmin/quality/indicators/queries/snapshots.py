"""Published values: public, and never changed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from django.db.models import QuerySet

from bianmin.quality.indicators.models import Cell, Count, Snapshot, Target
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Value


@dataclass(frozen=True, slots=True)
class SnapshotCard:
    """A published value: `value` exact in the indicator's unit, `goal` and `met` as they were when it was published."""

    indicator: str
    span: Span
    edition: int
    n: int
    d: int
    value: Fraction | None
    printed: str
    goal: str
    met: bool | None
    correction: str
    published_at: datetime


def snapshots(*, agency: str) -> QuerySet[Snapshot]:
    """All editions of an agency's published values, the newest edition of each first."""
    return Snapshot.objects.filter(agency=agency).order_by("indicator", "unit_path", "span", "-edition")


def standing(value: Value) -> tuple[str, str, str]:
    """Under what a value is published: indicator, unit and span."""
    return value.code, value.unit_path, value.span.text


def newest(*, agency: str, spans: Iterable[Span]) -> dict[tuple[str, str, str], Snapshot]:
    """The newest edition of each value published over some spans, by `standing`."""
    rows = Snapshot.objects.filter(agency=agency, span__in={one.text for one in spans}).order_by("edition")
    return {(row.indicator, row.unit_path, row.span): row for row in rows}


def _card(row: Snapshot) -> SnapshotCard:
    exact = None if row.value_n is None or row.value_d is None else Fraction(row.value_n, row.value_d)
    return SnapshotCard(
        row.indicator, span(row.span), row.edition, row.n, row.d, exact, row.printed, row.goal, row.met, row.correction,
        row.published_at,
    )  # fmt: skip


def published(agency: str) -> dict[tuple[str, str], SnapshotCard]:
    """The newest edition of every value published for the whole agency, by indicator and span."""
    rows = snapshots(agency=agency).filter(unit_path=root_of(agency))
    found: dict[tuple[str, str], SnapshotCard] = {}
    for row in rows:
        if (row.indicator, row.span) not in found:
            found[row.indicator, row.span] = _card(row)
    return found


def counted_at() -> datetime | None:
    """When the cells were last brought up to date; None before the first time."""
    row = Count.objects.filter(pk=1).first()
    return row.counted_at if row else None


def counted_agencies() -> list[str]:
    """Codes of the agencies that measure themselves: those with targets, where there are none those with any figure."""
    found = (table.objects.order_by().values_list("agency", flat=True).distinct() for table in (Target, Cell))
    return next((sorted(codes) for codes in found if codes), [])
