"""Applications that concern two agencies of the house 跨機關整合, as pages show them."""

from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """Whether the other agency got it from here, or sent it."""

    OUT = "out", _("Sent to another agency")
    IN = "in", _("Come from another agency")


@dataclass(frozen=True, slots=True)
class SharedCard:
    """One side: the other agency and its number, what for, by which law, what was passed, and when it decided."""

    out: bool
    name: str
    agency: str
    agency_name: str
    number: str
    purpose: str
    basis: str
    passed: tuple[str, ...]
    done_on: date | None
    elsewhere: bool = False
    read_on: date | None = None
