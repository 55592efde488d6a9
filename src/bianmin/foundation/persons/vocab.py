"""What a person can be, and the names of the data kept about one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

from bianmin.kernel.actor import Assurance


class PersonKind(models.TextChoices):
    """Whose data they are 自然人、法人或團體."""

    NATURAL = "natural", _("Natural person")
    ORGANISATION = "organisation", _("Organisation")


FIELDS: Final = (
    "name",
    "latin_name",
    "id_number",
    "birth_on",
    "phone",
    "email",
    "address",
    "language",
    "kind",
    "sms_agreed",
)
"""The data of a person, by the names that actions, journal lines and readings use."""

LANGUAGE: Final = "zh-hant"
"""The language written to a person who chose none."""


class Way(models.TextChoices):
    """Where a code is sent 驗證碼寄送方式."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By text message")


CODE_HOLDS: Final = timedelta(minutes=10)
"""How long a code can be used."""

CODE_TRIES: Final = 5
"""How often one code can be tried."""

CODE_DIGITS: Final = 6
ASKED_PER_HOUR: Final = 5
"""How many codes one address may be asked for in an hour, whether or not anybody has it."""

ASKED_FROM_ONE_PLACE: Final = 20
"""How many codes may be asked for from one network address in an hour."""

VISIT_LASTS: Final = timedelta(minutes=30)
"""How long somebody who proved who they are sees the own matters."""


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A visit that goes on: the keys of the persons proved, how surely, and until when.

    `number` and `birth_on` only where an identity provider at `provider` vouches for them; `identity` is the keyed hash
    of who signed in there.
    """

    id: int
    persons: tuple[int, ...]
    assurance: Assurance
    ends_at: datetime
    provider: str = ""
    identity: str = ""
    number: str = ""
    birth_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What an identity provider says of somebody: each claim only where it was verified."""

    issuer: str
    subject: str
    email: str = ""
    birth_on: date | None = None
    number: str = ""
