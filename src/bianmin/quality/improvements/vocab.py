"""The states of an improvement, where it comes from, and how it is shown."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

FACT: Final = "improvements.improvement"
SUBJECT: Final = "improvements.improvement"
DEFAULT_PERIOD: Final = "20wd"
"""How long an improvement may take where nothing else is said; a choice of the platform, to be changed at will."""


class Source(models.TextChoices):
    """What made it necessary 來源."""

    TARGET = "target", _("Missed target")
    RATING = "rating", _("Unhappy rating")
    FINDING = "finding", _("Finding of a check")
    CHECK = "check", _("Check with a score sheet")
    OPINION = "opinion", _("Opinion of the public")
    PRESS = "press", _("Report of the media")
    DIAGNOSIS = "diagnosis", _("Diagnosis of the organisation")
    SURVEY = "survey", _("Result of a survey")
    MEETING = "meeting", _("Decision of a meeting")
    OTHER = "other", _("Other")


class State(models.TextChoices):
    """How far it is."""

    OPEN = "open", _("In progress")
    DONE = "done", _("Done, waiting for verification")
    VERIFIED = "verified", _("Verified")


class Verb(models.TextChoices):
    """What can be done to it."""

    BEGIN = "begin", _("Begin")
    FINISH = "finish", _("Report as done")
    VERIFY = "verify", _("Verify")
    SEND_BACK = "send_back", _("Send back")
    REOPEN = "reopen", _("Open again")
    REPORT = "report", _("Report progress")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done: why, what, by whom, in what time, and what good it is to do.

    `owner` is the key of an account or of a unit (`unit:/A/records/`); `period` a period (10wd, 1m) or the last day.
    """

    cause: str
    measure: str
    owner: str
    period: str | date = DEFAULT_PERIOD
    benefit: str = ""


@dataclass(frozen=True, slots=True)
class StepCard:
    """One step of its history."""

    verb: str
    by: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ImprovementCard:
    """An improvement as pages show it; `allowed` are the verbs the reader may use now, `overdue` as of the day asked.

    `owner`, `done_by` and `verified_by` are keys of accounts.
    """

    number: str
    agency: str
    unit_path: str
    source_kind: str
    source_ref: str
    cause: str
    measure: str
    benefit: str
    owner: str
    opened_on: date
    due_on: date
    done_on: date | None
    done_by: str
    result: str
    verified_on: date | None
    verified_by: str
    state: State
    overdue: bool
    allowed: frozenset[Verb]
    steps: tuple[StepCard, ...]
