"""Read counts that were typed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import NotFound
from bianmin.quality.indicators.models import Entry
from bianmin.quality.indicators.queries.definitions import measures
from bianmin.quality.indicators.vocab.definitions import MeasureShape
from bianmin.quality.indicators.vocab.values import Value


@dataclass(frozen=True, slots=True)
class EntryCard:
    """A typed count: what, where, over which days, on what evidence, who typed and who checked it."""

    id: int
    agency: str
    measure: str
    name: str
    unit: str
    unit_path: str
    first: date
    last: date
    n: int
    evidence: str
    entered_by: str
    entered_at: datetime
    superseded: bool
    checked_by: str
    checked_at: datetime | None
    check_note: str


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    """The typed counts an actor may read, the newest first: those of the agencies one works in, and of those below."""
    if actor.has(Role.SYSTEM):
        return Entry.objects.order_by("-id")
    readable = actor.agencies(Permission.BELONG) | overseen(actor)
    return Entry.objects.filter(agency__in=readable).order_by("-id")


def _card(row: Entry, names: dict[str, MeasureShape]) -> EntryCard:
    shape = names.get(row.measure)
    return EntryCard(
        id=row.pk, agency=row.agency, measure=row.measure, name=shape.name if shape else row.measure,
        unit=shape.unit if shape else "", unit_path=row.unit_path, first=row.first, last=row.last, n=row.n,
        evidence=row.evidence, entered_by=row.entered_by, entered_at=row.entered_at, superseded=row.superseded,
        checked_by=row.checked_by, checked_at=row.checked_at, check_note=row.check_note,
    )  # fmt: skip


def typed_measures(agency: str) -> dict[str, MeasureShape]:
    """The measures in force that people type in, by code."""
    return {code: row.shape for code, row in measures(agency).items() if row.shape.type == "typed"}


def entries(actor: Actor, *, agency: str, most: int = 200) -> list[EntryCard]:
    """The newest counts that were typed in, superseded ones too."""
    names = typed_measures(agency)
    return [_card(row, names) for row in entries_visible_to(actor).filter(agency=agency)[:most]]


def entry(actor: Actor, key: int) -> EntryCard:
    """One typed count.

    Raises:
        NotFound: there is none the actor may read.
    """
    row = entries_visible_to(actor).filter(pk=key).first()
    if row is None:
        raise NotFound
    return _card(row, typed_measures(row.agency))


def unchecked(values: Collection[Value]) -> list[bool]:
    """Whether each of some values rests on typed counts that no second person has checked."""
    open_ones = list(
        Entry.objects.filter(agency__in={one.agency for one in values}, superseded=False, checked_at=None).values_list(
            "agency", "unit_path", "measure", "first", "last"
        )
    )
    return [any(_within(one, *entry) for entry in open_ones) for one in values]


def _within(value: Value, agency: str, path: str, measure: str, first: date, last: date) -> bool:
    """Whether a typed count is among those of a value."""
    ours = agency == value.agency and path.startswith(value.unit_path) and measure in value.indicator.measures
    return ours and value.span.first <= first and last <= value.span.last
