"""What a seal covers, and what can be wrong with a journal."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from typing import Final, NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _

BEFORE_FIRST: Final = ""
"""What stands for the seal before the first one of an agency."""


class Content(NamedTuple):
    """Everything a line says, as the database gives it; `fields` is the text of its JSON."""

    id: int
    agency: str
    at: datetime | None
    actor: str
    deputising_for: str
    verb: str
    subject: str
    fields: str
    purpose: str


class Place(NamedTuple):
    """A seal: where the line stands in its agency's chain, and when it got there."""

    agency: str
    position: int
    line_id: int
    sealed_at: datetime | None


class Breach(models.TextChoices):
    """What verifying can find."""

    CHANGED = "changed", _("The line or its seal was changed.")
    LINE_MISSING = "line_missing", _("The line was removed.")
    SEAL_MISSING = "seal_missing", _("Seals were removed: positions are missing.")
    INSERTED = "inserted", _("A line was put in among sealed ones.")
    HEAD_DIFFERS = "head_differs", _("The chain differs from the head kept outside the database.")
    HEAD_LOST = "head_lost", _("The chain ends before the head kept outside the database: its end was removed.")
    NO_WITNESS = "no_witness", _("Seals go beyond the head kept outside. Run `bianmin journal seal` and verify again.")
    UNREADABLE = "unreadable", _("A line or seal holds something that cannot be read.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One breach: in which agency's chain, at which position (0 where it has none), which line (0 for none)."""

    agency: str
    breach: Breach
    position: int = 0
    line: int = 0


@dataclass(slots=True)
class Verdict:
    """What verifying found: how many seals were read, how many lines wait for one, and every breach."""

    sealed: int = 0
    waiting: int = 0
    findings: list[Finding] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed, reordered or inserted."""
        return not self.findings


@lru_cache
def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


@lru_cache(maxsize=1024)
def _canonical(text: str) -> str:
    try:
        return json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    except ValueError:
        return text


def digest(previous: str, place: Place, line: Content) -> str:
    """The SHA-256 that seals one line: over the seal before, the place, and everything the line says."""
    said = line._replace(fields=_canonical(line.fields), at=None)
    covered = [previous, *place[:3], _moment(place.sealed_at), _moment(line.at), *said]
    return hashlib.sha256(json.dumps(covered, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
