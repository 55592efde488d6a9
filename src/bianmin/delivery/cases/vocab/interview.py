"""Words of interviews 面談."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

INTERVIEW: Final = "cases.interview"
"""The fact."""


class InterviewState(models.TextChoices):
    """Where an interview stands."""

    PLANNED = "planned", _("Fixed")
    MOVED = "moved", _("Moved to another time")
    MISSED = "missed", _("The applicant did not come")
    HELD = "held", _("Held, waiting for review")
    CONFIRMED = "confirmed", _("Reviewed")
    AGAIN = "again", _("To be held again")


HELD: Final = (InterviewState.HELD, InterviewState.CONFIRMED, InterviewState.AGAIN)
"""States of an interview that was held, whatever its review said."""


class Finding(models.TextChoices):
    """What the interviewer recommends 面談結果建議: never a decision."""

    FITS = "fits", _("What was said fits: to be granted")
    DOUBTS = "doubts", _("Doubts remain: to be looked into or held again")
    CONTRADICTS = "contradicts", _("What was said contradicts the facts: to be refused")


@dataclass(frozen=True, slots=True)
class InterviewCard:
    """An interview: when, where and by whom; for the office what was found, for the citizen time and place only."""

    round: int
    at: datetime
    place: str
    address: str
    room: str
    state: str
    bring: str = ""
    interviewer: str = ""
    record: str = ""
    finding: str = ""
    reasons: str = ""
    reviewed_by: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class InterviewRow:
    """One interview in the list of supervision; `waited` in days from receipt."""

    number: str
    service: str
    at: datetime
    place: str
    room: str
    interviewer: str
    state: str
    waited: int
    contested: bool


@dataclass(frozen=True, slots=True)
class Supervision:
    """The interviews of an agency between two days, and how long applicants waited on average (tenths of days)."""

    first: date
    last: date
    rows: tuple[InterviewRow, ...]
    held: int
    mean_tenths: int | None


@dataclass(frozen=True, slots=True)
class RecordingCard:
    """A recording: its file's name and key, or device, reel and minute; who kept it and when (`by`: the key)."""

    id: int
    file: str
    name: str
    device: str
    reel: str
    minute: str
    by: str
    at: datetime
