"""Decide, hand over, withdraw."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.conditions import check_conditions, keep_conditions
from bianmin.delivery.cases.actions.dues import run_on
from bianmin.delivery.cases.actions.mandates import fetched_by
from bianmin.delivery.cases.actions.parts import check_parts, close_parts, tell_whole
from bianmin.delivery.cases.actions.places import give_back
from bianmin.delivery.cases.actions.second import answer, answered, check_readings
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.actions.words import words_of
from bianmin.delivery.cases.models import Case, Decision, Supplement
from bianmin.delivery.cases.queries.dues import days_used, service_of
from bianmin.delivery.cases.queries.track import decision_card
from bianmin.delivery.cases.rules import for_applicant
from bianmin.delivery.cases.vocab import DecisionCard, EventKind, Outcome, State, Verb
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.delivery.cases.vocab.mandate import Deed
from bianmin.delivery.cases.vocab.review import Answer
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.kernel.rows import insert, update


class PapersMayStillCome(Refused):
    """The applicant still has time to hand in what was asked for."""

    message = _("The applicant may hand in papers until {day}. A case can be refused only after that day.")


class ProofIsMissing(Refused):
    """As yet this is a request: nobody recorded the proof of identity."""

    message = _("Record first what proved the identity; until then this is a request, and nothing is handed over.")


def document_number(agency: str, day: date) -> str:
    """The next number of a letter 發文字號: 卑鄉戶字第1140000012號, the series beginning anew each year."""
    year = str(day.year - FOUNDED + 1)
    serial = take_number(agency=agency, kind="letter", period=year, many=True)
    word = agency_named(agency).document_word.removesuffix("字")
    return f"{word}字第{year}{serial:07}號"


def _check_waiting(case: Case, outcome: str, day: date) -> None:
    if case.state != State.SUPPLEMENT or outcome == Outcome.GRANTED:
        return
    asked = Supplement.objects.filter(agency=case.agency, case=case, due_on__gte=day).order_by("-round").first()
    if asked is not None:
        raise PapersMayStillCome(day=asked.due_on)


def _kept(case: Case, day: date, clock: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the promise was kept: the earlier due date for `on_time`, the statutory one for `within_limit`."""
    statutory, shown = (clock.get(name, getattr(case, name)) for name in ("statutory_due_on", "due_on"))
    return {
        "decided_on": day,
        "on_time": day <= shown,
        "overdue": day > shown,
        "overdue_on": shown + timedelta(days=1) if day > shown else None,
        "within_limit": day <= statutory,
        "used_days": days_used(case, until=day),
    }


@act()
def decide(
    *,
    number: str,
    outcome: str,
    by: Actor,
    at: datetime,
    reasons: str = "",
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
    letter: bool = True,
) -> DecisionCard:
    """Decide a case 核定/准駁, with a document number 發文字號 where a letter goes out.

    Basis and instruction on remedies 救濟教示 are the service's by default; what does not grant everything needs
    reasons, basis and remedies. A case that waits for papers is not refused before their day has passed. Where the
    service is read twice 複核, the second reader decides.

    Raises:
        OutcomeIsUnknown, ReasonsAreMissing, BasisIsMissing, RemediesAreMissing, PapersMayStillCome, RecommendFirst,
        ReadItYourself, OnlyAChief, PartsAreOpen, NeededPartIsLost, PartIsLost, ConditionsAreMissing,
        ConditionsDoNotFit: nothing changed.
    """
    case, day = act_on(number, Verb.DECIDE, by=by), local_day(at)
    words = words_of(case, outcome, reasons, basis, remedies)
    check_conditions(outcome, conditions, day)
    check_readings(case, outcome, by)
    check_parts(case, outcome)
    _check_waiting(case, outcome, day)
    clock = run_on(case, by=by, at=at)
    sent = document_number(case.agency, day) if letter else ""
    values = {**clock, **_kept(case, day, clock), "outcome": outcome, "document_number": sent}
    next_check = min((wish.due_on for wish in conditions), default=None)
    read = {"state": State.DECIDED.value, "proposed_by": "", "proposed_for": "", "condition_due_on": next_check}
    change(case, "decide", by=by, at=at, **{**read, **values})
    answer(case, answered(case, outcome), by=by, at=at)
    decision = Decision(
        agency=case.agency,
        case=case,
        round=case.round,
        due_on=case.due_on,
        outcome=outcome,
        number=sent,
        decided_by=by.key,
        decided_at=at,
        decided_on=day,
        **words,
    )
    insert(decision)
    if outcome == Outcome.REFUSED:
        give_back(case, service_of(case), by=by, at=at)
    keep_conditions(case, decision, conditions)
    happened(case, EventKind.DECIDED, by=by, at=at)
    tell_whole(case, by=by, at=at)
    return decision_card(decision)


def drafted(
    *,
    number: str,
    outcome: str,
    by: Actor,
    at: datetime,
    reasons: str = "",
    basis: str = "",
    remedies: str = "",
    conditions: Sequence[Wish] = (),
) -> tuple[Case, Decision]:
    """A decision as it would be made, for looking at its letter before it goes out; nothing is kept.

    Raises:
        What `decide` refuses of its words and conditions.
    """
    case, day = act_on(number, Verb.DECIDE, by=by), local_day(at)
    words = words_of(case, outcome, reasons, basis, remedies)
    check_conditions(outcome, conditions, day)
    return case, Decision(agency=case.agency, case=case, outcome=outcome, decided_on=day, **words)


@act()
def release(*, number: str, by: Actor, at: datetime, to: int = 0) -> None:
    """Hand over the result 發件/領件; what is handed over is served 送達.

    `to` is the authorisation by which an agent fetches it 代領; without one the applicant does, or it is sent.

    Raises:
        ProofIsMissing: a proof of identity is needed, for a proxy too, and was not recorded. NotForThis.
    """
    case = act_on(number, Verb.RELEASE, by=by)
    if case.request_only:
        raise ProofIsMissing
    if to:
        fetched_by(case, to, at=at)
    day = local_day(at)
    change(case, "release", by=by, at=at, state=State.RELEASED.value, released_on=day)
    unserved = {"agency": case.agency, "case": case.pk, "round": case.round, "served_on": None}
    update(Decision, unserved, {"served_on": day})
    happened(case, EventKind.RELEASED, by=by, at=at)


@act()
def withdraw(*, number: str, by: Actor, at: datetime) -> None:
    """Withdraw an application that is not decided 撤回, at the citizen's wish."""
    case = act_on(number, Verb.WITHDRAW, by=by)
    by = for_applicant(by, Deed.WITHDRAW, case)
    values = run_on(case, by=by, at=at)
    read = {"state": State.WITHDRAWN.value, "proposed_by": "", "proposed_for": ""}
    change(case, "withdraw", by=by, at=at, **{**values, **read})
    answer(case, Answer.DROPPED, by=by, at=at)
    give_back(case, service_of(case), by=by, at=at)
    happened(case, EventKind.WITHDRAWN, by=by, at=at)
    close_parts(case, by=by, at=at)
    tell_whole(case, by=by, at=at)
