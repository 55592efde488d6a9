"""The desk's list of cases 待辦."""

from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.people import names
from bianmin.delivery.cases.queries.visible import among, here, numbered, visible_to
from bianmin.delivery.cases.rules import (
    WRITERS,
    asked_for_extension,
    covers,
    for_others,
    for_second_reader,
    late,
    to_answer,
)
from bianmin.delivery.cases.vocab import FACT, OPEN, TURNS, Contact, DeskRow, Filters, Page
from bianmin.foundation.persons.queries import name_mask
from bianmin.foundation.persons.queries.protection import to_review
from bianmin.foundation.search.queries import found
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.masks import NameMask
from bianmin.kernel.text import narrow

PAGE = 50
SHOWN = (
    "number", "service_code", "service_name", "channel", "agency", "via", "state", "officer", "received_on", "due_on",
    "statutory_due_on", "overdue", "proof_needed", "proof_recorded_on", "supplement_rounds", "contest_due_on", "urgent",
    "reply_due_on", "replied_on", "unit_path", "applicant__name",
)  # fmt: skip
"""What is read of a case and its applicant for a list."""
MOST_NAMED = 500
"""So many cases are looked at whose numbers hold what was typed."""


def _protected(actor: Actor, until: date | None) -> Q:
    """The cases on which a protection was noted that is to be looked at again by a day."""
    return Q(applicant__in=to_review(actor.agencies(*WRITERS), until) if until else ())


def _looked_at(actor: Actor, filters: Filters) -> QuerySet[Case]:
    """The cases an actor may see, in the states asked for, among those that an index finds; all where there is none.

    Those found by their state are not asked for it again: PostgreSQL would believe that there are few, since a history
    has few open, and compare each with each.
    """
    states = Q(state__in=filters.states) if filters.states else Q()
    if filters.number.strip():
        return numbered(actor, *_named(actor, filters.number)).filter(states)
    still_open = filters.overdue_on is not None or any(
        (filters.second_reading, filters.extensions, filters.urgent, filters.to_answer)
    )
    sets = (
        (filters.elsewhere, Case.objects.filter(intake_agency__in=actor.agencies(Role.OFFICER, Role.CHIEF))),
        (filters.submitted, Case.objects.filter(submitted_to__in=actor.agencies(*WRITERS))),
        (filters.conditions_until, here(Q(condition_due_on__lte=filters.conditions_until or date.max))),
        (filters.contested, here(~Q(contested=""))),
        (filters.protected_until, here(_protected(actor, filters.protected_until))),
    )
    found = next((rows for asked, rows in sets if asked), None)
    if found is None and (filters.states or still_open):
        return among(actor, here(Q(state__in=filters.states or OPEN)))
    return (visible_to(actor) if found is None else among(actor, found)).filter(states)


def _narrowed(actor: Actor, filters: Filters) -> QuerySet[Case]:
    rows = _looked_at(actor, filters)
    given = {
        "service_code": filters.service_code,
        "channel": filters.channel,
        "due_on__lte": filters.due_until,
    }
    rows = rows.filter(**{test: value for test, value in given.items() if value})
    flags = (
        (filters.mine, Q(officer__in={actor.key, actor.deputising_for, *actor.absent} - {""})),
        (filters.overdue_on, late(filters.overdue_on or date.min)),
        (filters.conditions_until, Q(condition_due_on__lte=filters.conditions_until or date.min)),
        (filters.submitted, Q(submitted_to__in=actor.agencies(*WRITERS))),
        (filters.contested, ~Q(contested="")),
        (filters.urgent, ~Q(urgent="")),
        (filters.to_answer, to_answer()),
        (filters.protected_until, _protected(actor, filters.protected_until)),
        (filters.second_reading, for_second_reader(actor)),
        (filters.elsewhere, for_others(actor)),
        (not filters.elsewhere, ~for_others(actor)),
        (filters.extensions, asked_for_extension(actor)),
        (filters.waiting_proof, Q(proof_needed=True, proof_recorded_on__isnull=True)),
    )
    for asked, test in flags:
        rows = rows.filter(test) if asked else rows
    return rows


def _line(row: Case, actor: Actor, officers: dict[str, Contact], policy: NameMask) -> DeskRow:
    return DeskRow(
        number=row.number,
        service_code=row.service_code,
        service_name=row.service_name,
        channel=row.channel,
        agency=row.agency,
        via=row.via,
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
        urgent=bool(row.urgent),
        reply_due_on=row.reply_due_on if row.replied_on is None else None,
    )


def desk(actor: Actor, filters: Filters, *, first: int = 0, most: int = PAGE, total: int | None = None) -> Page:
    """Cases an actor may see, urgent ones and then those due first on top; four statements however many rows.

    `total`: how many there are, from whoever has counted them already.
    """
    matching = _narrowed(actor, filters)
    turn = ExpressionWrapper(Q(urgent=""), BooleanField())
    rows = lines(actor, matching.order_by(turn, "due_on", "id")[first : first + most])
    return Page(tuple(rows), matching.count() if total is None else total, first)


def lines(actor: Actor, cases: QuerySet[Case]) -> list[DeskRow]:
    """Cases as lists show them: names masked, officers by name; three statements however many rows."""
    rows = list(cases.select_related("applicant").only(*SHOWN))
    officers, policy = names(row.officer for row in rows), name_mask(actor.agency)
    return [_line(row, actor, officers, policy) for row in rows]


def search(actor: Actor, number: str) -> str:
    """The number of the one case that the end of a number names, for jumping to it; empty when none or several."""
    ending = number.strip().upper()
    named = [one for one in _named(actor, number) if one.endswith(ending)]
    seen = list(numbered(actor, *named).values_list("number", flat=True)[:2])
    return seen[0] if len(seen) == 1 else ""


def _named(actor: Actor, number: str) -> list[str]:
    """The newest receipt numbers that hold what was typed: the whole, the day, or the end from three digits on."""
    known = {grant.agency for grant in actor.grants}
    named = [one for agency in sorted(known) for one in found(kind=FACT, agency=agency, text=number, most=MOST_NAMED)]
    return [narrow(number).upper(), *named]
