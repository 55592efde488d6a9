"""The page of one case: summary, whose turn, due dates and why they moved, papers, answers, timeline, verbs."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.appointments.queries.times import sites
from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.parties import parties
from bianmin.delivery.cases.queries.procedure import steps
from bianmin.delivery.cases.queries.screening import screening
from bianmin.delivery.cases.vocab import OPEN, EventKind, EventLine, Outcome, ProofKind, State, Verb
from bianmin.delivery.cases.vocab.contest import ContestKind, ContestResult
from bianmin.delivery.cases.vocab.interview import Finding, InterviewState
from bianmin.delivery.cases.vocab.party import Part, Soundness
from bianmin.delivery.cases.vocab.review import Answer
from bianmin.delivery.cases.vocab.submission import SubmissionAnswer
from bianmin.delivery.cases.vocab.urgency import Urgency
from bianmin.delivery.catalog.vocab.levels import Level
from bianmin.delivery.catalog.vocab.parts import SecondReading
from bianmin.delivery.talks.queries import asked
from bianmin.faces.desk.cases.levels import levels
from bianmin.faces.desk.cases.looked import lines
from bianmin.faces.desk.common import english, language, say, show
from bianmin.faces.desk.words import STATES, TURNS
from bianmin.faces.desk.work import came_by, in_words
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.clients.queries import names as systems
from bianmin.foundation.orgs.queries import unit_card
from bianmin.journeys.appointment import appointment_of
from bianmin.journeys.group import signature_of_case
from bianmin.journeys.shares import shares_of
from bianmin.journeys.unified import gives, standing
from bianmin.kernel.actor import Actor, Role

MOVED: Final = (
    EventKind.DUE_MOVED_PAUSE, EventKind.DUE_MOVED_RESTART, EventKind.DUE_MOVED_CLOSURE, EventKind.DUE_MOVED_REOPENED,
    EventKind.DUE_MOVED_CALENDAR, EventKind.EXTENDED,
)  # fmt: skip
ORDER: Final = (
    Verb.TAKE, Verb.ANSWER_ONLINE,
    Verb.RECORD_PROOF, Verb.REQUEST_SUPPLEMENT, Verb.SUPPLEMENT, Verb.LOOK_UP, Verb.PLAN_INTERVIEW,
    Verb.HOLD_INTERVIEW, Verb.REVIEW_INTERVIEW, Verb.RECOMMEND, Verb.DECIDE, Verb.SEND_BACK,
    Verb.RELEASE, Verb.CHECK_CONDITION, Verb.SERVE, Verb.REPLY, Verb.SETTLE, Verb.LENGTHEN,
    Verb.CONTEST, Verb.REOPEN, Verb.FORWARD, Verb.SUBMIT, Verb.ANSWER_SUBMISSION, Verb.ANSWER_EXTENSION,
    Verb.PUT_FIRST, Verb.NOT_FIRST, Verb.FINISH_STEP, Verb.EXTEND, Verb.HAND_OVER, Verb.LINK, Verb.WITHDRAW,
)  # fmt: skip
"""In which order the verbs are offered; the first possible one stands out."""


SLIPS: Final = (EventKind.EXTENDED, EventKind.FORWARDED)
"""After what a reply slip is printed."""


def slug(verb: str) -> str:
    """A verb in an address."""
    return verb.replace("_", "-")


def _by_level(card: CaseCard) -> dict[Verb, bool]:
    """Below the last level one recommends; there, and where a level may, one decides."""
    known = card.service.offer.levels
    if not known:
        return {}
    last = card.level + 1 >= len(known)
    return {Verb.RECOMMEND: not last, Verb.DECIDE: last or bool(known[card.level].decides)}


def _verbs(card: CaseCard, *, step: bool) -> list[dict[str, str]]:
    offer = card.service.offer
    known = {
        Verb.FINISH_STEP: step,
        Verb.FORWARD: offer.forward_to,
        Verb.LOOK_UP: any(paper.lookup or paper.reusable for paper in offer.papers),
        Verb.PLAN_INTERVIEW: offer.interview,
        Verb.CONTEST: offer.contests,
        **_by_level(card),
    }
    offered = [verb for verb in ORDER if verb in card.verbs and known.get(verb, True)]
    offered += [Verb.RATE] if card.state in (State.DECIDED, State.RELEASED) and not card.rated else []
    return [{"slug": slug(verb), "label": str(verb.label)} for verb in offered]


def _timeline(events: tuple[EventLine, ...]) -> list[dict[str, Any]]:
    keys = [event.actor for event in events]
    people = names(keys) | systems(keys)
    return [
        {"sentence": event.sentence(language()), "at": event.at, "who": people.get(event.actor, "")} for event in events
    ]


def readings(card: CaseCard) -> list[dict[str, Any]]:
    """What first readers recommended, with the names of both readers."""
    people = names(key for one in card.proposals for key in (one.proposed_by, one.answered_by))
    return [
        {
            "reading": one,
            "outcome": Outcome(one.outcome).label,
            "answer": Answer(one.answer).label,
            "first": people.get(one.proposed_by, ""),
            "second": people.get(one.answered_by, ""),
        }
        for one in card.proposals
    ]


def _interviews(card: CaseCard) -> list[dict[str, Any]]:
    """Interviews with their words and the names of who held and reviewed them."""
    people = names(key for one in card.interviews for key in (one.interviewer, one.reviewed_by))
    return [
        {
            "one": one,
            "state": InterviewState(one.state).label,
            "finding": Finding(one.finding).label if one.finding else "",
            "held": people.get(one.interviewer, ""),
            "reviewed": people.get(one.reviewed_by, ""),
        }
        for one in card.interviews
    ]


def _contests(card: CaseCard) -> list[dict[str, Any]]:
    """Objections and appeals with their words."""
    return [
        {"one": one, "kind": ContestKind(one.kind).label, "result": ContestResult(one.result).label}
        for one in card.contests
    ]


READ: Final = {
    "readings": {Verb.RECOMMEND, Verb.DECIDE, Verb.SEND_BACK},
    "interviews": {Verb.REVIEW_INTERVIEW, Verb.RECOMMEND, Verb.DECIDE},
    "contests": {Verb.REPLY, Verb.SETTLE, Verb.LENGTHEN},
    "submissions": {Verb.ANSWER_SUBMISSION},
}
"""What is read beside the questions of a verb."""


def beside(card: CaseCard, verb: Verb) -> dict[str, Any]:
    """What others wrote that whoever does this should read first."""
    parts = {"readings": readings, "interviews": _interviews, "contests": _contests, "submissions": _submissions}
    return {name: part(card) for name, part in parts.items() if verb in READ[name]}


def _submissions(card: CaseCard) -> list[tuple[Any, Any]]:
    return [(one, SubmissionAnswer(one.answer).label) for one in card.submissions]


def _urgent(card: CaseCard) -> dict[str, Any] | None:
    """Why the case goes first, in words, and who said so."""
    found = card.urgency
    if found is None:
        return None
    return {"label": Urgency(found.kind).label, "one": found, "who": names([found.by]).get(found.by, "")}


def _waits_for(card: CaseCard, actor: Actor) -> str:
    """Who is to act, where it is not the reader: why a step is not offered, and what is."""
    if card.state != State.PROPOSED or Verb.DECIDE in card.verbs or not actor.has(Role.OFFICER, Role.CHIEF):
        return ""
    offer = card.service.offer
    second = offer.levels[card.level] if offer.levels else offer.second_reading
    if card.proposals and actor.key == card.proposals[0].proposed_by:
        return _("You read it first, so somebody else decides it or sends it back to you.")
    return _reads_now(second)


def _reads_now(second: SecondReading | Level | None) -> str:
    """Who reads a case a second time, or at its level."""
    if second and second.unit:
        return _("%(unit)s reads it now, and decides or sends it back.") % {"unit": unit_card(second.unit).name}
    if second is None or second.by == "chief":
        return _("A chief reads it now, and decides or sends it back.")
    return _("Another officer reads it now.")


def _parties(actor: Actor, number: str) -> list[dict[str, Any]]:
    """Who acts besides the applicant, and what was found of a representation."""
    cards = parties(actor, number)
    people = names(one.checked_by for one in cards)
    return [
        {
            "card": one,
            "label": Part(one.part).label,
            "agent": one.part == Part.AGENT,
            "found": Soundness(one.soundness).label if one.soundness else "",
            "who": people.get(one.checked_by, ""),
        }
        for one in cards
    ]


def _of_its_service(actor: Actor, card: CaseCard) -> dict[str, Any]:
    """What only some services have: an appointment, a unified number, what a computer found."""
    return {
        "shared": shares_of(actor, card.number),
        "visit": appointment_of(actor, card.number) if sites(card.agency) else None,
        "unified": standing(number=card.number, by=actor) if gives(card.agency, card.service.code) else None,
        "screened": screening(actor, card.number) if card.service.offer.principles else None,
    }


def _stands(card: CaseCard, on: date) -> dict[str, Any]:
    """Where the case stands, how it came and how it is fetched, in words; how late it is while it is open."""
    is_open = card.state in OPEN
    return {
        "state": STATES[card.state],
        "turn": TURNS[card.turn],
        "channel": came_by(card.agency, card.channel, card.via),
        "proof": ProofKind(card.proof_kind).label if card.proof_kind else "",
        "pickup": next((way.name for way in card.service.offer.pickup if way.code == card.pickup), card.pickup),
        "open": is_open,
        "when": in_words((card.due_on - on).days) if is_open else "",
        "late": is_open and card.due_on < on,
    }


def shown(request: Request, card: CaseCard) -> Mapping[str, Any]:
    """What the page shows of a case."""
    done = steps(request.actor, card.number, as_of=card.decided_on or today())
    return {
        **_stands(card, today()),
        **_of_its_service(request.actor, card),
        "case": card,
        "offer": card.service.offer,
        "moved": [event.sentence(language()) for event in card.events if event.kind in MOVED],
        "timeline": _timeline(card.events),
        "outcome": Outcome(card.decision.outcome).label if card.decision else "",
        "steps": done,
        "asked": asked(request.actor, card.subject),
        "slip": any(event.kind in SLIPS for event in card.events),
        "verbs": _verbs(card, step=any(step.current for step in done)),
        "readings": readings(card),
        "levels": levels(card),
        "parts": [(one, STATES[one.state], Outcome(one.outcome).label if one.outcome else "") for one in card.parts],
        "interviews": _interviews(card),
        "contests": _contests(card),
        "submissions": _submissions(card),
        "urgent": _urgent(card),
        "table": signature_of_case(request.actor, card.number),
        "relatives": [(one, STATES[one.state]) for one in card.relatives],
        "parties": _parties(request.actor, card.number),
        "waits": _waits_for(card, request.actor),
        "lookups": lines(card),
        "say": say(request),
    }


@door(CASES)
@require_safe
@found
def page(request: Request, number: str) -> HttpResponseBase:
    """One case; persons and answers are masked."""
    card = case(request.actor, number, english=english())
    return show(request, "cases/page", **shown(request, card))
