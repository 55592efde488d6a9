"""Words of objections 異議, appeals 訴願 and lawsuits 行政訴訟."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContestKind(models.TextChoices):
    """How a decision is contested 救濟方式."""

    OBJECTION = "objection", _("Objection")
    APPEAL = "appeal", _("Appeal")
    LAWSUIT = "lawsuit", _("Lawsuit")


class ContestResult(models.TextChoices):
    """What came of it."""

    OPEN = "", _("Not decided yet")
    DISMISSED = "dismissed", _("Dismissed: the decision stands")
    NOT_HEARD = "not_heard", _("Not accepted for examination")
    REVOKED = "revoked", _("Revoked: to be decided again")
    TAKEN_BACK = "taken_back", _("Taken back by the applicant")
    UNANSWERED = "unanswered", _("No decision in time: it goes on before the court")


FINISHED: Final = (ContestResult.DISMISSED, ContestResult.NOT_HEARD, ContestResult.UNANSWERED)
"""Results of an appeal after which there may be a lawsuit."""


@dataclass(frozen=True, slots=True)
class ContestCard:
    """One objection, appeal or lawsuit with its own clock.

    `last_day` is the last day on which it could be filed, None while nobody knows when the decision was served; `late`
    says that it came afterwards, which the authority judges. `due_on` is the day of the next step: the office's reply,
    or the result; none where a court judges. `result_served_on`: when the result reached the applicant.
    """

    round: int
    kind: str
    to: str
    filed_on: date
    grounds: str
    distance: str
    grace_days: int
    last_day: date | None
    late: bool
    reply_due_on: date | None
    replied_on: date | None
    reply: str
    decide_due_on: date | None
    longer_on: date | None
    result: str
    result_on: date | None
    result_number: str
    result_reasons: str
    result_served_on: date | None = None
    odt: str = ""
    pdf: str = ""

    @property
    def due_on(self) -> date | None:
        """The day of the next step."""
        waits = self.reply_due_on is not None and self.replied_on is None
        return self.reply_due_on if waits and self.reply_due_on else self.decide_due_on
