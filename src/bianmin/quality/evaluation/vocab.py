"""Shapes of frameworks, states of a self-evaluation, and cards."""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import Field, model_validator

from bianmin.foundation.clock.written import PeriodText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

CODE: Final = r"^[A-Za-z0-9._-]+$"


class State(models.TextChoices):
    """A draft is written; a final one never changes."""

    DRAFT = "draft", gettext_lazy("Being written")
    FINAL = "final", gettext_lazy("Final")


class RoundState(models.TextChoices):
    """A round is scored while it is open; a closed one never changes."""

    OPEN = "open", gettext_lazy("Being scored")
    CLOSED = "closed", pgettext_lazy("an evaluation", "Closed")


class Part(models.TextChoices):
    """What somebody does in a round besides scoring: coaches 輔導, attends 列席, speaks for the visited unit 主席."""

    COACH = "coach", gettext_lazy("Coaches")
    ATTEND = "attend", gettext_lazy("Attends")
    HOST = "host", gettext_lazy("Chair of the visited unit")


class Stage(models.TextChoices):
    """How far an entrant came: in written review 書面審查, short-listed for the visit 列入實地評審, or not."""

    ENTERED = "entered", gettext_lazy("Written review")
    LISTED = "listed", gettext_lazy("Short-listed for the visit")
    UNLISTED = "unlisted", gettext_lazy("Not short-listed")


class Meeting(models.TextChoices):
    """What minutes are of: a committee 會議, a visit 實地訪評, coaching 輔導, a check 查核, affairs 會報."""

    COMMITTEE = "committee", gettext_lazy("Meeting of the committee")
    VISIT = "visit", gettext_lazy("Visit on site")
    COACHING = "coaching", gettext_lazy("Coaching")
    CHECK = "check", gettext_lazy("Inspection")
    AFFAIRS = "affairs", gettext_lazy("Affairs meeting")


class EvidenceKind(models.TextChoices):
    """What stands behind a text 佐證."""

    VALUE = "value", gettext_lazy("Value of an indicator")
    FILE = "file", gettext_lazy("File")
    LINK = "link", gettext_lazy("Web page")


class NodeShape(Shape):
    """A node of a framework 構面、項目、重點: `level` counts from 0 and is named by the edition's `levels`.

    `weight` is empty where the document prints none. `requires` are the indicators it asks for. An `open` point invites
    what is not listed; under `examples_only` the listed practices are examples. `kind` tells an overall construct
    整體評核構面 from individual ones; `own_chapter: false` asks that it be written inside the others, which `shows_in`
    names. `exception` marks a point that excuses what another asks for. `became` are the nodes of the `later` edition
    that take its place.
    """

    code: str = Field(pattern=CODE, max_length=60)
    name: str = ""
    text: str = ""
    weight: int | None = Field(default=None, ge=1, le=10_000)
    kind: Literal["", "individual", "overall"] = ""
    requires: list[str] = Field(default_factory=list)
    open: bool = False
    examples_only: bool = False
    exception: bool = False
    shows_in: list[str] = Field(default_factory=list)
    own_chapter: bool | None = None
    became: list[str] = Field(default_factory=list)
    line: str = ""
    nodes: list["NodeShape"] = Field(default_factory=list)


class FrameworkPack(Header):
    """An edition of a framework 評核架構: its tree, the names of its levels, its total where weights are printed."""

    kind: Literal["framework"]
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1, le=999)
    category: str = ""
    derived_from: str = ""
    later: str = Field(default="", max_length=80)
    levels: list[str] = Field(min_length=1)
    total: int | None = Field(default=None, ge=1)
    notes: list[str] = Field(default_factory=list)
    nodes: list[NodeShape] = Field(min_length=1)

    @model_validator(mode="after")
    def _sums(self) -> "FrameworkPack":
        codes = [node.code for _level, _parent, node in walk(self.nodes)]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise wrong(_("These codes stand twice: %s.") % ", ".join(twice))
        if lost := sorted({code for _level, _up, node in walk(self.nodes) for code in node.shows_in} - set(codes)):
            raise wrong(_("These codes are named and not there: %s.") % ", ".join(lost))
        weights = [node.weight for node in self.nodes if node.weight is not None]
        if self.total is not None and sum(weights) != self.total:
            sums = {"sum": sum(weights), "total": self.total}
            raise wrong(_("The weights make %(sum)s, the total is %(total)s.") % sums)
        return self


def walk(nodes: list[NodeShape], level: int = 0, parent: str = "") -> list[tuple[int, str, NodeShape]]:
    """All nodes in the order of the document, each with its level and the code of the node above."""
    found: list[tuple[int, str, NodeShape]] = []
    for node in nodes:
        found.append((level, parent, node))
        found += walk(node.nodes, level + 1, node.code)
    return found


class Told(Shape):
    """A sentence of a programme, with the minutes it takes where the document says so, and its line."""

    text: str = Field(min_length=1, max_length=300)
    minutes: int | None = Field(default=None, ge=1, le=600)
    line: str = ""


class VisitStep(Shape):
    """A step of a visit on site 程序: its minutes, what happens in it, and what whoever is visited keeps to."""

    name: str = Field(min_length=1, max_length=80)
    minutes: int = Field(ge=1, le=600)
    parts: list[Told] = Field(default_factory=list)
    rules: list[Told] = Field(default_factory=list)
    line: str = ""


class Honour(Shape):
    """What is granted from so many points on 獎座、獎狀."""

    at_least: int = Field(ge=0, le=10_000)
    name: str = Field(min_length=1, max_length=80)


class AwardPack(Header):
    """How visits of an agency's evaluations go, in which time they are supplemented, and what is granted by score.

    Those without `agency` hold where there is no own pack. Steps stand in their order; honours from the highest score.
    """

    kind: Literal["award"]
    steps: list[VisitStep] = Field(min_length=1, max_length=20)
    rules: list[Told] = Field(default_factory=list)
    supplement: PeriodText
    honours: list[Honour] = Field(default_factory=list)

    @model_validator(mode="after")
    def _fits(self) -> "AwardPack":
        for step in self.steps:
            if sum(part.minutes or 0 for part in step.parts) > step.minutes:
                raise wrong(_("The parts of %s take longer than the step.") % step.name)
        return self

    @property
    def minutes(self) -> int:
        """How long a visit takes."""
        return sum(step.minutes for step in self.steps)

    @property
    def demonstration(self) -> bool:
        """Whether what is granted by score was made up 示範."""
        return self.source == "demonstration"

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        told = [*self.rules, *(one for step in self.steps for one in (*step.parts, *step.rules))]
        return [*(step.name for step in self.steps), *(one.text for one in told), *(one.name for one in self.honours)]


class Evidence(Shape):
    """One piece of evidence: the reference of a value, the hash of a file, or an address; and what it shows."""

    kind: Literal["value", "file", "link"]
    ref: str = Field(min_length=1, max_length=400)
    note: str = ""


@dataclass(frozen=True, slots=True)
class NodeCard:
    """A node with what the agency wrote under it. `scored` is its own score or the sum of those below it.

    `shows` are the nodes of an overall construct that what is written here shows too; `shown_by` the nodes whose texts
    show this one.
    """

    code: str
    parent: str
    level: int
    level_name: str
    shape: NodeShape
    text: str
    score: int | None
    scored: int | None
    evidence: tuple[Evidence, ...]
    shows: tuple[str, ...]
    shown_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SelfEvaluationCard:
    """A self-evaluation 自評: its nodes in order, the total, and the items that still lack text or evidence.

    `total` is the sum of the constructs' scores, `full` the framework's total where it prints one.
    """

    agency: str
    year: int
    framework: str
    framework_version: str
    title: str
    category: str
    derived_from: str
    source: str
    notes: tuple[str, ...]
    state: State
    finished_on: date | None
    nodes: tuple[NodeCard, ...]
    total: int
    full: int | None
    unproved: tuple[str, ...]
    unwritten: tuple[str, ...]
    may_write: bool

    @property
    def subject(self) -> str:
        """What its files are kept under."""
        return f"evaluation.self_evaluation:{self.year}/{self.framework}"

    @property
    def complete(self) -> bool:
        """Whether every item has its text and its evidence."""
        return not self.unproved and not self.unwritten
