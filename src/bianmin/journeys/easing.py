"""What changed procedures saved citizens 節省時間與規費: less effort a case, times the cases received since."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import FACT
from bianmin.delivery.catalog.actions.reviews import review
from bianmin.delivery.catalog.queries.reviews import Eased
from bianmin.delivery.catalog.vocab.reviews import Looked
from bianmin.foundation.facts.actions import touch_range
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


@dataclass(frozen=True, slots=True)
class Saved:
    """One service: how many cases since its review, and the minutes, dollars and sheets that citizens were spared."""

    eased: Eased
    cases: int

    @property
    def minutes(self) -> int:
        """Minutes in all."""
        return self.cases * self.eased.minutes

    @property
    def dollars(self) -> int:
        """Whole dollars in all."""
        return self.cases * self.eased.dollars

    @property
    def sheets(self) -> int:
        """Sheets of paper in all."""
        return self.cases * self.eased.sheets


def saved(agency: str, less: Iterable[Eased], *, first: date, last: date) -> list[Saved]:
    """What each measured review saved between two days, both included; a later one of the same service follows it."""
    found = []
    for one in less:
        since = max(one.since, first)
        until = min(last, one.until - timedelta(days=1)) if one.until else last
        rows = Case.objects.filter(agency=agency, service_code=one.code, received_on__range=(since, until))
        found.append(Saved(one, rows.count() if since <= until else 0))
    return found


@act()
def note_review(*, agency: str, code: str, looked: Looked, by: Actor, at: datetime) -> None:
    """Write a review down 檢討; a measured one has the cases received since counted anew (IN-20, IN-21, LU-07).

    Raises:
        NotAllowed and the refusals of `review`: nothing is kept.
    """
    review(agency=agency, code=code, looked=looked, by=by, at=at)
    if looked.before and looked.after:
        touch_range(fact=FACT, agency=agency, first=looked.reviewed_on, last=local_day(at))
