"""Opinions: one by its number, the lists of the desk, and what was published of them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.opinions.models import Opinion, Step
from bianmin.delivery.opinions.rules import readable
from bianmin.delivery.opinions.vocab import (
    DISSATISFIED_UP_TO,
    Attached,
    Done,
    OpinionCard,
    State,
)
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel import codes
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import new_lettered, plain_lettered

SALT: Final = "bianmin.opinions.code"
LETTER: Final = "V"
MOST: Final = 200
PUBLISHED: Final = 50


def number_for(short: str, day: date, serial: int) -> str:
    """The number of an opinion 意見編號, `TTBN-V1151201-000014`: told from a receipt's by its V, with a check digit."""
    return new_lettered(short, LETTER, day, serial)


def plain_number(text: str) -> str:
    """A number as typed, brought to the form it is kept in; what is none stays as it is."""
    return plain_lettered(LETTER, text)


def visible_to(actor: Actor) -> QuerySet[Opinion]:
    """The opinions an actor may read."""
    return Opinion.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Opinion:
    """An opinion that the actor may read.

    Raises:
        NotFound.
    """
    found = visible_to(actor).select_related("person").filter(number=plain_number(number)).first()
    if found is None:
        raise NotFound
    return found


def code_of(opinion: Opinion) -> str:
    """The code that opens an opinion, as it was shown to whoever wrote it."""
    return codes.code(SALT, opinion.agency, opinion.number, opinion.key)


SAME: Final = (
    "agency", "unit_path", "number", "mailbox", "mailbox_name", "kind", "topic", "source", "confidential", "reply",
    "title", "text", "received_at", "received_on", "due_on", "most_on", "extended_because", "officer", "level", "state",
    "answer", "closed_on", "in_time", "rated", "rated_because", "rated_words", "followed", "published", "letters",
)  # fmt: skip
"""What a card says just as the row does."""


def card_of(opinion: Opinion, who: str = "") -> OpinionCard:
    """What is shown of an opinion; `who` masked, where it is shown at all."""
    same: dict[str, Any] = {name: getattr(opinion, name) for name in SAME}
    files = tuple(Attached(**file) for file in opinion.files)
    return OpinionCard(id=opinion.pk, person=opinion.person_id, files=files, who=who, **same)


def _cards(rows: Iterable[Opinion]) -> list[OpinionCard]:
    found = list(rows)
    policy = name_mask(found[0].agency) if found else None
    return [card_of(one, masked(one.person, policy).name if one.person and policy else "") for one in found]


def opinion(actor: Actor, number: str) -> OpinionCard:
    """An opinion with what was done, and with its code for whoever holds it.

    Raises:
        NotFound.
    """
    found = row(actor, number)
    steps = Step.objects.filter(agency=found.agency, opinion=found).order_by("id")
    done = tuple(Done(one.step, one.by, one.text, one.at) for one in steps)
    code = code_of(found) if found.subject in actor.holds else ""
    return replace(_cards([found])[0], code=code, steps=done)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to: `show` is one of `LISTS`, `q` a number or words of the subject."""

    show: str = "open"
    mailbox: str = ""
    q: str = ""


LISTS: Final = ("open", "new", "mine", "late", "unhappy", "unfollowed", "closed")
"""What a list of the desk may show."""


def _shown(actor: Actor, show: str, on: date) -> Q:
    waits = Q(state=State.OPEN)
    return {
        "mine": waits & Q(officer__in={actor.key, *actor.absent}),
        "new": waits & Q(officer=""),
        "late": waits & Q(due_on__lt=on),
        "unhappy": Q(rated__lte=DISSATISFIED_UP_TO, followed_on__isnull=True),
        "unfollowed": ~waits & Q(followed_on__isnull=True),
        "closed": ~waits,
        "all": Q(),
    }.get(show, waits)


def listed(actor: Actor, agency: str, wanted: Wanted, *, on: date) -> list[OpinionCard]:
    """The opinions of an agency that an actor reads: open ones by the day they are due, others the newest first."""
    rows = visible_to(actor).select_related("person").filter(_shown(actor, wanted.show, on), agency=agency)
    if wanted.mailbox:
        rows = rows.filter(mailbox=wanted.mailbox)
    if wanted.q:
        rows = rows.filter(Q(number=plain_number(wanted.q)) | Q(title__icontains=wanted.q))
    by_due = wanted.show in ("", "open", "mine", "new", "late")
    return _cards(rows.order_by("due_on", "id")[:MOST] if by_due else rows.order_by("-received_on", "-id")[:MOST])


def tally(actor: Actor, agency: str, *, on: date) -> dict[str, int]:
    """How many opinions of an agency each list would show, in one statement."""
    lists = {show: Count("pk", filter=_shown(actor, show, on)) for show in LISTS}
    found: dict[str, int] = visible_to(actor).filter(agency=agency).aggregate(**lists)
    return found


def published(agency: str) -> list[OpinionCard]:
    """What was published of opinions and what came of them, the newest first; everybody may read it."""
    rows = Opinion.objects.filter(agency=agency, published_on__isnull=False).order_by("-published_on", "-id")
    return [card_of(one) for one in rows[:PUBLISHED]]
