"""Who a file is for and how long it is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Permission, Role


class Audience(models.TextChoices):
    """Who may open a file besides the staff that work with it."""

    STAFF = "staff", _("Staff only")
    HOLDER = "holder", _("Also whom it concerns")
    PUBLIC = "public", _("Everybody")


class Retention(models.TextChoices):
    """The class a file is kept by 保存類別; how long each is kept is the archive's data."""

    DRAFT = "draft", _("Uploaded to an application not yet sent")
    CASE = "case", _("Papers of a case")
    LETTER = "letter", _("Letters and notices")
    REPORT = "report", _("Plans and reports")
    EVIDENCE = "evidence", _("Evidence of figures and evaluations")
    RECORDING = "recording", _("Recordings of interviews, destroyed with their case")
    OPINION = "opinion", _("Papers that came with an opinion")
    CHECK = "check", _("Evidence of checks")


READERS: Final[dict[str, tuple[Role | Permission, ...]]] = {
    Retention.DRAFT: (),
    Retention.CASE: (Role.OFFICER, Role.CHIEF),
    Retention.LETTER: (Role.OFFICER, Role.CHIEF),
    Retention.REPORT: (Permission.READ_REPORTS,),
    Retention.EVIDENCE: (Permission.READ_REPORTS,),
    Retention.RECORDING: (),
    Retention.OPINION: (),
    Retention.CHECK: (),
}
"""The roles and permissions that open files of each class, in the file's unit or above it.

Recordings are opened by nobody so, only by `play`, for whom its service names; what came with an opinion or belongs
to a check, by who may read that.
"""

UNNAMED_KEPT: Final = timedelta(hours=24)
"""How long content that no row names is kept: longer than any transaction that is about to name it."""


class Verdict(models.TextChoices):
    """What the scanner said of a file 掃毒結果; WAITING and INFECTED ones are kept apart and opened by nobody."""

    NONE = "", _("Not looked at")
    CLEAN = "clean", _("Nothing found")
    WAITING = "waiting", _("Not scanned yet")
    INFECTED = "infected", _("Holds a virus")


FROM_OUTSIDE: Final = frozenset(
    {Retention.DRAFT, Retention.CASE, Retention.EVIDENCE, Retention.RECORDING, Retention.OPINION, Retention.CHECK}
)
"""Classes whose files people bring; the others are written here."""

APART: Final = (Verdict.WAITING, Verdict.INFECTED)


@dataclass(frozen=True, slots=True)
class FileCard:
    """A file as pages list it; `size` in bytes."""

    pk: int
    agency: str
    name: str
    size: int
    media_type: str
    sha256: str
    subject: str
    retention: str
    audience: str
    stored_at: datetime


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was opened, with its content."""

    card: FileCard
    data: bytes
