"""The till of a window on one day: open, counted, signed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TillState(models.TextChoices):
    """Where the day of a window stands 結帳狀態."""

    OPEN = "open", pgettext_lazy("till", "Open")
    COUNTED = "counted", _("Counted, waiting for a second signature")
    SIGNED = "signed", _("Signed by two")


@dataclass(frozen=True, slots=True)
class TillCard:
    """The cash of one window on one day, in whole dollars: what should be there, and what was counted."""

    id: int
    agency: str
    window: str
    day: date
    expected: int
    counted: int | None
    difference: int | None
    explanation: str
    state: str
    counted_by: str
    counted_at: datetime | None
    signed_by: str
    signed_at: datetime | None
    receipts: int = 0
    voids: int = 0

    @property
    def state_words(self) -> str:
        """Where it stands, in words."""
        return str(TillState(self.state).label)
