"""Kinds and states of what is published, and how it is shown and tested."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field as Key
from pydantic import Strict

from bianmin.delivery.publishing.vocab.laws import LawWords
from bianmin.foundation.packs.vocab import Day, Header, Shape

EDITION: Final = "publishing.edition"
LOOK: Final = "publishing.look"
SAMPLE: Final = "publishing.sample"
LINK: Final = "publishing.link"
TEST: Final = "publishing.test"
READING: Final = "publishing.reading"
"""The facts."""

SUBJECT: Final = "publishing.article"
"""The journal's word for an article."""

SOURCE_DESK: Final = "desk"
"""The source of what was written on the desk."""

SUGGESTED: Final = "suggested"
"""The source of a draft that the platform suggests; whoever writes on it makes it a text of the desk."""


class Kind(models.TextChoices):
    """What an article is."""

    PAGE = "page", pgettext_lazy("an article", "Page")
    NEWS = "news", _("News")
    QUESTION = "question", _("Question and answer")
    LAW = "law", pgettext_lazy("an article", "Law or rule")


class State(models.TextChoices):
    """How far an edition is: written, sent to the chief, in force, followed by another, taken away."""

    DRAFT = "draft", _("Draft")
    ASKED = "asked", _("Waits for approval")
    PUBLISHED = "published", pgettext_lazy("an article", "Published")
    FOLLOWED = "followed", _("Replaced by a newer one")
    WITHDRAWN = "withdrawn", pgettext_lazy("an article", "Withdrawn")


class Verb(models.TextChoices):
    """What can be done with an article."""

    WRITE = "write", _("Write")
    ASK = "ask", _("Ask the chief to publish")
    PUBLISH = "publish", _("Approve and publish")
    SEND_BACK = "send_back", _("Send back to the writer")
    WITHDRAW = "withdraw", _("Take off the site")
    HAND = "hand", _("Name who looks after it")


class Seen(models.TextChoices):
    """What the monthly look found."""

    RIGHT = "right", _("All is right")
    MENDED = "mended", _("Something was wrong and is corrected")
    WRONG = "wrong", _("Something is wrong and must be corrected")


class Verdict(models.TextChoices):
    """What a link test found."""

    GOOD = "good", _("Leads somewhere")
    BROKEN = "broken", _("Leads nowhere")
    UNTESTED = "untested", _("Not tested")


class TestKind(models.TextChoices):
    """What the site was tested for 檢測種類."""

    WEAKNESS = "weakness", _("Weaknesses (vulnerability scan)")
    TROJAN = "trojan", _("Trojans and back doors")
    ACCESS = "access", _("Accessibility test")


class Level(models.TextChoices):
    """How bad a finding is 風險等級."""

    HIGH = "high", pgettext_lazy("level of a weakness", "High")
    MEDIUM = "medium", pgettext_lazy("level of a weakness", "Medium")
    LOW = "low", pgettext_lazy("level of a weakness", "Low")
    INFO = "info", pgettext_lazy("level of a weakness", "For information")


class Mending(Shape):
    """Within how many days a finding of each level is mended; 0: no day is set."""

    high: int = Key(default=30, ge=0, le=366)
    medium: int = Key(default=30, ge=0, le=366)
    low: int = Key(default=30, ge=0, le=366)
    info: int = Key(default=0, ge=0, le=366)

    def days(self, level: str) -> int:
        """The days for a level."""
        return int(getattr(self, level))


class Every(Shape):
    """How often one kind of test is made: once in so many months, counted from January."""

    test: Annotated[TestKind, Strict(strict=False)]
    months: Literal[1, 2, 3, 4, 6, 12]


class Asking(Shape):
    """From how many times on a topic that was asked in a month suggests a question (0: never), and how many at most."""

    least: int = Key(default=5, ge=0, le=10_000)
    most: int = Key(default=5, ge=1, le=50)


class SiteRhythm(Header):
    """How often the site is tested 檢測週期, who sees to it, and who writes the news of changes.

    `keeper` and `editor` are accounts of the agency; without them it is everybody who may check, and the officer in
    charge of the service. A kind that was never tested is overdue when its first period after `valid_from` is over.
    `mend`: within how many days what a scan found is mended; the month of the next scan where nothing else is said.
    `asked`: when what the public asks in a month suggests a question.
    `remind` days before a test is due its keeper is told by e-mail, and again once it is overdue; 0: never.
    """

    kind: Literal["site-rhythm"]
    valid_from: Day
    tests: Annotated[tuple[Every, ...], Strict(strict=False), Key(max_length=10)]
    mend: Mending = Mending()
    remind: int = Key(default=7, ge=0, le=31)
    keeper: str = Key(default="", max_length=60)
    editor: str = Key(default="", max_length=60)
    asked: Asking = Asking()

    @property
    def months(self) -> dict[TestKind, int]:
        """Months between two tests, by kind."""
        return {one.test: one.months for one in self.tests}


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words in a line: plain, strong, or a link to `address`."""

    text: str
    strong: bool = False
    address: str = ""

    @property
    def outside(self) -> bool:
        """Whether the link leaves the site."""
        return self.address.startswith("http")


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list or picture; `lines` are its words, `alt` says what a picture (file `image`) shows."""

    kind: str
    lines: tuple[tuple[Span, ...], ...] = ()
    level: int = 0
    image: int = 0
    alt: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What a writer hands in for an edition."""

    title: str
    body: str
    summary: str = ""
    category: str = ""
    quoted: str = ""
    valid_until: date | None = None
    law: LawWords | None = None


@dataclass(frozen=True, slots=True)
class Tested:
    """A test of the site as somebody types it; `report` is its name and content.

    `findings` is a report that is read: then what it holds is counted, and where it is of the `whole` site, what it
    no longer holds is mended.
    """

    kind: TestKind
    tested_on: date
    tool: str
    found: int
    mended: int
    remark: str = ""
    report: tuple[str, bytes] | None = None
    findings: bytes = b""
    whole: bool = True


@dataclass(frozen=True, slots=True)
class EditionCard:
    """One edition as pages show it; people by their accounts' keys."""

    key: int
    number: int
    state: State
    title: str
    summary: str
    body: str
    category: str
    quoted: str
    source: str
    valid_until: date | None
    written_by: str
    written_at: datetime
    decided_by: str
    remark: str
    published_at: datetime | None
    ended_on: date | None

    @property
    def demonstration(self) -> bool:
        """Whether its content is invented."""
        return self.source == "demonstration"

    @property
    def suggested(self) -> bool:
        """Whether the platform wrote it, and nobody has worked on it yet."""
        return self.source == SUGGESTED


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article with the edition in force, the one being written, and its history, newest first."""

    key: int
    agency: str
    unit_path: str
    code: str
    kind: Kind
    keeper: str
    live: EditionCard | None
    draft: EditionCard | None
    history: tuple[EditionCard, ...] = ()
    allowed: frozenset[Verb] = field(default_factory=frozenset)

    @property
    def subject(self) -> str:
        """The journal's word for it, under which its files lie."""
        return f"{SUBJECT}:{self.key}"

    @property
    def shown(self) -> EditionCard | None:
        """The edition a desk list shows: in force, else being written, else the last."""
        return self.live or self.draft or next(iter(self.history), None)
