"""Interview: fix a time and a room, record what was said and recommend, and let another officer review it."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.actions.seats import take_span
from bianmin.delivery.cases.actions.second import InterviewerDecides, OnlyAChief
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.models import Interview as Row
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.rules import interviewed, is_chief
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.interview import INTERVIEW, Finding, InterviewState
from bianmin.delivery.catalog.vocab import Interview
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import TAIPEI, local_day


class NoInterviews(Refused):
    """The service holds none."""

    message = _("This service holds no interviews.")


class RoomIsUnknown(Refused):
    """No site or room of the service was chosen."""

    message = _("Choose the place and the room.")


class TimeIsPast(Refused):
    """An interview is fixed ahead."""

    message = _("Enter a day and time that are still to come.")


class RoomIsTaken(Refused):
    """Somebody else has the room at this time."""

    message = _("The room is taken at that time. Choose another time or room.")


class RulesNotKept(Refused):
    """A rule of conduct was not confirmed."""

    message = _("Confirm each rule of the interview. What was asked against one of them is left out of the record.")


class RecordIsMissing(Refused):
    """Nothing was written, or nothing recommended."""

    message = _("Write what was asked and answered, choose what you recommend, and give the reasons.")


class ReviewIsMissing(Refused):
    """The reviewer must choose, and say why it is to be held again."""

    message = _("Choose whether the interview stands; one to be held again says why.")


def _policy(case: Case) -> Interview:
    found = service_of(case).offer.interview
    if found is None:
        raise NoInterviews
    return found


def _counted(row: Row) -> None:
    """Have the day of an interview counted again."""
    touch(fact=INTERVIEW, keys=FACTS.facts[INTERVIEW].keys(row))


def _newest(case: Case) -> Row:
    return Row.objects.filter(agency=case.agency, case=case).order_by("-round")[:1].get()


@act()
def plan_interview(*, number: str, site: str, room: str, start: datetime, by: Actor, at: datetime) -> None:
    """Fix when and where an interview is held 排定面談; one that was fixed before is moved.

    The room is taken for as long as an interview of the service lasts; what overlaps is refused.

    Raises:
        NoInterviews, RoomIsUnknown, TimeIsPast, RoomIsTaken: nothing changed.
    """
    case = act_on(number, Verb.PLAN_INTERVIEW, by=by)
    policy = _policy(case)
    place = next((one for one in policy.sites if one.code == site), None)
    if place is None or room not in place.rooms:
        raise RoomIsUnknown(field="room")
    if start <= at:
        raise TimeIsPast(field="start")
    where, who = f"{place.name}/{room}", f"interview:{case.pk}"
    if not take_span(agency=case.agency, site=where, start=start, minutes=policy.minutes, key=who):
        raise RoomIsTaken(field="start")
    for moved in Row.objects.filter(agency=case.agency, case=case, state=InterviewState.PLANNED):
        moved.state = InterviewState.MOVED
        moved.save(update_fields=["state"])
        _counted(moved)
    fixed = Row.objects.create(
        agency=case.agency,
        unit_path=case.unit_path,
        waited=(local_day(start) - case.received_on).days,
        case=case,
        round=case.interviews.count() + 1,
        at=start,
        on=local_day(start),
        place=place.name,
        address=place.address,
        room=room,
        fixed_by=by.key,
    )
    _counted(fixed)
    change(case, "plan_interview", by=by, at=at, interview_state=InterviewState.PLANNED.value)
    day, time = local_day(start), f"{start.astimezone(TAIPEI):%H:%M}"
    kind = EventKind.INTERVIEW_FIXED
    happened(case, kind, by=by, at=at, place=place.name, room=room, interview_on=day, time=time)


@act()
def hold_interview(
    *,
    number: str,
    record: str,
    finding: str,
    reasons: str,
    by: Actor,
    at: datetime,
    kept: Sequence[str] = (),
    came: bool = True,
) -> None:
    """Record an interview and what is recommended 面談紀錄與結果建議; the interviewer decides nothing.

    `kept` are the rules of conduct confirmed, all of them; `came` is false where the applicant did not come.

    Raises:
        RulesNotKept, RecordIsMissing: nothing changed.
    """
    case = act_on(number, Verb.HOLD_INTERVIEW, by=by)
    found = _newest(case)
    if not came:
        found.state = InterviewState.MISSED
        found.save(update_fields=["state"])
        _counted(found)
        change(case, "miss_interview", by=by, at=at, interview_state=InterviewState.MISSED.value)
        happened(case, EventKind.INTERVIEW_MISSED, by=by, at=at)
        return
    if {rule.code for rule in _policy(case).rules} - set(kept):
        raise RulesNotKept(field="kept")
    if not record.strip() or not reasons.strip() or finding not in Finding.values:
        raise RecordIsMissing(field="finding" if finding not in Finding.values else "record")
    found.state, found.interviewer, found.kept = InterviewState.HELD, by.key, sorted(kept)
    found.record, found.finding, found.reasons = record.strip(), finding, reasons.strip()
    found.save(update_fields=["state", "interviewer", "kept", "record", "finding", "reasons"])
    _counted(found)
    change(case, "hold_interview", by=by, at=at, interview_state=InterviewState.HELD.value, interviewer=by.key)
    happened(case, EventKind.INTERVIEW_HELD, by=by, at=at)


@act()
def review_interview(*, number: str, stands: str, by: Actor, at: datetime, remark: str = "") -> None:
    """Review an interview 面談複核: a chief who did not hold it lets it stand (`yes`) or has it held again (`no`).

    Raises:
        InterviewerDecides, OnlyAChief, ReviewIsMissing: nothing changed.
    """
    case = act_on(number, Verb.REVIEW_INTERVIEW, by=by)
    if interviewed(by, case):
        raise InterviewerDecides
    if not is_chief(by, case):
        raise OnlyAChief
    if stands not in ("yes", "no") or (stands == "no" and not remark.strip()):
        raise ReviewIsMissing(field="remark" if stands == "no" else "stands")
    found = _newest(case)
    found.state = InterviewState.CONFIRMED if stands == "yes" else InterviewState.AGAIN
    found.reviewed_by, found.reviewed_at, found.remark = by.key, at, remark.strip()
    found.save(update_fields=["state", "reviewed_by", "reviewed_at", "remark"])
    _counted(found)
    change(case, "review_interview", by=by, at=at, interview_state=found.state)
    kind = EventKind.INTERVIEW_REVIEWED if stands == "yes" else EventKind.INTERVIEW_AGAIN
    happened(case, kind, by=by, at=at)
