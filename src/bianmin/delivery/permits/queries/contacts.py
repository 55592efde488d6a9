"""Read the contacts of the ladder: what is due today, and what came of each."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.permits.models import Contact
from bianmin.delivery.permits.queries.cards import ContactCard
from bianmin.delivery.permits.rules.access import contacts_readable
from bianmin.delivery.permits.vocab.states import Channel, ContactState
from bianmin.foundation.persons.queries import masked, name_mask
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.masks import NameMask

MOST: Final = 40


@dataclass(frozen=True, slots=True)
class Tally:
    """How many contacts of one channel are to be made, and how many were made today."""

    channel: str
    open: int
    late: int
    done_today: int


def contacts_visible_to(actor: Actor) -> QuerySet[Contact]:
    """The contacts an actor may see."""
    return Contact.objects.filter(contacts_readable(actor))


def contact_card(row: Contact, policy: NameMask) -> ContactCard:
    """The card of a contact; `policy` says how the agency masks names."""
    return ContactCard(
        id=row.pk,
        number=row.number,
        kind_name=row.permit.kind_name,
        holder=masked(row.permit.holder, policy),
        step=row.step,
        channel=row.channel,
        state=row.state,
        why=row.why,
        result=row.result,
        tries=row.tries,
        planned_on=row.planned_on,
        ends_on=row.ends_on,
        done_on=row.done_on,
        unit_path=row.unit_path,
    )


def open_contacts(actor: Actor, *, channel: str = "", most: int = MOST) -> list[ContactCard]:
    """The contacts to be made, those of permits that end first on top."""
    rows = contacts_visible_to(actor).filter(state=ContactState.OPEN).select_related("permit__holder")
    if channel in Channel.values:
        rows = rows.filter(channel=channel)
    found = list(rows.order_by("ends_on", "id")[:most])
    policies = {agency: name_mask(agency) for agency in sorted({row.agency for row in found})}
    return [contact_card(row, policies[row.agency]) for row in found]


def contact(actor: Actor, pk: int) -> Contact:
    """One contact the actor may see; refused with NotFound when there is none."""
    found = contacts_visible_to(actor).select_related("permit__holder").filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def contact_tallies(actor: Actor, *, on: date) -> list[Tally]:
    """How much there is to do of each channel, in one statement."""
    rows = (
        contacts_visible_to(actor)
        .filter(Q(state=ContactState.OPEN) | Q(done_on=on, state=ContactState.DONE))
        .values("channel")
        .annotate(
            open=Count("id", filter=Q(state=ContactState.OPEN)),
            late=Count("id", filter=Q(state=ContactState.OPEN, planned_on__lt=on)),
            done=Count("id", filter=Q(state=ContactState.DONE)),
        )
    )
    found = {one["channel"]: (one["open"], one["late"], one["done"]) for one in rows}
    return [Tally(channel, *found.get(channel, (0, 0, 0))) for channel in Channel.values]
