"""Find the papers of a person that need not be brought again."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.vocab.states import State
from bianmin.foundation.persons.queries import PersonCard, masked, name_mask
from bianmin.kernel.ids import plain


@dataclass(frozen=True, slots=True)
class Reusable:
    """A valid paper of a person that stands for another: which, until when, how often used and how often still."""

    number: str
    kind_name: str
    paper: str
    holder: PersonCard
    valid_until: date | None
    used: int
    left: int | None
    stay: str


def _valid(agency: str, on: date) -> QuerySet[Permit]:
    until = Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    rows = Permit.objects.filter(until, agency=agency, state=State.VALID, valid_from__lte=on)
    return rows.select_related("holder").order_by("-id")


def reusable_of(agency: str, id_number: str, *, on: date) -> list[Reusable]:
    """The reusable papers in force of whoever has this identity number; whoever asks has journaled why."""
    number = plain(id_number)
    if not number:
        return []
    found, policy = [], name_mask(agency)
    for permit in _valid(agency, on).filter(holder__id_number=number):
        reuse = kind_version(agency, permit.kind, permit.kind_version).reuse
        left = None if reuse is None or not reuse.most else reuse.most - permit.used
        if reuse is None or left == 0:
            continue
        holder = masked(permit.holder, policy)
        found.append(
            Reusable(
                permit.number, permit.kind_name, reuse.paper, holder, permit.valid_until, permit.used, left, reuse.stay
            )
        )
    return found
