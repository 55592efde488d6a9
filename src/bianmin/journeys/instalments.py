"""Instalments: the answer is told, and a missed part is followed by a message and a task."""

from datetime import datetime

from bianmin.delivery.payments.actions import plans
from bianmin.delivery.payments.models import Plan
from bianmin.foundation.notices.actions.sending import send
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


def _tell(plan: Plan, template: str, *, by: Actor, at: datetime, **params: object) -> None:
    """Say that something is there, to whoever pays: by e-mail, else by a task for the desk to call or write."""
    bill = plan.bill
    send(
        template=template,
        to=bill.payer,
        subject=bill.subject,
        params={"number": bill.reference, **params},
        unit_path=plan.unit_path,
        by=by,
        at=at,
    )


@act()
def decide_plan(*, number: str, grant: bool, reasons: str, by: Actor, at: datetime) -> Plan:
    """Allow or refuse instalments and tell the payer that there is an answer, and by when the first part is due."""
    plan = plans.decide_plan(number=number, grant=grant, reasons=reasons, by=by, at=at)
    first = plan.parts.order_by("place").first()
    if first is None:
        _tell(plan, "instalments-refused", by=by, at=at)
    else:
        _tell(plan, "instalments-granted", due_on=first.due_on, by=by, at=at)
    return plan


@act()
def remind_missed(*, agency: str, by: Actor, at: datetime) -> int:
    """Mark missed parts and tell each payer once 逾期催繳; gives how many."""
    found = plans.find_missed(agency=agency, by=by, at=at)
    for one in found:
        template = "instalments-lapsed" if one.lapsed else "instalment-missed"
        _tell(one.plan, template, due_on=one.part.due_on, by=by, at=at)
    return len(found)
