"""Interviews of a case, and the list by which they are supervised 面談控管."""

from datetime import date

from bianmin.delivery.cases.models import Case, Interview, Recording
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.people import names
from bianmin.delivery.cases.queries.visible import among, row
from bianmin.delivery.cases.rules import is_chief
from bianmin.delivery.cases.vocab import Contact
from bianmin.delivery.cases.vocab.interview import (
    HELD,
    InterviewCard,
    InterviewRow,
    InterviewState,
    RecordingCard,
    Supervision,
)
from bianmin.delivery.cases.vocab.review import NOBODY
from bianmin.foundation.orgs.models import Agency
from bianmin.kernel.actor import Actor

MOST = 200


def interviews(case: Case) -> tuple[InterviewCard, ...]:
    """All interviews of a case, the newest first, as its office sees them; none is looked for where none was fixed."""
    rows = case.interviews.order_by("-round") if case.interview_state else ()
    return tuple(
        InterviewCard(
            round=row.round,
            at=row.at,
            place=row.place,
            address=row.address,
            room=row.room,
            state=row.state,
            interviewer=row.interviewer,
            record=row.record,
            finding=row.finding,
            reasons=row.reasons,
            reviewed_by=row.reviewed_by,
            remark=row.remark,
        )
        for row in rows
    )


def recordings(actor: Actor, number: str, turn: int) -> tuple[RecordingCard, ...]:
    """The recordings of one interview of a case that the actor may see, in the order they were kept."""
    case = row(actor, number)
    rows = Recording.objects.filter(agency=case.agency, interview__case=case, interview__round=turn).order_by("id")
    return tuple(
        RecordingCard(one.pk, one.file, one.name, one.device, one.reel, one.minute, one.kept_by, one.kept_at)
        for one in rows
    )


def may_play(actor: Actor, number: str, turn: int) -> bool:
    """Whether the actor may play the recordings of an interview: as its service says, who held it and chiefs."""
    case = row(actor, number)
    policy = service_of(case).offer.interview
    held = Interview.objects.filter(agency=case.agency, case=case, round=turn).first()
    if policy is None or held is None:
        return False
    own = bool(({actor.key, actor.deputising_for} & {held.interviewer}) - NOBODY)
    allowed = {"interviewer": own, "chief": is_chief(actor, case)}
    return any(allowed[who] for who in policy.recording.play)


def next_interview(case: Case) -> InterviewCard | None:
    """Time and place of the interview that is fixed, as the citizen sees it."""
    if case.interview_state != InterviewState.PLANNED:
        return None
    row = case.interviews.filter(state=InterviewState.PLANNED).order_by("-round").first()
    policy = service_of(case).offer.interview
    if row is None or policy is None:
        return None
    return InterviewCard(row.round, row.at, row.place, row.address, row.room, row.state, policy.bring)


def supervision(actor: Actor, *, first: date, last: date) -> Supervision:
    """The interviews between two days in cases the actor may see, and how long applicants waited for those held."""
    held = Interview.objects.filter(agency__in=Agency.objects.values("code"), on__range=(first, last))
    held = held.exclude(state=InterviewState.MOVED)
    cases = among(actor, Case.objects.filter(pk__in=held.values("case")))
    rows = list(held.filter(case__in=cases).select_related("case").order_by("at", "id")[:MOST])
    people = names(row.interviewer or row.fixed_by for row in rows)
    lines = tuple(
        InterviewRow(
            number=row.case.number,
            service=row.case.service_name,
            at=row.at,
            place=row.place,
            room=row.room,
            interviewer=people.get(row.interviewer or row.fixed_by, Contact()).name,
            state=row.state,
            waited=row.waited,
            contested=bool(row.case.contested),
        )
        for row in rows
    )
    waits = [line.waited for line in lines if line.state in HELD]
    mean = (sum(waits) * 10 + len(waits) // 2) // len(waits) if waits else None
    return Supervision(first, last, lines, len(waits), mean)
