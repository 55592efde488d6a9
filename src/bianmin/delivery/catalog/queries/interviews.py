"""Places of interviews 面談處所 of an agency's services in force, with their rooms."""

from dataclasses import dataclass
from datetime import date

from bianmin.delivery.catalog.queries.services import published
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.delivery.catalog.vocab.interviews import Interview, Site


@dataclass(frozen=True, slots=True)
class Place:
    """One place as one service has it: its rooms, how many it should have, and whether there are too few or many."""

    service: str
    name: str
    address: str
    rooms: tuple[str, ...]
    least: int
    most: int

    @property
    def too_few(self) -> bool:
        """Whether it has fewer rooms than it should."""
        return len(self.rooms) < self.least

    @property
    def too_many(self) -> bool:
        """Whether it has more rooms than it should."""
        return len(self.rooms) > self.most


def places(agency: str, on: date) -> list[Place]:
    """The places of every service in force on a day that holds interviews, in the order of the services."""
    held = [(card, card.offer.interview) for card in published(agency, on)]
    return [_place(card, policy, site) for card, policy in held if policy is not None for site in policy.sites]


def _place(card: ServiceCard, policy: Interview, site: Site) -> Place:
    return Place(card.name, site.name, site.address, site.rooms, policy.least_rooms, policy.most_rooms)
