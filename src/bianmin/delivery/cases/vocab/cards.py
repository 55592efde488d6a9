"""What pages show of a case: its papers, notices and decision, and the case as its applicant tracks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.vocab.application import Contact
from bianmin.delivery.cases.vocab.condition import ConditionCard
from bianmin.delivery.cases.vocab.contest import ContestCard
from bianmin.delivery.cases.vocab.event import EventLine
from bianmin.delivery.cases.vocab.interview import InterviewCard
from bianmin.delivery.cases.vocab.part import PartCard
from bianmin.delivery.cases.vocab.state import SUBJECT

OTHERWISE: Final = _("Otherwise your application is decided on the papers at hand.")
"""What happens when nothing is handed in, where the notice says nothing else."""


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
