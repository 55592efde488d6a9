"""Read ratings."""

from django.db.models import Count, Max, QuerySet

from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.rules import readable
from bianmin.delivery.ratings.vocab import AlertState, RatingCard
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Rating]:
    """The ratings an actor may read."""
    return Rating.objects.filter(readable(actor))


def card(row: Rating) -> RatingCard:
    """The card of a rating."""
    return RatingCard(
        id=row.pk,
        agency=row.agency,
        unit_path=row.unit_path,
        service_code=row.service_code,
        subject=row.subject,
        visit=row.visit,
        number=row.number,
        channel=row.channel,
        level=row.level,
        reason=row.reason,
        rated_at=row.rated_at,
        state=row.state,
        answer=row.answer,
        answered_at=row.answered_at,
        answered_by=row.answered_by,
    )


def rating(actor: Actor, pk: int) -> RatingCard:
    """One rating; refused with NotFound when there is none the actor may read."""
    row = visible_to(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return card(row)


def recent(actor: Actor, *, most: int = 50) -> list[RatingCard]:
    """The newest ratings an actor may read, newest first."""
    return [card(row) for row in visible_to(actor).order_by("-rated_on", "-id")[:most]]


def open_alerts(actor: Actor) -> list[RatingCard]:
    """Unhappy ratings nobody has answered yet, newest first."""
    return [card(row) for row in visible_to(actor).filter(state=AlertState.OPEN).order_by("-id")]


def changed_since(actor: Actor, version: str) -> str | None:
    """The version of an actor's open alerts when it is no longer `version`, else None: one cheap query for polling."""
    found = visible_to(actor).filter(state=AlertState.OPEN).aggregate(newest=Max("id"), count=Count("id"))
    now = f"{found['newest'] or 0}.{found['count']}"
    return now if now != version else None


def is_rated(agency: str, subject: str, visit: str = "") -> bool:
    """Whether this visit has been rated; public, since it tells nothing of anybody."""
    return Rating.objects.filter(agency=agency, subject=subject, visit=visit).exists()
