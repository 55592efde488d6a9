"""Read authorisations: of a case, and what those an agent proved let him do."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from bianmin.delivery.cases.models import Case, Mandate
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import is_principal
from bianmin.delivery.cases.vocab import SUBJECT as CASE
from bianmin.delivery.cases.vocab.mandate import DEED, SUBJECT, Deed, MandateCard, Standing
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel.actor import Actor
from bianmin.kernel.lasting import lasting

TURN = "~"
"""Between a case's subject and how often its code was changed: `cases.case:7~1`."""


def mandate_card(found: Mandate) -> MandateCard:
    """The card of an authorisation."""
    return MandateCard(
        id=found.pk,
        agent=masked(found.person, name_mask(found.agency)).name,
        relation=found.relation,
        deeds=tuple(found.deeds),
        valid_from=found.valid_from,
        valid_until=found.valid_until,
        proof=found.proof,
        given_at=found.given_at,
        given_by=found.given_by,
        applied=found.applied,
        revoked_at=found.revoked_at,
        revoked_by=found.revoked_by,
        fetched_at=found.fetched_at,
    )


def mandates_of(case: Case) -> tuple[MandateCard, ...]:
    """The authorisations of a case, the newest last."""
    rows = Mandate.objects.filter(agency=case.agency, case=case).select_related("person").order_by("id")
    return tuple(map(mandate_card, rows))


def mandates(actor: Actor, number: str) -> tuple[MandateCard, ...]:
    """The authorisations of a case the actor may see.

    Raises:
        NotFound.
    """
    return mandates_of(row(actor, number))


def may_name(actor: Actor, number: str) -> bool:
    """Whether the actor is the applicant, who may let others act in a case."""
    return is_principal(actor, row(actor, number))


def acting(actor: Actor, case: int) -> list[str]:
    """What the actor may do in a case for somebody else, in the reader's language; nothing for the applicant."""
    return [str(deed.label) for deed in Deed if f"{DEED}.{deed}:{case}" in actor.holds]


def may_write(actor: Actor, case: int) -> bool:
    """Whether the actor may write to the office about a case for somebody else."""
    return f"{DEED}.{Deed.WRITE}:{case}" in actor.holds


def writes_by(actor: Actor, case: Case) -> str:
    """The authorisation (`cases.mandate:5`) by which an actor writes for the applicant of a case; empty for others."""
    keys = [_key(one) for one in actor.holds if one.startswith(f"{SUBJECT}:")] if may_write(actor, case.pk) else []
    rows = Mandate.objects.filter(pk__in=keys, case=case, revoked_at__isnull=True).order_by("-id") if keys else ()
    return next((f"{SUBJECT}:{one.pk}" for one in rows if Deed.WRITE in one.deeds), "")


def agents(actor: Actor, number: str) -> dict[str, str]:
    """The masked names of those who act in a case the actor may see, by their authorisation (`cases.mandate:5`).

    Raises:
        NotFound.
    """
    return {f"{SUBJECT}:{one.id}": one.agent for one in mandates(actor, number)}


def holds_on(found: Mandate, on: date) -> bool:
    """Whether an authorisation is in force on a day."""
    return mandate_card(found).standing(on) is Standing.HOLDS


def _turns() -> Counter[int]:
    """How often the code of each case was changed because its agent was dismissed; few ever are."""
    return Counter(Mandate.objects.filter(turned=True).values_list("case", flat=True))


def kept_as(subject: str) -> str:
    """What a visitor's browser keeps of a case whose code was given: the subject, and which code it was."""
    turn = lasting(Mandate, "turns", _turns).get(_key(subject), 0) if subject.startswith(f"{CASE}:") else 0
    return f"{subject}{TURN}{turn}" if turn else subject


def _key(subject: str) -> int:
    key = subject.partition(TURN)[0].rpartition(":")[2]
    return int(key) if key.isdecimal() else 0


def held_now(kept: Iterable[str], on: date) -> frozenset[str]:
    """What a visitor holds by what the browser kept: cases whose code is still the one given, and, of those who act for
    others, what they may do today.
    """
    kept = list(kept)
    plain = {one.partition(TURN)[0] for one in kept if kept_as(one.partition(TURN)[0]) == one}
    keys = [_key(one) for one in plain if one.startswith(f"{SUBJECT}:")]
    rows = Mandate.objects.filter(pk__in=keys, revoked_at__isnull=True) if keys else ()
    deeds = {f"{DEED}.{deed}:{one.case_id}" for one in rows if holds_on_day(one, on) for deed in one.deeds}
    return frozenset(plain | deeds)


def holds_on_day(found: Mandate, on: date) -> bool:
    """Whether the days of an authorisation that was not revoked hold a day."""
    return found.valid_from <= on and (found.valid_until is None or on <= found.valid_until)
