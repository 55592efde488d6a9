"""Open a decided case again: its next round begins, with a clock of its own."""

from datetime import datetime

from bianmin.delivery.cases.actions.extend import ReasonIsMissing
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.dues import dues_now
from bianmin.delivery.cases.vocab import EventKind, State, Verb
from bianmin.foundation.clock.vocab import Period
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import local_day


def start_again(
    case: Case, *, limit: str, by: Actor, at: datetime, kind: EventKind, verb: str, reason: str = ""
) -> None:
    """Begin the next round of a case: it is open again, and its limit runs from the next day.

    `limit` is a period (`2m`), the service's own where it is empty. The decisions before stay with the case.
    """
    if limit:
        Period.parse(limit)
    day = local_day(at)
    case.round += 1
    case.own_limit, case.started_at, case.stopped_on = limit, at, None
    undone = dict.fromkeys(("decided_on", "released_on", "on_time", "within_limit", "used_days", "stopped_on"))
    begun = {"round": case.round, "own_limit": limit, "started_at": at, "reopened_on": day, "outcome": ""}
    free = {"level": 0, "contested": "", "contest_due_on": None, "condition_due_on": None, "state": State.REVIEW.value}
    dates = dues_now(case, as_of=day).columns(until=day)
    change(case, verb, by=by, at=at, **{**undone, **begun, **dates, **free})
    happened(case, kind, by=by, at=at, due_on=case.due_on, reason=reason)


@act()
def reopen(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> None:
    """Open a decided case again 重新審理, for a reason that the applicant is told (行政程序法 §117, §128).

    Raises:
        ReasonIsMissing; what a period is refused for.
    """
    case = act_on(number, Verb.REOPEN, by=by)
    if not reason.strip():
        raise ReasonIsMissing(field="reason")
    start_again(case, limit=limit.strip(), by=by, at=at, kind=EventKind.REOPENED, verb="reopen", reason=reason.strip())
