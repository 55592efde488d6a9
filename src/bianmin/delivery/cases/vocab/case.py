"""States of a case, outcomes, and the cards that pages show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from bianmin.delivery.cases.vocab.condition import ConditionCard
from bianmin.delivery.cases.vocab.contest import ContestCard
from bianmin.delivery.cases.vocab.event import EventLine
from bianmin.delivery.cases.vocab.interview import InterviewCard
from bianmin.delivery.cases.vocab.mandate import MandateCard
from bianmin.delivery.cases.vocab.part import PartCard
from bianmin.delivery.cases.vocab.signature import SignatureCard, Signed
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.clock.vocab import Step
from bianmin.foundation.forms.vocab import Kept

FACT: Final = "cases.case"
SUBJECT: Final = "cases.case"


class State(models.TextChoices):
    """Where a case stands 案件狀態."""

    RECEIVED = "received", pgettext_lazy("case state", "Received")
    REVIEW = "review", pgettext_lazy("case state", "In review")
    PROPOSED = "proposed", pgettext_lazy("case state", "In second reading")
    SUPPLEMENT = "supplement", pgettext_lazy("case state", "Waiting for your papers")
    FORWARDED = "forwarded", pgettext_lazy("case state", "With the deciding authority")
    DECIDED = "decided", pgettext_lazy("case state", "Decided")
    RELEASED = "released", pgettext_lazy("case state", "Handed over")
    WITHDRAWN = "withdrawn", pgettext_lazy("case state", "Withdrawn")
    CLOSED = "closed", pgettext_lazy("case state", "Closed")


OPEN: Final = (State.RECEIVED, State.REVIEW, State.PROPOSED, State.SUPPLEMENT, State.FORWARDED)
"""States in which a case is not decided yet."""

IN_HAND: Final = (State.RECEIVED, State.REVIEW)
"""States in which it is the first reader's turn."""

AT_OFFICE: Final = (*IN_HAND, State.PROPOSED)
"""States in which it is the office's turn."""


CLOSED: Final = (State.DECIDED, State.RELEASED)
"""States in which a case is decided, and the decision can be contested."""


class Outcome(models.TextChoices):
    """How a case was decided 核定結果."""

    GRANTED = "granted", pgettext_lazy("decision", "Granted")
    CONDITIONAL = "conditional", pgettext_lazy("decision", "Granted with conditions")
    PARTLY = "partly", pgettext_lazy("decision", "Granted in part")
    REFUSED = "refused", pgettext_lazy("decision", "Refused")
    NOT_ACCEPTED = "not_accepted", pgettext_lazy("decision", "Not accepted for examination")
    RETURNED = "returned", pgettext_lazy("decision", "Returned to the applicant")
    NOT_COMPETENT = "not_competent", pgettext_lazy("decision", "Another authority is competent")


GIVEN: Final = (Outcome.GRANTED, Outcome.CONDITIONAL, Outcome.PARTLY)
"""Outcomes by which something is granted."""

OTHERWISE: Final = _("Otherwise your application is decided on the papers at hand.")
"""What happens when nothing is handed in, where the notice says nothing else."""


class Turn(models.TextChoices):
    """Whose turn it is 目前由誰處理."""

    OFFICE = "office", _("It is our turn")
    CITIZEN = "citizen", _("It is your turn")
    AUTHORITY = "authority", _("The deciding authority is working on it")
    NOBODY = "nobody", _("Nothing more is to be done")


TURNS: Final[Mapping[str, Turn]] = {
    State.RECEIVED: Turn.OFFICE,
    State.REVIEW: Turn.OFFICE,
    State.PROPOSED: Turn.OFFICE,
    State.SUPPLEMENT: Turn.CITIZEN,
    State.FORWARDED: Turn.AUTHORITY,
    State.DECIDED: Turn.CITIZEN,
    State.RELEASED: Turn.NOBODY,
    State.WITHDRAWN: Turn.NOBODY,
    State.CLOSED: Turn.NOBODY,
}


class Visit(models.TextChoices):
    """What a citizen comes for, each rated once 洽辦."""

    RECEIVED = "received", _("Handing in the application")
    RELEASED = "released", _("Getting the result")


class Verb(models.TextChoices):
    """What may be done with a case now."""

    TAKE = "take", pgettext_lazy("act", "Take over")
    RECORD_PROOF = "record_proof", pgettext_lazy("act", "Record the proof of identity")
    REQUEST_SUPPLEMENT = "request_supplement", pgettext_lazy("act", "Ask for papers")
    SUPPLEMENT = "supplement", pgettext_lazy("act", "Hand in papers")
    EXTEND = "extend", pgettext_lazy("act", "Extend the time limit")
    ANSWER_EXTENSION = "answer_extension", pgettext_lazy("act", "Answer the extension asked for")
    FINISH_STEP = "finish_step", pgettext_lazy("act", "Finish the step")
    HAND_OVER = "hand_over", pgettext_lazy("act", "Hand over to a colleague")
    PLAN_INTERVIEW = "plan_interview", pgettext_lazy("act", "Fix an interview")
    HOLD_INTERVIEW = "hold_interview", pgettext_lazy("act", "Record the interview")
    REVIEW_INTERVIEW = "review_interview", pgettext_lazy("act", "Review the interview")
    SUBMIT = "submit", pgettext_lazy("act", "Submit as a special case")
    ANSWER_SUBMISSION = "answer_submission", pgettext_lazy("act", "Answer the submission")
    LINK = "link", pgettext_lazy("act", "Link with another case")
    PUT_FIRST = "put_first", pgettext_lazy("act", "Handle before others")
    NOT_FIRST = "not_first", pgettext_lazy("act", "Handle in turn again")
    FORWARD = "forward", pgettext_lazy("act", "Forward to the deciding authority")
    RECOMMEND = "recommend", pgettext_lazy("act", "Recommend a decision")
    SEND_BACK = "send_back", pgettext_lazy("act", "Send back to the first reader")
    DECIDE = "decide", pgettext_lazy("act", "Decide")
    LOOK_UP = "look_up", pgettext_lazy("act", "Record a look-up")
    CHECK_CONDITION = "check_condition", pgettext_lazy("act", "Check a condition")
    RELEASE = "release", pgettext_lazy("act", "Hand over the result")
    WITHDRAW = "withdraw", pgettext_lazy("act", "Withdraw")
    SERVE = "serve", pgettext_lazy("act", "Note when the decision was served")
    CONTEST = "contest", pgettext_lazy("act", "Note an objection, appeal or lawsuit")
    REPLY = "reply", pgettext_lazy("act", "Send the reply of this office")
    LENGTHEN = "lengthen", pgettext_lazy("act", "Note that the authority takes longer")
    SETTLE = "settle", pgettext_lazy("act", "Settle what was filed against the decision")
    REOPEN = "reopen", pgettext_lazy("act", "Open it again")
    ANSWER_ONLINE = "answer_online", pgettext_lazy("act", "Answer the online application")
    RATE = "rate", pgettext_lazy("act", "Rate the service")


class ProofKind(models.TextChoices):
    """What proved somebody's identity 身分證明."""

    ID_CARD = "id_card", _("National ID card")
    RESIDENCE = "residence", _("Residence certificate")
    PASSPORT = "passport", _("Passport")
    CERTIFICATE = "certificate", _("Citizen digital certificate")
    TWO_CARDS = "two_cards", _("Two other cards with a photograph")


@dataclass(frozen=True, slots=True)
class Particulars:
    """Who applies, or applies for somebody, as it was typed: what becomes a person 申請人/代理人.

    Only a name is needed: many have no e-mail and share a telephone.
    """

    name: str
    latin_name: str = ""
    id_number: str = ""
    birth_on: date | None = None
    phone: str = ""
    email: str = ""
    address: str = ""
    language: str = "zh-hant"
    sms_agreed: bool = False


@dataclass(frozen=True, slots=True)
class Application:
    """What is applied for, as a form's check let it through.

    `uploads` are the accepted files by the name of their box; those without bytes wait in the file store under the
    subject `waiting`. `key` is drawn at random when the form is shown (16 to 64
    letters, digits, `-`, `_`), so that sending it twice makes one case. `arrived_at` is when it came in where that is
    not now, `sent_on` the day of its postmark, `place` where a tour or visit received it, `linked_to` the number of a
    case it belongs to. `relation` is what the proxy is to the applicant, who may do `deeds` for them `until` a day (the
    usual ones, for good, where nothing is said); the co-signer confirmed at `cosigned_at`.
    `signed`: who sends it is proved by a certificate. `via`: the portal of others that it came by.
    """

    service: ServiceCard
    channel: str
    answers: Mapping[str, Any]
    form_version: str
    applicant: Particulars
    pickup: str
    key: str
    proxy: Particulars | None = None
    relation: str = ""
    deeds: tuple[str, ...] = ()
    until: date | None = None
    cosigner: Particulars | None = None
    cosigned_at: datetime | None = None
    arrived_at: datetime | None = None
    sent_on: date | None = None
    place: str = ""
    linked_to: str = ""
    uploads: Mapping[str, Sequence[Kept]] = field(default_factory=dict)
    waiting: str = ""
    signed: Signed | None = None
    via: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """An officer or deputy as a receipt names them: name, title, telephone."""

    name: str = ""
    title: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an applicant gets once the case is durably kept 收件收據; a second call with the same key gets it again."""

    case_id: int
    agency: str
    number: str
    query_code: str
    service_code: str
    service_version: str
    service_name: str
    channel: str
    received_at: datetime
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    provisional: bool
    working_days: int
    steps: tuple[Step, ...]
    officer: Contact
    deputy: Contact
    pickup: str
    request_only: bool
    repeated: bool
    signature: SignatureCard | None = None
    mandates: tuple[MandateCard, ...] = ()
    unit_path: str = ""

    @property
    def subject(self) -> str:
        """The journal's word for the case, which also names what an actor holds by code."""
        return f"{SUBJECT}:{self.case_id}"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is missing or wrong 應補正事項: a paper's code, or empty, and what to do about it."""

    text: str
    paper: str = ""


@dataclass(frozen=True, slots=True)
class SupplementCard:
    """A one-time notice 一次告知單: all defects at once, on what basis, until when, and what happens otherwise.

    `odt` and `pdf` are the keys of its files.
    """

    round: int
    defects: tuple[Defect, ...]
    basis: str
    otherwise: str
    asked_on: date
    due_on: date
    answered_on: date | None
    odt: str
    pdf: str


@dataclass(frozen=True, slots=True)
class DecisionCard:
    """A decision 核定/准駁 with its reasons, legal basis and instruction on remedies."""

    outcome: str
    reasons: str
    basis: str
    remedies: str
    number: str
    decided_on: date
    odt: str
    pdf: str
    conditions: tuple[ConditionCard, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A paper of a case: shown, looked up by the office, or still missing; `file` is the code of an upload.

    Of a look-up `source` says where, `looked_up_at` when.
    """

    code: str
    name: str
    lookup: bool
    required: bool
    state: str
    file: str = ""
    source: str = ""
    looked_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Filters:
    """What a desk list is narrowed to; empty values narrow nothing."""

    states: tuple[str, ...] = ()
    service_code: str = ""
    channel: str = ""
    number: str = ""
    mine: bool = False
    overdue_on: date | None = None
    due_until: date | None = None
    waiting_proof: bool = False
    extensions: bool = False
    elsewhere: bool = False
    second_reading: bool = False
    contested: bool = False
    submitted: bool = False
    conditions_until: date | None = None
    urgent: bool = False
    to_answer: bool = False
    protected_until: date | None = None


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One case in a list; the name is masked. `deputised`: its officer is away, and the reader does the work."""

    number: str
    service_code: str
    service_name: str
    channel: str
    state: str
    turn: str
    applicant: str
    officer: str
    received_on: date
    due_on: date
    statutory_due_on: date
    overdue: bool
    request_only: bool
    supplement_rounds: int
    contest_due_on: date | None
    agency: str = ""
    via: str = ""
    urgent: bool = False
    deputised: bool = False
    reply_due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the rows found, and how many there are in all."""

    rows: tuple[DeskRow, ...]
    total: int
    first: int


@dataclass(frozen=True, slots=True)
class TrackCard:
    """A case as whoever knows its number and code sees it: no name and no answers.

    `by_code`: the query code was given; only then may a face keep `subject` as what its visitor holds. `agent` is what
    it keeps instead of somebody who came by an agent's code; `may_name`: the reader may name one.
    """

    case_id: int
    agency: str
    number: str
    service_code: str
    service_version: str
    service_name: str
    state: str
    turn: str
    received_on: date
    statutory_due_on: date
    norm_due_on: date
    due_on: date
    provisional: bool
    decided_on: date | None
    released_on: date | None
    outcome: str
    request_only: bool
    officer: Contact
    deputy: Contact
    pickup: str
    supplement: SupplementCard | None
    events: tuple[EventLine, ...]
    may_rate: bool
    rated: bool
    by_code: bool
    verbs: frozenset[str] = frozenset()
    contests: tuple[ContestCard, ...] = ()
    interview: InterviewCard | None = None
    conditions: tuple[ConditionCard, ...] = ()
    last_days: Mapping[str, date] = field(default_factory=dict)
    agent: str = ""
    may_name: bool = False
    level: int = 0
    parts: tuple[PartCard, ...] = ()

    @property
    def subject(self) -> str:
        """The journal's word for the case, which an actor who proved the code holds."""
        return f"{SUBJECT}:{self.case_id}"


@dataclass(frozen=True, slots=True)
class Counts:
    """How many cases an agency has in each state: all that a parent agency sees."""

    agency: str
    by_state: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
