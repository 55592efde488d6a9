"""Parts of a case: what other units decide of it."""

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.people import names
from bianmin.delivery.cases.rules import sees
from bianmin.delivery.cases.vocab import GIVEN, OPEN, Contact
from bianmin.delivery.cases.vocab.part import PartCard
from bianmin.foundation.orgs.queries import unit_card
from bianmin.kernel.actor import PUBLIC, Actor


def parts_of(case: Case, actor: Actor = PUBLIC) -> tuple[PartCard, ...]:
    """The parts of a case in the order of its service's pack; nothing is looked for where the service has none."""
    asked = {part.service: part for part in service_of(case).offer.parts}
    rows = {row.service_code: row for row in case.parts.order_by("id")} if asked else {}
    officers = names(row.officer for row in rows.values()) if rows else {}
    return tuple(
        PartCard(
            number=row.number,
            name=part.name,
            unit=unit_card(row.unit_path).name,
            officer=officers.get(row.officer, Contact()).name,
            state=row.state,
            due_on=row.due_on,
            decided_on=row.decided_on,
            outcome=row.outcome,
            needed=part.needed,
            otherwise=part.otherwise,
            open=row.state in OPEN,
            lost=row.state not in OPEN and row.outcome not in GIVEN,
            mine=sees(actor, row),
        )
        for code, part in asked.items()
        if (row := rows.get(code)) is not None
    )


def whole_of(case: Case) -> str:
    """The number of the case that this is a part of; empty for a whole one."""
    return case.parent.number if case.parent_id and case.parent else ""
