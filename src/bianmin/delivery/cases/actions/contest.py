"""Contest a decision: file an objection 異議, appeal 訴願 or lawsuit 行政訴訟, reply to it, and settle it."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.decide import document_number
from bianmin.delivery.cases.actions.reopen import start_again
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Contest, Decision
from bianmin.delivery.cases.queries.contest import after, appealed, contest_card, newest_decision, policies
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.contest import ContestCard, ContestKind, ContestResult
from bianmin.delivery.catalog.vocab import Contest as Policy
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day


class KindIsUnknown(Refused):
    """The service does not let its decisions be contested so."""

    message = _("Choose a way to contest the decision that its letter names.")


class GroundsAreMissing(Refused):
    """Nobody can judge a contest without grounds."""

    message = _("Write what is wrong with the decision, and what you ask for.")


class DistanceIsUnknown(Refused):
    """The place is none of the service's list."""

    message = _("Choose where you live: for far places the limit is longer.")


class DayIsNotPossible(Refused):
    """A day before the decision or in the future."""

    message = _("Enter a day from the decision until today.")


class ReplyIsMissing(Refused):
    """An empty reply."""

    message = _("Write the reply that goes to the authority or the court.")


class NotByWhoDecided(Refused):
    """Nobody judges an objection to a decision of his own."""

    message = _("You decided this case yourself. Somebody else settles the objection.")


class AppealFirst(Refused):
    """There is no lawsuit before an appeal has failed."""

    message = _("A lawsuit comes after an appeal that left the decision as it was. Settle the appeal first.")


class FiledAtTheCourt(Refused):
    """A lawsuit is filed with the court, and the office only notes it."""

    message = _("A lawsuit is filed with the court, not here. The letter of the appeal decision says how.")


class StillInTime(Refused):
    """The authority may still decide."""

    message = _("The authority may decide until {due_on}. Only afterwards was there no decision in time.")


class ResultIsMissing(Refused):
    """No result was chosen."""

    message = _("Choose what came of it, and write the reasons.")


class LongerAlready(Refused):
    """The authority may take longer once."""

    message = _("The limit of this appeal was made longer already, or cannot be. It ends on {due_on}.")


RESULTS = {
    ContestResult.DISMISSED: EventKind.DISMISSED,
    ContestResult.NOT_HEARD: EventKind.NOT_HEARD,
    ContestResult.REVOKED: EventKind.REVOKED,
    ContestResult.TAKEN_BACK: EventKind.TAKEN_BACK,
    ContestResult.UNANSWERED: EventKind.UNANSWERED,
}
FILED = {
    ContestKind.OBJECTION: EventKind.OBJECTED,
    ContestKind.APPEAL: EventKind.APPEALED,
    ContestKind.LAWSUIT: EventKind.SUED,
}


@act()
def serve(*, number: str, served_on: date, by: Actor, at: datetime) -> None:
    """Note the day on which the decision was served 送達: from the next day on the limits of remedies run.

    Raises:
        DayIsNotPossible: before the decision, or in the future.
    """
    case = act_on(number, Verb.SERVE, by=by)
    found = newest_decision(case)
    if found is None:
        raise NotFound
    if not found.decided_on <= served_on <= local_day(at):
        raise DayIsNotPossible(field="served_on")
    change(case, "serve", by=by, at=at)
    Decision.objects.filter(pk=found.pk).update(served_on=served_on)
    happened(case, EventKind.SERVED, by=by, at=at, served_on=served_on)


def _policy(case: Case, kind: str) -> Policy:
    found = next((one for one in policies(case) if one.kind == kind), None)
    if found is None:
        raise KindIsUnknown(field="kind")
    return found


def _served(decision: Decision, served_on: date | None, today: date) -> date | None:
    if served_on is not None and not decision.decided_on <= served_on <= today:
        raise DayIsNotPossible(field="served_on")
    return decision.served_on or served_on


def _begins(case: Case, decision: Decision, kind: str, served_on: date | None, by: Actor, today: date) -> date | None:
    """The day after which the limit to file runs: the service of the decision, for a lawsuit of that on the appeal.

    Where it was not known it is kept.
    """
    if kind != ContestKind.LAWSUIT:
        served = _served(decision, served_on, today)
        Decision.objects.filter(pk=decision.pk).update(served_on=served)
        return served
    if not by.staff:
        raise FiledAtTheCourt
    before = appealed(case, decision)
    if before is None or before.result_on is None:
        raise AppealFirst(field="kind")
    if served_on is not None and not before.result_on <= served_on <= today:
        raise DayIsNotPossible(field="served_on")
    served = before.result_served_on or served_on
    Contest.objects.filter(pk=before.pk).update(result_served_on=served)
    return served


def _grace(policy: Policy, code: str) -> tuple[str, int]:
    """The place's name and its days of grace; a service without a list knows none."""
    if not policy.distances:
        return "", 0
    found = next((one for one in policy.distances if one.code == code), None)
    if found is None:
        raise DistanceIsUnknown(field="distance")
    return found.name, found.days


def _open(case: Case) -> Contest:
    return Contest.objects.filter(agency=case.agency, case=case, result=ContestResult.OPEN).get()


@act()
def contest(
    *,
    number: str,
    kind: str,
    grounds: str,
    by: Actor,
    at: datetime,
    distance: str = "",
    served_on: date | None = None,
    filed_on: date | None = None,
) -> ContestCard:
    """File an objection or appeal, or note a lawsuit; one that comes late is kept too, since that is judged elsewhere.

    `served_on`: when the decision reached the applicant, where the case does not say so; `filed_on`: when a paper one
    came in, which only the office may say.

    Raises:
        KindIsUnknown, GroundsAreMissing, DistanceIsUnknown, DayIsNotPossible, FiledAtTheCourt, AppealFirst: nothing
        changed.
    """
    case, today = act_on(number, Verb.CONTEST, by=by), local_day(at)
    policy, decision = _policy(case, kind), newest_decision(case)
    if decision is None:
        raise NotFound
    if not grounds.strip():
        raise GroundsAreMissing(field="grounds")
    day = filed_on if filed_on is not None and by.staff else today
    if not decision.decided_on <= day <= today:
        raise DayIsNotPossible(field="filed_on")
    (place, grace), served = _grace(policy, distance), _begins(case, decision, kind, served_on, by, today)
    found = Contest(
        agency=case.agency,
        case=case,
        decision=decision,
        round=case.contests.count() + 1,
        kind=kind,
        to=policy.to,
        grounds=grounds.strip(),
        distance=place,
        grace_days=grace,
        filed_by=by.key,
        filed_at=at,
        filed_on=day,
        last_day=after(case.agency, served, policy.within, grace) if served else None,
        reply_due_on=after(case.agency, day, policy.reply) if policy.reply else None,
        decide_due_on=after(case.agency, day, policy.decide) if policy.decide else None,
    )
    due_on = contest_card(found).due_on
    change(case, "contest", by=by, at=at, contested=kind, contest_due_on=due_on)
    found.save(force_insert=True)
    happened(case, FILED[ContestKind(kind)], by=by, at=at, name=policy.to, due_on=due_on)
    return contest_card(found)


@act()
def reply(*, number: str, text: str, by: Actor, at: datetime) -> None:
    """Send the appeal with the office's reply to the authority 答辯; from then on the authority's limit is shown.

    Raises:
        ReplyIsMissing: nothing changed.
    """
    case = act_on(number, Verb.REPLY, by=by)
    if not text.strip():
        raise ReplyIsMissing(field="text")
    found, day = _open(case), local_day(at)
    found.reply, found.replied_on = text.strip(), day
    limit = _policy(case, found.kind).decide
    found.decide_due_on = after(case.agency, day, limit) if limit else None
    change(case, "reply", by=by, at=at, contest_due_on=found.decide_due_on)
    found.save(update_fields=["reply", "replied_on", "decide_due_on"])
    said = EventKind.REPLIED if found.decide_due_on else EventKind.ANSWERED_COURT
    happened(case, said, by=by, at=at, name=found.to, due_on=found.decide_due_on)


@act()
def lengthen(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the authority takes longer 延長決定期間, once, by what its limit allows.

    Raises:
        LongerAlready: nothing changed.
    """
    case = act_on(number, Verb.LENGTHEN, by=by)
    found = _open(case)
    longer = _policy(case, found.kind).longer
    if found.longer_on is not None or not longer or found.decide_due_on is None:
        raise LongerAlready(due_on=found.decide_due_on)
    found.longer_on = local_day(at)
    found.decide_due_on = after(case.agency, found.decide_due_on, longer)
    change(case, "lengthen", by=by, at=at, contest_due_on=found.decide_due_on)
    found.save(update_fields=["longer_on", "decide_due_on"])
    happened(case, EventKind.LENGTHENED, by=by, at=at, name=found.to, due_on=found.decide_due_on)


def _check_unanswered(found: Contest, day: date) -> None:
    """Only an appeal stays unanswered, and only once the time to decide it is over."""
    if found.kind != ContestKind.APPEAL or found.decide_due_on is None:
        raise ResultIsMissing(field="result")
    if day <= found.decide_due_on:
        raise StillInTime(field="result", due_on=found.decide_due_on)


def _check_result(found: Contest, result: str, reasons: str, served_on: date | None, day: date) -> None:
    if result not in ContestResult.values or not result or not reasons.strip():
        raise ResultIsMissing(field="reasons" if result in RESULTS else "result")
    if result == ContestResult.UNANSWERED:
        _check_unanswered(found, day)
    if served_on is not None and not found.filed_on <= served_on <= day:
        raise DayIsNotPossible(field="served_on")


@act()
def settle(
    *,
    number: str,
    result: str,
    reasons: str,
    by: Actor,
    at: datetime,
    document: str = "",
    again: str = "",
    served_on: date | None = None,
) -> ContestCard:
    """Settle an objection, or note what was decided of an appeal or lawsuit; a revoked decision is made again.

    `document` is the number of the authority's decision or the judgment, `served_on` when it reached the applicant:
    from then the limit of a lawsuit runs. An objection gets this office's next number. `again` is the limit of the new
    decision (a period), else that of the service's policy. Who decided the case settles no objection to it.

    Raises:
        ResultIsMissing, NotByWhoDecided, StillInTime, DayIsNotPossible; what a period is refused for.
    """
    case = act_on(number, Verb.SETTLE, by=by)
    found, day = _open(case), local_day(at)
    _check_result(found, result, reasons, served_on, day)
    judges = result != ContestResult.TAKEN_BACK and found.kind == ContestKind.OBJECTION
    if judges and found.decision.decided_by in {by.key, by.deputising_for}:
        raise NotByWhoDecided
    found.result, found.result_on, found.result_reasons = result, day, reasons.strip()
    ours = judges and not document.strip()
    found.result_number = document_number(case.agency, day) if ours else document.strip()
    found.settled_by, found.result_served_on = by.key, served_on
    names = ["result", "result_on", "result_reasons", "result_number", "settled_by", "result_served_on"]
    found.save(update_fields=names)
    if result == ContestResult.REVOKED:
        limit = again.strip() or _policy(case, found.kind).again
        start_again(case, limit=limit, by=by, at=at, kind=EventKind.REVOKED, verb="settle")
    else:
        change(case, "settle", by=by, at=at, contested="", contest_due_on=None)
        happened(case, RESULTS[ContestResult(result)], by=by, at=at)
    return contest_card(found)
