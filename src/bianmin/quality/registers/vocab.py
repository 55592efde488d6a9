"""The pack of a register 登錄簿, and what pages show of its entries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import prod
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
UNITS: Final = "units"
"""Stands for the units of the agency where a register says what its questions pick from."""
DAYS: Final = "days_taken"
"""The name of the number of days from the day an entry happened to the day it was closed."""
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


class Reckoned(Shape):
    """A whole number that follows from the numbers of an entry 推算: the sum of products `plus`, less those of `minus`.

    Hours of training are sessions times the length of one; time saved is what it took before, less what it takes.
    Divided by `per` and rounded half up where the unit is larger than that of the questions (60 for hours of minutes).
    """

    name: Annotated[str, Key(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    label: Annotated[str, Key(min_length=1, max_length=60)]
    unit: str = Key(default="", max_length=20)
    plus: Annotated[tuple[Annotated[tuple[str, ...], Lax], ...], Lax, Key(min_length=1, max_length=10)]
    minus: Annotated[tuple[Annotated[tuple[str, ...], Lax], ...], Lax, Key(max_length=10)] = ()
    per: int = Key(default=1, ge=1)

    def of(self, numbers: Mapping[str, int]) -> int | None:
        """What follows from the numbers; None where one of them was left blank."""
        if any(name not in numbers for product in (*self.plus, *self.minus) for name in product):
            return None
        added = sum(prod(numbers[name] for name in product) for product in self.plus)
        less = sum(prod(numbers[name] for name in product) for product in self.minus)
        return (2 * (added - less) + self.per) // (2 * self.per)


class Mark(Shape):
    """What an open entry says of the entry it is about: `text`, until the day answered under `until`, if there is one.

    A fault marks the facility it is about as out of order; a repair closes the fault and lifts the mark.
    """

    text: Annotated[str, Key(min_length=1, max_length=60)]
    until: str = Key(default="", max_length=40)


Holders = Annotated[tuple[Annotated[Permission, Lax], ...], Lax, Key(max_length=10)]


class Register(Header):
    """A register as its pack brings it; `id` is its code, `form` what is asked of each entry, `group` its heading.

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
    `every`: in which time after the day an entry happened the next one is due 定期, as a period (`6m`); `expected`: the
    first one is told as due too, before anything was entered.
    `picks`: questions answered by an entry of another register that holds, by its code, or by a unit (`units`).
    `each`: the question that says what an entry is about; with `every` each of its options comes again by itself, in
    the time that the picked entry says under `rhythm` where it says one; a unit comes again once it has made one.
    `mark`: what an open entry says of the one it is about. `sums`: the questions whose numbers of the year are summed
    above the list, for each answer to `sum_by` where it is given. `reckoned`: numbers that follow from those of an
    entry; `days_taken`: so do the days until it is closed.
    `everybody`: the public enters too, on the page of the office, and is not asked the questions `inside`. `office`:
    shown there, if it is `public`.
    With an empty `agency` every agency has it.
    """

    kind: Literal["register"]
    valid_from: Day
    name: Annotated[str, Key(min_length=1, max_length=120)]
    about: str = Key(default="", max_length=2000)
    group: str = Key(default="", max_length=60)
    form: str = Key(min_length=1, max_length=80)
    columns: Annotated[tuple[str, ...], Lax, Key(min_length=1, max_length=6)]
    ends: str = Key(default="", max_length=40)
    happened: str = Key(default="", max_length=40)
    every: PeriodText | Literal[""] = ""
    expected: bool = False
    picks: dict[str, str] = Key(default={}, max_length=5)
    each: str = Key(default="", max_length=40)
    rhythm: str = Key(default="", max_length=40)
    mark: Mark | None = None
    reckoned: Annotated[tuple[Reckoned, ...], Lax, Key(max_length=10)] = ()
    days_taken: bool = False
    sums: Annotated[tuple[str, ...], Lax, Key(max_length=5)] = ()
    sum_by: str = Key(default="", max_length=40)
    everybody: bool = False
    inside: Annotated[tuple[str, ...], Lax, Key(max_length=10)] = ()
    office: bool = False
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
        if (self.mark or self.rhythm) and self.each not in self.picks:
            raise wrong(
                _("A register that marks entries of another, or takes its times from them, says which it picks.")
            )
        if self.office and not self.public and not self.everybody:
            raise wrong(_("What stands on the page of the office is public."))
        if not self.agency and (self.entries or self.channel):
            raise wrong(_("A register that every agency has brings no entries and is no channel."))
        return self

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        replies = self.channel.replies if self.channel else ()
        said = [one.text for one in replies] + [one.text for one in self.outcomes]
        said += [text for one in self.reckoned for text in (one.label, one.unit)]
        said += [self.mark.text] if self.mark else []
        return [text for text in (self.name, self.about, self.group, *said) if text]


@dataclass(frozen=True, slots=True)
class Marked:
    """What an open entry elsewhere says of this one, until a day if one is known."""

    text: str
    until: date | None


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
    marks: tuple[Marked, ...] = ()
    group: str = ""
    photographs: tuple[int, ...] = ()


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
    """A register whose entries come again: when the last happened, and by when the next is due; None where none did.

    `about` names which of those that come again by themselves it is.
    """

    register: Register
    last: date | None
    due_on: date | None
    overdue: bool
    about: str = ""
    key: str = ""

    @property
    def never(self) -> bool:
        """Whether nothing was entered as yet."""
        return self.last is None


@dataclass(frozen=True, slots=True)
class Missed:
    """A time in which nothing was entered: the entry before it, by when the next was due, and when it came."""

    about: str
    before: date
    due_on: date
    after: date


@dataclass(frozen=True, slots=True)
class Sum:
    """The sums of a year for one answer: `of` the numbers in the order the register names them, each with its label."""

    about: str
    entries: int
    of: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A photograph that an entry holds: the key and digest of its file, what is seen, where, and whose entry it is."""

    key: int
    digest: str
    suffix: str
    caption: str
    about: str
    register: str
    number: str
