"""The pack of a kind of permit 證件種類: number, validity, annotations, pick-up, replacement, reuse, renewal."""

from typing import Annotated, Literal

from pydantic import Field as Key
from pydantic import Strict

from bianmin.delivery.permits.vocab.states import Loss, Way
from bianmin.foundation.packs.vocab import Day, Header, Shape

Lax = Strict(strict=False)
Code = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Key(max_length=2000)]
Name = Annotated[str, Key(min_length=1, max_length=120)]
Span = Annotated[str, Key(pattern=r"^([1-9][0-9]{0,3}(d|wd|w|m|y))?$")]


class Numbering(Shape):
    """The number series 證號: short name of the agency, `series`, year, serial of so many `digits`, check digit."""

    series: str = Key(pattern=r"^[A-Z]{1,4}$")
    digits: int = Key(default=6, ge=4, le=8)


class DayOfYear(Shape):
    """The last day as the case's answers tell it: a day and month of the ROC year that a question of its form asks."""

    year: Code
    month: int = Key(ge=1, le=12)
    day: int = Key(ge=1, le=31)


class Check(Shape):
    """What is checked before it is issued 發證前查核: an eligibility table; the birth date answers `age`."""

    table: str = Key(min_length=1, max_length=80)
    age: str = Key(default="", max_length=40)


class Validity(Shape):
    """How long a permit is valid: a `period` from its first day, `until` a day, or as `chosen` at issue; else for ever.

    `first_day_counts`: the period includes its first day (issued on 1 March for a year: until the end of February).
    A last day that is a day off does not move. `answered` works the day out for an officer to confirm, who may set an
    earlier one.
    """

    period: Span = ""
    first_day_counts: bool = True
    until: Day | None = None
    chosen: bool = False
    answered: DayOfYear | None = None


class Phrase(Shape):
    """What may be annotated 加註: its words to the letter; `always`: printed on every paper from its issue."""

    code: Code
    text: Annotated[str, Key(min_length=1, max_length=200)]
    always: bool = False
    source: str = Key(default="", max_length=200)


class Pickup(Shape):
    """How the paper reaches its holder 領件, and after how long unfetched somebody is reminded, and how often."""

    ways: Annotated[tuple[Annotated[Way, Lax], ...], Lax, Key(min_length=1)] = (Way.COUNTER,)
    office: str = Key(default="", max_length=200)
    remind_after: Span = "14d"
    reminders: int = Key(default=2, ge=0, le=12)


class Replacement(Shape):
    """Issuing it again 補發/換發: for which reasons; the new paper keeps the old end unless validity is `fresh`."""

    reasons: Annotated[tuple[Annotated[Loss, Lax], ...], Lax] = (Loss.LOST, Loss.DAMAGED, Loss.CHANGED)
    fresh: bool = False


class Reuse(Shape):
    """A paper that need not be brought again 得重複使用: which paper it stands for, how often (0: without end).

    `stay`: each use allows a stay of this length, counted from the day after.
    """

    paper: Name
    most: int = Key(default=0, ge=0, le=1000)
    stay: Span = ""


class Renewal(Shape):
    """How it goes on 延期: the service, from how many days before the end; the new one begins `after` the old."""

    service: str = Key(min_length=1, max_length=80)
    opens: int = Key(default=30, ge=0, le=366)
    starts: Literal["after", "issue"] = "after"


class Change(Shape):
    """A change applied for: a granted case of the service has the permit made anew 換發.

    `number` and `address` are the questions of its form that name the permit and the new address.
    """

    service: str = Key(min_length=1, max_length=80)
    number: str = Key(min_length=1, max_length=40)
    address: str = Key(min_length=1, max_length=40)


class PermitKind(Header):
    """A kind of permit as its pack brings it; `id` is its code.

    `services`: granted cases of these lead to it. `parts`: papers it holds in one (4卡合1). `rights`: the statement of
    rights 權益說明 handed over in a `folder` 放置夾. `ladder`: the reminders before it ends.
    `by_case_unit`: what comes from a case is issued by the unit that handled it, below `unit`; `sticker`: it is printed
    small, to be stuck into a passport. `prints_address`: the paper bears the holder's address, and `change` says how
    it is changed.
    """

    kind: Literal["permit"]
    valid_from: Day
    name: Name
    holders: Text = ""
    unit: str = Key(min_length=1, max_length=200)
    by_case_unit: bool = False
    sticker: bool = False
    number: Numbering
    validity: Validity = Validity()
    services: Annotated[tuple[str, ...], Lax] = ()
    parts: Annotated[tuple[Name, ...], Lax, Key(max_length=10)] = ()
    annotations: Annotated[tuple[Phrase, ...], Lax, Key(max_length=20)] = ()
    rights: Annotated[tuple[Text, ...], Lax, Key(max_length=20)] = ()
    folder: bool = False
    pickup: Pickup = Pickup()
    replacement: Replacement = Replacement()
    reuse: Reuse | None = None
    renewal: Renewal | None = None
    check: Check | None = None
    change: Change | None = None
    prints_address: bool = False
    ladder: str = Key(default="", max_length=80)
    legal_basis: Annotated[tuple[str, ...], Lax] = ()

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        phrases = [phrase.text for phrase in self.annotations]
        paper = [self.reuse.paper] if self.reuse else []
        found = [self.name, self.holders, *self.parts, *phrases, *self.rights, *paper, *self.legal_basis]
        return [text for text in dict.fromkeys(found) if text]
