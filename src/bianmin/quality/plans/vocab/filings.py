"""What agencies file with one above 函送, and what is answered: 備查, 核備, 退回."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.documents.vocab import FileCard

SUBJECT: Final = "plans.filing"
PLAN: Final = "plans.plan"


class What(models.TextChoices):
    """What is filed."""

    PLAN = "plan", _("Plan")
    AMENDMENT = "amendment", _("Amendment of a plan")
    SCORES = "scores", _("Score sheet")
    MINUTES = "minutes", _("Minutes")
    RESULT = "result", _("Results of the year")
    ENTRY = "entry", _("Application for an award")
    RECOMMENDED = "nominated", _("Recommendation for an award")
    OTHER = "other", _("Another document")


class Asks(models.TextChoices):
    """What is asked for: to be taken note of 備查, or to be approved on file 核備."""

    ACKNOWLEDGE = "acknowledge", _("To be acknowledged")
    ENDORSE = "endorse", _("To be approved on file")


class Answer(models.TextChoices):
    """How far a filing is: sent, acknowledged 備查, approved on file 核備, or returned 退回."""

    SENT = "sent", _("Waits for an answer")
    ACKNOWLEDGED = "acknowledged", _("Acknowledged")
    ENDORSED = "endorsed", _("Approved on file")
    RETURNED = "returned", _("Returned")


@dataclass(frozen=True, slots=True)
class Letter:
    """What an agency sends to one above: what it is, what it is about (`plans.plan:7`), and by which document."""

    agency: str
    to: str
    what: What
    asks: Asks
    title: str
    number: str = ""
    subject: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with it."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class FilingCard:
    """A filing as both sides read it; `may_answer`: the reader answers it now."""

    id: int
    agency: str
    to: str
    what: What
    asks: Asks
    title: str
    subject: str
    number: str
    note: str
    sent_on: date
    sent_by: str
    state: Answer
    answered_on: date | None
    answered_by: str
    answer_number: str
    answer_note: str
    may_answer: bool
    files: tuple[FileCard, ...] = ()

    @property
    def holds(self) -> str:
        """What its files are kept under."""
        return f"{SUBJECT}:{self.id}"
