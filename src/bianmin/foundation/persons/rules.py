"""Who may record, correct and read people, and what can be recorded of one."""

import unicodedata
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.persons.vocab import FIELDS
from bianmin.kernel import phones
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import Refused

LONGEST = {"name": 200, "latin_name": 200, "id_number": 20, "phone": 40, "email": 254, "address": 200, "language": 10}
"""How many characters each text may have."""


RECORDERS = (Role.OFFICER, Role.CHIEF, Permission.ANSWER_CALLS, Permission.ANSWER_OPINIONS)
"""Whose work it is to write down who came, called or wrote."""


class NameMissing(Refused):
    """A person without a name."""

    message = _("Enter the name.")


class TooLong(Refused):
    """A text that does not fit."""

    message = _("At most {most} characters fit here. Shorten the text.")


class NotText(Refused):
    """A text with characters that cannot be printed."""

    message = _("The text holds characters that cannot be printed. Type it again.")


class WrongEmail(Refused):
    """No e-mail address."""

    message = _("This is not an e-mail address. Write it as name@example.tw, or leave the field empty.")


class MobileMissing(Refused):
    """Text messages were agreed to, and no mobile number was given."""

    message = _("Text messages need a mobile number that begins with 09. Enter one, or take the tick away.")


class PurposeMissing(Refused):
    """Personal data were asked for without saying why."""

    message = _("Say what the personal data are needed for: the number of the case or a purpose.")


class UnknownField(Refused):
    """A datum that no person has."""

    message = _("There is no personal datum named {name}.")


def may_add(actor: Actor, agency: str, *, elsewhere: bool = False) -> bool:
    """Who applies records himself; staff record people in the agency whose public they serve or whose calls they take.

    `elsewhere`: officers of another agency receive something for this one, which the caller has found they may.
    """
    if elsewhere and actor.has(Role.OFFICER, Role.CHIEF):
        return True
    return not actor.staff or agency in actor.agencies(*RECORDERS)


def may_read(actor: Actor, agency: str) -> bool:
    """Who works on cases of the agency reads its people in full, and a computer that asks registers for one case."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Role.OFFICER, Role.CHIEF)


def reads_protected(actor: Actor, agency: str) -> bool:
    """Whether a duty of the actor's lets him read where protected people live."""
    return any(grant.agency == agency and Permission.READ_PROTECTED in grant.permissions for grant in actor.grants)


def may_correct(actor: Actor, agency: str) -> bool:
    """Who works on cases of the agency, and a computer that granted one with an officer's rights for that case."""
    return actor.has(Role.SYSTEM) or agency in actor.agencies(Role.OFFICER, Role.CHIEF)


def readable(actor: Actor) -> Q:
    """The people that `may_read` allows, as a filter."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Role.OFFICER, Role.CHIEF)) if actor.staff else Q(pk__in=())


def _printable(text: str) -> bool:
    return not any(unicodedata.category(char) in ("Cc", "Cs") for char in text)


def _check_text(field: str, value: str) -> None:
    if len(value) > LONGEST.get(field, len(value)):
        raise TooLong(field=field, most=LONGEST[field])
    if not _printable(value):
        raise NotText(field=field)


def _mobile(number: str) -> bool:
    try:
        return phones.parse(number).line is phones.Line.MOBILE
    except phones.WrongPhone:
        return False


def check(values: Mapping[str, object]) -> None:
    """Refuse data that cannot be recorded, naming the field.

    Raises:
        UnknownField, NameMissing, TooLong, NotText, WrongEmail, MobileMissing: one sentence each; whether a number is
        a right one is the form's question, not this one's.
    """
    for field, value in values.items():
        if field not in FIELDS:
            raise UnknownField(name=field)
        if isinstance(value, str):
            _check_text(field, value)
    if "name" in values and not values["name"]:
        raise NameMissing(field="name")
    if values.get("sms_agreed") and not _mobile(str(values.get("phone", ""))):
        raise MobileMissing(field="phone")
    if values.get("email"):
        try:
            validate_email(str(values["email"]))
        except ValidationError as wrong:
            raise WrongEmail(field="email") from wrong
