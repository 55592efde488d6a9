"""Running numbers that many want at once: none twice, none lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection

from bianmin.foundation.orgs.actions import take_number
from bianmin.kernel.act import act
from tests.people import AGENCY

PLACES = 4


class ThoughtBetterError(Exception):
    """An act that is given up after it took its number."""


def number() -> int:
    return take_number(agency=AGENCY, kind="case", period="1140305", many=True)


@act()
def taken(turn: int) -> int:
    found = number()
    if turn % 7 == 3:
        raise ThoughtBetterError
    return found


def tried(turn: int) -> int:
    try:
        return taken(turn)
    except ThoughtBetterError:
        return 0
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_acts_at_once_take_each_number_once_and_those_given_up_come_again() -> None:
    with ThreadPoolExecutor(PLACES) as pool:
        found = [one for one in pool.map(tried, range(70)) if one]
    with act():
        found += [number() for _ in range(40)]
    assert sorted(found) == list(range(1, 101))


@pytest.mark.django_db(transaction=True)
def test_nobody_waits_for_the_act_of_another_where_the_database_can_tell() -> None:
    begun, ended = Event(), Event()
    assert number() == 1  # whoever is the first of a day lets the others wait, once

    def slow() -> int:
        try:
            with act():
                found = number()
                begun.set()
                assert ended.wait(20)
                return found
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(slow)
        assert begun.wait(20)
        if connection.vendor == "sqlite":
            ended.set()
        with act():
            assert number() == 3
        ended.set()
        assert other.result() == 2
