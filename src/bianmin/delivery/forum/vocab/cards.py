"""What is handed over: a theme as it is drafted, a message as it is written, and the cards that pages show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bianmin.delivery.forum.vocab.states import MESSAGE, THEME, Result, Standing, State, Voters


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a question: its code, and its text."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Design:
    """A theme as a unit drafts it.

    `closes_on` is None for the standing message board 留言板. `question` is empty where nothing is voted on;
    `several`: more than one option may be chosen; `early`: results stand beside the vote all the time, not only after
    its end. `service` is the code of the service it is about.
    """

    title: str
    about: str
    unit_path: str
    opens_on: date
    closes_on: date | None = None
    service: str = ""
    question: str = ""
    options: Sequence[str] = ()
    several: bool = False
    voters: str = ""
    early: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote on a theme; `key` makes one message of a form sent twice, `to` is the message replied to."""

    agency: str
    theme: str
    category: str
    text: str
    key: str
    pen_name: str = ""
    email: str = ""
    language: str = "zh-hant"
    to: str = ""


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of one suggestion 建議參採情形, and why."""

    id: int
    text: str
    result: str
    reason: str

    @property
    def label(self) -> str:
        """The result in words."""
        return str(Result(self.result).label)


@dataclass(frozen=True, slots=True)
class Counted:
    """The votes for one option; `share` in per cent of those who voted, empty where nobody did; `most`: it has most."""

    choice: Choice
    votes: int
    share: str
    most: bool


@dataclass(frozen=True, slots=True)
class ThemeCard:
    """A theme as pages show it."""

    id: int
    agency: str
    unit_path: str
    number: str
    state: str
    design: Design
    choices: Sequence[Choice]
    summary: str
    opened_on: date | None
    concluded_on: date | None
    messages: int = 0

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{THEME}:{self.id}"

    @property
    def inside(self) -> bool:
        """Whether it is a vote of colleagues, which nobody outside sees."""
        return self.design.voters in (Voters.HOUSE, Voters.UNIT)

    def runs(self, on: date) -> bool:
        """Whether one writes and votes on a day."""
        last = self.design.closes_on
        return self.state == State.OPEN and self.design.opens_on <= on and (last is None or on <= last)

    def over(self, on: date) -> bool:
        """Whether it has ended, by its day or by hand."""
        last = self.design.closes_on
        return self.state == State.CLOSED or (self.state == State.OPEN and last is not None and last < on)

    def shows_results(self, on: date) -> bool:
        """Whether the votes may be read: at its end; those of the public all the time where the theme says so."""
        return bool(self.choices) and (self.over(on) or (self.design.early and not self.inside))


@dataclass(frozen=True, slots=True)
class MessageCard:
    """A message as pages show it; `who` is the masked e-mail address and only for the desk, `code` for its writer."""

    id: int
    agency: str
    unit_path: str
    number: str
    theme: str
    title: str
    pen_name: str
    category: str
    text: str
    state: str
    removed_because: str
    at: datetime
    on: date
    due_at: datetime | None
    answer: str
    answered_at: datetime | None
    in_time: bool | None
    opinion: str
    parent: int | None
    person: int | None
    who: str = ""
    code: str = ""
    replies: Sequence["MessageCard"] = ()

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{MESSAGE}:{self.id}"

    @property
    def shown(self) -> bool:
        """Whether its words stand on the page."""
        return self.state == Standing.SHOWN

    @property
    def owed(self) -> bool:
        """Whether an answer is still owed."""
        return self.parent is None and self.answered_at is None and self.state in (Standing.SHOWN, Standing.WAITING)
