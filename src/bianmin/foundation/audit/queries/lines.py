"""Lines of the journal as auditors read them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.rules import readable
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class LineCard:
    """One act as a page shows it."""

    id: int
    agency: str
    at: datetime
    actor: str
    deputising_for: str
    verb: str
    subject: str
    fields: tuple[str, ...]
    purpose: str
    sealed: bool


def visible_to(actor: Actor) -> QuerySet[Line]:
    """The lines that the actor may read."""
    return Line.objects.filter(readable(actor))


def latest(subject: str) -> datetime | None:
    """When the newest line about a subject of the installation itself (`upkeep.backup`) was written."""
    rows = Line.objects.filter(agency="", subject=subject).order_by("-id")
    return rows.values_list("at", flat=True).first()


def latest_moment() -> datetime | None:
    """The latest moment among the newest hundred lines."""
    newest = Line.objects.order_by("-id").values_list("at", flat=True)[:100]
    return max(newest, default=None)


def lines(
    actor: Actor,
    *,
    agency: str,
    since: datetime | None = None,
    until: datetime | None = None,
    subject: str = "",
    who: str = "",
    verb: str = "",
    most: int = 200,
) -> list[LineCard]:
    """The newest lines of an agency: from `since` until before `until`, about a subject, by an actor, of a verb."""
    wanted = {
        "at__gte": since,
        "at__lt": until,
        "subject": subject or None,
        "actor": who or None,
        "verb__startswith": verb or None,
    }
    conditions = {name: value for name, value in wanted.items() if value is not None}
    rows = visible_to(actor).filter(agency=agency, **conditions).order_by("-id")
    sealed = Exists(Seal.objects.filter(line_id=OuterRef("id")))
    return [
        LineCard(
            id=row.pk,
            agency=row.agency,
            at=row.at,
            actor=row.actor,
            deputising_for=row.deputising_for,
            verb=row.verb,
            subject=row.subject,
            fields=tuple(row.fields),
            purpose=row.purpose,
            sealed=row.is_sealed,
        )
        for row in rows.annotate(is_sealed=sealed)[:most]
    ]
