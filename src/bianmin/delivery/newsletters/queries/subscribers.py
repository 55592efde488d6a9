"""Subscriptions: one's own by its link, those of the desk with their addresses masked, and how many there are."""

from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from django.db.models import Count, QuerySet
from django.utils.crypto import salted_hmac

from bianmin.delivery.newsletters.models import Subscriber
from bianmin.delivery.newsletters.rules import is_own, reached
from bianmin.delivery.newsletters.vocab.cards import SubscriberCard
from bianmin.delivery.newsletters.vocab.states import Standing
from bianmin.foundation.notices.vocab import SUBSCRIPTION_SALT
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel import codes
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

MOST: Final = 200
SALT: Final = "bianmin.newsletters.address"
SAME: Final = (
    "agency", "unit_path", "paper", "number", "state", "language", "nationality", "source", "trial", "asked_on",
    "confirmed_on", "ended_on",
)  # fmt: skip
"""What a card says just as the row does."""


def key_of(agency: str, paper: str, email: str) -> str:
    """By what a second wish of an address is known, another for each newsletter."""
    return salted_hmac(SALT, f"{agency}|{paper}|{email.strip().casefold()}", algorithm="sha256").hexdigest()


def code_of(one: Subscriber | SubscriberCard) -> str:
    """The code of the link by which a subscription is opened."""
    return codes.code(SUBSCRIPTION_SALT, one.agency, one.number)


def card_of(row: Subscriber, who: str = "") -> SubscriberCard:
    """What is shown of a subscription."""
    same: dict[str, Any] = {name: getattr(row, name) for name in SAME}
    return SubscriberCard(id=row.pk, who=who, **same)


def opened(agency: str, number: str, code: str) -> SubscriberCard:
    """The subscription that a link opens.

    Raises:
        NotFound: the link is wrong, or the subscription ended or was never confirmed in time.
    """
    if not codes.fits(code, SUBSCRIPTION_SALT, agency, number):
        raise NotFound
    row = Subscriber.objects.filter(agency=agency, number=number).exclude(state=Standing.ENDED).first()
    if row is None:
        raise NotFound
    return card_of(row)


def row_of(actor: Actor, number: str) -> Subscriber:
    """A subscription that does not end yet, one's own or one that the actor sees at the desk, held until the act ends.

    Raises:
        NotFound.
    """
    running = Subscriber.objects.select_for_update(of=("self",)).exclude(state=Standing.ENDED)
    row = running.filter(number=number).select_related("person").first()
    if row is None or not (is_own(actor, row) or visible_to(actor).filter(pk=row.pk).exists()):
        raise NotFound
    return row


def visible_to(actor: Actor) -> QuerySet[Subscriber]:
    """The subscriptions an actor sees at the desk."""
    return Subscriber.objects.filter(reached(actor))


def _cards(rows: Iterable[Subscriber]) -> list[SubscriberCard]:
    found = list(rows)
    policy = name_mask(found[0].agency) if found else None
    return [card_of(one, masked(one.person, policy).email if one.person and policy else "") for one in found]


def listed(
    actor: Actor, agency: str, *, paper: str = "", state: str = "", email: str = "", most: int = MOST
) -> list[SubscriberCard]:
    """The subscriptions an actor sees, addresses masked, the newest first; `email` is a whole address, typed."""
    rows = visible_to(actor).filter(agency=agency).select_related("person").order_by("-id")
    if paper:
        rows = rows.filter(paper=paper)
    if state in Standing.values:
        rows = rows.filter(state=state)
    if email.strip():
        rows = rows.filter(person__email__iexact=email.strip())
    return _cards(rows[:most])


def one_of(actor: Actor, number: str) -> SubscriberCard:
    """A subscription that the actor sees at the desk, its address masked.

    Raises:
        NotFound.
    """
    found = _cards(visible_to(actor).filter(number=number).select_related("person")[:1])
    if not found:
        raise NotFound
    return found[0]


def active(agency: str, paper: str) -> QuerySet[Subscriber]:
    """The confirmed subscriptions of a newsletter."""
    return Subscriber.objects.filter(agency=agency, paper=paper, state=Standing.ACTIVE)


def counted(agency: str, paper: str) -> dict[str, list[tuple[str, int]]]:
    """How many confirmed subscribers there are by `language`, `nationality` and `source`, the most first."""
    return {
        name: list(active(agency, paper).values_list(name).annotate(n=Count("pk")).order_by("-n", name))
        for name in ("language", "nationality", "source")
    }


def totals(agency: str) -> dict[str, int]:
    """How many confirmed subscribers each newsletter has; one statement."""
    rows = Subscriber.objects.filter(agency=agency, state=Standing.ACTIVE)
    return dict(rows.values_list("paper").annotate(n=Count("pk")))


def trial_readers(agency: str, paper: str) -> int:
    """How many of the subscribers read issues first."""
    return active(agency, paper).filter(trial=True).count()


def won(agency: str, first: date, last: date, by: str) -> list[tuple[str, int, int]]:
    """How many subscribers were won and confirmed in a span, and how many of them are foreign, the most first.

    `by` is `unit_path` or `recruiter`; what nobody won at a counter is left out.
    """
    rows = Subscriber.objects.filter(agency=agency, confirmed_on__range=(first, last)).exclude(recruiter="")
    found = rows.values_list(by, "foreign").annotate(n=Count("pk"))
    sums: dict[str, tuple[int, int]] = {}
    for who, foreign, n in found:
        before = sums.get(who, (0, 0))
        sums[who] = (before[0] + n, before[1] + (n if foreign else 0))
    return sorted(((who, n, foreign) for who, (n, foreign) in sums.items()), key=lambda one: (-one[1], one[0]))
