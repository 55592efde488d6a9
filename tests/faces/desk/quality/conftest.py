"""The desk with every pack of the house loaded: indicators, plans, frameworks."""

import pytest
from django.test import Client

from tests.people import People


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def research(signed_in) -> Client:
    """The research officer, signed in."""
    return signed_in("research")
