"""Ways of reply, the rules an office keeps when it is written to, and the cards that pages show."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints
from pydantic import Strict as _Strict

from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS
from bianmin.foundation.clock.written import HoursText, PeriodText
from bianmin.foundation.packs.vocab import Header, Shape

QUESTION: Final = "talks.question"
SAID: Final = "talks.said"
LONGEST: Final = 2000
MOST_FILES: Final = 3

Lax = _Strict(strict=False)
Text = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST)]


class Reply(models.TextChoices):
    """How whoever asks is told that an answer is there 回復方式."""

    PAGE = "page", _("Only here: I look myself")
    EMAIL = "email", _("By e-mail")
    SMS = "sms", _("By text message")
    PHONE = "phone", _("By a telephone call")


class Typical(Shape):
    """An answer that is often given 常用答覆: an officer chooses it and writes it out."""

    code: Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    text: Text
    services: Annotated[tuple[str, ...], Lax, Field(max_length=50)] = ()


class TalkPolicy(Header):
    """How an office answers what is written to it about cases; one for each agency, a later version replaces it."""

    kind: Literal["talk"]
    norm: PeriodText = "1wd"
    hours: HoursText = str(DEMONSTRATION_HOURS)
    most_per_hour: int = Field(default=10, ge=1, le=100)
    answers: Annotated[tuple[Typical, ...], Lax, Field(max_length=50)] = ()

    @property
    def demonstration(self) -> bool:
        """Whether the norm was made up 示範."""
        return self.source == "demonstration"

    def typical(self, service: str) -> tuple[Typical, ...]:
        """The answers often given about a service."""
        return tuple(one for one in self.answers if not one.services or service in one.services)


@dataclass(frozen=True, slots=True)
class Matter:
    """What a talk is about: `subject` is the journal's word for it, `number` what people know it by."""

    agency: str
    unit_path: str
    subject: str
    number: str
    service_code: str
    service_name: str


@dataclass(frozen=True, slots=True)
class Attached:
    """A file sent with a message: its key in the store and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Line:
    """One message; `by` is the journal's word for who wrote it."""

    id: int
    office: bool
    by: str
    text: str
    files: tuple[Attached, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class TalkCard:
    """A talk with its messages in order; `asked_at` and `due_at` while a question waits for the office."""

    matter: Matter
    reply: str
    unread: bool
    asked_at: datetime | None
    due_at: datetime | None
    lines: Sequence[Line] = field(default=())

    @property
    def version(self) -> str:
        """What tells whether something was added."""
        return str(self.lines[-1].id if self.lines else 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A question that waits for the office, as the desk lists it."""

    matter: Matter
    reply: str
    asked_at: datetime
    due_at: datetime
    late: bool
