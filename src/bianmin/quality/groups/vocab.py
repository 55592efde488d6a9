"""The pack of an agency's groups, and the cards of groups and meetings."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.packs.vocab import Header, Shape, wrong
from bianmin.quality.indicators.vocab.spans import Span

SUBJECT: Final = "groups.meeting"
UNIT: Final = "unit"
BASIS: Final = "basis"
PLAN: Final = "plan"
PROPOSAL: Final = "proposal"
TRACKED: Final = "tracked"

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Text = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Month = Annotated[int, Field(ge=1, le=12)]


class State(models.TextChoices):
    """How far a meeting is."""

    CALLED = "called", pgettext_lazy("a meeting", "Called")
    HELD = "held", pgettext_lazy("a meeting", "Held")
    OFF = "off", pgettext_lazy("a meeting", "Called off")


class Kind(models.TextChoices):
    """What a group is: a task group 任務編組, an affairs meeting 會報, a review panel 評審小組 of an agency above."""

    GROUP = "group", gettext_lazy("Task group")
    AFFAIRS = "affairs", gettext_lazy("Affairs meeting")
    PANEL = "panel", gettext_lazy("Review panel")


class Line(Shape):
    """A sentence, and the line of the document it restates."""

    text: Text
    line: str = ""


class Seat(Shape):
    """A seat 編組: whoever holds the duty `duty` sits in it; `who` says by which office or class, `least` how many."""

    title: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    duty: Code
    who: str = Field(default="", max_length=300)
    least: int = Field(default=1, ge=0, le=99)
    line: str = ""


class Topic(Shape):
    """What comes onto the agenda by itself: in these `months` only, where there are any.

    `each` makes several of it: one for each unit, each basis of a plan that is drafted, each plan that runs, each
    proposal that waits, each improvement that is tracked. Under `must` something has to be said before minutes are
    kept. `suggestions`: so many are asked of each colleague by then.
    """

    text: Text
    each: Literal["", "unit", "basis", "plan", "proposal", "tracked"] = ""
    months: Annotated[tuple[Month, ...], Lax, Field(max_length=12)] = ()
    must: bool = False
    suggestions: int = Field(default=0, ge=0, le=99)
    line: str = ""


class GroupShape(Shape):
    """A group: its name, and others by which a document calls it; what it does; who sits in it; how often it meets.

    `every`: at least one meeting in each such time; empty where the document sets none. `sends`: to whom minutes go
    and for what, empty where they stay.
    """

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=60)]
    also: Annotated[tuple[Line, ...], Lax, Field(max_length=5)] = ()
    kind: Annotated[Kind, Lax] = Kind.GROUP
    basis: Line
    does: Annotated[tuple[Line, ...], Lax, Field(max_length=12)] = ()
    seats: Annotated[tuple[Seat, ...], Lax, Field(max_length=12)] = ()
    every: Literal["", "month", "quarter", "half-year", "year"] = ""
    rhythm: Line | None = None
    topics: Annotated[tuple[Topic, ...], Lax, Field(max_length=20)] = ()
    sends: Line | None = None


class GroupsPack(Header):
    """The groups of an agency; a later version replaces it. Those without `agency` hold where there is no own pack."""

    kind: Literal["groups"]
    groups: Annotated[tuple[GroupShape, ...], Lax, Field(min_length=1, max_length=20)]

    @model_validator(mode="after")
    def _once(self) -> "GroupsPack":
        codes = [one.code for one in self.groups]
        if twice := sorted({code for code in codes if codes.count(code) > 1}):
            raise wrong(_("These codes stand twice: %s.") % ", ".join(twice))
        return self

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        found = list[str]()
        for one in self.groups:
            found += [one.name, one.basis.text, *(line.text for line in (*one.also, *one.does))]
            found += [text for seat in one.seats for text in (seat.title, seat.who) if text]
            found += [topic.text for topic in one.topics]
            found += [line.text for line in (one.rhythm, one.sends) if line]
        return found


class Item(Shape):
    """One item of an agenda, and what came of it: said, decided, who does it until when, and where it is tracked.

    `ref` is the number of the improvement that is reported on; `number` that of the one which was begun from it.
    """

    text: str
    ref: str = ""
    must: bool = False
    said: str = ""
    decided: str = ""
    owner: str = ""
    due_on: date | None = None
    number: str = ""


@dataclass(frozen=True, slots=True)
class Sitter:
    """Somebody who sits in a group: the key, the name with title, and since when and until when."""

    person: str
    name: str
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class SeatCard:
    """A seat with who sits in it; `lacking` is how many are missing."""

    seat: Seat
    sitters: tuple[Sitter, ...]

    @property
    def lacking(self) -> int:
        """How many more the document asks for."""
        return max(self.seat.least - len(self.sitters), 0)


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting; `minutes` the key of its minutes once it was held, `filed` what became of them above, if they went."""

    id: int
    agency: str
    group: str
    number: str
    state: State
    held_on: date
    time: str
    place: str
    items: tuple[Item, ...]
    called_by: str
    called_on: date
    reason: str
    minutes: int | None

    @property
    def subject(self) -> str:
        """The journal's word for it, which improvements name it by."""
        return f"{SUBJECT}:{self.id}"


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a group met as often as it must: the time that runs, whether it met in it, and the times it missed."""

    span: Span | None
    met: bool
    missed: tuple[Span, ...]

    @property
    def late(self) -> bool:
        """Whether the time just before passed without a meeting, and none was held since."""
        if self.span is None or self.met or not self.missed:
            return False
        return self.missed[0].last + timedelta(days=1) == self.span.first


@dataclass(frozen=True, slots=True)
class Suggested:
    """How many suggestions a colleague has made, of so many asked."""

    name: str
    count: int
    least: int

    @property
    def lacking(self) -> int:
        """How many are missing."""
        return max(self.least - self.count, 0)
