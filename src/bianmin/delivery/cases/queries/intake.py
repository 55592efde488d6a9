"""While receiving: cases that look alike, and from which moment the clock of an arrival runs."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.cases.vocab.intake import Alike
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.vocab import DEMONSTRATION_HOURS
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.rocdate import TAIPEI, local_day
from bianmin.kernel.text import fold

WITHIN: Final = timedelta(days=90)
MOST: Final = 5


def alike(actor: Actor, service: ServiceCard, who: Particulars, *, on: date, key: str = "") -> list[Alike]:
    """Cases of the last 90 days of the same service that seem to be the same person's, the newest first.

    By the identity number, or by name with date of birth or telephone; a suggestion that never blocks. Nothing where
    `key` was sent before: that is the same case. Only for who receives applications.
    """
    if not actor.has(Role.OFFICER, Role.CHIEF):
        return []
    if key and Case.objects.filter(agency=service.agency, idempotency_key=key).exists():
        return []
    same = Q(applicant__id_number=who.id_number) if who.id_number else Q(pk__in=())
    named = Q(applicant__name_key=fold(who.name))
    if who.birth_on:
        same |= named & Q(applicant__birth_on=who.birth_on)
    if who.phone:
        same |= named & Q(applicant__phone=who.phone)
    recent = Case.objects.filter(agency=service.agency, service_code=service.code, received_on__gte=on - WITHIN)
    rows = recent.filter(same).select_related("applicant").order_by("-received_on", "-id")[:MOST]
    mask = name_mask(service.agency)
    return [
        Alike(row.number, masks.name(row.applicant.name, mask), row.received_on, row.state, row.channel) for row in rows
    ]


def counted_from_arrival(service: ServiceCard, channel: str, arrived: datetime) -> datetime:
    """The moment from which the clock of an arrival runs: itself, or the next opening after hours, by the policy."""
    said = policy(service.agency)
    if said is None or said.after_hours.get(channel) != "next_day":
        return arrived
    calendar, hours, here = (
        office_calendar(service.agency),
        said.office_hours or DEMONSTRATION_HOURS,
        arrived.astimezone(TAIPEI),
    )
    day = local_day(arrived)
    spans = hours.spans(calendar.on(day).state)
    if spans and here.time() < spans[-1][1]:
        return arrived
    while True:
        day += timedelta(days=1)
        if spans := hours.spans(calendar.on(day).state):
            return datetime.combine(day, spans[0][0], TAIPEI)
