"""Words of the two readings of a case 複核."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab.condition import Wish


class Reading(models.TextChoices):
    """Whether a second reader decides; frozen when the case is received, as its service said then."""

    ONE = "", _("One reader decides")
    REFUSALS = "refusals", _("What is not granted is read twice")
    ALWAYS = "always", _("Every case is read twice")
    LEVELS = "levels", _("It is read at the levels that the service names")


class Answer(models.TextChoices):
    """What the second reader did with a recommendation."""

    WAITING = "", _("Waiting for the second reader")
    FOLLOWED = "followed", _("The second reader decided so")
    DIFFERED = "differed", _("The second reader decided otherwise")
    SENT_BACK = "sent_back", _("Sent back to the first reader")
    PASSED = "passed", _("Passed on to the next level")
    DROPPED = "dropped", _("No longer needed")


NOBODY: Final = frozenset({""})
"""What names nobody among the keys of actors."""


@dataclass(frozen=True, slots=True)
class ProposalCard:
    """What a first reader recommended 初審建議, and what the second answered; both are named by their keys."""

    round: int
    outcome: str
    reasons: str
    basis: str
    remedies: str
    conditions: tuple[Wish, ...]
    proposed_by: str
    proposed_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    remark: str
