"""The house with every pack, set up once for a whole file of tests and taken away after it."""

from collections.abc import Iterator

import pytest

from tests.factories.house import furnished
from tests.people import People
from tests.plugins.journal import empty


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[People]:
    """The household office, its people and all packs, committed: each test's own changes are rolled back."""
    try:
        with django_db_blocker.unblock():
            people = furnished()
        yield people
    finally:
        with django_db_blocker.unblock():
            empty()
