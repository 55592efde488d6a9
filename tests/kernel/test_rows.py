"""Rows added by statements composed once are those that Django's own way adds."""

import pytest
from django.db import IntegrityError, models, transaction

from bianmin.foundation.accounts.models import PasswordUse
from bianmin.foundation.facts.models import Mark
from bianmin.foundation.orgs.models import Agency, Series
from bianmin.foundation.packs.models import Edition
from bianmin.foundation.tries.models import Attempt
from bianmin.kernel import rows
from bianmin.kernel.rows import AnyOf, find, insert, insert_all
from tests.people import AGENCY, NOON

pytestmark = pytest.mark.django_db


def kept(table: type[models.Model]) -> list[dict[str, object]]:
    return list(table._default_manager.order_by("pk").values())


def attempt(number: str = "n") -> Attempt:
    return Attempt(agency="A", number_hash=number, address_hash="", at=NOON, locks=True)


def test_a_row_is_kept_as_by_save_and_knows_its_key():
    by_save, row = attempt(), insert(attempt())
    by_save.save()
    first, second = ({**one, "id": 0} for one in kept(Attempt))
    assert first == second
    assert row.pk == by_save.pk - 1
    row.locks = False
    row.save()
    assert [one.locks for one in Attempt.objects.order_by("pk")] == [False, True]


def test_lists_texts_and_days_come_back_as_they_were(people):
    agency = Agency.objects.get(code=AGENCY)
    before = next(one for one in kept(Agency) if one["code"] == AGENCY)
    agency.pk, agency.code, agency.short = None, "376550399Z", "TTZZ"
    insert(agency)
    after = next(one for one in kept(Agency) if one["code"] == "376550399Z")
    changed = {"id", "code", "short"}
    assert {name: after[name] for name in after if name not in changed} == {
        name: before[name] for name in before if name not in changed
    }
    assert before["names"]


def test_a_key_that_was_chosen_is_kept():
    insert(Edition(pk=77, token="t"))
    assert Edition.objects.get(pk=77).token == "t"


def test_several_rows_are_one_statement(django_assert_num_queries):
    rows = [Mark(agency="A", fact="f", unit=f"/{number}/", first=NOON.date(), last=NOON.date()) for number in range(3)]
    with django_assert_num_queries(1):
        insert_all(rows)
    assert [row["unit"] for row in kept(Mark)] == ["/0/", "/1/", "/2/"]
    insert_all([])
    assert Mark.objects.count() == 3


def test_more_rows_than_a_statement_takes_are_several_statements(django_assert_num_queries):
    rows = [Mark(agency="A", fact="f", unit=f"/{n}/", first=NOON.date(), last=NOON.date()) for n in range(501)]
    with django_assert_num_queries(2):
        insert_all(rows)
    assert [row["unit"] for row in kept(Mark)] == [f"/{n}/" for n in range(501)]


def test_what_the_database_refuses_is_refused():
    insert(Series(agency="A", kind="k", period="p", last=1))
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Series(agency="A", kind="k", period="p", last=2))
    assert Series.objects.count() == 1


def test_the_newest_row_with_some_values_is_found_as_django_finds_it(people):
    for number in ("n", "n", "m"):
        insert(attempt(number))
    found = find(Attempt, agency="A", number_hash="n")
    assert found == Attempt.objects.filter(number_hash="n").latest("id")
    assert (found.at, found.locks) == (NOON, True)
    assert find(Attempt, agency="A", number_hash="x") is None
    assert vars(find(Agency, code=AGENCY)).keys() == vars(Agency.objects.get(code=AGENCY)).keys()
    office = find(Agency, code=AGENCY)
    assert [getattr(office, field.attname) for field in Agency._meta.concrete_fields] == [
        getattr(Agency.objects.get(code=AGENCY), field.attname) for field in Agency._meta.concrete_fields
    ]
    office.delete()
    assert not Agency.objects.filter(code=AGENCY).exists()


def test_a_row_that_is_there_already_is_not_added_and_the_act_goes_on():
    first = Series(agency="A", kind="k", period="p", last=1)
    with transaction.atomic():
        assert rows.insert_new(first)
        assert not rows.insert_new(Series(agency="A", kind="k", period="p", last=2))
    assert list(Series.objects.values_list("pk", "last")) == [(first.pk, 1)]


def test_a_row_made_quickly_is_the_row_that_django_makes(people):
    for table, values in (
        (Attempt, {"agency": "A", "number_hash": "n", "address_hash": "", "at": NOON, "locks": True}),
        (PasswordUse, {"user": people.chief}),
    ):
        quick, slow = rows.new(table, **values), table(**values)
        assert {field.attname: getattr(quick, field.attname) for field in table._meta.concrete_fields} == {
            field.attname: getattr(slow, field.attname) for field in table._meta.concrete_fields
        }
    assert quick.user is people.chief
    first, second = rows.new(Agency, code="1"), rows.new(Agency, code="2")
    first.names["en"] = "One"
    assert second.names == {}


def test_values_are_written_only_where_others_still_are_as_they_were():
    for number in ("1", "2"):
        insert(attempt(number))
    assert rows.update(Attempt, {"number_hash": "1", "locks": True}, {"locks": False, "agency": "B"}) == 1
    assert rows.update(Attempt, {"number_hash": "1", "locks": True}, {"agency": "C"}) == 0
    assert [(one["number_hash"], one["agency"], one["locks"]) for one in kept(Attempt)] == [
        ("1", "B", False),
        ("2", "A", True),
    ]


def test_all_rows_are_found_whose_agency_is_one_that_is_known(people):
    for agency in (AGENCY, AGENCY, "nowhere"):
        insert(Attempt(agency=agency, number_hash="n", address_hash="", at=NOON, locks=True))
    found = rows.find_all(Attempt, agency=AnyOf(Agency, "code"), number_hash="n")
    assert [row.agency for row in found] == [AGENCY, AGENCY]
    assert found[0].pk > found[1].pk
    assert rows.find_all(Attempt, agency=AnyOf(Agency, "code"), number_hash="m") == []


def test_every_row_is_found_however_many_there_are_the_oldest_first():
    insert_all([attempt(str(number)) for number in range(rows.MOST + 5)])
    assert [row.number_hash for row in rows.find_every(Attempt, agency="A")] == [str(n) for n in range(rows.MOST + 5)]
    assert [row.number_hash for row in rows.find_all(Attempt, agency="A")] == [
        str(n) for n in range(rows.MOST + 4, 4, -1)
    ]


def test_rows_are_written_whose_column_has_no_value_yet(people):
    Agency.objects.filter(code=AGENCY).update(valid_until=NOON.date())
    other = insert(Agency(code="2", name="Two", valid_from=NOON.date()))
    said = {"valid_until": NOON.date(), "names": {"en": "Two"}}
    assert rows.update(Agency, {"valid_until": None, "code": AGENCY}, said) == 0
    assert rows.update(Agency, {"valid_until": None, "code": "2"}, said) == 1
    assert Agency.objects.get(pk=other.pk).names == {"en": "Two"}
    assert Agency.objects.get(code=AGENCY).names != {"en": "Two"}


def test_a_related_row_is_found_once_and_stays_with_its_row(people, django_assert_num_queries):
    use = rows.lock(PasswordUse, id=insert(PasswordUse(user=people.chief, hash="h", set_at=NOON)).pk)
    with django_assert_num_queries(1):
        assert rows.related(use, type(people.chief), "user").username == people.chief.username
        assert use.user.pk == people.chief.pk
