"""Who may read what is owed, take money, and answer for another's wish."""

from typing import Final

from django.db.models import Q

from bianmin.delivery.payments.models import Bill
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.actor import Actor, Role

READERS: Final = (Role.OFFICER, Role.CHIEF, Role.AUDITOR)
"""Roles that read the bills of their whole agency: money is taken at the counter of any of its offices."""

CASHIERS: Final = (Role.OFFICER, Role.CHIEF)
PERSON: Final = "persons.person"
"""The journal's word for a person: whoever proved to be one holds `persons.person:7`."""


def payers(actor: Actor) -> list[int]:
    """The persons the actor proved to be."""
    pairs = (held.rpartition(":") for held in actor.holds)
    return [int(key) for kind, _colon, key in pairs if kind == PERSON and key.isdecimal()]


def readable(actor: Actor, prefix: str = "") -> Q:
    """The bills an actor may read; with `prefix` the rows that hang on them (`bill__`).

    Staff those of their agency, a citizen those of a matter proved by code or of the person proved to be.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    held = Q(**{f"{prefix}subject__in": sorted(actor.holds)}) | Q(**{f"{prefix}payer__in": payers(actor)})
    return held | Q(**{f"{prefix}agency__in": actor.agencies(*READERS)})


def may_publish(actor: Actor, agency: str) -> bool:
    """Whoever may load the agency's packs."""
    return may_load(actor, agency)


def may_take(actor: Actor, agency: str) -> bool:
    """Officers and chiefs take money in any office of their agency; the platform for a provider."""
    return actor.has(Role.SYSTEM) or (actor.staff and agency in actor.agencies(*CASHIERS))


def works_on(actor: Actor, bill: Bill) -> bool:
    """Whether the bill is the actor's work: an officer of its unit or one above, a chief of its agency."""
    return actor.staff and any(
        grant.agency == bill.agency
        and (grant.role is Role.CHIEF or (grant.role is Role.OFFICER and bill.unit_path.startswith(grant.path)))
        for grant in actor.grants
    )


def holds(actor: Actor, bill: Bill) -> bool:
    """Whether a citizen proved the matter of the bill, or to be its payer."""
    return bill.subject in actor.holds or bill.payer_id in payers(actor)


def may_second(actor: Actor, agency: str, asked_by: str) -> bool:
    """A second person confirms: an officer or chief of the agency, never whoever asked, nor as that one's deputy."""
    others = asked_by not in (actor.key, actor.deputising_for)
    return others and actor.staff and agency in actor.agencies(*CASHIERS)


def may_approve(actor: Actor, agency: str, asked_by: str) -> bool:
    """A chief of the agency approves what another asked for."""
    return may_second(actor, agency, asked_by) and agency in actor.agencies(Role.CHIEF)
