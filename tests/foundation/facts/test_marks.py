"""Marks: what an act touches, once for each key."""

from datetime import date
from types import SimpleNamespace

import pytest

from bianmin.foundation.facts.actions import touch, touch_range
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.facts.queries import waiting
from bianmin.foundation.facts.vocab import FACTS, Fact

DAY = date(2025, 3, 5)


def fact() -> Fact:
    return Fact(
        name="tests.row", label="Rows", subject="tests.row", rows=Mark.objects.all, number="id",
        dates={"received": "received_on", "decided": "decided_on"},
    )  # fmt: skip


def test_a_row_is_counted_under_each_of_its_dates_that_is_set() -> None:
    row = SimpleNamespace(agency="A", unit_path="/A/b/", received_on=DAY, decided_on=None)
    assert fact().keys(row) == {("A", "/A/b/", DAY)}


@pytest.mark.django_db
def test_the_same_key_twice_is_one_mark() -> None:
    touch(fact="tests.row", keys=[("A", "/A/", DAY), ("A", "/A/", DAY)])
    assert Mark.objects.count() == 1


@pytest.mark.django_db
def test_a_range_is_one_mark_and_waits_in_order() -> None:
    touch_range(fact="tests.row", agency="A", first=DAY, last=date(2025, 3, 31))
    touch(fact="tests.other", keys=[("A", "/A/", DAY)])
    assert [mark.fact for mark in waiting()] == ["tests.row", "tests.other"]
    assert [mark.fact for mark in waiting(facts=["tests.other"])] == ["tests.other"]


def test_every_installed_fact_names_columns_that_exist() -> None:
    assert {"cases.case", "catalog.service", "ratings.rating"} <= set(FACTS.facts)
