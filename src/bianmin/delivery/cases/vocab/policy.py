"""What an office does to keep its promises, as a pack: whom it warns and when, and what it tells applicants early."""

from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, field_validator, model_validator
from pydantic import Strict as _Strict

from bianmin.delivery.catalog.vocab import Channel
from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS, OfficeHours
from bianmin.foundation.clock.written import HoursText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

Lax = _Strict(strict=False)
Days = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,2}(d|wd))?$")]
Time = Annotated[str, StringConstraints(pattern=r"^([1-9][0-9]{0,2}(d|wd|wh|h))?$")]


class Tier(Shape):
    """One step of warning staff 稽催: whom, and how long before or after the promised day."""

    to: Literal["officer", "chief", "head"]
    before: Days = ""
    after: Time = ""

    @model_validator(mode="after")
    def _one_of_both(self) -> "Tier":
        if bool(self.before) == bool(self.after):
            raise wrong(_("Write either `before` or `after`, as in before: 2wd."))
        return self


class EarlyWord(Shape):
    """Applicants told that it may be late: so long before the day, where nobody has begun 可能逾期先告知."""

    before: Days = "2wd"


Mail = Literal["at_once", "daily", "none"]


class Online(Shape):
    """Online applications 線上申辦流程控管: within what time one is answered first, and how staff hear of it.

    `mail`: an e-mail to the officer for each application, one a working day of all that wait, or none; `units` says
    it otherwise for a unit and those below, by path.
    """

    answer_within: Days = ""
    mail: Mail = "at_once"
    units: dict[str, Mail] = {}

    def mail_for(self, path: str) -> Mail:
        """How the staff of a unit hear of an online application: by what the nearest unit above says."""
        near = max((unit for unit in self.units if path.startswith(unit)), key=len, default="")
        return self.units.get(near, self.mail)


class PromisePolicy(Header):
    """What an office does to keep its promises; one for each agency, a later version replaces the earlier."""

    kind: Literal["promise"]
    tell_moved: bool = False
    track_months: int = Field(default=0, ge=0, le=120)
    may_be_late: EarlyWord | None = None
    online: Online | None = None
    hours: HoursText = str(DEMONSTRATION_HOURS)
    after_hours: dict[str, Literal["same_day", "next_day"]] = {}
    tiers: Annotated[tuple[Tier, ...], Lax, Field(max_length=9)] = ()

    @field_validator("after_hours")
    @classmethod
    def _channels(cls, said: dict[str, str]) -> dict[str, str]:
        if unknown := sorted(set(said) - set(Channel.values)):
            raise wrong(
                _("%(name)s is no way in. Use one of: %(names)s.")
                % {"name": unknown[0], "names": ", ".join(Channel.values)}
            )
        return said

    @property
    def office_hours(self) -> OfficeHours:
        """The hours in which staff are warned."""
        return OfficeHours.parse(self.hours)
