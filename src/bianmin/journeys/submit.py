"""Submit: a special case goes to the tier above or to another body, and the applicant is told where it is."""

from datetime import datetime

from bianmin.delivery.cases.actions.submit import submit as send_up
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def submit(*, number: str, story: str, by: Actor, at: datetime, to: str = "", days: int = 0) -> None:
    """Submit a case to the agency above 專案報部, or relay it to the body named, and tell the applicant."""
    name = send_up(number=number, story=story, to=to, days=days, by=by, at=at)
    tell(row(by, number), "forwarded", to_agency=name, by=by, at=at)
