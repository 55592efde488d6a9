"""The desk's list of cases 待辦."""

from django.db.models import Q, QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.people import names
from bianmin.delivery.cases.queries.visible import visible_to
from bianmin.delivery.cases.rules import asked_for_extension, covers, for_second_reader, late
from bianmin.delivery.cases.vocab import TURNS, Contact, DeskRow, Filters, Page
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.masks import NameMask

PAGE = 50


def _narrowed(rows: QuerySet[Case], actor: Actor, filters: Filters) -> QuerySet[Case]:
    given = {
        "state__in": filters.states,
        "service_code": filters.service_code,
        "channel": filters.channel,
        "number__contains": filters.number.strip().upper(),
        "due_on__lte": filters.due_until,
    }
    rows = rows.filter(**{test: value for test, value in given.items() if value})
    if filters.mine:
        rows = rows.filter(officer__in={actor.key, actor.deputising_for, *actor.absent} - {""})
    if filters.overdue_on is not None:
        rows = rows.filter(late(filters.overdue_on))
    if filters.contested:
        rows = rows.exclude(contested="")
    if filters.second_reading:
        rows = rows.filter(for_second_reader(actor))
    if filters.extensions:
        rows = rows.filter(asked_for_extension(actor))
    if filters.waiting_proof:
        rows = rows.filter(proof_needed=True, proof_recorded_on__isnull=True)
    return rows


def _line(row: Case, actor: Actor, officers: dict[str, Contact], policy: NameMask) -> DeskRow:
    return DeskRow(
        number=row.number,
        service_code=row.service_code,
        service_name=row.service_name,
        channel=row.channel,
        state=row.state,
        turn=TURNS[row.state].value,
        applicant=masks.name(row.applicant.name, policy),
        deputised=covers(actor, row),
        officer=officers.get(row.officer, Contact()).name,
        received_on=row.received_on,
        due_on=row.due_on,
        statutory_due_on=row.statutory_due_on,
        overdue=row.overdue,
        request_only=row.request_only,
        supplement_rounds=row.supplement_rounds,
        contest_due_on=row.contest_due_on,
    )


def desk(actor: Actor, filters: Filters, *, first: int = 0, most: int = PAGE) -> Page:
    """Cases an actor may see, those due first on top, a page at a time; four statements however many rows."""
    found = _narrowed(visible_to(actor), actor, filters)
    rows = lines(actor, found.order_by("due_on", "id")[first : first + most])
    return Page(tuple(rows), found.count(), first)


def lines(actor: Actor, found: QuerySet[Case]) -> list[DeskRow]:
    """Cases as lists show them: names masked, officers by name; three statements however many rows."""
    rows = list(found.select_related("applicant"))
    officers, policy = names(row.officer for row in rows), name_mask(actor.agency)
    return [_line(row, actor, officers, policy) for row in rows]


def search(actor: Actor, number: str) -> str:
    """The number of the one case that the end of a number names, for jumping to it; empty when none or several."""
    plain = number.strip().upper()
    ends = visible_to(actor).filter(Q(number=plain) | Q(number__endswith=plain))
    found = list(ends.values_list("number", flat=True)[:2])
    return found[0] if len(found) == 1 else ""
