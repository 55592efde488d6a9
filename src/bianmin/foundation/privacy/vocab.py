"""What people may ask for about their data, how long an agency has, and what a breach can touch."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.clock.vocab import Period, Unit


class DemandKind(models.TextChoices):
    """What somebody may ask for 當事人權利 (個人資料保護法 §3)."""

    ACCESS = "access", _("See the data, or have a copy")
    CORRECT = "correct", _("Correct or complete the data")
    STOP = "stop", _("Stop collecting, processing or using the data")
    DELETE = "delete", _("Delete the data")


LIMITS: Final = {
    DemandKind.ACCESS: Period(15, Unit.DAYS),
    DemandKind.CORRECT: Period(30, Unit.DAYS),
    DemandKind.STOP: Period(30, Unit.DAYS),
    DemandKind.DELETE: Period(30, Unit.DAYS),
}
"""Within how many days a demand is decided, and by how many it may be extended once 個人資料保護法 §13."""


class Channel(models.TextChoices):
    """How a demand came."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    LETTER = "letter", _("By letter")


class Outcome(models.TextChoices):
    """What was decided; empty while nothing is."""

    GRANTED = "granted", _("Agreed to")
    PARTLY = "partly", _("Granted in part")
    REFUSED = "refused", _("Refused")


class Proof(models.TextChoices):
    """How it was made sure that who asks is whose data they are."""

    CARD = "card", _("Identity card seen at the counter")
    COPY = "copy", _("Copy of the identity card with the letter")
    CERTIFICATE = "certificate", _("Citizen certificate")
    PROXY = "proxy", _("Proxy with power of attorney")


class Touched(models.TextChoices):
    """What a breach did to the data (§12): stolen, leaked, changed, or otherwise infringed."""

    STOLEN = "stolen", _("Stolen")
    LEAKED = "leaked", _("Leaked")
    CHANGED = "changed", _("Changed")
    LOST = "lost", _("Lost or destroyed")


class Step(models.TextChoices):
    """What must be done about a breach, and is noted with its time."""

    REPORTED = "reported", _("Reported as a security incident")
    AUTHORITY = "authority", _("Reported to the authority for personal data")
    TOLD = "told", _("The persons were told")
    CONTAINED = "contained", _("Contained: no more data are touched")
    CLOSED = "closed", _("Closed, with what is changed so that it does not happen again")


DUTIES: Final = (Step.REPORTED, Step.AUTHORITY, Step.TOLD, Step.CONTAINED)
"""Steps that have a time limit, where the agency's data give one."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """One personal-data file 個人資料檔案 as it is published (§17): texts are the agency's data."""

    name: str
    keeper: str
    contact: str
    basis: str
    purpose: str
    classes: tuple[str, ...]
    kept: str


@dataclass(frozen=True, slots=True)
class DemandCard:
    """A demand as the desk shows it; the person is masked elsewhere."""

    id: int
    agency: str
    number: str
    kind: str
    channel: str
    person: int
    about: str
    received_on: date
    due_on: date
    extended_on: date | None
    extension_reason: str
    proof: str
    outcome: str
    reason: str
    decided_on: date | None
    files: dict[str, str]


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing to be done about a breach: until when (None: no limit is set), when it was done, who says so."""

    step: str
    until: datetime | None
    done_at: datetime | None
    source: str


@dataclass(frozen=True, slots=True)
class BreachCard:
    """A breach as the desk shows it."""

    number: str
    found_at: datetime
    touched: str
    special: bool
    persons: int
    what: str
    measures: str
    duties: tuple[Duty, ...]
    closed: bool
