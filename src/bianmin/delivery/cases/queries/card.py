"""One case as its office sees it."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.answers import answers_in_words
from bianmin.delivery.cases.queries.conditions import conditions
from bianmin.delivery.cases.queries.contest import contests, newest_decision
from bianmin.delivery.cases.queries.interview import interviews
from bianmin.delivery.cases.queries.mandates import mandates_of
from bianmin.delivery.cases.queries.parts import parts_of, whole_of
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.queries.review import proposals
from bianmin.delivery.cases.queries.signature import signature
from bianmin.delivery.cases.queries.submission import relatives, submissions
from bianmin.delivery.cases.queries.track import decision_card, event_line, supplement_card
from bianmin.delivery.cases.queries.urgency import urgency
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import verbs
from bianmin.delivery.cases.vocab import SUBJECT, TURNS, Contact, DecisionCard, EventLine, PaperCard, SupplementCard
from bianmin.delivery.cases.vocab.contest import ContestCard
from bianmin.delivery.cases.vocab.interview import InterviewCard
from bianmin.delivery.cases.vocab.mandate import MandateCard
from bianmin.delivery.cases.vocab.part import PartCard
from bianmin.delivery.cases.vocab.review import ProposalCard
from bianmin.delivery.cases.vocab.signature import SignatureCard
from bianmin.delivery.cases.vocab.submission import Relative, SubmissionCard
from bianmin.delivery.cases.vocab.urgency import UrgencyCard
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.foundation.forms.rules.printing import Printed
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.queries import PersonCard, masked, name_mask
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class CaseCard:
    """A case as its office sees it; persons and answers are masked, `verbs` tells what the reader may do now.

    `stopped_on`: the first day of a pause that goes on; until it ends the due dates do not move, nor pass.
    """

    id: int
    agency: str
    unit_path: str
    number: str
    service: ServiceCard
    channel: str
    via: str
    state: str
    turn: str
    applicant: PersonCard
    proxy: PersonCard | None
    officer: Contact
    deputy: Contact
    answers: tuple[Printed, ...]
    pickup: str
    received_at: datetime
    rated: bool
    intake: str
    sent_on: date | None
    place: str
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    reply_due_on: date | None
    replied_on: date | None
    provisional: bool
    stopped_on: date | None
    decided_on: date | None
    released_on: date | None
    proof_needed: bool
    proof_recorded_on: date | None
    proof_kind: str
    signature: SignatureCard | None
    acknowledged_on: date | None
    request_only: bool
    overdue: bool
    papers: tuple[PaperCard, ...]
    supplements: tuple[SupplementCard, ...]
    decision: DecisionCard | None
    events: tuple[EventLine, ...]
    proposals: tuple[ProposalCard, ...]
    contests: tuple[ContestCard, ...]
    urgency: UrgencyCard | None
    mandates: tuple[MandateCard, ...]
    level: int
    parts: tuple[PartCard, ...]
    whole: str
    in_charge: bool
    contested: str
    submissions: tuple[SubmissionCard, ...]
    interviews: tuple[InterviewCard, ...]
    relatives: tuple[Relative, ...]
    round: int
    seen: int
    verbs: frozenset[str]

    @property
    def subject(self) -> str:
        """The journal's word for the case."""
        return f"{SUBJECT}:{self.id}"


def _papers(case: Case) -> tuple[PaperCard, ...]:
    rows = case.papers.order_by("id")
    return tuple(
        PaperCard(row.code, row.name, row.lookup, row.required, row.state, row.file, row.source, row.looked_up_at)
        for row in rows
    )


def _decision(case: Case) -> DecisionCard | None:
    """The newest decision with its conditions; none is looked for before there can be one."""
    made = newest_decision(case) if case.round > 1 or case.decided_on else None
    return replace(decision_card(made), conditions=conditions(case)) if made else None


def case(actor: Actor, number: str, *, english: bool = False) -> CaseCard:
    """The card of a case, masked, with what the actor may do now.

    Raises:
        NotFound: there is none the actor may see.
    """
    return card_of(row(actor, number), actor, english=english)


COLUMNS: Final = (
    "agency", "unit_path", "number", "channel", "via", "state", "pickup", "received_at", "sent_on", "place",
    "received_on", "statutory_due_on", "norm_due_on", "due_on", "reply_due_on", "replied_on", "provisional",
    "stopped_on", "decided_on", "released_on", "proof_needed", "proof_recorded_on", "proof_kind",
    "acknowledged_on", "request_only", "overdue", "level", "contested", "round",
)  # fmt: skip
"""What a card shows of a case as its columns hold it."""


def card_of(found: Case, actor: Actor, *, english: bool = False) -> CaseCard:
    """The card of a row."""
    policy, (officer, deputy) = name_mask(found.agency), contacts(found)
    events = tuple(event_line(event) for event in found.events.order_by("id"))
    return CaseCard(
        id=found.pk,
        service=service_version(found.agency, found.service_code, found.service_version),
        turn=TURNS[found.state].value,
        applicant=masked(found.applicant, policy),
        proxy=masked(found.proxy, policy) if found.proxy else None,
        officer=officer,
        deputy=deputy,
        answers=answers_in_words(found, english=english),
        rated=found.rated_on is not None,
        intake=agency_named(found.intake_agency).name if found.intake_agency else "",
        signature=signature(found) if found.channel == Channel.ONLINE else None,
        papers=_papers(found),
        supplements=tuple(supplement_card(asked) for asked in found.supplements.order_by("round")),
        decision=_decision(found),
        events=events,
        urgency=urgency(found, events),
        mandates=mandates_of(found),
        parts=parts_of(found, actor),
        whole=whole_of(found),
        in_charge=bool(found.officer) and found.officer in {actor.key, actor.deputising_for},
        proposals=proposals(found),
        contests=contests(found),
        submissions=submissions(found),
        interviews=interviews(found),
        relatives=relatives(actor, found),
        seen=found.revision,
        verbs=verbs(actor, found),
        **{name: getattr(found, name) for name in COLUMNS},
    )
