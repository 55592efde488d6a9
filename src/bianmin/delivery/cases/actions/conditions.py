"""Conditions of a decision 附款: set with it, checked afterwards."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Condition, Decision
from bianmin.delivery.cases.vocab import EventKind, Outcome, Verb
from bianmin.delivery.cases.vocab.condition import ConditionState, Wish
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

MOST = 20
TEXT_MAX = 500
MAY_HOLD = (Outcome.CONDITIONAL, Outcome.PARTLY)


class ConditionsAreMissing(Refused):
    """A decision with conditions names none, or one without a day to come."""

    message = _("Write each condition on a line of its own, its last day in front: 115/12/31 what is to be done.")


class ConditionsDoNotFit(Refused):
    """Conditions with an outcome that has none."""

    message = _("Only what is granted with conditions or in part has conditions. Choose that outcome, or remove them.")


class ConditionIsUnknown(Refused):
    """No open condition was chosen, or nothing was found of it."""

    message = _("Choose the condition, and whether it was met.")


def check_conditions(outcome: str, conditions: Sequence[Wish], day: date) -> None:
    """Refuse conditions that are missing, do not fit the outcome, or end before they begin."""
    if conditions and outcome not in MAY_HOLD:
        raise ConditionsDoNotFit(field="conditions")
    sound = all(wish.text.strip() and len(wish.text) <= TEXT_MAX and wish.due_on >= day for wish in conditions)
    if not sound or len(conditions) > MOST or (outcome == Outcome.CONDITIONAL and not conditions):
        raise ConditionsAreMissing(field="conditions")


def keep_conditions(case: Case, decision: Decision, conditions: Sequence[Wish]) -> None:
    """Keep the conditions of a decision in their order."""
    Condition.objects.bulk_create(
        Condition(
            agency=case.agency,
            case=case,
            decision=decision,
            number=number,
            text=wish.text.strip(),
            due_on=wish.due_on,
        )
        for number, wish in enumerate(conditions, start=1)
    )


@act()
def check_condition(*, number: str, condition: int, met: bool, by: Actor, at: datetime, remark: str = "") -> None:
    """Note that a condition was met, or lapsed 附款履行查核; what follows from that is a decision of its own.

    Raises:
        ConditionIsUnknown: there is no such open condition.
    """
    case = act_on(number, Verb.CHECK_CONDITION, by=by)
    still = Condition.objects.filter(agency=case.agency, case=case, decision__round=case.round)
    found = still.filter(state=ConditionState.OPEN, number=condition).first()
    if found is None:
        raise ConditionIsUnknown(field="condition")
    found.state = ConditionState.MET if met else ConditionState.LAPSED
    found.checked_by, found.checked_on, found.remark = by.key, local_day(at), remark.strip()
    found.save(update_fields=["state", "checked_by", "checked_on", "remark"])
    left = still.filter(state=ConditionState.OPEN).aggregate(first=Min("due_on"))["first"]
    change(case, "check_condition", by=by, at=at, condition_due_on=left)
    kind = EventKind.CONDITION_MET if met else EventKind.CONDITION_LAPSED
    happened(case, kind, by=by, at=at, number=condition)
