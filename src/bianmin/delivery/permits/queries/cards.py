"""Permits as pages show them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.states import DEMONSTRATION, EventKind, Loss, Way, Why
from bianmin.foundation.clock.vocab import spoken
from bianmin.foundation.persons.queries import PersonCard
from bianmin.kernel.words import LISTENER

WORDS: Mapping[str, Any] = {"way": Way, "why": Why, "reason": Loss}
"""Parameters of events that are codes, with the words they stand for."""


def _said(name: str, value: Any) -> object:
    if name.endswith("_on"):
        return spoken(date.fromisoformat(value), LISTENER.language() or "zh_Hant")
    codes = WORDS.get(name)
    return codes(value).label if codes and value in codes.values else value


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of a permit's history."""

    kind: str
    at: datetime
    actor: str
    params: Mapping[str, Any]

    @property
    def sentence(self) -> str:
        """The line in the reader's language."""
        words = {name: _said(name, value) for name, value in self.params.items()}
        return str(EventKind(self.kind).label).format_map(words)


@dataclass(frozen=True, slots=True)
class HandingCard:
    """How a permit reached its holder."""

    way: str
    proof: str
    proxy: PersonCard | None
    proxy_proof: str
    tracking: str
    rights_given: bool
    folder_given: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class UseCard:
    """One use of a paper that need not be brought again."""

    number: str
    purpose: str
    case_number: str
    used_on: date
    stay_until: date | None


@dataclass(frozen=True, slots=True)
class ContactCard:
    """One step of the ladder for one permit; the name is masked."""

    id: int
    number: str
    kind_name: str
    holder: PersonCard
    step: str
    channel: str
    state: str
    why: str
    result: str
    tries: int
    planned_on: date
    ends_on: date
    done_on: date | None
    unit_path: str


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One permit in a list; the name is masked."""

    number: str
    kind: str
    kind_name: str
    holder: str
    standing: str
    issued_on: date
    valid_until: date | None
    handed_on: date | None
    renewal_on: date | None
    way: str


@dataclass(frozen=True, slots=True)
class PermitCard:
    """One permit as the desk shows it."""

    id: int
    agency: str
    number: str
    kind: PermitKind
    holder: PersonCard
    state: str
    standing: str
    issued_on: date
    valid_from: date
    valid_until: date | None
    origin: str
    origin_number: str
    follows: str
    followed_by: tuple[str, ...]
    way: str
    office: str
    handing: HandingCard | None
    remind_on: date | None
    used: int
    renewal_on: date | None
    renewal_number: str
    overdue: bool
    annotations: tuple[str, ...]
    exclusions: tuple[tuple[str, str], ...]
    events: tuple[EventLine, ...]
    uses: tuple[UseCard, ...]
    contacts: tuple[ContactCard, ...]
    verbs: frozenset[str]

    @property
    def demonstration(self) -> bool:
        """Whether the kind is invented for the demonstration 示範."""
        return self.kind.source == DEMONSTRATION


@dataclass(frozen=True, slots=True)
class PublicCard:
    """What anybody with number and check code learns: nothing of a person."""

    number: str
    kind_name: str
    standing: str
    valid_from: date
    valid_until: date | None
    demonstration: bool


@dataclass(frozen=True, slots=True)
class HolderCard:
    """A permit as its holder sees it, who knows its number and the date of birth: no name."""

    agency: str
    number: str
    kind: PermitKind
    standing: str
    valid_from: date
    valid_until: date | None
    way: str
    handed_on: date | None
    renewal_on: date | None
    annotations: tuple[str, ...]
    working: tuple[str, ...]
    renewable_from: date | None
    reminders: tuple[Any, ...] = ()
    stays: tuple[tuple[date, date], ...] = field(default=())
