"""People: any name, masked wherever the full value is not needed, read in full only with a purpose."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bianmin.foundation.audit.models import Line
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.persons.actions import add_person, correct_person, find_persons, read_person
from bianmin.foundation.persons.models import Former, Person
from bianmin.foundation.persons.queries import born_on, contact, person_card, visible_to
from bianmin.foundation.persons.rules import (
    NameMissing,
    NotText,
    PurposeMissing,
    TooLong,
    UnknownField,
    WrongEmail,
    check,
)
from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from tests.people import AGENCY, NOON, PARENT, People

pytestmark = pytest.mark.django_db
CITIZEN = Actor(key="citizen")
MING = {
    "name": "王小明", "id_number": "a123456789", "birth_on": date(1950, 2, 3), "phone": "0912-345-678",
    "email": "ming@example.tw", "address": "臺東縣卑南鄉太平路276號",
}  # fmt: skip


@pytest.fixture
def ming(people: People) -> Person:
    return add_person(agency=AGENCY, by=CITIZEN, at=NOON, **MING)


@pytest.mark.parametrize(
    "name", ["李", "堃喆峯𠮷㼭犇𡍼𤧬", "Pakalasadan·Ruvaniaw", "Maria da Conceição Nguyễn", "潘" * 200, "نور"]
)
def test_a_name_in_any_script_is_kept_as_written(people: People, name: str) -> None:
    assert Person.objects.get(pk=add_person(agency=AGENCY, by=CITIZEN, at=NOON, name=name).pk).name == name


def test_a_birth_before_the_republic_and_a_shared_telephone_are_normal(people: People) -> None:
    for name in ("陳阿嬤", "陳阿公"):
        add_person(agency=AGENCY, by=CITIZEN, at=NOON, name=name, birth_on=date(1909, 12, 31), phone="089-381200")
    assert Person.objects.filter(birth_on=date(1909, 12, 31), phone="089-381200").count() == 2


def test_two_people_with_one_number_stay_two(ming: Person) -> None:
    other = add_person(
        agency=AGENCY, by=CITIZEN, at=NOON, name="別人", id_number="A123456789", email="other@example.tw"
    )
    assert (other.pk != ming.pk, contact(ming.pk).email) == (True, "ming@example.tw")


WRONG = {
    "no name": ({"name": "  "}, NameMissing, "name"),
    "long name": ({"name": "潘" * 201}, TooLong, "name"),
    "nul": ({"name": "王\x00明"}, NotText, "name"),
    "email": ({"name": "王", "email": "ming@"}, WrongEmail, "email"),
    "unknown": ({"name": "王", "blood": "O"}, UnknownField, ""),
}


@pytest.mark.parametrize(("values", "refusal", "field"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_kept_is_refused_at_its_field(
    people: People, values: dict[str, str], refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        add_person(agency=AGENCY, by=CITIZEN, at=NOON, **values)
    assert refused.value.field == field
    assert not Person.objects.exists()


def refused_with(values: dict[str, str]) -> str:
    try:
        check(values)
    except Refused as refused:
        return str(refused)
    return ""


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # a busy machine is no fault of the texts
@given(st.dictionaries(st.sampled_from(["name", "phone", "address", "email", "latin_name"]), st.text(max_size=250)))
def test_hostile_text_gets_a_sentence_or_fits(values: dict[str, str]) -> None:
    sentence = refused_with(values)
    fits = all(len(value) <= 254 and "\x00" not in value for value in values.values())
    assert sentence or fits


def test_a_card_shows_nothing_in_full(ming: Person) -> None:
    card = person_card(ming.pk)
    assert (card.name, card.id_number, card.phone, card.email, card.address) == (
        "王○明", "A12345****", "0912***678", "m***@", "臺東縣卑南鄉",
    )  # fmt: skip


def test_the_agency_chooses_how_names_are_masked(ming: Person) -> None:
    Agency.objects.filter(code=AGENCY).update(policies={"name_mask": "surname_only"})
    assert person_card(ming.pk).name == "王○○"


def test_adding_journals_the_names_of_the_fields_and_no_value(ming: Person) -> None:
    line = Line.objects.get(verb="persons.add")
    assert (line.subject, line.actor, line.agency) == (f"persons.person:{ming.pk}", "citizen", AGENCY)
    assert line.fields == ["address", "birth_on", "email", "id_number", "name", "phone"]


def test_reading_in_full_is_journaled_with_its_purpose(people: People, ming: Person) -> None:
    officer = people.actor("officer")
    read = read_person(ming.pk, fields=["name", "phone"], purpose="TTBN-1140305-000017", by=officer, at=NOON)
    assert read == {"name": "王小明", "phone": "0912-345-678"}
    line = Line.objects.get(verb="persons.read")
    assert (line.actor, line.fields, line.purpose) == (officer.key, ["name", "phone"], "TTBN-1140305-000017")


def test_without_a_purpose_nothing_is_read(people: People, ming: Person) -> None:
    with pytest.raises(PurposeMissing):
        read_person(ming.pk, purpose=" ", by=people.actor("officer"), at=NOON)
    assert not Line.objects.filter(verb="persons.read").exists()


@pytest.mark.parametrize("name", ["research", "auditor", "supervisor", "admin", "outsider"])
def test_others_read_find_and_correct_nobody(people: People, ming: Person, name: str) -> None:
    actor = people.actor(name)
    with pytest.raises(NotAllowed):
        read_person(ming.pk, purpose="x", by=actor, at=NOON)
    with pytest.raises(NotAllowed):
        find_persons(agency=AGENCY, text="王", purpose="x", by=actor, at=NOON)
    with pytest.raises(NotAllowed):
        correct_person(person=ming.pk, by=actor, at=NOON, phone="1")
    assert not visible_to(actor).exists()


def test_the_public_reads_nobody(ming: Person) -> None:
    with pytest.raises(NotAllowed):
        read_person(ming.pk, purpose="x", by=PUBLIC, at=NOON)
    assert not visible_to(PUBLIC).exists()


@pytest.mark.parametrize("text", ["王小", "Ａ123456789", "0912345678", "0912-345-678"])
def test_people_are_found_by_name_number_and_telephone_however_written(people: People, ming: Person, text: str) -> None:
    found = find_persons(agency=AGENCY, text=text, purpose="phone call", by=people.actor("officer"), at=NOON)
    assert [(card.id, card.name) for card in found] == [(ming.pk, "王○明")]


def test_a_search_is_journaled_without_what_was_searched_for(people: People, ming: Person) -> None:
    find_persons(agency=AGENCY, text="王小明", purpose="call-back", by=people.actor("officer"), at=NOON)
    line = Line.objects.get(verb="persons.search")
    assert (line.subject, line.purpose, line.fields) == ("persons.person:*", "call-back", [])


def test_an_empty_search_finds_nobody(people: People, ming: Person) -> None:
    assert find_persons(agency=AGENCY, text=" ", purpose="x", by=people.actor("officer"), at=NOON) == []


def test_people_of_another_agency_are_not_found(people: People, ming: Person) -> None:
    assert find_persons(agency=PARENT, text="王", purpose="x", by=people.actor("outsider"), at=NOON) == []


def test_a_correction_keeps_what_stood_there_before(people: People, ming: Person) -> None:
    officer = people.actor("officer")
    changed = {"name": "王大明", "birth_on": date(1950, 3, 2), "email": "ming@example.tw"}
    row = correct_person(person=ming.pk, by=officer, at=NOON, **changed)
    assert (row.name, row.name_key, row.birth_on) == ("王大明", "王大明", date(1950, 3, 2))
    former = Former.objects.get()
    assert (former.values, former.corrected_by) == ({"name": "王小明", "birth_on": "1950-02-03"}, officer.key)
    assert Line.objects.get(verb="persons.correct").fields == ["birth_on", "name"]


def test_a_correction_that_changes_nothing_leaves_no_trace(people: People, ming: Person) -> None:
    correct_person(person=ming.pk, by=people.actor("officer"), at=NOON, name="王小明")
    assert not Former.objects.exists()


def test_a_birth_date_proves_itself_without_being_shown(ming: Person) -> None:
    assert [born_on(ming.pk, day) for day in (date(1950, 2, 3), date(1950, 2, 4))] == [True, False]


def test_nobody_is_found_under_an_unknown_number(people: People) -> None:
    for call in (lambda: person_card(99), lambda: contact(99)):
        with pytest.raises(NotFound):
            call()
