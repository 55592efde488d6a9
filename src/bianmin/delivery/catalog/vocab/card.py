"""What pages show of a service, and what is promised to whoever applies."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bianmin.delivery.catalog.vocab.parts import DEMONSTRATION, Channel
from bianmin.delivery.catalog.vocab.service import Service
from bianmin.foundation.clock.vocab import Step as Counted


@dataclass(frozen=True, slots=True)
class ServiceCard:
    """One version of a service as pages show it; `offer` holds everything its pack said."""

    agency: str
    code: str
    version: str
    unit_path: str
    valid_from: date
    valid_until: date | None
    offer: Service

    @property
    def name(self) -> str:
        """The name to the letter."""
        return self.offer.name

    @property
    def demonstration(self) -> bool:
        """Whether the whole service is invented for the demonstration 示範."""
        return self.offer.source == DEMONSTRATION

    @property
    def guessed(self) -> frozenset[str]:
        """The parts that are invented: for each of them 示範 is shown."""
        parts = {"audience", "papers", "steps", "limits", "result", "questions"} if self.demonstration else set()
        return frozenset(parts | set(self.offer.invented))

    @property
    def online(self) -> bool:
        """Whether one can apply online."""
        return Channel.ONLINE in self.offer.channels

    def holds(self, on: date) -> bool:
        """Whether this version is in force on a day."""
        return self.valid_from <= on and (self.valid_until is None or on <= self.valid_until)

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        offer = self.offer
        found = [offer.name, offer.summary, offer.audience, offer.result, offer.remedies, *offer.legal_basis]
        found += [getattr(part, name) for part, names in _parts(offer) for name in names]
        found += [line for step in offer.sop for line in step.checklist]
        return list(dict.fromkeys(text for text in found if text))


def _parts(offer: Service) -> Iterator[tuple[Any, tuple[str, ...]]]:
    """Every part of a service that says something, with the names of what it says."""
    held = offer.interview
    spoken: tuple[tuple[Iterable[Any], tuple[str, ...]], ...] = (
        ([offer.fee], ("unit", "note")),
        (offer.papers, ("name", "note", "basis")),
        (offer.sop, ("name", "role")),
        ((way for step in offer.sop for way in step.next), ("when",)),
        (offer.questions, ("question", "answer", "basis", "ask")),
        (offer.samples, ("name",)),
        (offer.pickup, ("name",)),
        ([offer.forward_to], ("name",)),
        (offer.defects, ("text", "basis")),
        ([held], ("bring",)),
        (held.rules if held else [], ("text",)),
        (held.sites if held else [], ("name",)),
        (offer.contests, ("to", "basis")),
        (offer.levels, ("name",)),
        (offer.parts, ("name", "otherwise")),
        ((far for way in offer.contests for far in way.distances), ("name",)),
    )
    return ((part, names) for parts, names in spoken for part in parts if part is not None)


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised to somebody who applies now: both due dates, the earlier of them, and how it was counted.

    `provisional`: the official calendar of some day is not published yet.
    """

    received_on: date
    statutory_due_on: date
    norm_due_on: date
    steps: tuple[Counted, ...] = ()
    provisional: bool = False

    @property
    def due_on(self) -> date:
        """The earlier of the two, which is what people are shown."""
        return min(self.statutory_due_on, self.norm_due_on)
