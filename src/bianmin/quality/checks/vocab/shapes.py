"""The pack of kind `check`: what is looked at, with how many points, and what follows from a bad score."""

from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.clock.written import PeriodText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

HUNDRED: Final = 100
Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Way(models.TextChoices):
    """What kind of check it is 查核方式."""

    UNANNOUNCED = "unannounced", _("Unannounced check")
    PERIODIC = "periodic", _("Periodic check")
    AUDIT = "audit", _("Internal audit")
    MEASURES = "measures", _("Evaluation of the plan's measures")
    TELEPHONE = "telephone", _("Telephone courtesy test")


class Tester(models.TextChoices):
    """Who telephones."""

    OWN = "own", _("The agency itself")
    ABOVE = "above", _("The agency above")


class Item(Shape):
    """One thing that is looked at 查核項目: `most` are the points for what `about` asks; 1 is met or not met."""

    code: Code
    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    about: str = Field(default="", max_length=600)
    most: Annotated[int, Field(ge=1, le=1000)]


class Grade(Shape):
    """A grade 等第: from so many points."""

    name: Annotated[str, StringConstraints(min_length=1, max_length=20)]
    least: Annotated[int, Field(ge=0, le=1000)]


class Line(Shape):
    """A telephone number that may be drawn 抽測號碼: `unit` is the code of the unit, `sort` what kind of number."""

    number: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    unit: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    sort: str = Field(default="", max_length=40)


class Calls(Shape):
    """How telephones are tested: `least` to `most` a week and unit, drawn by lot from `lines`.

    `last`: for how many months in a row a unit is last among all before its head reports 連續末位;
    `counted`: the grade whose coming `times` times in a row is reported too 乙等計數.
    """

    tester: Annotated[Tester, Lax] = Tester.OWN
    least: Annotated[int, Field(ge=1, le=50)] = 3
    most: Annotated[int, Field(ge=1, le=50)] = 5
    last: Annotated[int, Field(ge=1, le=12)] = 3
    counted: str = Field(default="", max_length=20)
    times: Annotated[int, Field(ge=1, le=12)] = 3
    lines: Annotated[tuple[Line, ...], Lax, Field(max_length=1000)] = ()


class CheckPlan(Header):
    """How one kind of check is made 查核計畫.

    `items`: the score sheet; without it the practices and deadlines of the year's plan are the items, `drawn` of them
    by lot, all where it is 0. `below`: a total below it is bad, which needs concrete measures; exactly as many points
    are not below. `mend`: how long mending a finding may take. `every`: in which time after a check the next one is
    due. `published`: whether what was found is published after the quarter's review.
    """

    kind: Literal["check"]
    name: Name
    about: str = Field(default="", max_length=600)
    way: Annotated[Way, Lax]
    items: Annotated[tuple[Item, ...], Lax, Field(max_length=200)] = ()
    drawn: Annotated[int, Field(ge=0, le=200)] = 0
    below: Annotated[int, Field(ge=0, le=1000)] = 0
    grades: Annotated[tuple[Grade, ...], Lax, Field(max_length=10)] = ()
    mend: PeriodText = "20wd"
    every: PeriodText | Literal[""] = ""
    published: bool = False
    calls: Calls | None = None

    @model_validator(mode="after")
    def whole(self) -> "CheckPlan":
        """Codes differ; a telephone test says how it calls, and has a hundred points."""
        codes = [one.code for one in self.items]
        if len(set(codes)) != len(codes):
            raise wrong(_now("Two items have the same code."))
        if (self.way is Way.TELEPHONE) != (self.calls is not None):
            raise wrong(_now("A telephone test says how it calls under `calls`; no other check does."))
        if self.calls and (self.most != HUNDRED or self.calls.least > self.calls.most):
            raise wrong(
                _now("The items of a telephone test have a hundred points together, and least is not over most.")
            )
        return self

    @property
    def most(self) -> int:
        """The points that can be had."""
        return sum(one.most for one in self.items)

    @property
    def of_plan(self) -> bool:
        """Whether the practices of the year's plan are its items."""
        return not self.items

    @property
    def demonstration(self) -> bool:
        """Whether its numbers were made up 示範."""
        return self.source == "demonstration"

    def grade(self, total: int) -> str:
        """The grade of a total; empty where the plan has none that low."""
        best = sorted(self.grades, key=lambda one: -one.least)
        return next((one.name for one in best if total >= one.least), "")

    def texts(self) -> list[str]:
        """What is read of it, for translation."""
        said = [self.name, self.about, *(text for one in self.items for text in (one.name, one.about))]
        return [text for text in [*said, *(one.name for one in self.grades)] if text]
