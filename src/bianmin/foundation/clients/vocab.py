"""What a key opens, and how a client is shown."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

SUBJECT: Final = "clients.client"
SCOPE: Final = "clients.scope"
MARK: Final = "bianmin_"
"""How a key begins, so that one left in a log or a repository is recognised."""
A_MINUTE: Final = 120
"""So many requests a minute one key may make."""
LONGEST_DAYS: Final = 366
"""A key holds at most a year; then a new one is given."""


CHANNELS: Final = "channel:"
"""How the scope of one channel of notices begins; what follows is the channel's code."""


ENTRANCE: Final = "entrance:"
"""How the scope of a portal begins; what follows is its code in the agency's list of portals."""
SHARED: Final = "shared:"
"""How the scope of an agency elsewhere begins, with which cases are shared; what follows is that agency's code."""
OWN: Final = re.compile(rf"(({CHANNELS}|{ENTRANCE})[a-z0-9][a-z0-9-]{{0,79}}|{SHARED}[0-9A-Z]{{10}})")
"""Scopes of what only one agency has: its channels, the portals that lead to it, the agencies it shares cases with."""


class Scope(models.TextChoices):
    """What a key opens 授權範圍; what is not named is closed."""

    APPLY = "cases.apply", _("Apply for its people")
    FOLLOW = "cases.read", _("Follow the cases it applied for")
    PERSON = "cases.person", _("Read the applicants of those cases, for a stated purpose")
    LINE = "voice.line", _("Be the telephone exchange of the automatic line")
    TALK = "talks.write", _("Let people write about their cases, on its own pages")
    FIGURES = "figures.read", _("Read figures with what stands behind them")


class Standing(StrEnum):
    """Whether a key opens anything today."""

    HOLDS = "holds"
    EXPIRED = "expired"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class ClientCard:
    """A client as its administrators see it; `hint` is the end of its key. The key itself is kept by nobody here."""

    id: int
    agency: str
    name: str
    purpose: str
    scopes: tuple[str, ...]
    hint: str
    issued_at: datetime
    expires_on: date
    revoked_at: datetime | None
    used_on: date | None
    standing: Standing

    @property
    def subject(self) -> str:
        """The journal's word for the client."""
        return f"{SUBJECT}:{self.id}"
