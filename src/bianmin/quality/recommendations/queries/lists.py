"""Lists of recommendations as pages show them."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import QuerySet

from bianmin.foundation.orgs.queries import overseen, unit_names
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.recommendations.models import Collection, Recommendation, Step
from bianmin.quality.recommendations.rules import readable
from bianmin.quality.recommendations.vocab import ListCard, ListPack, RecommendationCard, StepCard

MOST: Final = 100


def visible_to(actor: Actor) -> QuerySet[Collection]:
    """The lists an actor may read."""
    return Collection.objects.filter(readable(actor, frozenset(overseen(actor))))


def row(actor: Actor, number: str) -> Collection:
    """A list of the actor's agency.

    Raises:
        NotFound.
    """
    found = visible_to(actor).filter(agency=actor.agency, number=number).first()
    if found is None:
        raise NotFound
    return found


def _cards(rows: Iterable[Collection]) -> list[ListCard]:
    """Lists with their rows; three statements, however many."""
    known = list(rows)
    items = list(Recommendation.objects.filter(collection__in=known).order_by("place"))
    names = unit_names({one.unit_path for one in items})
    by_list: dict[int, list[RecommendationCard]] = {one.pk: [] for one in known}
    for one in items:
        by_list[one.collection_id].append(
            RecommendationCard(
                one.place, one.text, one.unit_path, names.get(one.unit_path, ""), one.handling, one.progress,
                one.benefit, one.adoption, one.document, one.answered_on,
            )
        )  # fmt: skip
    return [
        ListCard(
            one.pk, one.agency, one.number, one.title, one.source, one.held_on, one.due_on, one.made_by,
            tuple(by_list[one.pk]),
        )
        for one in known
    ]  # fmt: skip


def lists(actor: Actor) -> list[ListCard]:
    """The lists of the actor's agency, the newest first."""
    return _cards(visible_to(actor).filter(agency=actor.agency).order_by("-held_on", "-id")[:MOST])


def newest_list(actor: Actor, *, agency: str, source: str, until: date) -> ListCard | None:
    """The newest list of an agency from one source that was held by a day; None where there is none."""
    rows = visible_to(actor).filter(agency=agency, source=source, held_on__lte=until)
    return next(iter(_cards(rows.order_by("-held_on", "-id")[:1])), None)


def one_list(actor: Actor, number: str) -> ListCard:
    """One with its rows.

    Raises:
        NotFound.
    """
    return _cards([row(actor, number)])[0]


def as_pack(agency: str, code: str) -> ListPack | None:
    """The pack that brought a list; None where none did."""
    found = Collection.objects.filter(agency=agency, code=code).first()
    return ListPack.model_validate_json(found.pack) if found else None


def with_steps(card: ListCard, place: int) -> RecommendationCard:
    """One recommendation with what was written about it, the newest first.

    Raises:
        NotFound.
    """
    found = next((one for one in card.items if one.place == place), None)
    if found is None:
        raise NotFound
    rows = Step.objects.filter(recommendation__collection=card.id, recommendation__place=place).order_by("-id")
    return replace(found, steps=tuple(StepCard(one.on, one.by, one.text, one.adoption) for one in rows))


def to_answer(actor: Actor, on: date) -> tuple[int, int]:
    """How many recommendations of the actor's agency have no handling yet, and how many are late; one statement."""
    rows = Recommendation.objects.filter(agency=actor.agency, answered_on__isnull=True)
    days = list(rows.values_list("collection__due_on", flat=True))
    return len(days), sum(on > day for day in days)
