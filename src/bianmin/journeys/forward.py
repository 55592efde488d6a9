"""Forward: the case goes to the authority that decides, and the applicant is told."""

from datetime import datetime

from bianmin.delivery.cases.actions.review import forward as to_authority
from bianmin.delivery.cases.queries.visible import row
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor


@act()
def forward(*, number: str, by: Actor, at: datetime) -> None:
    """Forward a case to the authority its service names 核轉, and say to whom."""
    authority = to_authority(number=number, by=by, at=at)
    tell(row(by, number), "forwarded", to_agency=authority, by=by, at=at)
