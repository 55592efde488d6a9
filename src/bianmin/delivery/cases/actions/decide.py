"""Decide, hand over, withdraw."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.dues import run_on
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Decision, Supplement
from bianmin.delivery.cases.queries.dues import days_used, service_of
from bianmin.delivery.cases.queries.track import decision_card
from bianmin.delivery.cases.vocab import DecisionCard, EventKind, Outcome, State, Verb
from bianmin.foundation.clock.vocab import spoken
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.kernel.words import LISTENER


class OutcomeIsUnknown(Refused):
    """No outcome was chosen."""

    message = _("Choose how the case is decided.")


class ReasonsAreMissing(Refused):
    """A decision that does not grant everything gives its reasons (行政程序法 §96)."""

    message = _("Write the reasons: what does not grant everything must give them.")


class BasisIsMissing(Refused):
    """A decision that does not grant everything names its legal basis (行政程序法 §96)."""

    message = _("Name the legal basis of the decision.")


class RemediesAreMissing(Refused):
    """A decision that does not grant everything says how to contest it (行政程序法 §96)."""

    message = _("Write how, until when and where the decision can be contested.")


class PapersMayStillCome(Refused):
    """The applicant still has time to hand in what was asked for."""

    message = _("The applicant may hand in papers until {day}. A case can be refused only after that day.")


class ProofIsMissing(Refused):
    """As yet this is a request: nobody recorded the proof of identity."""

    message = _("Record first what proved the identity; until then this is a request, and nothing is handed over.")


def document_number(agency: str, day: date) -> str:
    """The next number of a letter 發文字號: 卑鄉戶字第1140000012號, the series beginning anew each year."""
    year = str(day.year - FOUNDED + 1)
    serial = take_number(agency=agency, kind="letter", period=year)
    word = agency_named(agency).document_word.removesuffix("字")
    return f"{word}字第{year}{serial:07}號"


def _words(case: Case, outcome: str, reasons: str, basis: str, remedies: str) -> dict[str, str]:
    """What a decision says; what is missing is the service's own."""
    if outcome not in Outcome.values:
        raise OutcomeIsUnknown(field="outcome")
    offer = service_of(case).offer
    found = {
        "reasons": reasons.strip(),
        "basis": basis.strip() or "；".join(offer.legal_basis),
        "remedies": remedies.strip() or offer.remedies,
    }
    if outcome == Outcome.GRANTED:
        return found
    for name, refusal in (("reasons", ReasonsAreMissing), ("basis", BasisIsMissing), ("remedies", RemediesAreMissing)):
        if not found[name]:
            raise refusal(field=name)
    return found


def _check_waiting(case: Case, outcome: str, day: date) -> None:
    if case.state != State.SUPPLEMENT or outcome == Outcome.GRANTED:
        return
    asked = Supplement.objects.filter(agency=case.agency, case=case, due_on__gte=day).order_by("-round").first()
    if asked is not None:
        raise PapersMayStillCome(day=spoken(asked.due_on, LISTENER.language()))


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
    letter: bool = True,
) -> DecisionCard:
    """Decide a case 核定/准駁, with a document number 發文字號 where a letter goes out.

    Basis and instruction on remedies 救濟教示 are the service's by default; what does not grant everything needs
    reasons, basis and remedies. A case that waits for papers is not refused before their day has passed.

    Raises:
        OutcomeIsUnknown, ReasonsAreMissing, BasisIsMissing, RemediesAreMissing, PapersMayStillCome: nothing changed.
    """
    case, day = act_on(number, Verb.DECIDE, by=by), local_day(at)
    words = _words(case, outcome, reasons, basis, remedies)
    _check_waiting(case, outcome, day)
    clock = run_on(case, by=by, at=at)
    sent = document_number(case.agency, day) if letter else ""
    values = {**clock, **_kept(case, day, clock), "outcome": outcome, "document_number": sent}
    change(case, "decide", by=by, at=at, **{"state": State.DECIDED.value, **values})
    decision = Decision.objects.create(
        agency=case.agency,
        case=case,
        outcome=outcome,
        number=sent,
        decided_by=by.key,
        decided_at=at,
        decided_on=day,
        **words,
    )
    happened(case, EventKind.DECIDED, by=by, at=at)
    return decision_card(decision)


@act()
def release(*, number: str, by: Actor, at: datetime) -> None:
    """Hand over the result 發件/領件.

    Raises:
        ProofIsMissing: a proof of identity is needed, for a proxy too, and was not recorded.
    """
    case = act_on(number, Verb.RELEASE, by=by)
    if case.request_only:
        raise ProofIsMissing
    change(case, "release", by=by, at=at, state=State.RELEASED.value, released_on=local_day(at))
    happened(case, EventKind.RELEASED, by=by, at=at)


@act()
def withdraw(*, number: str, by: Actor, at: datetime) -> None:
    """Withdraw an application that is not decided 撤回, at the citizen's wish."""
    case = act_on(number, Verb.WITHDRAW, by=by)
    values = run_on(case, by=by, at=at)
    change(case, "withdraw", by=by, at=at, **{**values, "state": State.WITHDRAWN.value})
    happened(case, EventKind.WITHDRAWN, by=by, at=at)
