"""Load a check plan."""

from datetime import datetime

from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.checks.models import Sheet
from bianmin.quality.checks.vocab.shapes import CheckPlan


@act()
def write_plan(*, plan: CheckPlan, by: Actor, at: datetime) -> None:
    """Let a check plan hold; a later version replaces it, checks that were opened keep theirs.

    Raises:
        NotAllowed.
    """
    if not (by.has(Role.SYSTEM) or (plan.agency and plan.agency in by.agencies(Role.ADMIN, Role.RESEARCH))):
        raise NotAllowed
    values = {"version": plan.version, "text": plan.model_dump_json(exclude_defaults=True)}
    row, new = Sheet.objects.get_or_create(agency=plan.agency, code=plan.id, defaults=values)
    if not new and row.text == values["text"]:
        return
    Sheet.objects.filter(pk=row.pk).update(**values)
    record(verb="checks.write_plan", subject=f"checks.sheet:{row.pk}", agency=plan.agency, by=by, at=at)
