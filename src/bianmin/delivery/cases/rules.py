"""Who may see a case, and what may be done with it now."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.db.models import Q

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import AT_OFFICE, CLOSED, IN_HAND, OPEN, SUBJECT, State, Verb
from bianmin.delivery.cases.vocab.contest import ContestKind
from bianmin.delivery.cases.vocab.interview import InterviewState
from bianmin.delivery.cases.vocab.mandate import DEED, Deed
from bianmin.delivery.cases.vocab.review import NOBODY, Reading
from bianmin.kernel.actor import Actor, Role

READERS: Final = (Role.CHIEF, Role.AUDITOR)
"""Roles that see every case of their agency; a chief of a unit those of the unit."""

WRITERS: Final = (Role.OFFICER, Role.CHIEF)
"""Roles that answer what another agency submits to theirs."""

STATES: Final[Mapping[Verb, tuple[State, ...]]] = {
    Verb.TAKE: IN_HAND,
    Verb.RECORD_PROOF: (*OPEN, State.DECIDED),
    Verb.REQUEST_SUPPLEMENT: IN_HAND,
    Verb.SUPPLEMENT: (State.SUPPLEMENT,),
    Verb.EXTEND: (*AT_OFFICE, State.FORWARDED),
    Verb.ANSWER_EXTENSION: (*AT_OFFICE, State.FORWARDED),
    Verb.FINISH_STEP: OPEN,
    Verb.HAND_OVER: OPEN,
    Verb.PLAN_INTERVIEW: IN_HAND,
    Verb.HOLD_INTERVIEW: IN_HAND,
    Verb.REVIEW_INTERVIEW: IN_HAND,
    Verb.SUBMIT: IN_HAND,
    Verb.ANSWER_SUBMISSION: (State.FORWARDED,),
    Verb.LINK: (*OPEN, *CLOSED),
    Verb.PUT_FIRST: OPEN,
    Verb.NOT_FIRST: OPEN,
    Verb.FORWARD: IN_HAND,
    Verb.RECOMMEND: (*IN_HAND, State.FORWARDED, State.PROPOSED),
    Verb.SEND_BACK: (State.PROPOSED,),
    Verb.DECIDE: OPEN,
    Verb.LOOK_UP: OPEN,
    Verb.CHECK_CONDITION: CLOSED,
    Verb.RELEASE: (State.DECIDED,),
    Verb.WITHDRAW: OPEN,
    Verb.SERVE: CLOSED,
    Verb.CONTEST: CLOSED,
    Verb.REPLY: CLOSED,
    Verb.LENGTHEN: CLOSED,
    Verb.SETTLE: CLOSED,
    Verb.REOPEN: CLOSED,
    Verb.RATE: (State.DECIDED, State.RELEASED),
    Verb.ANSWER_ONLINE: OPEN,
}
"""In which states each verb is possible."""

CITIZENS: Final = frozenset({Verb.SUPPLEMENT, Verb.WITHDRAW, Verb.CONTEST, Verb.RATE})
"""What whoever holds a case may do with it."""

CONTESTED: Final = frozenset({Verb.REPLY, Verb.LENGTHEN, Verb.SETTLE})
"""What is possible only while an objection or appeal waits."""

INTERVIEWS: Final[Mapping[Verb, tuple[str, ...]]] = {
    Verb.PLAN_INTERVIEW: ("", InterviewState.PLANNED, InterviewState.MISSED, InterviewState.AGAIN),
    Verb.HOLD_INTERVIEW: (InterviewState.PLANNED,),
    Verb.REVIEW_INTERVIEW: (InterviewState.HELD,),
}
"""Where the newest interview of a case must stand for what is done about interviews."""

NEEDS: Final[Mapping[Verb, Callable[[Case], bool]]] = {
    Verb.RATE: lambda case: case.rated_on is None,
    Verb.ANSWER_SUBMISSION: lambda case: bool(case.submitted_to),
    Verb.CHECK_CONDITION: lambda case: case.condition_due_on is not None,
    Verb.RECOMMEND: lambda case: case.state != State.PROPOSED or case.second_reading == Reading.LEVELS,
    Verb.ANSWER_ONLINE: lambda case: case.reply_due_on is not None and case.replied_on is None,
    Verb.PUT_FIRST: lambda case: not case.urgent,
    Verb.NOT_FIRST: lambda case: bool(case.urgent),
}
"""What else must be so of a case for some verbs."""

NEEDS_PROOF: Final = frozenset({Verb.RELEASE})


PERSON: Final = "persons.person"
"""How what somebody holds who proved who they are begins."""

NEEDED: Final[Mapping[Verb, Deed]] = {
    Verb.SUPPLEMENT: Deed.SUPPLEMENT,
    Verb.WITHDRAW: Deed.WITHDRAW,
    Verb.RATE: Deed.QUERY,
    Verb.CONTEST: Deed.CONTEST,
}
"""What an agent must be allowed to do for each verb that he does online."""

ASKS: Final = f"{DEED}.{Deed.QUERY}"
"""What an agent holds who may ask where a case stands."""


def held_ids(actor: Actor) -> list[int]:
    """The cases an actor proved by code, or may ask after for somebody: `cases.case:7` -> 7."""
    pairs = (subject.rpartition(":") for subject in actor.holds)
    return [int(key) for kind, _, key in pairs if kind in (SUBJECT, ASKS) and key.isdecimal()]


def may_for(actor: Actor, deed: Deed, case: Case) -> bool:
    """Whether an authorisation that holds today lets an agent do this for the applicant."""
    return f"{DEED}.{deed}:{case.pk}" in actor.holds


def acts_for(actor: Actor, verb: Verb, case: Case) -> bool:
    """Whether an agent may do what a verb says for the applicant."""
    return verb in NEEDED and may_for(actor, NEEDED[verb], case)


def for_applicant(actor: Actor, deed: Deed, case: Case) -> Actor:
    """The actor, who holds the case for this act where an authorisation lets him do it for the applicant."""
    return replace(actor, holds=actor.holds | {case.subject}) if may_for(actor, deed, case) else actor


def is_principal(actor: Actor, case: Case) -> bool:
    """Whether this is the applicant, not the agent who applied: by a code the agent never had, or proved in person."""
    if case.subject not in actor.holds:
        return False
    proved = f"{PERSON}:{case.applicant_id}" in actor.holds
    return case.proxy_id is None or proved or case.mandates.filter(turned=True).exists()


def is_chief(actor: Actor, case: Case) -> bool:
    """Whether the actor is a chief of the case's unit, of one above, or of the unit that reads it a second time."""
    places = [place for place in (case.unit_path, case.second_unit) if place]
    return any(
        grant.role is Role.CHIEF and grant.agency == case.agency
        and (grant.whole or any(place.startswith(grant.path) for place in places))
        for grant in actor.grants
    )  # fmt: skip


def readable(actor: Actor) -> Q:
    """The cases an actor may see.

    Officers, and chiefs of a unit, those of their units and the units below, those sent there for a second reading, of
    colleagues away whose work they do, and what their office received for another; chiefs of the agency and auditors
    those of the agency; a citizen those proved by code; the platform all. A parent agency sees none but those submitted
    to it, until it has answered.
    """
    if actor.has(Role.SYSTEM):
        return Q()
    seen = Q(pk__in=held_ids(actor)) | Q(agency__in=actor.heading(*READERS))
    if asked := actor.agencies(*WRITERS):
        seen |= Q(submitted_to__in=asked)
    for grant in actor.grants:
        if grant.in_unit:
            here = Q(unit_path__startswith=grant.path) | Q(second_unit__startswith=grant.path)
            seen |= Q(agency=grant.agency) & here
    if actor.has(Role.OFFICER, Role.CHIEF):
        seen |= for_others(actor)
    return seen | Q(agency=actor.agency, officer__in=actor.absent) if actor.absent else seen


def for_others(actor: Actor) -> Q:
    """The cases that the actor's office received for another 跨區收件: it sees them, and does nothing with them."""
    own = actor.agencies(Role.OFFICER, Role.CHIEF)
    return Q(intake_agency__in=own) & ~Q(agency__in=own)


def sees(actor: Actor, case: Case) -> bool:
    """Whether the actor may see one case, by the same words as `readable`."""
    if actor.has(Role.SYSTEM) or case.agency in actor.heading(*READERS):
        return True
    if actor.holds & {case.subject, f"{ASKS}:{case.pk}"}:
        return True
    if case.submitted_to and case.submitted_to in actor.agencies(*WRITERS):
        return True
    return _is_for_another(actor, case) or covers(actor, case) or _is_in_unit(actor, case)


def _is_for_another(actor: Actor, case: Case) -> bool:
    """Whether it is one of `for_others`."""
    own = actor.agencies(Role.OFFICER, Role.CHIEF)
    return case.intake_agency in own and case.agency not in own


def _is_in_unit(actor: Actor, case: Case) -> bool:
    """Whether a unit of the actor's, or one below, has the case or reads it a second time."""
    return any(
        case.agency == grant.agency
        and (case.unit_path.startswith(grant.path) or case.second_unit.startswith(grant.path))
        for grant in actor.grants
        if grant.in_unit
    )


def covers(actor: Actor, case: Case) -> bool:
    """Whether the actor does the work of the case's officer, who is away today."""
    return case.agency == actor.agency and case.officer in actor.absent


def is_own(actor: Actor, case: Case) -> bool:
    """Whether somebody who deputises seems to be the applicant, or to apply for one: by the name."""
    if not (actor.deputising_for and actor.label):
        return False
    people = (case.applicant, *([case.proxy] if case.proxy else []))
    return actor.label in {person.name for person in people}


def late(on: date) -> Q:
    """Open cases whose promised day lies before `on`; one whose clock stands still is not late."""
    return Q(state__in=OPEN, stopped_on__isnull=True, due_on__lt=on)


def to_answer() -> Q:
    """Open online applications that nobody has answered yet."""
    return Q(state__in=OPEN, reply_due_on__isnull=False, replied_on__isnull=True)


def asked_for_extension(actor: Actor) -> Q:
    """The open cases whose officer asks the actor, as chief, for an extension."""
    mine = Q(agency__in=actor.heading(Role.CHIEF))
    for grant in actor.grants:
        if grant.role is Role.CHIEF and not grant.whole:
            mine |= Q(agency=grant.agency, unit_path__startswith=grant.path)
    return mine & Q(state__in=OPEN, extension_asked=True)


def lies_with(actor: Actor, case: Case) -> bool:
    """Whether the case was sent to the actor's unit for its second reading, until its result is handed over."""
    return case.state in (State.PROPOSED, State.DECIDED) and any(
        grant.in_unit and grant.agency == case.agency and case.second_unit.startswith(grant.path)
        for grant in actor.grants
    )


def works_on(actor: Actor, case: Case) -> bool:
    """Whether the case is the actor's work: an officer or chief of its unit or one above.

    While another unit reads it a second time it is that unit's work too.
    """
    return (
        lies_with(actor, case)
        or covers(actor, case)
        or any(
            grant.agency == case.agency
            and grant.role in WRITERS
            and (case.unit_path.startswith(grant.path) or not grant.in_unit)
            for grant in actor.grants
        )
    )


def is_first_reader(actor: Actor, case: Case) -> bool:
    """Whether the actor, or the colleague stood in for, recommended what the second reader now has."""
    return bool(({actor.key, actor.deputising_for} & {case.proposed_by, case.proposed_for}) - NOBODY)


def is_second_reader(actor: Actor, case: Case) -> bool:
    """Whether the actor has the role of the second reader of this case, in its unit, and is not its first."""
    chief = is_chief(actor, case)
    ranked = chief or case.second_reader != Role.CHIEF
    there = chief or (lies_with if case.second_unit else works_on)(actor, case)
    return ranked and there and not is_first_reader(actor, case)


def interviewed(actor: Actor, case: Case) -> bool:
    """Whether the actor, or the colleague stood in for, held the newest interview of the case."""
    return bool(({actor.key, actor.deputising_for} & {case.interviewer}) - NOBODY)


def for_second_reader(actor: Actor) -> Q:
    """The cases that wait for the actor as second reader: `is_second_reader` for lists."""
    me = {actor.key, actor.deputising_for} - NOBODY
    mine = Q(agency__in=actor.heading(Role.CHIEF))
    for grant in actor.grants:
        if grant.in_unit:
            here = Q(second_unit="", unit_path__startswith=grant.path) | Q(second_unit__startswith=grant.path)
            ranked = Q() if grant.role is Role.CHIEF else Q(second_reader=Role.OFFICER.value)
            mine |= ranked & Q(agency=grant.agency) & here
    return mine & Q(state=State.PROPOSED) & ~Q(proposed_by__in=me) & ~Q(proposed_for__in=me)


def _reads(actor: Actor, verb: Verb, case: Case) -> bool:
    """Whether the policy of two readings lets the actor do this now."""
    if verb is Verb.RECOMMEND:
        at_first = case.state != State.PROPOSED
        return case.second_reading != Reading.ONE and (at_first or is_second_reader(actor, case))
    if verb in (Verb.DECIDE, Verb.REVIEW_INTERVIEW) and interviewed(actor, case):
        return False
    if verb not in (Verb.DECIDE, Verb.SEND_BACK):
        return True
    if case.state == State.PROPOSED:
        return is_second_reader(actor, case)
    return case.second_reading != Reading.ALWAYS


def may(actor: Actor, verb: Verb, case: Case) -> bool:
    """Whether the actor has the right to do this with the case, whatever its state.

    Nobody rates the service given by himself: a rating comes from whoever holds the case.
    """
    holds = case.subject in actor.holds or acts_for(actor, verb, case)
    if verb is Verb.RATE:
        return holds
    if verb is Verb.ANSWER_SUBMISSION:
        return case.submitted_to in actor.agencies(*WRITERS)
    if verb is Verb.ANSWER_EXTENSION:
        return is_chief(actor, case)
    return (holds and verb in CITIZENS) or works_on(actor, case)


def _fits(verb: Verb, case: Case) -> bool:
    """Whether a step of a contest fits its kind: an objection needs no reply, and only an authority takes longer."""
    kinds = {Verb.REPLY: (ContestKind.APPEAL, ContestKind.LAWSUIT), Verb.LENGTHEN: (ContestKind.APPEAL,)}
    return verb not in kinds or case.contested in kinds[verb]


def stands(verb: Verb, case: Case) -> bool:
    """Whether the case stands where this can be done."""
    if verb in NEEDS and not NEEDS[verb](case):
        return False
    if verb in INTERVIEWS:
        return case.state in STATES[verb] and case.interview_state in INTERVIEWS[verb]
    if verb in CONTESTED or verb in (Verb.CONTEST, Verb.REOPEN):
        return case.state in STATES[verb] and bool(case.contested) is (verb in CONTESTED) and _fits(verb, case)
    return case.state in STATES[verb]


def possible(verb: Verb, case: Case) -> bool:
    """Whether this can be done now."""
    if verb is Verb.RECORD_PROOF and not case.request_only:
        return False
    if verb in NEEDS_PROOF and case.request_only:
        return False
    if verb in (Verb.EXTEND, Verb.ANSWER_EXTENSION) and case.extension_asked != (verb is Verb.ANSWER_EXTENSION):
        return False
    return stands(verb, case)


def verbs(actor: Actor, case: Case) -> frozenset[str]:
    """What the actor may do with the case now."""
    now = (verb for verb in Verb if possible(verb, case) and may(actor, verb, case))
    return frozenset(verb.value for verb in now if _reads(actor, verb, case))
