"""Plans of instalments: their states, how a sum is divided, and their cards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PLANS: Final = "payments.plan"
PARTS: Final = "payments.instalment"
"""The name of the fact of parts, and the journal's word for a plan."""


class PlanState(models.TextChoices):
    """Where a plan stands 分期狀態."""

    ASKED = "asked", _("Waiting for a decision")
    RUNNING = "running", _("Running")
    REFUSED = "refused", pgettext_lazy("plan", "Refused")
    LAPSED = "lapsed", _("Lapsed: all is due at once")
    FINISHED = "finished", _("Paid in full")


class Asked(models.TextChoices):
    """How a plan was asked for 申請方式."""

    PHONE = "phone", _("By telephone")
    COUNTER = "counter", _("At the counter")
    MAIL = "mail", _("By post")
    ONLINE = "online", pgettext_lazy("channel", "Online")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody asks for: how many parts, the sum of the first (0: the same as the others), and why."""

    count: int
    first: int = 0
    ground: str = ""
    reason: str = ""
    channel: str = Asked.PHONE.value


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part of a plan: its place from 1, its sum and day, and whether it was paid in time."""

    place: int
    amount: int
    due_on: date
    paid_on: date | None
    on_time: bool | None
    missed_on: date | None
    receipt: str


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan of instalments as pages show it."""

    id: int
    agency: str
    number: str
    bill: str
    channel: str
    ground: str
    reason: str
    count: int
    first: int
    sum: int
    state: str
    asked_by: str
    asked_on: date
    decided_by: str
    decided_on: date | None
    decision: str
    lapsed_on: date | None
    at: datetime
    parts: tuple[PartCard, ...] = ()

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(PlanState(self.state).label)

    @property
    def channel_words(self) -> str:
        """How it was asked for, in words."""
        return str(Asked(self.channel).label)

    @property
    def ahead(self) -> tuple[PartCard, ...]:
        """The parts still to be paid, the next first."""
        return tuple(part for part in self.parts if part.paid_on is None)


def divide(owed: int, count: int, *, first: int = 0, remainder: Literal["first", "last"] = "last") -> list[int]:
    """Divide a sum of whole dollars into `count` parts that add up to it exactly.

    `first` fixes the first part where it is not 0; the others are equal, and what division leaves over stands on the
    last part, or on the first where the terms say so (on the second when the first is fixed).
    """
    if count == 1:
        return [owed]
    rest, parts = (owed - first, count - 1) if first else (owed, count)
    each, over = divmod(rest, parts)
    found = [each] * parts
    found[0 if remainder == "first" else -1] += over
    return [first, *found] if first else found
