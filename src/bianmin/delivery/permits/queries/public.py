"""What is told of a permit outside the office: to anybody its worth, to its holder its dates; never a name."""

from datetime import date

from django.utils.translation import gettext as _

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.cards import HolderCard, PublicCard
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.queries.validity import reminders, renewable_from, span
from bianmin.delivery.permits.rules.standing import standing
from bianmin.delivery.permits.vocab.states import DEMONSTRATION
from bianmin.foundation.clock.vocab import spoken
from bianmin.kernel.words import LISTENER


def public_card(permit: Permit, on: date) -> PublicCard:
    """Kind, worth and days of a permit."""
    return PublicCard(
        number=permit.number,
        kind_name=permit.kind_name,
        standing=standing(permit, on).value,
        valid_from=permit.valid_from,
        valid_until=permit.valid_until,
        demonstration=kind_version(permit.agency, permit.kind, permit.kind_version).source == DEMONSTRATION,
    )


def working_of(permit: Permit) -> tuple[str, ...]:
    """How the last day of a permit came about, a sentence a step."""
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    found = span(of, permit.valid_from, chosen=permit.valid_until)
    if found.last == permit.valid_until or permit.valid_until is None:
        return found.steps
    kept = _("It keeps the last day of the paper in whose place it was issued: {day}.")
    return found.steps[0], kept.format(day=spoken(permit.valid_until, LISTENER.language() or "zh_Hant"))


def holder_card(permit: Permit, on: date) -> HolderCard:
    """What the holder sees."""
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    ends_on = permit.valid_until
    return HolderCard(
        agency=permit.agency,
        number=permit.number,
        kind=of,
        standing=standing(permit, on).value,
        valid_from=permit.valid_from,
        valid_until=ends_on,
        way=permit.way,
        handed_on=permit.handed_on,
        renewal_on=permit.renewal_on,
        annotations=tuple(permit.annotations.order_by("id").values_list("text", flat=True)),
        working=working_of(permit),
        renewable_from=renewable_from(of, ends_on),
        reminders=tuple(reminders(permit.agency, permit.ladder, ends_on, on=on)) if ends_on else (),
        stays=_stays(permit),
    )


def _stays(permit: Permit) -> tuple[tuple[date, date], ...]:
    """The last five uses that allowed a stay: the day of each and the stay's end."""
    uses = permit.uses.exclude(stay_until=None).order_by("-id")[:5]
    return tuple((use.used_on, use.stay_until) for use in uses if use.stay_until)
