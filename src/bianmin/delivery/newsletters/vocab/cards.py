"""What is handed over: a wish to subscribe, an article as it is written, and the cards that pages show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bianmin.delivery.newsletters.vocab.rules import Paper, Stage
from bianmin.delivery.newsletters.vocab.states import ISSUE, SUBSCRIBER, Standing


@dataclass(frozen=True, slots=True)
class Wish:
    """That somebody wants a newsletter: in which language, of which nationality (a class, or nothing), and whence."""

    agency: str
    paper: str
    email: str
    language: str
    nationality: str
    source: str


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as it is written: its topic, and title and text by language."""

    topic: str
    titles: Mapping[str, str]
    bodies: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SubscriberCard:
    """A subscription as pages show it; `who` is the masked address, and only for the desk."""

    id: int
    agency: str
    unit_path: str
    paper: str
    number: str
    state: str
    language: str
    nationality: str
    source: str
    trial: bool
    asked_on: date
    confirmed_on: date | None
    ended_on: date | None
    who: str = ""

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBSCRIBER}:{self.id}"

    @property
    def label(self) -> str:
        """How it stands, in words."""
        return str(Standing(self.state).label)


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """An article: its topic, and title and text in one language, empty where they are not written."""

    id: int
    topic: str
    title: str
    body: str
    lacking: Sequence[str]


@dataclass(frozen=True, slots=True)
class StageCard:
    """A step of an issue: by when it should be done, and when and by whom it was."""

    stage: Stage
    due_on: date
    done_on: date | None
    done_by: str
    note: str

    def late(self, on: date) -> bool:
        """Whether it should have been done before a day."""
        return self.done_on is None and self.due_on < on


@dataclass(frozen=True, slots=True)
class Sent:
    """How many copies of an issue wait, were sent, and came back."""

    queued: int
    sent: int
    bounced: int


@dataclass(frozen=True, slots=True)
class IssueCard:
    """An issue as pages show it; `titles` by language."""

    id: int
    agency: str
    unit_path: str
    paper: Paper
    number: str
    serial: int
    titles: Mapping[str, str]
    due_on: date
    trial_on: date | None
    issued_on: date | None
    sent_on: date | None
    on_time: bool | None
    copies: int
    steps: Sequence[StageCard] = ()

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{ISSUE}:{self.id}"

    def title(self, language: str) -> str:
        """Its title in a language, else in the first one written."""
        return self.titles.get(language) or next(iter(self.titles.values()), "")

    @property
    def next_step(self) -> StageCard | None:
        """The first step that is not done."""
        return next((one for one in self.steps if one.done_on is None), None)

    def late(self, on: date) -> bool:
        """Whether a step, or the issue, should have been done before a day."""
        return self.issued_on is None and (self.due_on < on or any(one.late(on) for one in self.steps))


@dataclass(frozen=True, slots=True)
class Won:
    """How many confirmed subscribers a unit, or one of its people, won in a span, and what that earns."""

    who: str
    count: int
    foreign: int
    reward: str
