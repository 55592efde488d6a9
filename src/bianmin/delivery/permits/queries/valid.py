"""Permits that are valid on a day: one by its number, and all of a kind."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.codes import plain_number
from bianmin.delivery.permits.vocab.states import State


def on_day(on: date) -> Q:
    """Permits that are worth something on a day."""
    return Q(state=State.VALID, valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def valid_permit(agency: str, kinds: Sequence[str], number: str, on: date) -> Permit | None:
    """The valid permit of one of some kinds with this number, however it is written."""
    found = Permit.objects.filter(on_day(on), agency=agency, kind__in=kinds, number_key=plain_number(number))
    return found.first() if number else None


def valid_of_kind(agency: str, kind: str, on: date, *, after: int, most: int) -> list[Permit]:
    """The valid permits of a kind with their holders, in the order of issue; `after` is the last of the page before."""
    rows = Permit.objects.filter(on_day(on), agency=agency, kind=kind, pk__gt=after).select_related("holder")
    return list(rows.order_by("pk")[:most])
