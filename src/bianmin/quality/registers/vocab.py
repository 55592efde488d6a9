"""The pack of a register 登錄簿, and what pages show of its entries."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Key
from pydantic import Strict, model_validator

from bianmin.delivery.catalog.vocab import Listed
from bianmin.foundation.clock.written import PeriodText
from bianmin.foundation.forms.vocab import When
from bianmin.foundation.packs.vocab import Day, Header, Shape, wrong
from bianmin.kernel.permissions import Permission

Lax = Strict(strict=False)
FACT: Final = "registers.entry"
SUBJECT: Final = "registers.entry"
AMOUNT: Final = "registers.amount"
LABELS: Final = "web-labels"
"""The register whose entries label the pages of the website 網頁分類標示, by its questions."""
DEMONSTRATION: Final = "demonstration"


class Reply(Shape):
    """What is answered at once: the first row that holds; `valid_permit`: the permit named is one of the channel's.

    `when` and `listed` are as in principles of review. `code` is an option of the question `reply` of the channel.
    """

    code: Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    text: Annotated[str, Key(min_length=1, max_length=300)]
    when: When | None = None
    listed: Annotated[tuple[Listed, ...], Lax, Key(max_length=5)] = ()
    valid_permit: bool = False


class Channel(Shape):
    """A register as a channel of another organisation 通報介接: its system sends entries, asks, or downloads a list.

    `permit`: the question whose answer is the number of a permit of the kinds `permits`, in whose history the entry is
    noted. `replies`: what is answered at once, kept under the question `reply`; `mailbox`: the question with the
    address that is told so too. `lists`: the kind of permit whose valid ones are downloaded, each download an entry
    with what it was for under `purpose` and how many under `count`.
    """

    permits: Annotated[tuple[str, ...], Lax, Key(max_length=20)] = ()
    permit: str = Key(default="", max_length=40)
    replies: Annotated[tuple[Reply, ...], Lax, Key(max_length=20)] = ()
    reply: str = Key(default="", max_length=40)
    mailbox: str = Key(default="", max_length=40)
    lists: str = Key(default="", max_length=80)


class Outcome(Shape):
    """What can come of an entry 處理結果, chosen when it is closed."""

    code: Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
    text: Annotated[str, Key(min_length=1, max_length=60)]


Holders = Annotated[tuple[Annotated[Permission, Lax], ...], Lax, Key(max_length=10)]


class Register(Header):
    """A register as its pack brings it; `id` is its code, `form` what is asked of each entry.

    `columns`: the questions that lists show. `ends`: the question whose day is the last on which an entry holds.
    `happened`: the question whose day the numbers of an entry are counted by, else the day it was entered.
    `tally`, `tallies`: the questions with choices whose answers are counted above the list, each with its share.
    `public`: everybody may read and search it. `personal`: of persons, so that nothing is listed unsearched, a search
    says what for, and both are journaled. A register is one or the other. `partners`: the question under which an
    organisation must stand before it is given a code to apply for many. `channel`: systems of others send
    entries or ask. `entries`: what it brings with it, answers by
    the codes of questions; entries made on pages stand beside them.
    `reads`, `enters`, `closes`: the permissions whose holders read it all, enter into it, and close entries; where none
    is named officers, chiefs and auditors read, officers and chiefs enter, and whoever enters closes. Whoever enters
    and does not read it all sees the own entries. `outcomes`: what can come of an entry; closing it chooses one.
    `every`: in which time after the day an entry happened the next one is due 定期, as a period (`6m`).
    With an empty `agency` every agency has it.
    """

    kind: Literal["register"]
    valid_from: Day
    name: Annotated[str, Key(min_length=1, max_length=120)]
    about: str = Key(default="", max_length=2000)
    form: str = Key(min_length=1, max_length=80)
    columns: Annotated[tuple[str, ...], Lax, Key(min_length=1, max_length=6)]
    ends: str = Key(default="", max_length=40)
    happened: str = Key(default="", max_length=40)
    every: PeriodText | Literal[""] = ""
    tally: str = Key(default="", max_length=40)
    tallies: Annotated[tuple[str, ...], Lax, Key(max_length=5)] = ()
    public: bool = False
    personal: bool = False
    channel: Channel | None = None
    partners: str = Key(default="", max_length=40)
    reads: Holders = ()
    enters: Holders = ()
    closes: Holders = ()
    outcomes: Annotated[tuple[Outcome, ...], Lax, Key(max_length=10)] = ()
    entries: Annotated[tuple[dict[str, str], ...], Lax, Key(max_length=500)] = ()

    @model_validator(mode="after")
    def _one_or_the_other(self) -> "Register":
        if self.personal and (self.public or self.entries):
            raise wrong(_("A register of persons is not public and brings no entries."))
        if self.every and not self.happened:
            raise wrong(_("A register whose entries come again says by which question they happened."))
        if not self.agency and (self.entries or self.channel):
            raise wrong(_("A register that every agency has brings no entries and is no channel."))
        return self

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        replies = self.channel.replies if self.channel else ()
        said = [one.text for one in replies] + [one.text for one in self.outcomes]
        return [text for text in (self.name, self.about, *said) if text]


@dataclass(frozen=True, slots=True)
class EntryCard:
    """One entry: `shown` the columns of lists and `answers` everything, each a label and words, masked."""

    number: str
    register: str
    shown: tuple[tuple[str, str], ...]
    answers: tuple[tuple[str, str], ...]
    open: bool
    until_on: date | None
    entered_on: date
    entered_by: str
    closed_on: date | None
    closed_by: str
    reason: str
    outcome: str


@dataclass(frozen=True, slots=True)
class PageLabel:
    """What the information manager says of a page and those below it: words, codes of classes, days, when it was said.

    `page` is the address behind the agency's short name, without strokes at its ends; empty for the whole site.
    """

    page: str
    subject: str
    description: str
    theme: tuple[str, ...]
    cake: tuple[str, ...]
    service: tuple[str, ...]
    begins: str
    until: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class Share:
    """How many entries have one answer to a question: so many `of` all counted, in percent to one decimal."""

    question: str
    label: str
    count: int
    of: int

    @property
    def percent(self) -> str:
        """The share, rounded half up."""
        tenths = (2000 * self.count + self.of) // (2 * self.of)
        return f"{tenths // 10}.{tenths % 10}"


@dataclass(frozen=True, slots=True)
class RegisterCount:
    """How many entries of a register hold, and when the newest of them was made."""

    holding: int = 0
    newest_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """A register in a list, with how many entries hold."""

    register: Register
    counted: RegisterCount


@dataclass(frozen=True, slots=True)
class Again:
    """A register whose entries come again: when the last happened, and by when the next is due; None where none did."""

    register: Register
    last: date | None
    due_on: date | None
    overdue: bool

    @property
    def never(self) -> bool:
        """Whether nothing was entered as yet."""
        return self.last is None
