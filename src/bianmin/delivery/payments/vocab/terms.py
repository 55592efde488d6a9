"""What an agency says about money as data: fee schedules, the terms of instalments, and standards of fines."""

from datetime import date
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, Strict
from pydantic import Field as Key

from bianmin.delivery.catalog.vocab import Code, Name, Text
from bianmin.foundation.clock.vocab import Period, Rule
from bianmin.foundation.packs.vocab import Day, Header, Shape

Lax = Strict(strict=False)
Sum = Annotated[int, Key(ge=0, le=100_000_000)]
Span = Annotated[str, Key(pattern=r"^[1-9][0-9]{0,2}(d|wd|w|m)$")]
DEMONSTRATION: Final = "demonstration"
MOST_PARTS: Final = 120
"""The longest plan that can be written at all; what an agency allows is in its terms."""


class TermsKind(models.TextChoices):
    """Which kind of terms a row holds."""

    FEES = "fees", _("Fee schedule")
    INSTALMENTS = "instalments", _("Terms of instalments")
    FINES = "fines", _("Standard of fines")


class Terms(Header):
    """What all terms begin with: `title` as printed, the law or order behind them, and from when they hold."""

    valid_from: Day
    title: Name
    basis: Annotated[tuple[Text, ...], Lax, Key(max_length=20)] = ()

    @property
    def demonstration(self) -> bool:
        """Whether an amount or limit of it is invented 示範."""
        return self.source == DEMONSTRATION


class Rate(Shape):
    """One price 收費項目: whole dollars for each `unit` (份, 頁, 張).

    `age_from` and `age_until` (full years, both included) say whom it is for; `urgent` is the price of hurried work
    速件; `quantity_from` names the answer of the application that tells how many, so that nobody types it again.
    """

    code: Code
    name: Name
    unit: str = Key(min_length=1, max_length=20)
    amount: Sum
    basis: Text = ""
    source: str = Key(default="", max_length=200)
    age_from: int | None = Key(default=None, ge=0, le=150)
    age_until: int | None = Key(default=None, ge=0, le=150)
    urgent: bool = False
    quantity_from: str = Key(default="", max_length=60)
    most: int = Key(default=99, ge=1, le=9_999)

    def fits(self, age: int | None) -> bool:
        """Whether it is for somebody of this age; of an unknown age only what is for everybody."""
        if self.age_from is None and self.age_until is None:
            return True
        return age is not None and (self.age_from or 0) <= age <= (150 if self.age_until is None else self.age_until)


class Relief(Shape):
    """A rule of waiver 減免事由: how much of the fee is waived (whole percent), what shows it, and its basis."""

    code: Code
    name: Name
    percent: int = Key(ge=1, le=100)
    proof: Text = ""
    basis: Text = ""
    source: str = Key(default="", max_length=200)

    def of(self, due: int) -> int:
        """The sum waived of what is due; part of a dollar stays waived, in favour of the citizen."""
        return -(-due * self.percent // 100)


class FeeSchedule(Terms):
    """The fees of one service 規費收費標準.

    `release` `paid`: the result is not handed over while a fee is unpaid; `any`: it may be.
    """

    kind: Literal["fees"]
    service: str = Key(min_length=1, max_length=80)
    release: Literal["paid", "any"] = "paid"
    rates: Annotated[tuple[Rate, ...], Lax, Key(min_length=1, max_length=60)]
    waivers: Annotated[tuple[Relief, ...], Lax, Key(max_length=30)] = ()


class Tier(Shape):
    """A row of the decision table of instalments: up to this sum, at most so many parts."""

    up_to: Sum
    most: int = Key(ge=1, le=MOST_PARTS)


class Ground(Shape):
    """A circumstance in which instalments may be granted 得分期事由, and what shows it."""

    code: Code
    name: Name
    proof: Text = ""


def _rising(tiers: tuple[Tier, ...]) -> tuple[Tier, ...]:
    return tuple(sorted(tiers, key=lambda tier: tier.up_to))


class InstalmentTerms(Terms):
    """When and how an agency lets people pay in parts 分期繳納.

    `tiers` is a decision table by the sum; above its last row no plan is possible. Parts follow one another every
    `every`, the first `first_after` after approval; the first is at least `first_percent` of the sum and each at
    least `least`. What division leaves over stands on the `remainder` part. The plan lapses with the `lapse_after`th
    part missed; a part is missed when its day and `grace` have passed.
    """

    kind: Literal["instalments"]
    tiers: Annotated[tuple[Tier, ...], Lax, Key(min_length=1, max_length=20), AfterValidator(_rising)]
    grounds: Annotated[tuple[Ground, ...], Lax, Key(min_length=1, max_length=20)]
    every: Span = "1m"
    first_after: Span = "7d"
    rule: Annotated[Rule, Lax] = Rule.LAW
    first_percent: int = Key(default=0, ge=0, le=100)
    least: Sum = 0
    remainder: Literal["first", "last"] = "last"
    grace: str = Key(default="", pattern=r"^([1-9][0-9]{0,2}(d|wd))?$")
    lapse_after: int = Key(default=1, ge=1, le=MOST_PARTS)

    def most(self, owed: int) -> int:
        """Into how many parts a sum may be divided at most; 0 where no row of the table holds it."""
        return next((tier.most for tier in self.tiers if owed <= tier.up_to), 0)

    def after(self, parts: int) -> Period:
        """The time from the first part to a later one."""
        step = Period.parse(self.every)
        return Period(step.amount * parts, step.unit)


class Step(Shape):
    """A row of a standard of fines 裁罰基準: from the `since`th case on, so much for each."""

    since: int = Key(ge=1, le=10_000)
    amount: Sum


class FineStandard(Terms):
    """What one violation costs 裁罰基準: between `least` and `most` for each `unit`, suggested by its steps."""

    kind: Literal["fines"]
    unit: str = Key(min_length=1, max_length=20)
    least: Sum
    most: Sum
    steps: Annotated[tuple[Step, ...], Lax, Key(max_length=20)] = ()

    def suggested(self, times: int) -> int:
        """The amount for each that the standard suggests for the so-manieth violation."""
        fitting = [step.amount for step in self.steps if step.since <= times]
        return fitting[-1] if fitting else self.least


AnyTerms = FeeSchedule | InstalmentTerms | FineStandard
SHAPES: Final[dict[str, type[FeeSchedule] | type[InstalmentTerms] | type[FineStandard]]] = {
    TermsKind.FEES.value: FeeSchedule,
    TermsKind.INSTALMENTS.value: InstalmentTerms,
    TermsKind.FINES.value: FineStandard,
}
"""The shape of each kind of terms."""


def age_on(born: date | None, day: date) -> int | None:
    """Full years on a day; unknown without a birth date."""
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
