"""Emptying the tables after a test that commits; the triggers that keep the journal append-only stand in the way."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from tests.tables import filled, unwatched


def empty(_case: TransactionTestCase | None = None) -> None:
    """Empty what was filled and committed, instead of every table and all that migrating wrote."""
    names = filled()
    with unwatched(), connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"DELETE FROM {name}")


@pytest.fixture(scope="session", autouse=True)
def emptying() -> Iterator[None]:
    """Let the test runner empty the tables between tests that commit, the journal's among them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", empty)
        yield
