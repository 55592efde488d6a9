"""What pages show of a service, and what is promised to whoever applies."""

from dataclasses import dataclass
from datetime import date

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
        found = [offer.name, offer.summary, offer.audience, offer.result, offer.remedies]
        found += [offer.fee.unit, offer.fee.note]
        found += [text for paper in offer.papers for text in (paper.name, paper.note, paper.basis)]
        for step in offer.sop:
            found += [step.name, step.role, *step.checklist, *(follows.when for follows in step.next)]
        found += [text for one in offer.questions for text in (one.question, one.answer, one.basis, one.ask)]
        found += [sample.name for sample in offer.samples]
        found += [*(pickup.name for pickup in offer.pickup), *offer.legal_basis]
        found += [offer.forward_to.name] if offer.forward_to else []
        found += [text for one in offer.defects for text in (one.text, one.basis)]
        if offer.interview:
            held = offer.interview
            found += [held.bring, *(rule.text for rule in held.rules), *(site.name for site in held.sites)]
        found += [text for way in offer.contests for text in (way.to, way.basis, *(far.name for far in way.distances))]
        return list(dict.fromkeys(text for text in found if text))


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
