"""Vote on the question of a theme: once, never changed, and without anybody knowing for what."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.models import Ballot, Count, Theme
from bianmin.delivery.forum.queries.themes import card_of, public_theme
from bianmin.delivery.forum.queries.votes import asked_theme, voter_key
from bianmin.delivery.forum.rules import is_asked
from bianmin.delivery.forum.vocab.cards import ThemeCard
from bianmin.delivery.forum.vocab.states import VOTE, Voters
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import insert_new, new


class NotNow(Refused):
    """The vote has not begun, or is over."""

    message = _("Nobody can vote here now: the vote has not begun, or it is over.")


class VotedBefore(Refused):
    """Whoever voted does not vote again."""

    message = _("You have voted already. A vote cannot be changed, and it is not counted twice.")


class NothingChosen(Refused):
    """No option, an unknown one, or several where one may be chosen."""

    message = _("Choose one of the options.")


class NoBrowser(Refused):
    """The browser keeps nothing by which a second vote is known."""

    message = _("Your browser keeps no cookies, so a vote could be counted twice. Allow them, and vote again.")


def _check(card: ThemeCard, chosen: Sequence[str], on: date) -> None:
    if not card.runs(on):
        raise NotNow(field="option")
    known = {one.code for one in card.choices}
    if not chosen or not set(chosen) <= known or (len(chosen) > 1 and not card.design.several):
        raise NothingChosen(field="option")


def _cast(card: ThemeCard, voter: str, chosen: Sequence[str], at: datetime) -> None:
    """Note that somebody voted, and add one to each option chosen; the journal names nobody.

    The theme is held, so that its question cannot change meanwhile. The counts of all options are made with the first
    vote, so that none tells which came first.
    """
    row = Theme.objects.select_for_update().get(pk=card.id)
    _check(card_of(row), chosen, local_day(at))
    ballot = new(
        Ballot, agency=row.agency, unit_path=row.unit_path, theme=row, number=row.number, voters=row.voters,
        key=voter_key(row.agency, row.number, voter), on=local_day(at),
    )  # fmt: skip
    if not insert_new(ballot):
        raise VotedBefore(field="option")
    counts = Count.objects.filter(agency=row.agency, theme=row)
    if not counts.exists():
        Count.objects.bulk_create(Count(agency=row.agency, theme=row, option=one.code) for one in card.choices)
    counts.filter(option__in=set(chosen)).update(votes=F("votes") + 1)
    touch(fact=VOTE, keys=FACTS.facts[VOTE].keys(ballot))
    record(verb="forum.vote", subject=row.subject, agency=row.agency, by=PUBLIC, at=at)


@act()
def vote(*, agency: str, number: str, chosen: Sequence[str], browser: str, at: datetime) -> None:
    """Vote on the website; `browser` is the token that the browser keeps.

    Raises:
        NotFound, NotNow, NothingChosen, NoBrowser, VotedBefore.
    """
    card = public_theme(agency, number)
    if card.design.voters != Voters.PUBLIC:
        raise NotFound
    if not browser:
        raise NoBrowser(field="option")
    _cast(card, browser, chosen, at)


@act()
def vote_as_colleague(*, number: str, chosen: Sequence[str], by: Actor, at: datetime) -> None:
    """Vote as one of the colleagues who are asked 同仁不記名投票.

    Raises:
        NotFound, NotAllowed, NotNow, NothingChosen, VotedBefore.
    """
    card = asked_theme(by, number)
    if not is_asked(by, card):
        raise NotAllowed
    _cast(card, by.key, chosen, at)
