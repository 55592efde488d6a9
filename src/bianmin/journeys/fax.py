"""Guides by fax 自動傳真: written when sent, handed to the gateway, tried again, and left to people at last."""

from datetime import datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext as _

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import Channel
from bianmin.delivery.hotline.actions import settle_fax
from bianmin.delivery.hotline.models import Fax
from bianmin.delivery.hotline.queries import visible_to
from bianmin.delivery.hotline.vocab import FaxState
from bianmin.foundation.documents.tree import Block, Document, Heading, Items, Line, Note, Pairs, Paragraph
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.notices.contrib.fax import post_fax
from bianmin.foundation.notices.contrib.mail import Answer
from bianmin.foundation.notices.vocab import WAITS
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotFound
from bianmin.kernel.money import dollars
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.tongues import tag_of

SENDER: Final = system("fax")
LEASE: Final = timedelta(minutes=10)


def guide(agency: str, code: str, *, language: str, at: datetime) -> Document:
    """What a service asks for, on one sheet 申請須知: who, papers, fee, steps, where, in the language asked for."""
    office, card, say = agency_named(agency), service_card(agency, code, local_day(at)), reader(agency, language)
    offer = card.offer

    def items(texts: list[str]) -> Items:
        lines: tuple[Line, ...] = tuple((say(text),) for text in texts)
        return Items(lines)

    with translation.override(language):
        fee = dollars(offer.fee.amount) if offer.fee.amount else str(_("Free"))
        pairs: list[tuple[str, Line]] = [
            (_("Who may apply"), (say(offer.audience) or "-",)),
            (_("Fee"), (f"{fee} {say(offer.fee.note)}".strip(),)),
            (_("How to apply"), ("、".join(str(Channel(way).label) for way in offer.channels),)),
            (_("Questions"), (f"{office.phone}",)),
        ]
        blocks: tuple[Block, ...] = (
            Paragraph((say(offer.summary),)),
            Pairs(tuple(pairs)),
            Heading(1, _("Papers"), numbered=False),
            items([paper.name for paper in offer.papers]),
            Heading(1, _("Steps"), numbered=False),
            items([step.name for step in offer.sop]),
            Note((f"{office.names.get(language, office.name)} {office.phone}",)),
        )
        return Document(
            title=say(card.name),
            blocks=blocks,
            language=tag_of(language),
            author=office.name,
            mark=str(_("Demonstration")) if card.demonstration else "",
        )


def paper_of(fax: Fax, *, at: datetime) -> bytes:
    """The guide of a fax as PDF."""
    return pdf.write(guide(fax.agency, fax.service_code, language=fax.language, at=at))


def paper(*, fax: int, by: Actor, at: datetime) -> bytes:
    """The guide that people send, as PDF.

    Raises:
        NotFound: no fax of the actor's units.
    """
    row = visible_to(by).filter(pk=fax).first()
    if row is None:
        raise NotFound
    return paper_of(row, at=at)


def _after(answer: Answer, fax: Fax, at: datetime) -> tuple[FaxState, datetime | None]:
    """What follows an answer: what the gateway may not have got is tried again, then left to people."""
    if answer is Answer.TAKEN:
        return FaxState.SENT, None
    if answer in (Answer.LATER, Answer.NO_CONNECTION) and fax.tries < len(WAITS):
        return FaxState.WAITING, at + WAITS[fax.tries]
    return FaxState.OPEN, None


def send_faxes(*, at: datetime) -> int:
    """Send the faxes that wait; gives how many were taken. What a worker that died was sending is left to people."""
    for dead in Fax.objects.filter(state=FaxState.SENDING, next_try_at__lt=at - LEASE):
        settle_fax(fax=dead.pk, state=FaxState.OPEN, by=SENDER, at=at)
    taken = 0
    for row in Fax.objects.filter(state=FaxState.WAITING, next_try_at__lte=at).order_by("next_try_at")[:50]:
        mine = Fax.objects.filter(pk=row.pk, state=FaxState.WAITING)
        if not mine.update(state=FaxState.SENDING, next_try_at=at):
            continue
        answer = post_fax(row.number, paper_of(row, at=at), f"fax-{row.pk}")
        state, again = _after(answer, row, at)
        settle_fax(fax=row.pk, state=state, next_try_at=again, by=SENDER, at=at)
        taken += state is FaxState.SENT
    return taken
