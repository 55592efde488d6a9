"""Themes: those of the website, those of a service, those of the desk, and what became of suggestions."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.forum.models import Outcome, Theme
from bianmin.delivery.forum.rules import readable
from bianmin.delivery.forum.vocab.cards import Choice, Design, Fate, ThemeCard
from bianmin.delivery.forum.vocab.states import Standing, State, Voters
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

MOST: Final = 100
OUTSIDE: Final = Q(voters__in=("", Voters.PUBLIC))
"""Themes that the website shows; the votes of colleagues stay within the house."""
SEEN: Final = Q(messages__state__in=(Standing.SHOWN, Standing.REMOVED))
"""What is counted as a message of a theme."""


def visible_to(actor: Actor) -> QuerySet[Theme]:
    """The themes an actor reads at the desk."""
    return Theme.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Theme:
    """A theme that the actor reads at the desk.

    Raises:
        NotFound.
    """
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def choices_of(theme: Theme) -> tuple[Choice, ...]:
    """The options of its question, each with its code."""
    return tuple(Choice(str(place), name) for place, name in enumerate(theme.options, 1))


def card_of(theme: Theme) -> ThemeCard:
    """What is shown of a theme; how many messages it has where the query counted them."""
    design = Design(
        title=theme.title, about=theme.about, unit_path=theme.unit_path, opens_on=theme.opens_on,
        closes_on=theme.closes_on, service=theme.service, question=theme.question, options=tuple(theme.options),
        several=theme.several, voters=theme.voters, early=theme.early,
    )  # fmt: skip
    return ThemeCard(
        id=theme.pk, agency=theme.agency, unit_path=theme.unit_path, number=theme.number, state=theme.state,
        design=design, choices=choices_of(theme), summary=theme.summary, opened_on=theme.opened_on,
        concluded_on=theme.concluded_on, messages=getattr(theme, "said", 0),
    )  # fmt: skip


def _cards(rows: QuerySet[Theme]) -> list[ThemeCard]:
    counted: Iterable[Theme] = rows.annotate(said=Count("messages", filter=SEEN))[:MOST]
    return [card_of(one) for one in counted]


def _running(on: date) -> Q:
    return Q(state=State.OPEN, opens_on__lte=on) & (Q(closes_on__isnull=True) | Q(closes_on__gte=on))


def running(agency: str, on: date) -> list[ThemeCard]:
    """The themes of the website on which one writes on a day: those that end first on top, then message boards."""
    rows = Theme.objects.filter(OUTSIDE, _running(on), agency=agency)
    return sorted(_cards(rows.order_by("id")), key=lambda one: (one.design.closes_on or date.max, one.id))


def ended(agency: str, on: date) -> list[ThemeCard]:
    """The themes of the website that are over, the latest first."""
    over = Q(state=State.CLOSED) | Q(state=State.OPEN, closes_on__lt=on)
    return _cards(Theme.objects.filter(OUTSIDE, over, agency=agency).order_by("-closes_on", "-id"))


def of_service(agency: str, service: str, on: date) -> list[tuple[str, str]]:
    """Number and title of the themes about a service on which one writes on a day 參與設計."""
    rows = Theme.objects.filter(OUTSIDE, _running(on), agency=agency, service=service).order_by("id")
    return list(rows.values_list("number", "title")[:MOST])


def public_theme(agency: str, number: str) -> ThemeCard:
    """A theme of the website that was published.

    Raises:
        NotFound.
    """
    rows = Theme.objects.filter(OUTSIDE, agency=agency, number=number).exclude(state=State.DRAFT)
    found = rows.annotate(said=Count("messages", filter=SEEN)).first()
    if found is None:
        raise NotFound
    return card_of(found)


def listed(actor: Actor, agency: str) -> list[ThemeCard]:
    """The themes of an agency that the actor reads at the desk, the newest first."""
    return _cards(visible_to(actor).filter(agency=agency).order_by("-made_on", "-id"))


def theme(actor: Actor, number: str) -> ThemeCard:
    """A theme that the actor reads at the desk.

    Raises:
        NotFound.
    """
    return card_of(row(actor, number))


def fates(card: ThemeCard) -> list[Fate]:
    """What became of the suggestions made on a theme, in their order."""
    rows = Outcome.objects.filter(agency=card.agency, theme_id=card.id).order_by("id")
    return [Fate(one.pk, one.text, one.result, one.reason) for one in rows]
