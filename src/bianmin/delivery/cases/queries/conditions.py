"""Conditions of the newest decision."""

from bianmin.delivery.cases.models import Case, Condition
from bianmin.delivery.cases.vocab import Outcome
from bianmin.delivery.cases.vocab.condition import ConditionCard

HOLD = (Outcome.CONDITIONAL.value, Outcome.PARTLY.value)


def conditions(case: Case) -> tuple[ConditionCard, ...]:
    """The conditions of the decision in force, in their order; none is looked for where the outcome has none."""
    if case.outcome not in HOLD:
        return ()
    rows = Condition.objects.filter(agency=case.agency, case=case, decision__round=case.round).order_by("number")
    return tuple(ConditionCard(row.number, row.text, row.due_on, row.state, row.checked_on, row.remark) for row in rows)
