"""A service as its pack brings it."""

from datetime import date
from typing import Annotated, Final, Literal

from django.utils.translation import gettext as _
from pydantic import Field as Key
from pydantic import model_validator

from bianmin.delivery.catalog.vocab.contests import Contest
from bianmin.delivery.catalog.vocab.interviews import Interview
from bianmin.delivery.catalog.vocab.levels import Level, Part, Share
from bianmin.delivery.catalog.vocab.parts import (
    Approval,
    Channel,
    Code,
    Common,
    Extension,
    Fee,
    Forward,
    Lax,
    Limit,
    Name,
    Paper,
    Pickup,
    Question,
    Quota,
    Sample,
    SecondReading,
    SupplementClock,
    Text,
)
from bianmin.delivery.catalog.vocab.steps import Step
from bianmin.foundation.clock.vocab import Rule
from bianmin.foundation.packs.vocab import Header, wrong

Invented = Literal["audience", "papers", "steps", "limits", "result", "questions", "fill_in"]
"""Parts of a service that may be made up where only its name has a source."""

Tongue = Literal["hi", "id", "fil", "th", "vi"]
"""Languages beside Chinese and English in which a service may be offered."""

FACT: Final = "catalog.service"
DEFAULT_LIMIT: Final = "2m"
"""The limit where an agency published none: two months, 行政程序法 §51 II."""


class Service(Header):
    """A service as its pack brings it; `id` is its code.

    Limits are a number and a unit: `30d` calendar days, `3wd` working days, `2m` months, `4h` running hours, `4wh`
    office hours; an empty one was never published. `rule` is the clock's way of counting. `proof_required`: what is
    applied for online is only a request until an officer records the proof of identity. `on_the_spot`: can be decided
    while the citizen waits. `counted`: one of the 申辦業務 that ratios of services are made of. `audiences` and
    `category` name shelves of the agency's catalogue; `quick`: short handling, for the express window. `check` and
    `calculator` name a self-check of eligibility and a calculator of periods, `principles`
    those by which a computer looks at it on receipt. `result` says what one receives and how
    long it holds; `invented` names the parts that no source gives, for which 示範 is shown. `languages`: in which
    further ones its pages are offered. `levels`: who reads after whom, in place of `second_reading`. `parts`:
    what other units decide of it, each by a service of its own. `shares`: other agencies that it concerns.
    `table_signature`: whether a table of many applications is signed electronically by whoever hands it in.
    `more_forms`: further forms that are handed in with it; `form_class`: the class of the library it lies in, its
    `category` unless said otherwise; `fill_in`: the agency counts it among the forms filled in online 線上填表.
    `unit_from`: the question whose answer is the code of the unit, directly below `unit`, that handles the application.
    """

    kind: Literal["service"]
    valid_from: date
    valid_until: date | None = None
    name: Name
    summary: Text = ""
    audience: Text = ""
    audiences: Annotated[tuple[Code, ...], Lax, Key(max_length=12)] = ()
    category: Annotated[str, Key(pattern=r"^([a-z][a-z0-9_-]{0,39})?$")] = ""
    approval: Annotated[Approval, Lax] = Approval.UNIT
    quick: bool = False
    result: Text = ""
    invented: Annotated[tuple[Invented, ...], Lax] = ()
    check: str = Key(default="", max_length=80)
    calculator: str = Key(default="", max_length=80)
    principles: str = Key(default="", max_length=80)
    papers: Annotated[tuple[Paper, ...], Lax, Key(max_length=40)] = ()
    fee: Fee
    sop: Annotated[tuple[Step, ...], Lax, Key(max_length=40)] = ()
    sop_in_force: bool = True
    statutory_limit: Limit = ""
    service_norm: Limit = ""
    rule: Annotated[Rule, Lax] = Rule.LAW
    extension: Extension = Extension()
    quota: Quota | None = None
    elsewhere: bool = False
    supplement_clock: Annotated[SupplementClock, Lax] = SupplementClock.PAUSE
    supplement_days: int = Key(default=7, ge=1, le=180)
    on_the_spot: bool = False
    channels: Annotated[tuple[Annotated[Channel, Lax], ...], Lax, Key(min_length=1)]
    pickup: Annotated[tuple[Pickup, ...], Lax, Key(min_length=1)]
    applicant: str = Key(default="applicant", min_length=1, max_length=80)
    form: str = Key(min_length=1, max_length=80)
    more_forms: Annotated[tuple[str, ...], Lax, Key(max_length=20)] = ()
    form_class: Annotated[str, Key(pattern=r"^([a-z][a-z0-9_-]{0,39})?$")] = ""
    fill_in: bool = False
    samples: Annotated[tuple[Sample, ...], Lax, Key(max_length=10)] = ()
    questions: Annotated[tuple[Question, ...], Lax, Key(max_length=40)] = ()
    legal_basis: Annotated[tuple[str, ...], Lax] = ()
    remedies: Text = ""
    forward_to: Forward | None = None
    second_reading: SecondReading | None = None
    parts: Annotated[tuple[Part, ...], Lax, Key(max_length=10)] = ()
    shares: Annotated[tuple[Share, ...], Lax, Key(max_length=5)] = ()
    levels: Annotated[tuple[Level, ...], Lax, Key(max_length=5)] = ()
    defects: Annotated[tuple[Common, ...], Lax, Key(max_length=40)] = ()
    second_notice: Literal["chief", "officer"] = "chief"
    submission_clock: Literal["run", "pause"] = "run"
    interview: Interview | None = None
    contests: Annotated[tuple[Contest, ...], Lax, Key(max_length=3)] = ()
    table_signature: Literal["none", "optional", "required"] = "optional"
    proof_required: bool = True
    unit: str = Key(min_length=1, max_length=200)
    unit_from: Annotated[str, Key(pattern=r"^([a-z][a-z0-9_]{0,39})?$")] = ""
    officer: str = Key(default="", max_length=150)
    public: bool = True
    counted: bool = True
    mobile: bool = False
    languages: Annotated[tuple[Tongue, ...], Lax] = ()

    @model_validator(mode="after")
    def _read_one_way(self) -> "Service":
        if self.levels and (self.second_reading or len(self.levels) == 1):
            raise wrong(_("`levels` are two or more, and stand in place of `second_reading`."))
        return self
