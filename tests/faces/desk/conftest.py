"""The desk under test: a service with its notices, and a case received online."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.ui.now import now
from bianmin.journeys.apply import apply
from tests.factories.delivery import CITIZEN, application, load_notices, service
from tests.people import People


@dataclass(frozen=True)
class Desk:
    """The office's desk: its people, its service, and a way to receive applications."""

    people: People
    service: ServiceCard
    enter: Callable[[str], Client]

    def receive(self, days_ago: int = 0, **changes: object) -> Receipt:
        """A case received so many days ago, online unless said otherwise."""
        sent = application(self.service, **changes)
        return apply(application=sent, by=CITIZEN, at=now() - timedelta(days=days_ago))


@pytest.fixture
def desk(people: People, signed_in: Callable[[str], Client]) -> Desk:
    """The desk, with the notices loaded and a service published."""
    load_notices()
    return Desk(people, service(), signed_in)


@pytest.fixture
def officer(desk: Desk) -> Client:
    """The officer of the counter, signed in."""
    return desk.enter("officer")


@pytest.fixture
def chief(desk: Desk) -> Client:
    """The chief, signed in."""
    return desk.enter("chief")
