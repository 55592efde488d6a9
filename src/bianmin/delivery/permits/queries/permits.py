"""Read permits: every list and card begins with what the actor may see."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from bianmin.delivery.permits.models import Handing, Permit
from bianmin.delivery.permits.queries.cards import EventLine, HandingCard, PermitCard, PermitRow, UseCard
from bianmin.delivery.permits.queries.codes import plain_number
from bianmin.delivery.permits.queries.contacts import contact_card
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.rules.access import may, possible, readable
from bianmin.delivery.permits.rules.standing import standing
from bianmin.delivery.permits.vocab.states import State, Verb
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.masks import NameMask

PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to; empty values narrow nothing."""

    number: str = ""
    kind: str = ""
    origin_number: str = ""
    valid_on: date | None = None
    expired_on: date | None = None
    ends_until: date | None = None
    unfetched: bool = False
    overdue: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows found, and how many there are in all."""

    rows: tuple[PermitRow, ...]
    total: int
    first: int


def visible_to(actor: Actor) -> QuerySet[Permit]:
    """The permits an actor may see."""
    return Permit.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Permit:
    """One permit the actor may see; refused with NotFound when there is none."""
    found = visible_to(actor).select_related("holder").filter(number_key=plain_number(number)).first()
    if found is None:
        raise NotFound
    return found


def _narrowed(rows: QuerySet[Permit], asked: Filters) -> QuerySet[Permit]:
    tests = [
        (asked.number, Q(number_key__contains=plain_number(asked.number)) | Q(origin_number=asked.number)),
        (asked.kind, Q(kind=asked.kind)),
        (asked.origin_number, Q(origin_number=asked.origin_number)),
        (asked.unfetched, Q(handed_on__isnull=True, state=State.VALID)),
        (asked.overdue, Q(overdue=True, state=State.VALID)),
    ]
    for wanted, test in tests:
        rows = rows.filter(test) if wanted else rows
    if asked.valid_on:
        rows = rows.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=asked.valid_on), state=State.VALID)
    if asked.expired_on:
        rows = rows.filter(state=State.VALID, valid_until__lt=asked.expired_on)
    return rows.filter(valid_until__lte=asked.ends_until) if asked.ends_until else rows


def permits(actor: Actor, asked: Filters, *, on: date, first: int = 0, most: int = PAGE) -> Page:
    """A list of permits, the newest first; those that end first on top where the list asks for what ends."""
    order = "valid_until" if asked.ends_until else "-id"
    rows = _narrowed(visible_to(actor), asked)
    shown = list(rows.select_related("holder").order_by(order, "-id")[first : first + most])
    policies = {agency: name_mask(agency) for agency in sorted({permit.agency for permit in shown})}
    lines = [
        PermitRow(
            number=permit.number,
            kind=permit.kind,
            kind_name=permit.kind_name,
            holder=masked(permit.holder, policies[permit.agency]).name,
            standing=standing(permit, on).value,
            issued_on=permit.issued_on,
            valid_until=permit.valid_until,
            handed_on=permit.handed_on,
            renewal_on=permit.renewal_on,
            way=permit.way,
        )
        for permit in shown
    ]
    return Page(tuple(lines), rows.count(), first)


def tallies(actor: Actor, *, on: date) -> dict[str, int]:
    """How many permits of each kind of work: valid, ending within 30 days, unfetched, overdue."""
    seen = visible_to(actor)
    asked = {
        "valid": Filters(valid_on=on),
        "ending": Filters(valid_on=on, ends_until=on + timedelta(days=30)),
        "unfetched": Filters(unfetched=True),
        "overdue": Filters(overdue=True),
    }
    return {name: _narrowed(seen, filters).count() for name, filters in asked.items()}


def _handing(permit: Permit, policy: NameMask) -> HandingCard | None:
    found = Handing.objects.select_related("proxy").filter(permit=permit).first()
    if found is None:
        return None
    return HandingCard(
        way=found.way,
        proof=found.proof,
        proxy=masked(found.proxy, policy) if found.proxy else None,
        proxy_proof=found.proxy_proof,
        tracking=found.tracking,
        rights_given=found.rights_given,
        folder_given=found.folder_given,
        by=found.by,
        at=found.at,
    )


def use_cards(permit: Permit) -> tuple[UseCard, ...]:
    """The uses of a permit, the newest first."""
    rows = permit.uses.order_by("-id")
    return tuple(UseCard(use.number, use.purpose, use.case_number, use.used_on, use.stay_until) for use in rows)


def verbs(actor: Actor, permit: Permit, on: date) -> frozenset[str]:
    """What the actor may do with the permit on a day."""
    found = {verb for verb in Verb if possible(verb, permit, on) and may(actor, verb, permit)}
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    lacking = {Verb.USE: of.reuse, Verb.REPLACE: of.replacement.reasons, Verb.NOTE_RENEWAL: of.renewal}
    found -= {verb for verb, given in lacking.items() if not given}
    if not permit.ladder:
        found -= {Verb.EXCLUDE, Verb.INCLUDE}
    if not permit.exclusions.filter(until__isnull=True).exists():
        found -= {Verb.INCLUDE}
    return frozenset(verb.value for verb in found)


def permit_card(actor: Actor, number: str, *, on: date) -> PermitCard:
    """One permit with all that belongs to it; the holder is masked."""
    permit = row(actor, number)
    policy = name_mask(permit.agency)
    contacts = permit.contacts.select_related("permit__holder").order_by("id")
    exclusions = [(one.why, one.source) for one in permit.exclusions.filter(until__isnull=True).order_by("id")]
    return PermitCard(
        id=permit.pk,
        agency=permit.agency,
        number=permit.number,
        kind=kind_version(permit.agency, permit.kind, permit.kind_version),
        holder=masked(permit.holder, policy),
        state=permit.state,
        standing=standing(permit, on).value,
        issued_on=permit.issued_on,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        origin=permit.origin,
        origin_number=permit.origin_number,
        follows=permit.follows.number if permit.follows else "",
        followed_by=tuple(permit.followers.order_by("id").values_list("number", flat=True)),
        way=permit.way,
        office=permit.office,
        handing=_handing(permit, policy),
        remind_on=permit.remind_on,
        used=permit.used,
        renewal_on=permit.renewal_on,
        renewal_number=permit.renewal_number,
        overdue=permit.overdue,
        annotations=tuple(permit.annotations.order_by("id").values_list("text", flat=True)),
        exclusions=tuple(exclusions),
        events=tuple(EventLine(e.kind, e.at, e.actor, e.params) for e in permit.events.order_by("id")),
        uses=use_cards(permit),
        contacts=tuple(contact_card(one, policy) for one in contacts),
        verbs=verbs(actor, permit, on),
    )


def of_origin(actor: Actor, origin: str) -> list[str]:
    """The numbers of the permits that came from one thing (`cases.case:7`)."""
    return list(visible_to(actor).filter(origin=origin).order_by("id").values_list("number", flat=True))


def unfetched(agency: str, on: date) -> Iterator[Permit]:
    """The permits of an agency whose holders are to be reminded by a day that the paper waits."""
    rows = Permit.objects.filter(agency=agency, remind_on__lte=on, state=State.VALID, handed_on__isnull=True)
    return rows.select_related("holder").order_by("id").iterator(chunk_size=500)
