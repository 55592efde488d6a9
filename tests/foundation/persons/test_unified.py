"""Unified numbers: well written, by sex and class, one for one person for ever, whoever asks at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.foundation.persons.actions import add_person
from bianmin.foundation.persons.actions.unified import (
    BirthMissing,
    DocumentMissing,
    HasNumber,
    PerhapsKnown,
    UsedUp,
    assign,
    recognise,
)
from bianmin.foundation.persons.models import Person, UnifiedNumber
from bianmin.foundation.persons.vocab import Sex, Wanted
from bianmin.kernel import ids
from bianmin.kernel.errors import NotAllowed
from tests.factories.unified import hold
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People, household_office

BORN = date(1994, 8, 2)


def somebody(people: People, name: str = "黎氏翠", **values: Any) -> Person:
    return add_person(agency=AGENCY, by=people.actor("officer"), at=NOON, **{"name": name, "birth_on": BORN, **values})


def wish(person: Person, document: str = "C1234567", **changes: Any) -> Wanted:
    values = {"sex": Sex.FEMALE, "group": "foreign", "unit_path": COUNTER, "channel": "online", "source": "TTBN-1"}
    return Wanted(person=person.pk, document=document, **{**values, **changes})


def given_to(people: People, person: Person, *, another: bool = False, at: datetime = NOON, **changes: Any) -> str:
    wanted = wish(person, **changes)
    return assign(wanted=wanted, another=another, by=people.actor("officer"), at=at).number


@pytest.mark.row("ENT-20", "SYS-078")
def test_letter_by_unit_second_character_by_sex_third_by_class_and_a_check_digit_that_fits(people: People) -> None:
    hold()
    woman, man = somebody(people), somebody(people, "黎文山")
    assert given_to(people, woman) == "V900000014"
    assert given_to(people, man, document="C7", sex=Sex.MALE, group="unregistered", unit_path=RECORDS) == "A870000015"
    assert [ids.check(one.number).valid for one in UnifiedNumber.objects.all()] == [True, True]
    woman.refresh_from_db()
    assert woman.id_number == "V900000014"
    kept = UnifiedNumber.objects.get(number="V900000014")
    assert (kept.channel, kept.source, kept.assigned_on, kept.assigned_by) == (
        "online", "TTBN-1", date(2025, 3, 5), people.actor("officer").key,
    )  # fmt: skip


@given(letter=st.sampled_from(sorted(ids.LETTERS)), second=st.sampled_from("1289"), serial=st.integers(0, 9_999_999))
@settings(max_examples=200)
def test_every_number_that_is_made_is_found_well_written(letter: str, second: str, serial: int) -> None:
    assert ids.person_id(ids.with_check_digit(f"{letter}{second}{serial:07}")).valid


def test_who_has_a_number_never_gets_another(people: People) -> None:
    hold()
    first, again = somebody(people), somebody(people)
    assert given_to(people, first) == given_to(people, again, document=" c1234567 ")
    with pytest.raises(HasNumber):
        given_to(people, Person.objects.get(pk=first.pk), document="another")
    with pytest.raises(HasNumber):
        given_to(people, somebody(people, id_number="A900000016"), document="X1")
    assert UnifiedNumber.objects.count() == 1


def test_a_namesake_of_the_same_day_is_asked_about_and_is_the_same_person_or_another(people: People) -> None:
    hold()
    first = given_to(people, somebody(people))
    renewed, other = somebody(people), somebody(people)
    with pytest.raises(PerhapsKnown):
        given_to(people, renewed, document="C999")
    same = recognise(
        wanted=wish(renewed, "C999"), same=UnifiedNumber.objects.get().pk, by=people.actor("officer"), at=NOON
    )
    assert same.number == first
    assert given_to(people, other, document="D5", another=True) == "V900000023"
    assert Person.objects.filter(id_number=first).count() == 2


def test_without_travel_document_or_birth_date_none_is_given(people: People) -> None:
    hold()
    with pytest.raises(DocumentMissing):
        given_to(people, somebody(people), document=" ")
    with pytest.raises(BirthMissing):
        given_to(people, somebody(people, birth_on=None))
    with pytest.raises(NotAllowed):
        assign(wanted=wish(somebody(people)), by=people.actor("outsider"), at=NOON)


def test_when_a_third_character_is_used_up_the_next_begins_and_after_the_last_none_is_given(people: People) -> None:
    hold(groups=[{"code": "foreign", "name": "外國人", "third": "01"}])
    given_to(people, somebody(people, "甲"), document="P1")
    connection.cursor().execute("UPDATE orgs_series SET last = 999999 WHERE kind = 'unified'")
    assert given_to(people, somebody(people, "乙"), document="P2")[:3] == "V91"
    connection.cursor().execute("UPDATE orgs_series SET last = 999999 WHERE kind = 'unified'")
    with pytest.raises(UsedUp):
        given_to(people, somebody(people, "丙"), document="P3")


@pytest.mark.django_db(transaction=True)
def test_eight_officers_at_once_give_one_person_one_number_and_two_people_two() -> None:
    people = household_office()
    hold()
    rows = [somebody(people) for _ in range(4)] + [somebody(people, "阮氏秋") for _ in range(4)]

    gate = Barrier(8)

    def give(row: Person) -> str:
        gate.wait()
        try:
            return given_to(people, row, document="C1" if row.name == "黎氏翠" else "C2")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(give, rows))
    assert (len(set(numbers[:4])), len(set(numbers[4:])), len(set(numbers))) == (1, 1, 2)
    assert UnifiedNumber.objects.count() == 2
    connections.close_all()
