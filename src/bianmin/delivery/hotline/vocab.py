"""The menu of an automatic line as a pack, and the states of calls and faxes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS
from bianmin.foundation.clock.written import HoursText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

CALL: Final = "hotline.call"
FAX: Final = "hotline.fax"
FAXES_A_DAY: Final = 3
"""So many guides a day go to one fax machine, so that nobody's is flooded."""

Lax = _Strict(strict=False)
Said = Annotated[str, StringConstraints(min_length=1, max_length=200)]
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]


class Does(models.TextChoices):
    """What a key does."""

    MENU = "menu", gettext_lazy("Go to another menu")
    STATUS = "status", gettext_lazy("Tell where a case stands")
    FAX = "fax", gettext_lazy("Send a guide by fax")
    HOURS = "hours", gettext_lazy("Tell the office hours")
    LANGUAGE = "language", gettext_lazy("Change the language")
    PERSON = "person", gettext_lazy("Hand over to a person")
    REPEAT = "repeat", gettext_lazy("Say it again")
    END = "end", gettext_lazy("End the call")


class Outcome(models.TextChoices):
    """What a call got 來電結果: the most it got, in this order."""

    NONE = "none", pgettext_lazy("call", "Nothing, or hung up")
    HOURS = "hours", pgettext_lazy("call", "Office hours")
    STATUS = "status", pgettext_lazy("call", "Where a case stands")
    FAX = "fax", pgettext_lazy("call", "A guide by fax")
    PERSON = "person", pgettext_lazy("call", "A person")


class Step(models.TextChoices):
    """What a call waits for."""

    MENU = "menu", gettext_lazy("A key of the menu")
    NUMBER = "number", gettext_lazy("The number of a case")
    BIRTH = "birth", gettext_lazy("A date of birth")
    FAX = "fax", gettext_lazy("A fax number")
    BACK = "back", gettext_lazy("A number to call back")
    OVER = "over", gettext_lazy("Nothing: it is over")


class FaxState(models.TextChoices):
    """Where a fax is: it waits, is being sent, is sent, or is a task for people."""

    WAITING = "waiting", gettext_lazy("Waiting")
    SENDING = "sending", gettext_lazy("Being sent")
    SENT = "sent", gettext_lazy("Sent")
    OPEN = "open", gettext_lazy("To do")
    FAILED = "failed", pgettext_lazy("fax", "Could not be sent")


class Press(Shape):
    """One key of a menu: what is said of it, and what it does."""

    key: Annotated[str, StringConstraints(pattern=r"^[0-9*]$")]
    say: Said
    does: Literal["menu", "status", "fax", "hours", "language", "person", "repeat", "end"]
    to: str = ""
    service: str = ""
    language: Literal["", "zh-hant", "en"] = ""


class Menu(Shape):
    """One menu: what is said first, and its keys."""

    code: Code
    say: Said
    keys: Annotated[tuple[Press, ...], Lax, Field(min_length=1, max_length=11)]

    def press(self, key: str) -> Press | None:
        """What a key of this menu is."""
        return next((one for one in self.keys if one.key == key), None)


class VoiceLine(Header):
    """An automatic telephone line 自動語音專線; one for each agency, a later version replaces it.

    `told` are services whose result is told by telephone too; `unit` is the path of the unit that calls back.
    """

    kind: Literal["voice"]
    phone: str = Field(max_length=40)
    unit: str = Field(max_length=200)
    months: int = Field(default=3, ge=0, le=120)
    hours: HoursText = str(DEMONSTRATION_HOURS)
    told: Annotated[tuple[str, ...], Lax, Field(max_length=50)] = ()
    menus: Annotated[tuple[Menu, ...], Lax, Field(min_length=1, max_length=30)]

    @model_validator(mode="after")
    def _whole(self) -> "VoiceLine":
        codes = [menu.code for menu in self.menus]
        for menu in self.menus:
            if len({one.key for one in menu.keys}) < len(menu.keys):
                raise wrong(_("The menu %(code)s has a key twice.") % {"code": menu.code})
            if lost := [one.to for one in menu.keys if one.does == "menu" and one.to not in codes]:
                raise wrong(_("There is no menu %(code)s.") % {"code": lost[0]})
            if [one for one in menu.keys if (one.does == "fax") is not bool(one.service)]:
                raise wrong(_("A key that sends a guide names its service, and no other does."))
        return self

    @property
    def demonstration(self) -> bool:
        """Whether the menu was made up 示範."""
        return self.source == "demonstration"

    def menu(self, code: str) -> Menu:
        """A menu by its code; the first where there is none such any more."""
        return next((one for one in self.menus if one.code == code), self.menus[0])

    def services(self) -> Iterable[str]:
        """The services whose guides are sent."""
        return (one.service for menu in self.menus for one in menu.keys if one.service)


@dataclass(frozen=True, slots=True)
class FaxCard:
    """A fax as the desk lists it; `number` is where it goes."""

    id: int
    number: str
    service: str
    language: str
    state: str
    tries: int
    asked_at: datetime
