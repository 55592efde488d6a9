"""Laws 法規: what is said of one beside its text, and how they are looked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import parse_day


class Standing(models.TextChoices):
    """Whether a law is in force on a day."""

    FORCE = "force", pgettext_lazy("a law", "In force")
    REPEALED = "repealed", _("Repealed")


@dataclass(frozen=True, slots=True)
class LawWords:
    """What is written of a law: its kind (a code), number, days, and where its text is kept by others."""

    kind: str = ""
    number: str = ""
    promulgated_on: date | None = None
    amended_on: date | None = None
    repealed_on: date | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class LawCard:
    """A law as pages show it; `kind` and `category` are names."""

    code: str
    title: str
    kind: str
    category: str
    words: LawWords
    demonstration: bool = False

    @property
    def on(self) -> date | None:
        """The day it was last amended, else promulgated."""
        return self.words.amended_on or self.words.promulgated_on

    def standing(self, on: date) -> Standing:
        """Whether it is in force on a day: a law is repealed from that day on."""
        ended = self.words.repealed_on is not None and self.words.repealed_on <= on
        return Standing.REPEALED if ended else Standing.FORCE


def day_or_none(text: str) -> date | None:
    """A day as somebody typed it; None where it cannot be read."""
    try:
        return parse_day(text.strip()[:20]) if text.strip() else None
    except (ValueError, Refused):
        return None


@dataclass(frozen=True, slots=True)
class LawsWanted:
    """What somebody looks for; days are those of promulgation or of the last amendment, both counted."""

    words: str = ""
    category: str = ""
    kind: str = ""
    standing: str = ""
    first: date | None = None
    last: date | None = None

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "LawsWanted":
        """From an address; what cannot be read is left out."""
        held = {name: sent.get(name, "").replace("\0", "").strip() for name in ("q", "category", "kind", "standing")}
        first, last = (day_or_none(sent.get(name, "")) for name in ("from", "until"))
        return cls(held["q"], held["category"], held["kind"], held["standing"], first, last)
