"""Who may see and do what with a permit."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.db.models import Q

from bianmin.delivery.permits.models import Contact, Permit
from bianmin.delivery.permits.vocab.states import State, Verb
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.reach import in_reach

WORKERS: Final = (Role.OFFICER, Role.CHIEF)
"""Roles that work with permits."""

CHIEFS_ONLY: Final = frozenset({Verb.REVOKE})
"""What takes away a right, which only a chief does."""

ALIVE: Final[Mapping[Verb, bool]] = {
    Verb.HAND_OUT: False,
    Verb.ANNOTATE: True,
    Verb.REPLACE: True,
    Verb.USE: True,
    Verb.NOTE_RENEWAL: True,
    Verb.EXCLUDE: False,
    Verb.INCLUDE: False,
    Verb.CANCEL: False,
    Verb.REVOKE: True,
}
"""Whether a verb needs a permit whose last day has not passed."""


def readable(actor: Actor) -> Q:
    """The permits an actor may see: those of their units and those fetched there; chiefs of the agency all of it."""
    return in_reach(actor, columns=("unit_path", "office"))


def contacts_readable(actor: Actor) -> Q:
    """The contacts an actor may see: those the actor's units are to make; chiefs of the agency all of it."""
    return in_reach(actor)


def works_in(actor: Actor, agency: str, *paths: str) -> bool:
    """Whether the actor is an officer or chief at or above one of the units, or the platform."""
    return actor.has(Role.SYSTEM) or any(
        grant.agency == agency
        and grant.role in WORKERS
        and (not grant.in_unit or any(path.startswith(grant.path) for path in paths if path))
        for grant in actor.grants
    )


def may(actor: Actor, verb: Verb, permit: Permit) -> bool:
    """Whether the actor has the right to do this with the permit, whatever its state."""
    if verb in CHIEFS_ONLY:
        chief = (grant for grant in actor.grants if grant.role is Role.CHIEF and grant.agency == permit.agency)
        return actor.has(Role.SYSTEM) or any(one.whole or permit.unit_path.startswith(one.path) for one in chief)
    return works_in(actor, permit.agency, permit.unit_path, permit.office)


def may_contact(actor: Actor, contact: Contact) -> bool:
    """Whether the contact is the actor's to make."""
    return works_in(actor, contact.agency, contact.unit_path)


def possible(verb: Verb, permit: Permit, on: date) -> bool:
    """Whether the permit as it stands lets this be done on a day."""
    if permit.state != State.VALID or (ALIVE[verb] and permit.over(on)):
        return False
    if verb is Verb.HAND_OUT:
        return permit.handed_on is None
    return not (verb is Verb.NOTE_RENEWAL and permit.renewal_on)
