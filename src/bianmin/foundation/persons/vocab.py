"""What a person can be, and the names of the data kept about one."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field, Strict, StringConstraints

from bianmin.foundation.packs.vocab import Header, Shape
from bianmin.kernel.actor import Assurance

Lax = Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,79}$")]


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


class Sex(models.TextChoices):
    """What the second character of a unified number tells 性別."""

    MALE = "male", _("Male")
    FEMALE = "female", _("Female")


class Group(Shape):
    """A class of people who are given unified numbers, and the third characters theirs may have, used one by one."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    third: Annotated[str, StringConstraints(pattern=r"^[0-9]{1,10}$")]


class Occasion(Shape):
    """When a number is given: as a case of `service` is granted, or as a paper is issued from it.

    `group` is the class of its applicants; `group_from`, `document` and `sex` are questions of its form that tell the
    class, the number of the travel document, and the sex.
    """

    service: Code
    moment: Literal["decision", "permit"] = "decision"
    group: str = Field(default="", max_length=80)
    group_from: str = Field(default="", max_length=40)
    document: str = Field(min_length=1, max_length=40)
    sex: str = Field(min_length=1, max_length=40)


class Scheme(Header):
    """How an agency gives unified numbers 統一證號編碼原則: by unit, sex and group.

    `letters` are by the beginning of the unit's path, `letter` for every other unit. A later version replaces it for
    the numbers given from then on; what was given stays.
    """

    kind: Literal["unified-number"]
    letter: Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]
    letters: dict[str, Annotated[str, StringConstraints(pattern=r"^[A-Z]$")]] = {}
    male: Annotated[str, StringConstraints(pattern=r"^[0-9A-D]$")] = "8"
    female: Annotated[str, StringConstraints(pattern=r"^[0-9A-D]$")] = "9"
    groups: Annotated[tuple[Group, ...], Lax, Field(min_length=1, max_length=20)]
    occasions: Annotated[tuple[Occasion, ...], Lax, Field(max_length=40)] = ()

    def occasion(self, service: str) -> Occasion | None:
        """When applicants of a service are given a number; None where they are not."""
        return next((one for one in self.occasions if one.service == service), None)

    def first(self, unit_path: str) -> str:
        """The first letter of the numbers a unit gives."""
        fits = [path for path in self.letters if unit_path.startswith(path)]
        return self.letters[max(fits, key=len)] if fits else self.letter

    def second(self, sex: Sex) -> str:
        """The second character."""
        return self.male if sex is Sex.MALE else self.female


@dataclass(frozen=True, slots=True)
class NumberCard:
    """A unified number as pages show it, masked; `number` goes on papers only."""

    id: int
    number: str
    masked: str
    group: str
    channel: str
    source: str
    assigned_on: date


@dataclass(frozen=True, slots=True)
class Wanted:
    """For whom a number is wanted: the person's row, what tells people apart, and where the wish comes from."""

    person: int
    document: str
    sex: Sex
    group: str
    unit_path: str
    channel: str
    source: str


class Danger(models.TextChoices):
    """Why somebody's address and telephone are protected 特殊狀況 (document 001, line 2395)."""

    VIOLENCE = "violence", _("Domestic violence")
    STALKING = "stalking", _("Stalking or harassment")
    WITNESS = "witness", _("Witness or victim of a crime")
    OTHER = "other", _("Another danger")


KEPT_BACK: Final = ("phone", "email", "address")
"""The data of a protected person that only the officer in charge and named duties read."""


@dataclass(frozen=True, slots=True)
class ProtectionCard:
    """That somebody is protected: why, through whom they are reached, from when until when, and who noted it.

    `person`: the row on which it was noted.
    """

    id: int
    person: int
    why: str
    through: str
    by_email: bool
    since: date
    until: date | None
    noted_by: str
