"""The newsletters of an agency, as its pack says them."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints
from pydantic import Strict as _Strict

from bianmin.foundation.packs.vocab import Header, Shape

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Words = Annotated[str, StringConstraints(min_length=1, max_length=500)]
Path = Annotated[str, StringConstraints(pattern=r"^(/[A-Za-z0-9-]+)+/$", max_length=200)]


class Coded(Shape):
    """A choice with its code: a topic, or a language (`zh-hant`, `en`)."""

    code: Code
    name: Name


class Stage(Coded):
    """One step of making an issue 發刊流程: who does it, and how many days before the issue it should be done."""

    who: Name
    days: int = Field(default=0, ge=0, le=90)


class Nationality(Coded):
    """A class of nationality 國籍別 for statistics; `foreign`: it counts among the foreign subscribers 外籍訂戶."""

    foreign: bool = False


class Reward(Shape):
    """What whoever won at least so many subscribers in a contest gets 獎懲額度."""

    least: int = Field(ge=1)
    name: Name


class Paper(Coded):
    """A newsletter or magazine.

    `day`: the day of the month on which it is issued; `plan_days`: how many days before the next issue is planned;
    `unit`: the path of the unit that makes it. `trial_readers`: so many readers get it first 試讀者. `mailed`: it goes
    to its subscribers by e-mail. `copies`: how many are printed. `surveys`: so many surveys of its readers a year, by
    the questionnaire `questionnaire`. `mailbox`: the mailbox in which its editors are written to.
    """

    about: Words
    unit: Path
    languages: Annotated[tuple[Coded, ...], Lax, Field(min_length=1, max_length=20)]
    topics: Annotated[tuple[Coded, ...], Lax, Field(max_length=60)] = ()
    steps: Annotated[tuple[Stage, ...], Lax, Field(min_length=1, max_length=20)]
    day: int = Field(ge=1, le=28)
    plan_days: int = Field(default=20, ge=1, le=60)
    trial_readers: int = Field(default=0, ge=0, le=200)
    mailed: bool = True
    copies: int = Field(default=0, ge=0)
    surveys: int = Field(default=0, ge=0, le=12)
    questionnaire: str = ""
    mailbox: str = ""

    def topic(self, code: str) -> str:
        """The name of a topic; empty for none of them."""
        return next((one.name for one in self.topics if one.code == code), "")

    def language(self, code: str) -> str:
        """The name of a language; empty for none of them."""
        return next((one.name for one in self.languages if one.code == code), "")

    def read_in(self, wanted: str) -> str:
        """The language in which somebody reads it: the wanted one, else the first."""
        return wanted if self.language(wanted) else self.languages[0].code

    def next_after(self, day: date) -> date:
        """The next day of issue after a day."""
        year, month = (day.year, day.month) if day.day < self.day else (day.year + day.month // 12, day.month % 12 + 1)
        return date(year, month, self.day)


class NewsletterRules(Header):
    """The newsletters of an agency; one for each agency, a later version replaces it.

    `nationalities` are the classes a subscriber may choose. `rewards` is the table of a contest 訂閱比賽.
    `per_hour`: so many subscriptions from one network address.
    """

    kind: Literal["newsletters"]
    papers: Annotated[tuple[Paper, ...], Lax, Field(min_length=1, max_length=20)]
    nationalities: Annotated[tuple[Nationality, ...], Lax, Field(max_length=60)] = ()
    rewards: Annotated[tuple[Reward, ...], Lax, Field(max_length=20)] = ()
    per_hour: int = Field(default=5, ge=1, le=100)

    @property
    def demonstration(self) -> bool:
        """Whether its numbers were made up 示範."""
        return self.source == "demonstration"

    def paper(self, code: str) -> Paper | None:
        """The newsletter with a code."""
        return next((one for one in self.papers if one.code == code), None)

    def nationality(self, code: str) -> Nationality | None:
        """The class of nationality with a code."""
        return next((one for one in self.nationalities if one.code == code), None)

    def reward(self, won: int) -> str:
        """What so many subscribers earn; empty for too few."""
        earned = [one for one in self.rewards if won >= one.least]
        return max(earned, key=lambda one: one.least).name if earned else ""

    def texts(self) -> Iterator[str]:
        """What the public reads of it, for translation."""
        for paper in self.papers:
            yield from (paper.name, paper.about)
            yield from (one.name for one in paper.topics)
        yield from (one.name for one in self.nationalities)
