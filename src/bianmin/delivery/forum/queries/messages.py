"""Messages: those of a theme with their replies, one's own, and those the desk has to see to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Prefetch, Q, QuerySet

from bianmin.delivery.forum.models import Message
from bianmin.delivery.forum.rules import held, readable
from bianmin.delivery.forum.vocab.cards import MessageCard, ThemeCard
from bianmin.delivery.forum.vocab.states import Standing
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel import codes
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import new_lettered, plain_lettered

SALT: Final = "bianmin.forum.code"
LETTER: Final = "F"
PAGE: Final = 20
"""How many messages stand on one page."""
MOST: Final = 200
SEEN: Final = (Standing.SHOWN, Standing.REMOVED)
"""What stands on the page of a theme: of one taken down only that, and why."""
SAME: Final = (
    "agency", "unit_path", "number", "pen_name", "category", "text", "state", "removed_because", "at", "on", "due_at",
    "answer", "answered_at", "in_time", "opinion",
)  # fmt: skip
"""What a card says just as the row does."""


def number_for(short: str, day: date, serial: int) -> str:
    """The number of a message 留言編號, `TTBN-F1151201-000014`: told from others by its F, with a check digit."""
    return new_lettered(short, LETTER, day, serial)


def plain_number(text: str) -> str:
    """A number as typed, brought to the form it is kept in; what is none stays as it is."""
    return plain_lettered(LETTER, text)


def code_of(message: Message) -> str:
    """The code that opens a message, as it was shown to whoever wrote it."""
    return codes.code(SALT, message.agency, message.number, message.key)


def card_of(message: Message, *, who: str = "", replies: Sequence[MessageCard] = ()) -> MessageCard:
    """What is shown of a message."""
    same: dict[str, Any] = {name: getattr(message, name) for name in SAME}
    return MessageCard(
        id=message.pk, theme=message.theme.number, title=message.theme.title, parent=message.parent_id,
        person=message.person_id, who=who, replies=replies, **same,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """One page of messages, how many there are in all, and how many pages they fill."""

    messages: Sequence[MessageCard]
    count: int
    page: int
    pages: int


def on_page(card: ThemeCard, *, category: str = "", q: str = "", page: int = 1) -> Found:
    """One page of the messages of a theme, the newest first, each with its replies in their order."""
    rows = Message.objects.filter(agency=card.agency, theme_id=card.id, parent=None, state__in=SEEN)
    if category:
        rows = rows.filter(category=category)
    if q:
        rows = rows.filter(Q(state=Standing.SHOWN) & (Q(text__icontains=q) | Q(answer__icontains=q)))
    count = rows.count()
    pages = max(1, -(-count // PAGE))
    at = min(max(1, page), pages)
    said = Message.objects.filter(state__in=SEEN).select_related("theme").order_by("id")
    shown = rows.select_related("theme").prefetch_related(Prefetch("replies", said)).order_by("-id")
    found = [
        card_of(one, replies=tuple(card_of(reply) for reply in one.replies.all()))
        for one in shown[(at - 1) * PAGE : at * PAGE]
    ]
    return Found(found, count, at, pages)


def own(actor: Actor, number: str) -> MessageCard:
    """What the actor wrote, with its code.

    Raises:
        NotFound: somebody else's.
    """
    rows = Message.objects.filter(pk__in=held(actor), number=plain_number(number))
    found = rows.select_related("theme").first()
    if found is None:
        raise NotFound
    return replace(card_of(found), code=code_of(found))


def public_message(card: ThemeCard, number: str) -> MessageCard:
    """A message of a theme to which one may reply.

    Raises:
        NotFound: there is none, or it is a reply itself.
    """
    rows = Message.objects.filter(agency=card.agency, theme_id=card.id, parent=None, state=Standing.SHOWN)
    found = rows.select_related("theme").filter(number=plain_number(number)).first()
    if found is None:
        raise NotFound
    return card_of(found)


def visible_to(actor: Actor) -> QuerySet[Message]:
    """The messages an actor reads at the desk."""
    return Message.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Message:
    """A message that the actor reads at the desk.

    Raises:
        NotFound.
    """
    rows = visible_to(actor).select_related("theme", "person")
    found = rows.filter(number=plain_number(number)).first()
    if found is None:
        raise NotFound
    return found


def _for_desk(rows: Iterable[Message]) -> list[MessageCard]:
    found = list(rows)
    policy = name_mask(found[0].agency) if found else None
    return [card_of(one, who=masked(one.person, policy).email if one.person and policy else "") for one in found]


def message(actor: Actor, number: str) -> MessageCard:
    """A message at the desk; the address of its writer masked.

    Raises:
        NotFound.
    """
    return _for_desk([row(actor, number)])[0]


OWED: Final = Q(parent=None, answered_on=None, state__in=(Standing.WAITING, Standing.SHOWN))
LISTS: Final = ("owed", "late", "waiting", "removed", "all")
"""What a list of the desk may show."""


def _shown(show: str, at: datetime) -> Q:
    return {
        "late": OWED & Q(due_at__lt=at),
        "waiting": Q(state=Standing.WAITING),
        "removed": Q(state=Standing.REMOVED),
        "all": Q(),
    }.get(show, OWED)


def listed(actor: Actor, agency: str, show: str, *, at: datetime, theme: str = "") -> list[MessageCard]:
    """The messages an actor reads at the desk: those owed an answer by when it is due, others the newest first."""
    rows = visible_to(actor).filter(_shown(show, at), agency=agency).select_related("theme", "person")
    if theme:
        rows = rows.filter(theme__number=theme)
    by_due = show in ("", "owed", "late")
    return _for_desk(rows.order_by("due_at", "id")[:MOST] if by_due else rows.order_by("-id")[:MOST])


def tally(actor: Actor, agency: str, *, at: datetime) -> dict[str, int]:
    """How many messages each list would show, in one statement."""
    counted = {show: Count("pk", filter=_shown(show, at)) for show in LISTS}
    found: dict[str, int] = visible_to(actor).filter(agency=agency).aggregate(**counted)
    return found
