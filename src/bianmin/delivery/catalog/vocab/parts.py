"""Parts of a service: papers, fee, ways in and out, questions and samples."""

from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict

from bianmin.foundation.packs.vocab import Day, Shape

Lax = Strict(strict=False)
Code = Annotated[str, Key(pattern=r"^[a-z][a-z0-9_-]{0,39}$")]
Text = Annotated[str, Key(max_length=2000)]
Name = Annotated[str, Key(min_length=1, max_length=120)]
Limit = Annotated[str, Key(pattern=r"^([1-9][0-9]{0,3}(d|wd|w|m|y|h|wh))?$")]
DEMONSTRATION: Final = "demonstration"


class Channel(models.TextChoices):
    """The way a matter reaches the office 受理管道."""

    ONLINE = "online", _("Online")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By post")
    HOME = "home", _("At home")
    FAX = "fax", _("By fax")
    TOUR = "tour", _("Mobile service")


class SupplementClock(models.TextChoices):
    """What happens to the time limit while the citizen is asked for papers 補件期間."""

    PAUSE = "pause", _("The time limit stands still")
    RESTART = "restart", _("The time limit begins anew")
    RUN = "run", _("The time limit runs on")


class Approval(models.TextChoices):
    """Who decides 核定層級, from the window up."""

    WINDOW = "window", _("At the window")
    UNIT = "unit", _("The unit in charge")
    HEADQUARTERS = "headquarters", _("The agency's headquarters")
    SUPERIOR = "superior", _("The authority above")


class Paper(Shape):
    """A paper the service needs 應備文件; `lookup`: the office looks it up itself and nobody needs to bring it.

    `source` names where. `valid` is how old it may be (`3m`); `reusable`: once handed in, it need not be brought
    again 得免再附.
    """

    code: Code
    name: Name
    lookup: bool = False
    required: bool = True
    valid: Limit = ""
    reusable: bool = False
    note: Text = ""
    basis: Text = ""
    source: str = Key(default="", max_length=200)


class Common(Shape):
    """A defect that is often found in applications 常見缺失: what to do about it, and on what basis."""

    code: Code
    text: str = Key(min_length=1, max_length=500)
    basis: Text = ""


class Fee(Shape):
    """What the service costs 規費: whole dollars for each `unit` (份, 張); 0 is free."""

    amount: int = Key(ge=0, le=1_000_000)
    unit: str = Key(default="", max_length=40)
    note: Text = ""
    source: str = Key(default="", max_length=200)


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

    The first reader recommends and never decides; `by` is the role of the second: a chief, or another officer. With a
    `unit` (its path) the recommendation goes there, as to headquarters 署本部複審, and that unit reads and decides.
    """

    when: Literal["refusals", "always"]
    by: Literal["chief", "officer"] = "chief"
    unit: str = Key(default="", max_length=200)


class Quota(Shape):
    """A number of places 名額/配賦人數 for each day, week, month or year, or once and for all.

    `refill`: a place given back, because an application was withdrawn or refused, goes to the next who applies 遞補.
    """

    places: int = Key(ge=1, le=10_000)
    per: Literal["day", "week", "month", "year", "once"] = "day"
    refill: bool = True


class Extension(Shape):
    """How the legal limit may be extended 展期, as a policy of the service.

    By law once, by no more than the limit itself, and told before it ends (行政程序法 §51 III): that is what an empty
    policy says. `times` 0 forbids it; `longest` is empty for the limit's own length; `approval` says who allows it.
    """

    times: int = Key(default=1, ge=0, le=9)
    longest: Limit = ""
    approval: Literal["officer", "chief"] = "officer"
    notice_before_expiry: bool = True


class Question(Shape):
    """A question people ask 常見問題: the answer, what it rests on, when it was last looked at, and whom to ask."""

    code: Code
    question: Name
    answer: Annotated[str, Key(min_length=1, max_length=2000)]
    basis: Text = ""
    updated_on: Day
    ask: Text = ""


class Sample(Shape):
    """A filled-in form as an example 填寫範例: what is typed under each question of the service's form."""

    code: Code
    name: Name
    answers: dict[str, str | Annotated[tuple[str, ...], Lax]]
