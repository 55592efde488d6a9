"""Who gives keys, what a key opens, and what is refused."""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.accounts.rules import may_administer
from bianmin.foundation.clients.vocab import CHANNELS, ENTRANCE, LONGEST_DAYS, OWN, SCOPE, SHARED, SUBJECT, Scope
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import Refused, TryLater

may_issue: Final = may_administer
"""Administrators of an agency give its keys; the command any."""


class NameMissing(Refused):
    """A client without a name."""

    message = _("Write the name of the agency and its system.")


class PurposeMissing(Refused):
    """Nobody may enter without a purpose."""

    message = _("Write what the data are used for: the agreement or letter, and the work.")


class ScopeMissing(Refused):
    """A key that opens nothing, or something unknown."""

    message = _("Choose what the key opens: {known}.")


class WrongExpiry(Refused):
    """A key that ends before today, or later than a year from now."""

    message = _("A key ends after today and holds at most a year. Choose another last day.")


class KeyOpensNothing(Refused):
    """No client has this key, it has ended, or it was taken back: the same answer."""

    message = _("This key opens nothing. Ask the agency that gave it whether it still holds.")


class TooManyRequests(TryLater):
    """More requests in a minute than one key may make."""

    message = _("Too many requests. Wait {wait} seconds, then go on more slowly.")


class ScopeNotHeld(Refused):
    """The key holds, and does not open this (answer 403)."""

    message = _("This key does not open this. Ask the agency that gave it for {scope}.")


def hash_of(key: str) -> str:
    """What is stored of a key: it has 256 random bits, so that a plain hash cannot be turned back."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two hashes are equal, in a time that tells nothing."""
    return hmac.compare_digest(one, other)


def readable(actor: Actor) -> Q:
    """The clients of the agencies that the actor administers or audits."""
    if actor.has(Role.SYSTEM):
        return Q()
    return Q(agency__in=actor.agencies(Role.ADMIN, Role.CHIEF, Role.AUDITOR)) if actor.staff else Q(pk__in=())


def check(*, name: str, purpose: str, scopes: Iterable[str], expires_on: date, on: date) -> None:
    """Refuse a client that cannot be.

    Raises:
        NameMissing, PurposeMissing, ScopeMissing, WrongExpiry: `field` names the input.
    """
    chosen = list(scopes)
    if not name.strip():
        raise NameMissing(field="name")
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    if not chosen or not all(one in Scope.values or OWN.fullmatch(one) for one in chosen):
        raise ScopeMissing(field="scopes", known=", ".join(Scope.values))
    if not on < expires_on <= on + timedelta(days=LONGEST_DAYS):
        raise WrongExpiry(field="expires_on")


def opens(actor: Actor, scope: Scope) -> bool:
    """Whether the actor is a client whose key opens this."""
    return actor.key.startswith("client:") and f"{SCOPE}:{scope.value}" in actor.holds


def uses(actor: Actor, channel: str) -> bool:
    """Whether the actor is a client whose key opens a channel."""
    return actor.key.startswith("client:") and f"{SCOPE}:{CHANNELS}{channel}" in actor.holds


def shares_with(actor: Actor) -> str:
    """The code of the agency elsewhere whose key the actor holds.

    Raises:
        ScopeNotHeld: its key opens no shared cases.
    """
    begun = f"{SCOPE}:{SHARED}"
    found = next((one.removeprefix(begun) for one in sorted(actor.holds) if one.startswith(begun)), "")
    if not (found and actor.key.startswith("client:")):
        raise ScopeNotHeld(scope=f"{SHARED}AGENCY")
    return found


def entrance_of(actor: Actor) -> str:
    """The code of the portal whose key the actor holds; empty for every other system."""
    begun = f"{SCOPE}:{ENTRANCE}"
    return next((one.removeprefix(begun) for one in sorted(actor.holds) if one.startswith(begun)), "")


def require_channel(actor: Actor, channel: str) -> int:
    """The number of the client behind an actor.

    Raises:
        ScopeNotHeld: its key does not open this channel, or it is no client.
    """
    if not uses(actor, channel):
        raise ScopeNotHeld(scope=f"{CHANNELS}{channel}"[:90])
    return int(actor.key.partition(":")[2])


def require(actor: Actor, scope: Scope) -> int:
    """The number of the client behind an actor.

    Raises:
        ScopeNotHeld: its key does not open this, or it is no client.
    """
    if not opens(actor, scope):
        raise ScopeNotHeld(scope=scope.value)
    return int(actor.key.partition(":")[2])


def subject_of(client: int) -> str:
    """The journal's word for a client."""
    return f"{SUBJECT}:{client}"
