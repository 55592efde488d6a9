"""What the media said: one item by its number, the lists of the desk, and the clarifications of the website."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.press.models import Item, Step
from bianmin.delivery.press.rules import readable
from bianmin.delivery.press.vocab import WAITING, Attached, Done, ItemCard, State, Tone
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import new_lettered, plain_lettered

LETTER: Final = "N"
MOST: Final = 200
PUBLISHED: Final = 100


def number_for(short: str, day: date, serial: int) -> str:
    """The number of an item 輿情編號, `TTBN-N1151201-000014`, with a check digit."""
    return new_lettered(short, LETTER, day, serial)


def visible_to(actor: Actor) -> QuerySet[Item]:
    """The items an actor may read."""
    return Item.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Item:
    """An item that the actor may read.

    Raises:
        NotFound.
    """
    found = visible_to(actor).filter(number=plain_lettered(LETTER, number)).first()
    if found is None:
        raise NotFound
    return found


SAME: Final = (
    "agency", "unit_path", "number", "medium_name", "outlet", "title", "text", "link", "tone", "truth", "finding",
    "appeared_on", "seen_at", "due_at", "officer", "state", "stance", "answer", "proof_link", "drafted_by",
    "answered_at", "minutes", "in_time", "published", "published_on",
)  # fmt: skip
"""What a card says just as the row does."""


def card_of(item: Item) -> ItemCard:
    """What is shown of an item."""
    same: dict[str, Any] = {name: getattr(item, name) for name in SAME}
    clippings, proofs = (tuple(Attached(**file) for file in files) for files in (item.clippings, item.proofs))
    return ItemCard(id=item.pk, clippings=clippings, proofs=proofs, **same)


def item(actor: Actor, number: str) -> ItemCard:
    """An item with what was done.

    Raises:
        NotFound.
    """
    found = row(actor, number)
    steps = Step.objects.filter(agency=found.agency, item=found).order_by("id")
    return replace(card_of(found), steps=tuple(Done(one.step, one.by, one.text, one.at) for one in steps))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is narrowed to: `show` is one of `LISTS`, `q` a number or words of the heading or the outlet."""

    show: str = "open"
    q: str = ""


LISTS: Final = ("open", "late", "mine", "drafted", "negative", "closed")
"""What a list of the desk may show."""


def _shown(actor: Actor, show: str, at: datetime) -> Q:
    waits = Q(state__in=WAITING)
    return {
        "late": waits & Q(due_at__lt=at),
        "mine": waits & Q(officer__in={actor.key, *actor.absent}),
        "drafted": Q(state=State.DRAFTED),
        "negative": Q(tone=Tone.NEGATIVE),
        "closed": ~waits,
    }.get(show, waits)


def listed(actor: Actor, agency: str, wanted: Wanted, *, at: datetime) -> list[ItemCard]:
    """The items of an agency: those that wait by when they are due, others the newest first."""
    rows = visible_to(actor).filter(_shown(actor, wanted.show, at), agency=agency)
    if wanted.q:
        number = plain_lettered(LETTER, wanted.q)
        rows = rows.filter(Q(number=number) | Q(title__icontains=wanted.q) | Q(outlet__icontains=wanted.q))
    waiting = wanted.show not in ("negative", "closed")
    ordered = rows.order_by("due_at", "id") if waiting else rows.order_by("-seen_at", "-id")
    return [card_of(one) for one in ordered[:MOST]]


def tally(actor: Actor, agency: str, *, at: datetime) -> dict[str, int]:
    """How many items of an agency each list would show, in one statement."""
    lists = {show: Count("pk", filter=_shown(actor, show, at)) for show in LISTS}
    found: dict[str, int] = visible_to(actor).filter(agency=agency).aggregate(**lists)
    return found


def clarifications(agency: str) -> list[ItemCard]:
    """What was put right in public, the newest first; everybody may read it."""
    rows = Item.objects.filter(agency=agency, published_on__isnull=False).order_by("-published_on", "-id")
    return [card_of(one) for one in rows[:PUBLISHED]]


def clarification(agency: str, number: str) -> ItemCard:
    """One of them.

    Raises:
        NotFound: there is none of this number, or it is not published.
    """
    found = Item.objects.filter(agency=agency, number=number, published_on__isnull=False).first()
    if found is None:
        raise NotFound
    return card_of(found)
