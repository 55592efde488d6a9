"""Where, when and how long one can come 預約據點與時段, what becomes of a booking, and the cards that pages show."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.clock.written import HoursText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

VISIT: Final = "appointments.visit"
SUBJECT: Final = "appointments.visit"

ABOUT_MOST: Final = 300
"""How many characters one may write of what one wants to talk about."""

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEKDAYS: Final[tuple[Weekday, ...]] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class State(models.TextChoices):
    """What became of a booking."""

    BOOKED = "booked", _("Booked")
    ARRIVED = "arrived", _("Came to the appointment")
    MISSED = "missed", _("Did not come")
    CANCELLED = "cancelled", _("Appointment cancelled")


class Way(models.TextChoices):
    """How somebody came to be on the list of a day."""

    ONLINE = "online", _("Booked online")
    PHONE = "phone", _("Booked by telephone")
    WALK_IN = "walk-in", _("Came without an appointment")


class Site(Shape):
    """A counter that one can book 預約據點: its hours by day of the week, how long a visit takes, how many at once.

    `unit` is the code of the unit whose counter it is. `ahead` days one can book at most, `soonest` hours before.
    `least` is how many applications one must bring (外勞 5 件以上). `about`: the question what one wants to talk about,
    asked where a talk is prepared (主任與民有約); empty: not asked. No `services`: any the agency offers.
    """

    code: Code
    name: Name
    address: Annotated[str, StringConstraints(max_length=200)] = ""
    phone: Annotated[str, StringConstraints(max_length=40)] = ""
    unit: Code = "root"
    hours: dict[Weekday, HoursText] = Field(min_length=1)
    minutes: int = Field(default=20, ge=5, le=240)
    places: int = Field(default=1, ge=1, le=100)
    ahead: int = Field(default=30, ge=1, le=366)
    soonest: int = Field(default=2, ge=0, le=720)
    least: int = Field(default=1, ge=1, le=500)
    services: Annotated[tuple[str, ...], Lax, Field(max_length=200)] = ()
    bring: Annotated[str, StringConstraints(max_length=500)] = ""
    about: Annotated[str, StringConstraints(max_length=120)] = ""

    def serves(self, service: str) -> bool:
        """Whether one can come here about a service."""
        return not self.services or service in self.services

    @property
    def length(self) -> timedelta:
        """How long one visit takes."""
        return timedelta(minutes=self.minutes)


class BookingRules(Header):
    """Where and when an agency can be visited by appointment; one for each agency, a later version replaces it.

    `most_open`: how many visits one telephone number may have ahead. `remind` days before, a reminder goes out by
    e-mail or text message; 0: none.
    """

    kind: Literal["appointments"]
    most_open: int = Field(default=3, ge=1, le=50)
    remind: int = Field(default=1, ge=0, le=14)
    sites: Annotated[tuple[Site, ...], Lax, Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _once(self) -> "BookingRules":
        codes = [site.code for site in self.sites]
        if double := next((code for code in codes if codes.count(code) > 1), ""):
            raise wrong(str(_("The place {code} stands here twice.")).format(code=double))
        return self

    @property
    def demonstration(self) -> bool:
        """Whether hours and places were made up 示範."""
        return self.source == "demonstration"


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be booked: where, when and about what, by whom; `key` makes one booking of a form sent twice.

    `case` is the number of an application brought along, which the journey has found to be the booker's own.
    """

    agency: str
    site: str
    service_code: str
    service_name: str
    start: datetime
    key: str
    name: str
    phone: str
    email: str = ""
    language: str = "zh-hant"
    sms_agreed: bool = False
    matters: int = 1
    case: str = ""
    about: str = ""
    way: str = Way.ONLINE.value


@dataclass(frozen=True, slots=True)
class DayFree:
    """A day on which one can come, and how many places are left on it."""

    day: date
    free: int


@dataclass(frozen=True, slots=True)
class TimeFree:
    """A time at which one can come, and how many places are left."""

    start: datetime
    free: int


@dataclass(frozen=True, slots=True)
class VisitCard:
    """A booking as whoever made it, or the office, sees it; `code` only for whoever holds it, `name` masked."""

    id: int
    agency: str
    number: str
    site: str
    service_code: str
    service_name: str
    start: datetime
    minutes: int
    state: str
    way: str
    name: str
    person: int | None
    matters: int
    case: str
    about: str = ""
    code: str = ""

    @property
    def open(self) -> bool:
        """Whether it still lies ahead: it can be moved and cancelled."""
        return self.state == State.BOOKED

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{SUBJECT}:{self.id}"
