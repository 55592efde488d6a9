"""SQLite looks up a few keys of an agency by the keys, once it knows how many rows the agency has."""

from collections.abc import Iterator

import pytest
from django.db import connection

from bianmin.config.timers import ALL
from bianmin.foundation.persons.models import Person
from bianmin.journeys.upkeep.planning import take_stock
from tests.people import AGENCY, NOON

MANY = 2000


def plan() -> str:
    return Person.objects.filter(agency=AGENCY, pk__in=range(1, 51)).order_by("-pk").explain()


@pytest.fixture
def forgotten(db: None) -> Iterator[None]:
    """What the database knows afterwards is what it knew before."""
    yield
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM sqlite_stat1")
            cursor.execute("ANALYZE sqlite_schema")


def test_a_few_keys_among_many_rows_are_looked_up_by_key(forgotten: None):
    if connection.vendor != "sqlite":
        assert take_stock(at=NOON) == 0
        return
    Person.objects.bulk_create(Person(agency=AGENCY, name=f"{n}", added_at=NOON) for n in range(MANY))
    assert "persons_person_" in plan()
    assert take_stock(at=NOON) == 1
    assert "INTEGER PRIMARY KEY" in plan()


def test_stock_is_taken_each_day():
    assert [timer.act for timer in ALL if timer.name == "upkeep.take_stock"] == [take_stock]
