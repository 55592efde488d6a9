"""The house with every pack, set up once for a whole file of tests and taken away after it."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command

from tests.factories.house import load_house
from tests.people import People, household_office


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[People]:
    """The household office, its people and all packs, committed: each test's own changes are rolled back."""
    try:
        with django_db_blocker.unblock():
            people = household_office()
            load_house()
        yield people
    finally:
        with django_db_blocker.unblock():
            call_command("flush", interactive=False, verbosity=0)
