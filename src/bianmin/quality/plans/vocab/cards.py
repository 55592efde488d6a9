"""States of a plan, and plans as pages, reports and rules see them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.quality.indicators.vocab.values import DEMONSTRATION, Value
from bianmin.quality.plans.vocab.deadlines import Deadline
from bianmin.quality.plans.vocab.shapes import AreaShape, Head, ItemShape, RowShape


class State(models.TextChoices):
    """How far a plan is; history is a plan of old, loaded as printed, that nobody changes or judges."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for approval")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    FILED = "filed", _("Filed for reference")
    HISTORY = "history", _("Kept as history")


class Verb(models.TextChoices):
    """The acts on a plan: 陳核, 退回, 核定, 公布, 備查, 修正; writing a draft; what the agency above says."""

    SUBMIT = "submit", _("Submit for approval")
    RETURN = "return", _("Return to be changed")
    APPROVE = "approve", _("Approve")
    PUBLISH = "publish", _("Publish")
    FILE = "file", _("File for reference")
    AMEND = "amend", _("Amend")
    EDIT = "edit", _("Changed on a page")
    ACKNOWLEDGE = "ack", _("Acknowledged by the agency above")
    ENDORSE = "endorse", _("Approved on file by the agency above")
    SENT_BACK = "sent_back", _("Returned by the agency above")


@dataclass(frozen=True, slots=True)
class AreaCard:
    """A node of the grouping with the names above it, outermost first."""

    code: str
    parent: str
    shape: AreaShape
    above: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowCard:
    """A row of the table with its deadline."""

    code: str
    shape: RowShape
    deadline: Deadline


@dataclass(frozen=True, slots=True)
class ItemCard:
    """An item with the areas it serves and the deadline in force; `inherited`: the deadline is its row's."""

    code: str
    shape: ItemShape
    areas: tuple[str, ...]
    deadline: Deadline
    inherited: bool

    @property
    def demonstration(self) -> bool:
        """Whether it was invented to show the platform 示範."""
        return self.shape.source == DEMONSTRATION


@dataclass(frozen=True, slots=True)
class ActCard:
    """An act on the plan: who, when, with which document number, and where, to whom, why or what (`place`)."""

    verb: str
    by: str
    at: datetime
    on: date
    number: str
    place: str


@dataclass(frozen=True, slots=True)
class VersionCard:
    """One version of a plan: its name, how far it is, and whether it is the one worked on."""

    version: str
    state: State
    current: bool


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan: what it says about itself, its areas, rows, items and acts, and what the reader may do with it now.

    `versions` are all versions the reader may see, the newest first; `editable`: the reader may write it now.
    """

    agency: str
    code: str
    version: str
    state: State
    head: Head
    areas: tuple[AreaCard, ...]
    rows: tuple[RowCard, ...]
    items: tuple[ItemCard, ...]
    acts: tuple[ActCard, ...]
    allowed: frozenset[Verb]
    versions: tuple[VersionCard, ...]
    editable: bool


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a rule of the governing plan finds: its code, severity, the item (empty: the plan), a sentence."""

    rule: str
    severity: str
    item: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Progress:
    """An item beside its figures: each value with target, actual and the year before."""

    item: ItemCard
    values: tuple[Value, ...]
