"""What the desk shows of a service's versions and of the draft of a new one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from bianmin.delivery.catalog.vocab.card import ServiceCard
from bianmin.delivery.catalog.vocab.service import Service


class VersionState(StrEnum):
    """Where a published version stands on a day 版本狀態."""

    COMING = "coming"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft 草案: what it will say, the version it was begun from, who wrote on it last and when."""

    agency: str
    code: str
    based_on: str
    unit_path: str
    edited_by: str
    edited_at: datetime
    offer: Service


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between two versions in words: what it is about, what was said and what is said."""

    about: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a service's history, with what it changed."""

    card: ServiceCard
    state: VersionState
    published_at: datetime
    changes: tuple[Change, ...]


def state_of(card: ServiceCard, on: date) -> VersionState:
    """Where a version stands on a day."""
    if card.holds(on):
        return VersionState.IN_FORCE
    return VersionState.COMING if card.valid_from > on else VersionState.SUPERSEDED
