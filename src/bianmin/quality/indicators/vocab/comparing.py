"""What a value is compared with."""

from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import gettext_lazy as _


class Compared(models.TextChoices):
    """With whom, or with when."""

    PEER = "peer", _("Peer")
    BASELINE = "baseline", _("Baseline")


@dataclass(frozen=True, slots=True)
class ComparisonCard:
    """A value beside one's own: whose or when, printed, the difference of one's own to it, and where it comes from.

    `key` is there for one that was typed in and may be taken away.
    """

    kind: Compared
    name: str
    span: str
    value: Fraction
    printed: str
    difference: str
    source: str
    key: int | None = None
