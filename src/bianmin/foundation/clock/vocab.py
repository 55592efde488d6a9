"""The values a time limit is made of. Nothing here needs a database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from bianmin.kernel import rocdate
from bianmin.kernel.daywords import CALENDARS, day_in_words
from bianmin.kernel.errors import Refused
from bianmin.kernel.text import narrow
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_, translate

PACKAGE: Final = "bianmin.foundation.clock"


class Unit(StrEnum):
    """What a period is counted in."""

    RUNNING_HOURS = "h"
    OFFICE_HOURS = "wh"
    DAYS = "d"  # 日 calendar days
    WORKING_DAYS = "wd"  # 工作天
    WEEKS = "w"
    MONTHS = "m"
    YEARS = "y"

    @property
    def hourly(self) -> bool:
        """Whether the period runs from a moment, not from a day."""
        return self in {Unit.RUNNING_HOURS, Unit.OFFICE_HOURS}


SPOKEN: Final = {
    Unit.RUNNING_HOURS: N_("{amount} hours"),
    Unit.OFFICE_HOURS: N_("{amount} office hours"),
    Unit.DAYS: N_("{amount} days"),
    Unit.WORKING_DAYS: N_("{amount} working days"),
    Unit.WEEKS: N_("{amount} weeks"),
    Unit.MONTHS: N_("{amount} months"),
    Unit.YEARS: N_("{amount} years"),
}
"""How a period is said."""


class WrongPeriod(Refused):
    """The text is no period."""

    message = N_("{text} is not a period. Write a number and h, wh, d, wd, w, m or y, as in 30d, 3wd, 2m or 4wh.")


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time as a law or a service states it: `Period(30, Unit.DAYS)`, written 30d."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    def words(self, language: str = "en") -> str:
        """The period in words: 30 days, or 30日 in `zh_Hant`."""
        english = SPOKEN[self.unit]
        said = translate(english, package=PACKAGE, language=language)
        if self.amount == 1 and said == english:
            said = english.removesuffix("s")
        return said.format(amount=self.amount)

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Read 3wd, 30d, 2w, 2m, 1y, 4h (running) or 4wh (office hours); at most 9999 of a unit.

        Raises:
            WrongPeriod: anything else, and a period of nothing.
        """
        found = re.fullmatch(r"(\d{1,4})\s*(wh|wd|h|d|w|m|y)", narrow(text).lower())
        if found is None or int(found[1]) == 0:
            raise WrongPeriod(text=text)
        return cls(int(found[1]), Unit(found[2]))


class Rule(StrEnum):
    """How a period is counted."""

    LAW = "law"  # 行政程序法 §48 II-IV: the day of receipt is not counted, a last day off moves on
    ADVERSE = "adverse"  # §48 V: the first day is counted, the last day stays
    WORKING = "working"  # 文書處理手冊, 人民陳情: as law, and days are working days


class DayState(StrEnum):
    """Whether an office works on a day."""

    OPEN = "open"
    CLOSED = "closed"
    MORNING = "morning"  # only the morning is worked
    AFTERNOON = "afternoon"


class Origin(StrEnum):
    """Where the calendar knows a day from."""

    BUILT_IN = "built_in"
    OFFICIAL = "official"  # 辦公日曆表, imported
    LOCAL = "local"  # a closure of this office
    ASSUMED = "assumed"  # weekends and fixed holidays, no calendar known


@dataclass(frozen=True, slots=True)
class Day:
    """One day of an office: its state, the name of the holiday or the reason of the closure, and the origin."""

    state: DayState
    name: str = ""
    origin: Origin = Origin.BUILT_IN

    @property
    def working(self) -> bool:
        """Whether the day counts as a working day; half a day worked does."""
        return self.state is not DayState.CLOSED


class WrongPause(Refused):
    """A pause that ends before it begins, or whose days cannot be read."""

    message = N_("{text} is not a pause. Write its first and last day, as in 2026-03-04..2026-03-10.")


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that are not counted 停止計算, the first and the last included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise WrongPause(text=str(self))

    def __str__(self) -> str:
        return f"{self.first}..{self.last}"

    def holds(self, day: date) -> bool:
        """Whether the day is one of the pause."""
        return self.first <= day <= self.last

    @classmethod
    def parse(cls, text: str) -> "Pause":
        """Read FROM..TO with dates of any form.

        Raises:
            WrongPause: not two days, or the wrong way round.
        """
        first, dots, last = text.partition("..")
        if not dots:
            raise WrongPause(text=text)
        return cls(rocdate.parse(first), rocdate.parse(last))


class EntryKind(StrEnum):
    """What can happen to a time limit after it began."""

    PAUSE = "pause"  # 停止計算
    EXTENSION = "extension"  # 展期
    RESTART = "restart"  # 重新起算


@dataclass(frozen=True, slots=True)
class ExtensionPolicy:
    """How often and how far a limit may be extended 展期.

    By law once, by no more than the limit itself, and the citizen must be told before it ends (行政程序法 §51 III):
    `ExtensionPolicy(longest=limit)`.
    """

    longest: Period
    times: int = 1
    notice_before_expiry: bool = True


class WrongHours(Refused):
    """The text is no office hours."""

    message = N_("{text} are no office hours. Write them as in 08:00-12:00,13:00-17:00 or 08:00-17:00.")


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of a working day 上班時間: two halves, with a lunch break between them (none when they touch).

    A place that is open in one half only has an empty other half: 13:00-13:00,13:00-17:00.
    """

    opens: time
    lunch: time
    back: time
    closes: time

    def __post_init__(self) -> None:
        if not self.opens <= self.lunch <= self.back <= self.closes or self.opens == self.closes:
            raise WrongHours(text=str(self))

    def __str__(self) -> str:
        return f"{self.opens:%H:%M}-{self.lunch:%H:%M},{self.back:%H:%M}-{self.closes:%H:%M}"

    def spans(self, state: DayState) -> tuple[tuple[time, time], ...]:
        """The hours worked on a day of this state, in order."""
        morning, afternoon = (self.opens, self.lunch), (self.back, self.closes)
        halves = {
            DayState.OPEN: (morning, afternoon),
            DayState.MORNING: (morning,),
            DayState.AFTERNOON: (afternoon,),
            DayState.CLOSED: (),
        }[state]
        return tuple((begins, ends) for begins, ends in halves if begins < ends)

    @classmethod
    def parse(cls, text: str) -> "OfficeHours":
        """Read 08:00-12:00,13:00-17:00, or 08:00-17:00 without a break: halves part at noon, or there is but one.

        Raises:
            WrongHours: anything else.
        """
        try:
            spans = [[time.fromisoformat(end.strip()) for end in span.split("-")] for span in text.split(",")]
            edges = [edge for span in spans for edge in span]
            opens, *break_, closes = edges
            noon = max(opens, min(closes, time(12)))
            lunch, back = break_ or (noon, noon)
            return cls(opens, lunch, back, closes)
        except ValueError:
            raise WrongHours(text=text) from None


DEMONSTRATION_HOURS: Final = OfficeHours(time(8), time(12), time(13), time(17))
"""Hours used where an office has stated none; no source prints them."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an explanation: its code, the day (or moment) it arrives at, and a sentence to be filled."""

    code: str
    day: date
    text: str
    params: Mapping[str, object] = field(default_factory=dict)

    def sentence(self, language: str = "en") -> str:
        """The sentence in `en` or `zh_Hant`; dates in the manner of that language."""
        text = translate(self.text, package=PACKAGE, language=language)
        return text.format(day=spoken(self.day, language), **{k: spoken(v, language) for k, v in self.params.items()})


def spoken(value: object, language: str) -> object:
    """A date, moment or period as a sentence shows it: 115年2月2日(星期一), 30日; 2026-02-02 (Monday), 30 days."""
    if isinstance(value, Period):
        return value.words(language)
    if not isinstance(value, date):
        return value
    clock = f" {value:%H:%M}" if isinstance(value, datetime) else ""
    told = is_chinese(language) or language in CALENDARS
    return (day_in_words(value, language) if told else f"{value:%Y-%m-%d (%A)}") + clock


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due.

    `raw` is the end as counted, pauses and extensions included; `due` the same after a day off moved it on. Both are
    days, or moments for periods of hours. `provisional`: some day lies beyond the published calendar.
    """

    raw: date
    due: date
    provisional: bool
    steps: tuple[Step, ...]

    @property
    def due_on(self) -> date:
        """The day it is due, for periods of hours too."""
        return self.due.date() if isinstance(self.due, datetime) else self.due
