"""The questions of a request about personal data, the same at the portal and at the counter."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from bianmin.faces.ui.questions import Box, Choice
from bianmin.foundation.privacy.vocab import DemandKind
from bianmin.kernel import rocdate
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

KEPT: Final = ("name", "id_number", "phone", "email", "address")


class WrongBirth(Refused):
    """A birth date that cannot be read."""

    message = N_("Write the date of birth like 45/3/9 or 1956-03-09.")


class NoWay(Refused):
    """No way to answer."""

    message = N_("Give a telephone number, an e-mail or a postal address: otherwise no answer reaches you.")


def particulars_of(typed: Mapping[str, str]) -> dict[str, Any]:
    """Who asks, as a person is recorded.

    Raises:
        WrongBirth: the date cannot be read.
        NoWay: there is no way to answer.
    """
    found: dict[str, Any] = {name: typed.get(name, "").strip() for name in KEPT}
    if not (found["phone"] or found["email"] or found["address"]):
        raise NoWay(field="phone")
    if born := typed.get("birth_on", "").strip():
        try:
            found["birth_on"] = rocdate.parse(born)
        except Refused as wrong:
            raise WrongBirth(field="birth_on") from wrong
    return found


def demand_boxes(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[Box]:
    """The boxes: what is asked, about what, who asks and how to answer."""

    def line(name: str, label: str, hint: str = "", *, required: bool = False, **more: Any) -> Box:
        return Box(
            more.pop("part", "line"), name, label, hint, errors.get(name, ""), required=required,
            value=typed.get(name, ""), **more,
        )  # fmt: skip

    kinds = tuple(Choice(value, str(label), "", typed.get("kind") == value) for value, label in DemandKind.choices)
    about = _("Which data, or which case: its number if you know it. To correct something, write how it should read.")
    return [
        line("kind", _("What do you ask for?"), required=True, part="choices", choices=kinds),
        line("about", _("What is it about?"), about, required=True, part="lines"),
        line("name", _("Name"), required=True, autocomplete="name"),
        line("id_number", _("Identity or residence number"), _("So that we find your data."), short=True),
        line("birth_on", _("Date of birth"), "45/3/9", short=True, mode="numeric"),
        line("phone", _("Telephone"), type="tel", mode="tel", short=True, autocomplete="tel"),
        line("email", _("E-mail"), type="email", mode="email", autocomplete="email"),
        line("address", _("Postal address"), _("The answer is sent there."), autocomplete="street-address"),
    ]
