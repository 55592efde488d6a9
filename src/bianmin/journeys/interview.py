"""Interview: the applicant is told that a time is fixed; time and place stand on the status page."""

from datetime import datetime

from bianmin.delivery.cases.actions.interview import plan_interview as fix
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


@act()
def plan_interview(*, number: str, site: str, room: str, start: datetime, by: Actor, at: datetime) -> None:
    """Fix an interview 排定面談 and tell the applicant its day."""
    fix(number=number, site=site, room=room, start=start, by=by, at=at)
    tell(row(by, number), "interview", due_on=local_day(start), by=by, at=at)
