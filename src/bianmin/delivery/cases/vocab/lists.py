"""Lists of cases: what narrows them, their rows, and how many there are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
class Counts:
    """How many cases an agency has in each state: all that a parent agency sees."""

    agency: str
    by_state: Mapping[str, int] = field(default_factory=dict)
    overdue: int = 0
