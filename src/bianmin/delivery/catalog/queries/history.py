"""The versions of a service on the desk: those published, with what each changed, and the draft of the next."""

from datetime import date

from django.db.models import QuerySet

from bianmin.delivery.catalog.models import Draft, ServiceVersion
from bianmin.delivery.catalog.queries.changes import changes
from bianmin.delivery.catalog.queries.services import card
from bianmin.delivery.catalog.vocab import DraftCard, Service, ServiceCard, VersionLine, state_of
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound

READERS = (Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.AUDITOR, Role.ADMIN)
"""Who reads the catalogue on the desk."""


def visible_to(actor: Actor) -> QuerySet[ServiceVersion]:
    """Every version of the services of the actor's agencies, also those that are not public."""
    return ServiceVersion.objects.filter(agency__in=actor.agencies(*READERS))


def drafts_visible_to(actor: Actor) -> QuerySet[Draft]:
    """The drafts of the actor's agencies."""
    return Draft.objects.filter(agency__in=actor.agencies(*READERS))


def draft_card(row: Draft) -> DraftCard:
    """The card of a draft."""
    offer = Service.model_validate_json(row.text)
    return DraftCard(row.agency, row.code, row.based_on, row.unit_path, row.edited_by, row.edited_at, offer)


def draft(actor: Actor, agency: str, code: str) -> DraftCard | None:
    """The draft of a service's next version, if one is being written."""
    row = drafts_visible_to(actor).filter(agency=agency, code=code).first()
    return draft_card(row) if row else None


def newest(actor: Actor, agency: str) -> list[ServiceCard]:
    """The newest published version of every service of an agency, by code; of coming ones the one before too."""
    rows = visible_to(actor).filter(agency=agency).order_by("code", "valid_from")
    return [card(row) for row in {row.code: row for row in rows}.values()]


def history(actor: Actor, agency: str, code: str, *, on: date) -> list[VersionLine]:
    """The versions of a service, newest first, each with what it changed against the one before.

    Raises:
        NotFound: the actor sees no such service.
    """
    rows = list(visible_to(actor).filter(agency=agency, code=code).order_by("valid_from"))
    if not rows:
        raise NotFound
    cards = [card(row) for row in rows]
    found = [
        VersionLine(
            card=one,
            state=state_of(one, on),
            published_at=row.published_at,
            changes=changes(cards[at - 1].offer, one.offer) if at else (),
        )
        for at, (row, one) in enumerate(zip(rows, cards, strict=True))
    ]
    return found[::-1]
