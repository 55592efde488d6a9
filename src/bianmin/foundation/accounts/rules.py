"""Who administers accounts, and which roles and deputies are possible."""

from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.accounts.models import Absence, Deputy, Holding, User
from bianmin.foundation.accounts.vocab import LONGEST_OUTSIDE, DutyCard
from bianmin.kernel.actor import Actor, Permission, Role
from bianmin.kernel.errors import Refused


class NameTaken(Refused):
    """Somebody else signs in with this name."""

    message = _("Somebody signs in with the name {username} already. Choose another.")


class NotAnAddress(Refused):
    """What was typed is no e-mail address."""

    message = _("Enter an e-mail address such as name@example.org, or leave it empty.")


class WeakPassword(Refused):
    """A password that is easily guessed."""

    message = _("Choose another password: {reasons}")


class NoSuchUnit(Refused):
    """A role in a unit that is not there."""

    message = _("There is no unit {path}. Choose one of the agency's units.")


class HeldAlready(Refused):
    """The role is held in this unit on that day."""

    message = _("This role is held in this unit already.")


class NoSuchDuty(Refused):
    """A duty that is not there, or not given any more."""

    message = _("There is no duty {code} here. Choose one from the list.")


class NotHeldHere(Refused):
    """A duty of the whole agency in a unit, or one of a unit in the whole agency."""

    message = _("This duty is held in another kind of unit. Choose the agency itself, or one of its units.")


class HeldApart(Refused):
    """Two duties that nobody holds together."""

    message = _("{name} holds “{other}” in this unit, which cannot go together with this duty. End that first.")


class ForOutsiders(Refused):
    """A duty of the house for somebody from outside, or the other way round."""

    message = _("This duty is for people from outside only, or for colleagues only. Choose another.")


class NeedsLastDay(Refused):
    """A duty or account of somebody from outside without an end."""

    message = _("Somebody from outside is appointed for a time: give a last day, two years away at most.")


class NotBelow(Refused):
    """A duty over agencies that do not stand below."""

    message = _("{names}: not below this agency. Choose from the list.")


class OwnDuty(Refused):
    """Somebody gives herself a duty."""

    message = _("Nobody gives herself a duty. Ask the administrator.")


class NotForPeople(Refused):
    """The platform's own role."""

    message = _("This role belongs to the platform itself. Choose another.")


class OwnDeputy(Refused):
    """Somebody was to stand in for herself."""

    message = _("Nobody stands in for herself. Choose a colleague.")


class NotHere(Refused):
    """The deputy works elsewhere or no longer."""

    message = _("The deputy must be a colleague of the same agency with an active account.")


class DeputyAlready(Refused):
    """Somebody stands in already in that time."""

    message = _("Somebody is named deputy for this time already. End that first.")


class AbsentAlready(Refused):
    """The absence overlaps with another."""

    message = _("An absence is entered for these days already. End that first.")


class DeputyIsAway(Refused):
    """The deputy is away in that time too."""

    message = _("The deputy is away on these days too. Choose another colleague.")


class LastAdministrator(Refused):
    """Nobody would be left to administer the agency."""

    message = _("This is the agency's last administrator. Give somebody else the role first.")


class WrongDays(Refused):
    """A time that ends before it begins."""

    message = _("The last day lies before the first. Check the dates.")


ROOT_DEPTH = 2
"""How many strokes the path of a whole agency has: `/376550300A/`."""


def may_administer(actor: Actor, agency: str) -> bool:
    """Administrators of an agency make its accounts and grant its roles; the platform any."""
    return actor.has(Role.SYSTEM) or (actor.staff and agency in actor.agencies(Role.ADMIN))


def may_give(actor: Actor, agency: str, path: str, duty: DutyCard) -> bool:
    """Administrators give every duty of their agency; heads those in their unit, but not whom they are watched by."""
    if may_administer(actor, agency):
        return True
    return actor.staff and duty.like not in (Role.ADMIN, Role.AUDITOR) and actor.over(path, Permission.GIVE_DUTIES)


def may_see_duties(actor: Actor, agency: str) -> bool:
    """Who gives duties, and auditors."""
    return actor.has(Role.SYSTEM) or (actor.staff and agency in actor.agencies(Permission.GIVE_DUTIES, Role.AUDITOR))


def check_duty(duty: DutyCard, user: User, path: str, first: date, last: date | None) -> None:
    """Refuse a duty that is not for this person or this unit.

    Raises:
        NotForPeople, NotHeldHere, ForOutsiders, NeedsLastDay, WrongDays: `field` names the input.
    """
    check_days(first, last)
    if duty.like is Role.SYSTEM:
        raise NotForPeople(field="role")
    if duty.where != "any" and (duty.where == "agency") != (path.count("/") == ROOT_DEPTH):
        raise NotHeldHere(field="path")
    if duty.outside != user.outside:
        raise ForOutsiders(field="role")
    if duty.outside:
        check_outside(first, last)


def check_outside(first: date, last: date | None) -> None:
    """Refuse an appointment from outside without an end, or for too long.

    Raises:
        NeedsLastDay: so it is.
    """
    if last is None or (last - first).days > LONGEST_OUTSIDE:
        raise NeedsLastDay(field="valid_until")


def may_review(actor: Actor, agency: str) -> bool:
    """Chiefs and auditors of an agency look through what its administrators did."""
    return actor.staff and agency in actor.agencies(Role.CHIEF, Role.AUDITOR)


def may_name_deputy(actor: Actor, absent: User) -> bool:
    """People name their own deputy; chiefs and administrators of the agency name one for anybody in it."""
    own = actor.key == f"staff:{absent.pk}"
    return own or actor.has(Role.SYSTEM) or (actor.staff and absent.agency in actor.agencies(Role.CHIEF, Role.ADMIN))


def readable(actor: Actor) -> Q:
    """Accounts of the agencies in which the actor is administrator or chief."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Role.ADMIN, Role.CHIEF)) if actor.staff else Q(pk__in=())


def in_force(on: date, *, along: str = "") -> Q:
    """Rows with `valid_from` and `valid_until` that hold on a day, first and last day included; `along` leads there."""
    first, last = f"{along}valid_from__lte", f"{along}valid_until"
    return Q(**{first: on}) & (Q(**{f"{last}__isnull": True}) | Q(**{f"{last}__gte": on}))


def overlapping(first: date, last: date | None) -> Q:
    """Rows that hold on any day from `first` to `last`."""
    later = Q(valid_until__isnull=True) | Q(valid_until__gte=first)
    return later if last is None else later & Q(valid_from__lte=last)


def check_days(first: date, last: date | None) -> None:
    """Refuse a time that ends before it begins.

    Raises:
        WrongDays: it does.
    """
    if last is not None and last < first:
        raise WrongDays(field="valid_until")


def _check_pair(absent: User, stand_in: User, first: date, last: date | None) -> None:
    """Refuse whoever does not work there, or would stand in for herself."""
    check_days(first, last)
    if absent.pk == stand_in.pk:
        raise OwnDeputy(field="stand_in")
    if not stand_in.is_active or stand_in.outside or stand_in.agency != absent.agency:
        raise NotHere(field="stand_in")


def check_deputy(absent: User, stand_in: User, first: date, last: date | None) -> None:
    """Refuse a deputy who cannot stand in.

    Raises:
        OwnDeputy, NotHere, DeputyAlready, WrongDays: one sentence each.
    """
    _check_pair(absent, stand_in, first, last)
    if Deputy.objects.filter(overlapping(first, last), absent=absent).exists():
        raise DeputyAlready(field="valid_from")


def check_absence(absent: User, stand_in: User, first: date, last: date) -> None:
    """Refuse an absence that cannot be covered so.

    Raises:
        OwnDeputy, NotHere, WrongDays; AbsentAlready: it overlaps with another; DeputyIsAway: so is the deputy.
    """
    _check_pair(absent, stand_in, first, last)
    if Absence.objects.filter(overlapping(first, last), absent=absent).exists():
        raise AbsentAlready(field="valid_from")
    if Absence.objects.filter(overlapping(first, last), absent=stand_in).exists():
        raise DeputyIsAway(field="stand_in")


def check_others_administer(user: User, agency: str, on: date) -> None:
    """Refuse to take the last administrator from an agency.

    Raises:
        LastAdministrator: nobody else with an active account holds the role on that day.
    """
    held = Holding.objects.filter(in_force(on), role=Role.ADMIN.value, agency=agency, user__is_active=True)
    if held.filter(user=user).exists() and not held.exclude(user=user).exists():
        raise LastAdministrator
