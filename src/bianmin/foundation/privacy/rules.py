"""Who deals with demands and breaches, and what is possible now."""

from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.privacy.models import Demand
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused

LONGEST = 4000


class TextMissing(Refused):
    """Something must be written."""

    message = _("Write a sentence here.")


class TextTooLong(Refused):
    """A text that is too long."""

    message = _("At most 4,000 characters fit here. Shorten the text.")


class NotAChoice(Refused):
    """None of the choices."""

    message = _("Choose one of these.")


class IdentityOpen(Refused):
    """Nobody knows yet whether who asks is whose data they are."""

    message = _("First note how it was made sure who asks: data go to nobody else.")


class DecidedAlready(Refused):
    """It is decided."""

    message = _("This request is decided already.")


class ExtendedAlready(Refused):
    """The law allows one extension."""

    message = _("The limit was extended once already; the law allows no second time. Decide the request.")


class LimitOver(Refused):
    """An extension after the limit."""

    message = _("The limit ended on {day}; it cannot be extended any more. Decide the request at once.")


class InTheFuture(Refused):
    """A time that is still to come."""

    message = _("This time is still to come. Enter when it was found or done.")


class NotedAlready(Refused):
    """A step is noted once."""

    message = _("This step is noted already.")


class TooEarlyToClose(Refused):
    """A breach is closed when everything was done."""

    message = _("First note that it was reported and contained, and that the persons were told.")


def may_handle(actor: Actor, agency: str) -> bool:
    """Officers and chiefs of the agency deal with what people ask for."""
    return actor.staff and agency in actor.agencies(Role.OFFICER, Role.CHIEF)


def readable_demands(actor: Actor) -> Q:
    """Demands of the agencies in which the actor is officer, chief or auditor."""
    return Q(agency__in=actor.agencies(Role.OFFICER, Role.CHIEF, Role.AUDITOR)) if actor.staff else Q(pk__in=())


def may_record_breach(actor: Actor, agency: str) -> bool:
    """Chiefs and administrators of the agency record breaches and what is done about them."""
    return actor.staff and agency in actor.agencies(Role.CHIEF, Role.ADMIN)


def readable_breaches(actor: Actor) -> Q:
    """Breaches of the agencies in which the actor is chief, administrator or auditor."""
    return Q(agency__in=actor.agencies(Role.CHIEF, Role.ADMIN, Role.AUDITOR)) if actor.staff else Q(pk__in=())


class NoPeriod(Refused):
    """Nothing says how long something is kept."""

    message = _("No retention period is set. Load it with the pack personal-data (years) first.")


class NothingDue(Refused):
    """Nothing is old enough, or all of it is on hold or on a list."""

    message = _("Nothing of this kind is past its retention period, unless it is on hold or on a list already.")


class OwnList(Refused):
    """Whoever proposed a list cannot approve it."""

    message = _("Somebody else than the person who proposed the list must approve it.")


class NotApproved(Refused):
    """A list nobody approved."""

    message = _("This list is not approved, or was carried out already.")


def may_destroy(actor: Actor, agency: str) -> bool:
    """Chiefs and auditors of the agency propose and approve destruction, each the other's."""
    return actor.staff and agency in actor.agencies(Role.CHIEF, Role.AUDITOR)


def readable_lists(actor: Actor) -> Q:
    """Lists and holds of the agencies in which the actor is chief or auditor."""
    return Q(agency__in=actor.agencies(Role.CHIEF, Role.AUDITOR)) if actor.staff else Q(pk__in=())


def check_text(text: str, field: str) -> str:
    """A text that must be there.

    Raises:
        TextMissing, TextTooLong.
    """
    clean = text.replace("\0", "").strip()
    if not clean:
        raise TextMissing(field=field)
    if len(clean) > LONGEST:
        raise TextTooLong(field=field)
    return clean


def check_choice(value: str, choices: type, field: str) -> str:
    """One of an enumeration's values.

    Raises:
        NotAChoice.
    """
    if value not in getattr(choices, "values", ()):
        raise NotAChoice(field=field)
    return value


def check_undecided(demand: Demand) -> None:
    """Refuse to change what is decided.

    Raises:
        DecidedAlready.
    """
    if demand.outcome:
        raise DecidedAlready


def check_extensible(demand: Demand, today: date) -> None:
    """Refuse a second extension, and one after the limit (§13).

    Raises:
        DecidedAlready, ExtendedAlready, LimitOver.
    """
    check_undecided(demand)
    if demand.extended_on is not None:
        raise ExtendedAlready
    if today > demand.due_on:
        raise LimitOver(day=demand.due_on)


def check_past(moment: datetime, at: datetime, field: str) -> None:
    """Refuse a time to come.

    Raises:
        InTheFuture.
    """
    if moment > at:
        raise InTheFuture(field=field)
