"""Votes: whether somebody has voted, and how many votes each option has."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.crypto import salted_hmac

from bianmin.delivery.forum.models import Ballot, Count, Theme
from bianmin.delivery.forum.queries.themes import card_of
from bianmin.delivery.forum.rules import asked
from bianmin.delivery.forum.vocab.cards import Counted, ThemeCard
from bianmin.delivery.forum.vocab.states import State
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

SALT: Final = "bianmin.forum.voter"
MOST: Final = 100


def voter_key(agency: str, theme: str, voter: str) -> str:
    """By what is known that a browser or an account has voted on a theme, another for each theme."""
    return salted_hmac(SALT, f"{agency}|{theme}|{voter}", algorithm="sha256").hexdigest()


def has_voted(card: ThemeCard, voter: str) -> bool:
    """Whether a voter has voted; `voter` is the key of an account, or the token of a browser, empty for none."""
    key = voter_key(card.agency, card.number, voter)
    return bool(voter) and Ballot.objects.filter(agency=card.agency, theme_id=card.id, key=key).exists()


def voted(card: ThemeCard) -> int:
    """How many have voted."""
    return Ballot.objects.filter(agency=card.agency, theme_id=card.id).count()


def _share(votes: int, n: int) -> str:
    return str((Decimal(100 * votes) / n).quantize(Decimal("0.1"), ROUND_HALF_UP)) if n else ""


def results(card: ThemeCard, n: int) -> list[Counted]:
    """The votes for each option in the order of the question; `n` is how many have voted."""
    rows = Count.objects.filter(agency=card.agency, theme_id=card.id).values_list("option", "votes")
    counts = dict(rows)
    most = max(counts.values(), default=0)
    return [
        Counted(one, counts.get(one.code, 0), _share(counts.get(one.code, 0), n), 0 < most == counts.get(one.code, 0))
        for one in card.choices
    ]


def asked_of(actor: Actor, on: date) -> list[ThemeCard]:
    """The votes that ask the actor as a colleague and are not drafts, those that end first on top."""
    rows = Theme.objects.filter(asked(actor), opens_on__lte=on).exclude(state=State.DRAFT)
    return [card_of(one) for one in rows.order_by("-closes_on", "-id")[:MOST]]


def asked_theme(actor: Actor, number: str) -> ThemeCard:
    """A vote that asks the actor as a colleague.

    Raises:
        NotFound.
    """
    found = Theme.objects.filter(asked(actor), number=number).exclude(state=State.DRAFT).first()
    if found is None:
        raise NotFound
    return card_of(found)
