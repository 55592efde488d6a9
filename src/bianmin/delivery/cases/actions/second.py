"""Read a case twice 複核: the first reader recommends, another decides or sends it back."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.conditions import check_conditions
from bianmin.delivery.cases.actions.dues import run_on
from bianmin.delivery.cases.actions.levels import check_level, next_level, read_below
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.actions.words import ReasonsAreMissing, words_of
from bianmin.delivery.cases.models import Case, Proposal
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.rules import interviewed, is_first_reader, is_second_reader
from bianmin.delivery.cases.vocab import EventKind, Outcome, State, Verb
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.delivery.cases.vocab.interview import InterviewState
from bianmin.delivery.cases.vocab.review import Answer, Reading
from bianmin.foundation.orgs.queries import unit_card
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import find, update


class ReadOnce(Refused):
    """The service knows no second reading."""

    message = _("This service is decided by one reader. Decide it yourself.")


class RecommendFirst(Refused):
    """A second reader must decide, and nobody has recommended anything yet."""

    message = _("This is read twice: recommend a decision first, then somebody else decides or sends it back.")


class ReadItYourself(Refused):
    """The first reader, or who stands in for the first or is stood in for, may not be the second."""

    message = _("You read this case first, so somebody else decides it. You may still ask for papers once it is back.")


class OnlyAChief(Refused):
    """The service gives the second reading to a chief."""

    message = _("The second reader of this service is a chief. It waits on the chief's list.")


class RemarkIsMissing(Refused):
    """Whoever gets a case back must know what to do."""

    message = _("Write what the first reader should look at again.")


@act()
def recommend(
    *,
    number: str,
    outcome: str,
    reasons: str,
    by: Actor,
    at: datetime,
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
) -> None:
    """Recommend a decision to the second reader 初審建議; nothing is decided by it.

    Reasons are always given, also for what should be granted. Where the service names a unit for the second reading,
    the case lies there until it is decided or sent back; where it names levels, it goes to the next. What had been
    forwarded is back at the office by it, and its clock runs again.

    Raises:
        ReadOnce, ReasonsAreMissing; what a decision with these words would be refused for.
    """
    case = act_on(number, Verb.RECOMMEND, by=by)
    if case.second_reading == Reading.ONE:
        raise ReadOnce
    if not reasons.strip():
        raise ReasonsAreMissing(field="reasons")
    words = words_of(case, outcome, reasons, basis, remedies)
    check_conditions(outcome, conditions, local_day(at))
    if case.state == State.PROPOSED:
        check_second_reader(case, by)
    absent = by.deputising_for or (case.officer if case.officer in by.absent else "")
    before, further, back = case.second_unit, next_level(case), run_on(case, by=by, at=at)
    values = {"state": State.PROPOSED.value, "proposed_by": by.key, "proposed_for": absent, **further}
    change(case, "recommend", by=by, at=at, **{**values, **back, "officer": case.officer or by.key})
    answer(case, Answer.PASSED, by=by, at=at)
    Proposal.objects.create(
        agency=case.agency,
        case=case,
        round=case.proposals.count() + 1,
        outcome=outcome,
        proposed_by=by.key,
        proposed_for=absent,
        proposed_at=at,
        conditions=[{"text": wish.text, "due_on": str(wish.due_on)} for wish in conditions],
        **words,
    )
    if case.level:
        happened(case, EventKind.PASSED_ON, by=by, at=at, name=service_of(case).offer.levels[case.level].name)
    else:
        happened(case, EventKind.RECOMMENDED, by=by, at=at)
    if case.second_unit != before:
        happened(case, EventKind.FORWARDED, by=by, at=at, name=unit_card(case.second_unit).name)


@act()
def send_back(*, number: str, remark: str, by: Actor, at: datetime) -> None:
    """Send a case back to its first reader 退回初審, with what to look at again.

    Raises:
        RemarkIsMissing, ReadItYourself, OnlyAChief: nothing changed.
    """
    case = act_on(number, Verb.SEND_BACK, by=by)
    check_second_reader(case, by)
    if not remark.strip():
        raise RemarkIsMissing(field="remark")
    undone = {"proposed_by": "", "proposed_for": "", "second_unit": "", "level": 0}
    change(case, "send_back", by=by, at=at, state=State.REVIEW.value, **undone)
    answer(case, Answer.SENT_BACK, by=by, at=at, remark=remark.strip())
    happened(case, EventKind.SENT_BACK, by=by, at=at, public=False)


def check_second_reader(case: Case, by: Actor) -> None:
    """Refuse the first reader, who stands in for one, and who has not the second reader's role."""
    if is_first_reader(by, case) or read_below(case, by.key):
        raise ReadItYourself
    if not is_second_reader(by, case):
        raise OnlyAChief


class InterviewerDecides(Refused):
    """Whoever interviewed recommends and never decides."""

    message = _("You held the interview, so somebody else reviews it and decides.")


class InterviewIsOpen(Refused):
    """An interview was held, and nobody has reviewed it."""

    message = _("The interview waits for its review by another officer. Then the case can be decided.")


def check_interview(case: Case, by: Actor) -> None:
    """Refuse the interviewer, and a decision before the interview is reviewed."""
    if interviewed(by, case):
        raise InterviewerDecides
    if case.interview_state == InterviewState.HELD:
        raise InterviewIsOpen


def check_readings(case: Case, outcome: str, by: Actor) -> None:
    """Refuse a decision that the service's policy of two readings does not allow now.

    Raises:
        InterviewerDecides, InterviewIsOpen, HigherLevelDecides, RecommendFirst, ReadItYourself, OnlyAChief.
    """
    check_interview(case, by)
    if case.state == State.PROPOSED:
        check_second_reader(case, by)
    if case.second_reading == Reading.LEVELS:
        check_level(case, outcome)
    elif case.state != State.PROPOSED:
        _check_needs_none(case, outcome)


def _check_needs_none(case: Case, outcome: str) -> None:
    """Refuse a decision that somebody must recommend first."""
    if case.second_reading == Reading.ALWAYS:
        raise RecommendFirst
    if case.second_reading == Reading.REFUSALS and outcome != Outcome.GRANTED:
        raise RecommendFirst(field="outcome")


def answer(case: Case, how: Answer, *, by: Actor, at: datetime, remark: str = "") -> None:
    """Write the answer to the recommendation that waits, where there is one."""
    said = {"answer": how.value, "answered_by": by.key, "answered_at": at, "remark": remark}
    update(Proposal, {"agency": case.agency, "case": case.pk, "answer": Answer.WAITING.value}, said)


def answered(case: Case, outcome: str) -> Answer:
    """Whether a decision follows the recommendation that waits."""
    waiting = find(Proposal, agency=case.agency, case=case.pk, answer=Answer.WAITING.value)
    return Answer.FOLLOWED if waiting is not None and waiting.outcome == outcome else Answer.DIFFERED
