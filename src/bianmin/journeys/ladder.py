"""Ladder: each night, who applied for a renewal is found among the cases, what has ended is written down, and whoever
has not applied is put on the lists of letters, calls and visits.

A second run the same day changes nothing; one after days of sleep catches up once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Final

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Outcome
from bianmin.delivery.cases.vocab import State as CaseState
from bianmin.delivery.permits.actions.changes import drop_renewal, note_renewal
from bianmin.delivery.permits.actions.climb import climb, end
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.climbing import ending, furthest
from bianmin.delivery.permits.queries.published import kinds, ladders
from bianmin.delivery.permits.queries.validity import renewable_from
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.foundation.clock.queries import office_calendar
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day

AT_ONCE: Final = 500
FELL: Final = (Outcome.REFUSED, Outcome.NOT_COMPETENT)
"""Outcomes after which an application for renewal is none any more."""


def _came_to_nothing(case: Case) -> bool:
    return case.state == CaseState.WITHDRAWN or case.outcome in FELL


def _renewals(permits: Sequence[Permit], services: Iterable[str]) -> Mapping[tuple[str, str], list[Case]]:
    """The cases by which these holders may have applied, by identity number and service; one statement."""
    numbers = {permit.holder.id_number for permit in permits} - {""}
    cases = Case.objects.filter(
        agency=permits[0].agency, service_code__in=sorted(services), applicant__id_number__in=sorted(numbers)
    ).select_related("applicant")
    found: dict[tuple[str, str], list[Case]] = {}
    for case in cases.order_by("received_on", "id"):
        found.setdefault((case.applicant.id_number, case.service_code), []).append(case)
    return found


def _settle(permit: Permit, of: PermitKind, cases: Sequence[Case], *, by: Actor, at: datetime) -> bool:
    """Record, or take back, that a renewal was applied for; whether something changed."""
    opens = renewable_from(of, permit.valid_until) or date.min
    filed = [case for case in cases if case.received_on >= opens]
    held = next((case for case in reversed(filed) if not _came_to_nothing(case)), None)
    known = {case.number for case in filed}
    if permit.renewal_on is None and held is not None:
        on = held.received_on
        note_renewal(number=permit.number, renewal=held.number, on=on, by=by, at=at)
        return True
    if permit.renewal_number in known and held is None:
        drop_renewal(permit=permit, by=by, at=at)
        return True
    return False


def find_renewals(*, agency: str, by: Actor, at: datetime) -> int:
    """Find among the cases who applied for the renewal of a paper that ends soon; how many papers it changed."""
    on, changed, calendar = local_day(at), 0, office_calendar(agency)
    renewed = {one.id: one for one in kinds(agency, on) if one.renewal}
    services = {one.renewal.service for one in renewed.values() if one.renewal}
    for ladder in ladders(agency, on):
        rows = (row for row in ending(agency, ladder.id, furthest(ladder, on, calendar)) if row.kind in renewed)
        while some := list(islice(rows, AT_ONCE)):
            cases = _renewals(some, services)
            for permit in some:
                of = renewed[permit.kind]
                key = (permit.holder.id_number, of.renewal.service if of.renewal else "")
                changed += _settle(permit, of, cases.get(key, []), by=by, at=at)
    return changed


def run_ladder(*, agency: str, by: Actor, at: datetime) -> int:
    """One night's work for one agency; how many contacts are to be made. Call it outside a transaction."""
    find_renewals(agency=agency, by=by, at=at)
    end(agency=agency, by=by, at=at)
    return climb(agency=agency, by=by, at=at)
