"""A case as the citizen follows it."""

from bianmin.delivery.cases.models import Case, Decision, Event, Supplement
from bianmin.delivery.cases.queries.conditions import conditions
from bianmin.delivery.cases.queries.contest import contests, last_days
from bianmin.delivery.cases.queries.interview import next_interview
from bianmin.delivery.cases.queries.parts import parts_of
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.queries.receipts import receipt as receipt
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import CITIZENS, acts_for, is_principal, possible
from bianmin.delivery.cases.vocab import (
    OTHERWISE,
    TURNS,
    DecisionCard,
    Defect,
    EventLine,
    State,
    SupplementCard,
    TrackCard,
    Verb,
)
from bianmin.kernel.actor import PUBLIC, Actor


def event_line(event: Event) -> EventLine:
    """A line of a timeline."""
    return EventLine(event.kind, event.at, event.on, event.params, event.public, event.actor)


def supplement_card(asked: Supplement) -> SupplementCard:
    """The card of a one-time notice."""
    return SupplementCard(
        round=asked.round,
        defects=tuple(Defect(**defect) for defect in asked.defects),
        basis=asked.basis,
        otherwise=asked.otherwise or str(OTHERWISE),
        asked_on=asked.asked_on,
        due_on=asked.due_on,
        answered_on=asked.answered_on,
        odt=asked.odt,
        pdf=asked.pdf,
    )


def decision_card(decision: Decision) -> DecisionCard:
    """The card of a decision."""
    return DecisionCard(
        outcome=decision.outcome,
        reasons=decision.reasons,
        basis=decision.basis,
        remedies=decision.remedies,
        number=decision.number,
        decided_on=decision.decided_on,
        odt=decision.odt,
        pdf=decision.pdf,
    )


def track_of(case: Case, *, by_code: bool, actor: Actor = PUBLIC) -> TrackCard:
    """The status of a case for whoever proved to know it: no name, no answers, no words of a decision.

    An agent, who came by a code of his own, is offered what he may do.
    """
    asked = case.supplements.order_by("-round").first() if case.state == State.SUPPLEMENT else None
    officer, deputy = contacts(case)
    verbs = {verb for verb in CITIZENS if by_code or acts_for(actor, verb, case)}
    return TrackCard(
        case_id=case.pk,
        agency=case.agency,
        number=case.number,
        service_code=case.service_code,
        service_version=case.service_version,
        service_name=case.service_name,
        state=case.state,
        turn=TURNS[case.state].value,
        received_on=case.received_on,
        statutory_due_on=case.statutory_due_on,
        norm_due_on=case.norm_due_on,
        due_on=case.due_on,
        provisional=case.provisional,
        decided_on=case.decided_on,
        released_on=case.released_on,
        outcome=case.outcome,
        request_only=case.request_only,
        officer=officer,
        deputy=deputy,
        pickup=case.pickup,
        supplement=supplement_card(asked) if asked else None,
        events=tuple(event_line(event) for event in case.events.filter(public=True).order_by("id")),
        may_rate=Verb.RATE in verbs and possible(Verb.RATE, case),
        rated=case.rated_on is not None,
        by_code=by_code,
        verbs=frozenset(verb.value for verb in verbs if possible(verb, case)),
        contests=contests(case),
        last_days=last_days(case),
        conditions=conditions(case),
        interview=next_interview(case),
        level=case.level,
        parts=parts_of(case),
        may_name=by_code and is_principal(actor, case),
    )


def track_card(actor: Actor, number: str) -> TrackCard:
    """The status of a case that the actor holds (opened before by `actions.track.track`), or that staff may see."""
    case = row(actor, number)
    return track_of(case, by_code=case.subject in actor.holds, actor=actor)
