"""Find services: by words in the reader's language, and by shelf."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bianmin.delivery.catalog.vocab import Approval, ServiceCard
from bianmin.foundation.clock.vocab import Period
from bianmin.kernel.text import fold

Say = Callable[[str], str]
DAYS: Final = {"h": 1, "wh": 1, "d": 1, "wd": 1, "w": 7, "m": 30, "y": 365}
SPANS: Final = {"day": (0, 1), "week": (1, 7), "month": (7, 31), "longer": (31, 100_000)}
"""How long a service takes at most by its norm, in days: above the first, up to the second."""


def matching(services: Iterable[ServiceCard], wanted: str, say: Say) -> list[ServiceCard]:
    """The services in whose texts, in the reader's language, every word wanted is found.

    Width, case and 臺/台 make no difference, and neither do spaces within the texts.
    """
    words = fold(wanted).split()
    return [one for one in services if words and _all_in(words, one, say)]


def _all_in(words: list[str], one: ServiceCard, say: Say) -> bool:
    texts = [one.code, *one.texts()]
    folded = fold("\n".join(text for source in texts for text in {source, say(source)}))
    return all(word in folded for word in words)


def rough_days(limit: str) -> int | None:
    """About how many days a limit is, for putting services into groups only; None where none is published."""
    if not limit:
        return None
    period = Period.parse(limit)
    return 1 if period.unit.hourly else period.amount * DAYS[period.unit.value]


def span_of(one: ServiceCard) -> str:
    """The group of a service by how long it takes: `day`, `week`, `month`, `longer`, or nothing."""
    days = rough_days(one.offer.service_norm or one.offer.statutory_limit)
    if days is None:
        return ""
    return next(name for name, (above, most) in SPANS.items() if above < days <= most)


@dataclass(frozen=True, slots=True)
class Wanted:
    """By what services are looked for; an empty part asks for nothing."""

    audience: str = ""
    category: str = ""
    paper: str = ""
    span: str = ""
    approval: str = ""

    @classmethod
    def read(cls, sent: Mapping[str, str]) -> "Wanted":
        """From an address; what is not known asks for nothing."""
        span, approval = sent.get("span", ""), sent.get("approval", "")
        return cls(
            audience=sent.get("audience", ""),
            category=sent.get("category", ""),
            paper=sent.get("paper", ""),
            span=span if span in SPANS else "",
            approval=approval if approval in Approval else "",
        )

    def suits(self, one: ServiceCard) -> bool:
        """Whether a service is what is looked for."""
        offer = one.offer
        wishes = (
            (self.audience, offer.audiences),
            (self.category, [offer.category]),
            (self.paper, [paper.name for paper in offer.papers if not paper.lookup]),
            (self.span, [span_of(one)]),
            (self.approval, [offer.approval]),
        )
        return all(not wish or wish in among for wish, among in wishes)


def papers_of(services: Iterable[ServiceCard]) -> list[str]:
    """The names of all papers that must be brought for some service, those of most services first."""
    counts: dict[str, int] = {}
    for one in services:
        for name in {paper.name for paper in one.offer.papers if not paper.lookup}:
            counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))
