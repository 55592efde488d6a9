"""Registers that an office looks things up in, as a pack; how a paper is spared, and what comes of a look-up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal, Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.packs.vocab import Header, Shape, wrong

LOOKUP: Final = "exchange.lookup"
INQUIRY: Final = "exchange.inquiry"
ACCOUNT: Final = "exchange.account"

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
Paper = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Word = Annotated[str, StringConstraints(min_length=2, max_length=40)]


class Way(models.TextChoices):
    """How a paper is spared 免附方式."""

    REGISTER = "register", gettext_lazy("Looked up in a register")
    ELECTRONIC = "electronic", gettext_lazy("Electronic transcript verified")
    FILES = "files", gettext_lazy("Handed in before, and not asked for again")


class Result(models.TextChoices):
    """What came of a look-up 查驗結果."""

    ASKED = "asked", gettext_lazy("Asked, no answer yet")
    FOUND = "found", gettext_lazy("Found, and it fits")
    UNCLEAR = "unclear", gettext_lazy("Found, and an officer has to read it")
    NOT_FOUND = "not_found", gettext_lazy("Nothing found, or it does not fit")
    DOWN = "down", gettext_lazy("The register could not be reached")


FAILED: Final = (Result.NOT_FOUND.value, Result.DOWN.value)
"""After these the paper may be asked of the applicant."""
SPARED: Final = (Result.FOUND.value, Result.UNCLEAR.value)
"""With these the register told what the paper would have told."""


class Register(Shape):
    """A register that is looked into 查驗系統: who keeps it, and which papers (by their codes) it spares.

    `words` are names of papers that no notice asks for while the register can tell. `door` is the plug-in that asks it;
    without one, or where the installation has none of that name, an officer looks and notes what was seen.
    """

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=80)]
    keeper: str = Field(default="", max_length=80)
    way: Annotated[Way, Lax] = Way.REGISTER
    papers: Annotated[tuple[Paper, ...], Lax, Field(min_length=1, max_length=60)]
    words: Annotated[tuple[Word, ...], Lax, Field(max_length=20)] = ()
    basis: str = Field(default="", max_length=200)
    door: str = Field(default="", max_length=40)


class Accounts(Shape):
    """How people of other bodies get an account to look things up here 公務機關帳號申請.

    They apply for the `service`, whose form has the codes `body`, `user_name`, `user_title`, `user_phone` and
    `user_email`. A chief opens the account, for `months` at most, with a `duty` of people from outside; it asks the
    `registers` named, in any hour `per_hour` times at most.
    """

    service: str = Field(min_length=1, max_length=80)
    registers: Annotated[tuple[Code, ...], Lax, Field(min_length=1, max_length=60)]
    duty: str = "other-agency"
    months: int = Field(default=12, ge=1, le=24)
    per_hour: int = Field(default=60, ge=1, le=1000)


class Registers(Header):
    """The registers an agency looks things up in; one pack for each agency, a later version replaces it."""

    kind: Literal["lookups"]
    registers: Annotated[tuple[Register, ...], Lax, Field(min_length=1, max_length=60)]
    accounts: Accounts | None = None

    @model_validator(mode="after")
    def _once(self) -> "Registers":
        codes = [one.code for one in self.registers]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise wrong(_("The register %(code)s stands here twice.") % {"code": twice[0]})
        if unknown := sorted(set(self.accounts.registers if self.accounts else ()) - set(codes)):
            raise wrong(_("There is no register %(code)s in this list.") % {"code": unknown[0]})
        return self


@dataclass(frozen=True, slots=True)
class Matter:
    """What something is looked up for: `subject` is the journal's word for it, `number` what people know it by."""

    agency: str
    unit_path: str
    subject: str
    number: str
    service_code: str
    service_name: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One paper to be looked up in one place; `again` says why it is, although it was before."""

    matter: Matter
    paper: str
    paper_name: str
    register: str
    register_name: str
    way: str
    basis: str = ""
    again: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What a register is asked: the purpose goes with it, and no more of the person than what finds her."""

    register: str
    paper: str
    id_number: str
    name: str
    purpose: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a register answered: labels and values, shown once and kept nowhere; `demonstration`: nothing is true.

    `clear`: nothing in it speaks against what is applied for, so a computer may go on; else an officer reads it.
    """

    found: bool
    lines: Sequence[tuple[str, str]] = ()
    demonstration: bool = False
    clear: bool = True

    @property
    def result(self) -> Result:
        """What came of the look-up."""
        return (Result.FOUND if self.clear else Result.UNCLEAR) if self.found else Result.NOT_FOUND


class NoAnswer(Exception):
    """The register did not answer: it is down, or it took too long."""


class Door(Protocol):
    """A plug-in that asks a register of another agency."""

    def ask(self, question: Question) -> Answer:
        """The answer.

        Raises:
            NoAnswer, OSError: there is none; the look-up failed and may be tried again.
        """


@dataclass(frozen=True, slots=True)
class LookupCard:
    """One look-up as a page shows it; `saved`: it spares the paper as things stand."""

    number: str
    paper: str
    paper_name: str
    register: str
    register_name: str
    way: Way
    purpose: str
    basis: str
    result: Result
    note: str
    again: str
    connected: bool
    saved: bool
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Tally:
    """What was looked up in one register in a time, and what it saved."""

    register: str
    name: str
    way: Way
    asked: int
    found: int
    not_found: int
    down: int
    saved: int
    connected: int


@dataclass(frozen=True, slots=True)
class AccountCard:
    """An account of somebody of another body 查詢帳號, with how often it was used; `ended_on` where it was ended."""

    id: int
    number: str
    body: str
    name: str
    user: str
    opened_on: date
    valid_until: date
    ended_on: date | None
    uses: int
    last_used: date | None


@dataclass(frozen=True, slots=True)
class Use:
    """One use of an account: `matter` is the other body's own number for what it was for."""

    body: str
    name: str
    register_name: str
    matter: str
    result: Result
    at: datetime

    @property
    def came(self) -> str:
        """What came of it, in words; whether it fits is the other body's to say."""
        return str(_("Something was found") if self.result == Result.FOUND else self.result.label)
