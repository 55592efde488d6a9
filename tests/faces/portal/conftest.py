"""Citizens who walk through the portal as people do: page by page."""

import pytest
from django.test import Client

from tests.faces.portal.citizen import Citizen
from tests.people import People


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def client(people: People) -> Client:
    """A visitor without an account."""
    return Client()


@pytest.fixture
def citizen(client: Client) -> Citizen:
    """A citizen with a browser."""
    return Citizen(client)
