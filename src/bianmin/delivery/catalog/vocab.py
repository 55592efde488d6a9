"""What a service is made of: the values its pack brings and its card shows."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict

from bianmin.foundation.clock.vocab import Rule
from bianmin.foundation.clock.vocab import Step as Counted
from bianmin.foundation.packs.vocab import Header, Shape

Lax = Strict(strict=False)
Code = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Key(max_length=2000)]
Name = Annotated[str, Key(min_length=1, max_length=120)]
Limit = Annotated[str, Key(pattern=r"^([1-9][0-9]{0,3}(d|wd|w|m|y|h|wh))?$")]
FACT: Final = "catalog.service"
DEMONSTRATION: Final = "demonstration"
DEFAULT_LIMIT: Final = "2m"
"""The limit where an agency published none: two months, 行政程序法 §51 II."""


class Channel(models.TextChoices):
    """The way a matter reaches the office 受理管道."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By post")
    HOME = "home", _("At home")


class SupplementClock(models.TextChoices):
    """What happens to the time limit while the citizen is asked for papers 補件期間."""

    PAUSE = "pause", _("The time limit stands still")
    RESTART = "restart", _("The time limit begins anew")
    RUN = "run", _("The time limit runs on")


class Paper(Shape):
    """A paper the service needs 應備文件; `lookup`: the office looks it up itself and nobody needs to bring it."""

    code: Code
    name: Name
    lookup: bool = False
    required: bool = True
    note: Text = ""
    basis: Text = ""


class Fee(Shape):
    """What the service costs 規費: whole dollars for each `unit` (份, 張); 0 is free."""

    amount: int = Key(ge=0, le=1_000_000)
    unit: str = Key(default="", max_length=40)
    note: Text = ""
    source: str = Key(default="", max_length=200)


class Step(Shape):
    """A step of the standard procedure 標準作業流程: who does it and in what time."""

    code: Code
    name: Name
    role: str = Key(default="", max_length=60)
    limit: Limit = ""


class Pickup(Shape):
    """A way of receiving the result 領件方式."""

    code: Code
    name: Name


class Forward(Shape):
    """The authority that decides 核轉機關; `clock` says whether the office's time stands still meanwhile."""

    agency: str = Key(default="", max_length=10)
    name: Name
    clock: Literal["pause", "run"] = "pause"


class SecondReading(Shape):
    """Who reads a case again before it is decided 複核: `when` `refusals` (what is not granted) or `always`.

    The first reader recommends and never decides; `by` is the role of the second: a chief, or another officer.
    """

    when: Literal["refusals", "always"]
    by: Literal["chief", "officer"] = "chief"


class Extension(Shape):
    """How the legal limit may be extended 展期, as a policy of the service.

    By law once, by no more than the limit itself, and told before it ends (行政程序法 §51 III): that is what an empty
    policy says. `times` 0 forbids it; `longest` is empty for the limit's own length; `approval` says who allows it.
    """

    times: int = Key(default=1, ge=0, le=9)
    longest: Limit = ""
    approval: Literal["officer", "chief"] = "officer"
    notice_before_expiry: bool = True


class Distance(Shape):
    """Days of grace for whoever lives far from the authority 在途期間: `code` and `name` of the place."""

    code: Code
    name: Name
    days: int = Key(ge=0, le=180)


class Contest(Shape):
    """A way to contest a decision 救濟: objection 異議 with this office, or appeal 訴願 with a higher authority.

    Limits: `within` to file, counted from the day after the decision was served, with the days of grace of `distances`;
    `reply` for the office's answer to the authority 答辯, none for an objection; `decide` for the result, `longer` by
    how much the authority may extend it; `again` for a new decision after the old one is revoked, the service's own
    limit where it is empty.
    """

    kind: Literal["objection", "appeal"]
    to: Name
    within: Limit = "30d"
    reply: Limit = ""
    decide: Limit
    longer: Limit = ""
    again: Limit = ""
    distances: Annotated[tuple[Distance, ...], Lax, Key(max_length=60)] = ()
    basis: Text = ""
    source: str = Key(default="", max_length=200)


class Service(Header):
    """A service as its pack brings it; `id` is its code.

    Limits are a number and a unit: `30d` calendar days, `3wd` working days, `2m` months, `4h` running hours, `4wh`
    office hours; an empty one was never published. `rule` is the clock's way of counting. `proof_required`: what is
    applied for online is only a request until an officer records the proof of identity. `on_the_spot`: can be decided
    while the citizen waits. `counted`: one of the 申辦業務 that ratios of services are made of.
    """

    kind: Literal["service"]
    valid_from: date
    valid_until: date | None = None
    name: Name
    summary: Text = ""
    audience: Text = ""
    papers: Annotated[tuple[Paper, ...], Lax, Key(max_length=40)] = ()
    fee: Fee
    sop: Annotated[tuple[Step, ...], Lax, Key(max_length=40)] = ()
    sop_in_force: bool = True
    statutory_limit: Limit = ""
    service_norm: Limit = ""
    rule: Annotated[Rule, Lax] = Rule.LAW
    extension: Extension = Extension()
    supplement_clock: Annotated[SupplementClock, Lax] = SupplementClock.PAUSE
    supplement_days: int = Key(default=7, ge=1, le=180)
    on_the_spot: bool = False
    channels: Annotated[tuple[Annotated[Channel, Lax], ...], Lax, Key(min_length=1)]
    pickup: Annotated[tuple[Pickup, ...], Lax, Key(min_length=1)]
    form: str = Key(min_length=1, max_length=80)
    legal_basis: Annotated[tuple[str, ...], Lax] = ()
    remedies: Text = ""
    forward_to: Forward | None = None
    second_reading: SecondReading | None = None
    contests: Annotated[tuple[Contest, ...], Lax, Key(max_length=2)] = ()
    proof_required: bool = True
    unit: str = Key(min_length=1, max_length=200)
    officer: str = Key(default="", max_length=150)
    public: bool = True
    counted: bool = True
    mobile: bool = False


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One version of a service as pages show it; `offer` holds everything its pack said."""

    agency: str
    code: str
    version: str
    unit_path: str
    valid_from: date
    valid_until: date | None
    offer: Service

    @property
    def name(self) -> str:
        """The name to the letter."""
        return self.offer.name

    @property
    def demonstration(self) -> bool:
        """Whether the whole service is invented for the demonstration 示範."""
        return self.offer.source == DEMONSTRATION

    @property
    def online(self) -> bool:
        """Whether one can apply online."""
        return Channel.ONLINE in self.offer.channels

    def holds(self, on: date) -> bool:
        """Whether this version is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        offer = self.offer
        found = [offer.name, offer.summary, offer.audience, offer.remedies, offer.fee.unit, offer.fee.note]
        found += [text for paper in offer.papers for text in (paper.name, paper.note, paper.basis)]
        found += [text for step in offer.sop for text in (step.name, step.role)]
        found += [*(pickup.name for pickup in offer.pickup), *offer.legal_basis]
        found += [offer.forward_to.name] if offer.forward_to else []
        found += [text for way in offer.contests for text in (way.to, way.basis, *(far.name for far in way.distances))]
        return list(dict.fromkeys(text for text in found if text))


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to somebody who applies now: both due dates, the earlier of them, and how it was counted.

    `provisional`: the official calendar of some day is not published yet.
    """

    received_on: date
    statutory_due_on: date
    norm_due_on: date
    steps: tuple[Counted, ...] = ()
    provisional: bool = False

    @property
    def due_on(self) -> date:
        """The earlier of the two, which is what people are shown."""
        return min(self.statutory_due_on, self.norm_due_on)
