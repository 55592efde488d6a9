"""Lines of the journal as auditors read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

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


_SEALED = Exists(Seal.objects.filter(line_id=OuterRef("id")))


def _card(row: Any) -> LineCard:
    """The card of a row that knows whether it is sealed."""
    return LineCard(
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


def visible_to(actor: Actor) -> QuerySet[Line]:
    """The lines that the actor may read."""
    return Line.objects.filter(readable(actor))


def by_actors(
    actor: Actor, *, agency: str, actors: Iterable[str], since: datetime, until: datetime, most: int = 1000
) -> list[LineCard]:
    """What some actors did in an agency in a time, oldest first."""
    rows = visible_to(actor).filter(agency=agency, actor__in=list(actors), at__gte=since, at__lt=until).order_by("id")
    return [_card(row) for row in rows.annotate(is_sealed=_SEALED)[:most]]


def reviewed(actor: Actor, *, agency: str, subject: str) -> bool:
    """Whether somebody noted that a subject was looked through."""
    return visible_to(actor).filter(agency=agency, subject=subject).exists()


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
    rows = visible_to(actor).filter(agency=agency, **conditions).order_by("-at", "-id")
    return [_card(row) for row in rows.annotate(is_sealed=_SEALED)[:most]]
