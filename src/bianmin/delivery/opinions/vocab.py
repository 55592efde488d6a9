"""Kinds of opinions and the ways they come, the mailboxes of an agency, and the cards that pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.clock.written import PeriodText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

FACT: Final = "opinions.opinion"
TITLE_MOST: Final = 120
TEXT_MOST: Final = 4000
"""How many characters an opinion, and an answer to it, may have."""
FILES_MOST: Final = 5
SATISFIED_FROM: Final = 4
DISSATISFIED_UP_TO: Final = 2

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Kind(models.TextChoices):
    """What an opinion is 意見種類."""

    SUGGESTION = "suggestion", _("Suggestion")
    COMPLAINT = "complaint", _("Complaint")
    PETITION = "petition", _("Petition")
    REPORT = "report", _("Report of wrongdoing")
    QUESTION = "question", _("Question")
    THANKS = "thanks", _("Thanks")


class Source(models.TextChoices):
    """How it came 意見來源."""

    WEB = "web", _("Mailbox on the website")
    EMAIL = "email", _("E-mail message")
    PHONE = "phone", _("By telephone")
    COUNTER = "counter", _("Told at the counter")
    BOX = "box", _("Opinion box in the office")
    LETTER = "letter", _("Letter on paper")
    MEDIA = "media", _("Press and other media")


ON_SITE: Final = (Source.COUNTER, Source.BOX)
"""What came 現場; all else came from elsewhere 非現場 (004 lines 261 to 269)."""


class State(models.TextChoices):
    """How far it is."""

    OPEN = "open", _("Being looked into")
    ANSWERED = "answered", pgettext_lazy("opinion", "Answered")
    PASSED_ON = "passed-on", _("Passed on to another authority")
    SET_ASIDE = "set-aside", _("Not dealt with further")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Reply(models.TextChoices):
    """How whoever wrote is told that the answer is there 回復方式."""

    EMAIL = "email", _("By e-mail")
    PHONE = "phone", _("By a telephone call")
    LETTER = "letter", _("By letter")
    PAGE = "page", _("Only here: I look myself")


class Step(models.TextChoices):
    """What was done with it 處理歷程."""

    RECEIVED = "receive", pgettext_lazy("step", "Received")
    TAKEN = "take", _("Taken on")
    ASSIGNED = "assign", _("Given to somebody")
    SORTED = "sort", _("Sorted anew")
    RAISED = "raise", _("Raised to the next level")
    EXTENDED = "extend", _("Given more time")
    ANSWERED = "answer", pgettext_lazy("step", "Answered")
    PASSED_ON = "pass-on", _("Passed on")
    SET_ASIDE = "set-aside", pgettext_lazy("step", "Set aside")
    WITHDRAWN = "withdraw", pgettext_lazy("step", "Withdrawn")
    RATED = "rate", _("Answer rated")
    FOLLOWED = "follow", _("Followed up")
    PUBLISHED = "publish", _("Result published")


class Coded(Shape):
    """A choice with its code: a subject, a ground, a reason."""

    code: Code
    name: Name


class Typical(Shape):
    """An answer that is often given 回復內容範例: an officer chooses it and writes it out."""

    code: Code
    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    text: Annotated[str, StringConstraints(min_length=1, max_length=2000)]


class Mailbox(Shape):
    """A mailbox 信箱: what it is for, which unit reads it, and by when its letters are answered.

    `norm` is until when the office promises an answer, `most` the longest time an extension may reach to. `named`:
    only with name and a way to reply is it dealt with. `confidential`: only who deals with it, and chiefs, read it.
    """

    code: Code
    name: Name
    note: Annotated[str, StringConstraints(max_length=1000)] = ""
    unit: Code = "root"
    kinds: Annotated[tuple[Annotated[Kind, Lax], ...], Lax, Field(min_length=1)]
    topics: Annotated[tuple[Coded, ...], Lax, Field(max_length=30)] = ()
    norm: PeriodText
    most: PeriodText
    named: bool = False
    confidential: bool = False
    public: bool = True
    source: Annotated[str, StringConstraints(max_length=200)] = ""

    @property
    def demonstration(self) -> bool:
        """Whether its limits were made up 示範."""
        return self.source == "demonstration"


class MailboxRules(Header):
    """The mailboxes of an agency; one for each agency, a later version replaces it.

    `levels` are those who deal with what is not settled, from the first to the last 三級處理. `grounds`: why something
    is not dealt with further 不予處理. `reasons`: why an answer did not satisfy.
    """

    kind: Literal["mailboxes"]
    levels: Annotated[tuple[Name, ...], Lax, Field(min_length=1, max_length=9)]
    grounds: Annotated[tuple[Coded, ...], Lax, Field(max_length=20)] = ()
    reasons: Annotated[tuple[Coded, ...], Lax, Field(max_length=20)] = ()
    answers: Annotated[tuple[Typical, ...], Lax, Field(max_length=50)] = ()
    mailboxes: Annotated[tuple[Mailbox, ...], Lax, Field(min_length=1, max_length=50)]

    @model_validator(mode="after")
    def _once(self) -> "MailboxRules":
        codes = [one.code for one in self.mailboxes]
        if double := next((code for code in codes if codes.count(code) > 1), ""):
            raise wrong(str(_("The mailbox {code} stands here twice.")).format(code=double))
        return self

    def texts(self) -> Iterator[str]:
        """What the public reads of it, for translation."""
        for one in self.mailboxes:
            yield from filter(None, (one.name, one.note, *(topic.name for topic in one.topics)))
        yield from (one.name for one in (*self.grounds, *self.reasons))

    def ground(self, code: str) -> str:
        """The name of a ground; empty for none of them."""
        return next((one.name for one in self.grounds if one.code == code), "")

    def reason(self, code: str) -> str:
        """The name of a reason; empty for none of them."""
        return next((one.name for one in self.reasons if one.code == code), "")


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote or said; `key` makes one opinion of a form sent twice.

    Whoever gives neither name nor a way to reply stays unknown and reads the answer with number and code. `unit_path`
    is the unit in which staff settled it at once; without it the unit that reads the mailbox gets it.
    """

    agency: str
    mailbox: str
    kind: str
    title: str
    text: str
    key: str
    topic: str = ""
    source: str = Source.WEB.value
    reply: str = Reply.PAGE.value
    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    language: str = "zh-hant"
    unit_path: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with it: its key in the store and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """One step of what was done, in the words of whoever did it."""

    step: str
    by: str
    text: str
    at: datetime

    @property
    def label(self) -> str:
        """The step in words."""
        return str(Step(self.step).label)


@dataclass(frozen=True, slots=True)
class OpinionCard:
    """An opinion as pages show it; `code` only for whoever holds it, `who` masked and only for the desk."""

    id: int
    agency: str
    unit_path: str
    number: str
    mailbox: str
    mailbox_name: str
    kind: str
    topic: str
    source: str
    confidential: bool
    person: int | None
    reply: str
    title: str
    text: str
    files: Sequence[Attached]
    received_at: datetime
    received_on: date
    due_on: date
    most_on: date
    extended_because: str
    officer: str
    level: int
    state: str
    answer: str
    closed_on: date | None
    in_time: bool | None
    rated: int | None
    rated_because: str
    rated_words: str
    followed: str
    published: Mapping[str, str]
    letters: Mapping[str, str]
    who: str = ""
    code: str = ""
    steps: Sequence[Done] = field(default=())

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{FACT}:{self.id}"

    @property
    def open(self) -> bool:
        """Whether an answer is still due."""
        return self.state == State.OPEN

    @property
    def anonymous(self) -> bool:
        """Whether nobody knows who wrote."""
        return self.person is None

    @property
    def unhappy(self) -> bool:
        """Whether the answer did not satisfy."""
        return self.rated is not None and self.rated <= DISSATISFIED_UP_TO


@dataclass(frozen=True, slots=True)
class MailboxFigures:
    """What came into a mailbox and what became of it over a span.

    `days` are all working days that the `answered` took, `halves` twice their median; `closed` and `in_time` are of
    those closed in the span, `levels` and `reasons` (of dissatisfaction) of those rated in it.
    """

    received: int = 0
    answered: int = 0
    days: int = 0
    halves: int = 0
    closed: int = 0
    in_time: int = 0
    levels: Mapping[int, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)

    @property
    def rated(self) -> int:
        """How many answers were rated."""
        return sum(self.levels.values())

    @property
    def satisfied(self) -> int:
        """How many of them satisfied."""
        return sum(count for level, count in self.levels.items() if level >= SATISFIED_FROM)

    @property
    def unhappy(self) -> int:
        """How many of them did not."""
        return sum(count for level, count in self.levels.items() if level <= DISSATISFIED_UP_TO)

    @property
    def mean(self) -> Fraction | None:
        """Working days to an answer, on the average; None where nothing was answered."""
        return Fraction(self.days, self.answered) if self.answered else None

    @property
    def median(self) -> Fraction | None:
        """Half of the answers took no longer; None where nothing was answered."""
        return Fraction(self.halves, 2) if self.answered else None
