"""My work: what is due first stands on top, filters stay in the address, and the list is one statement."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import today
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db
STATEMENTS = 22


def test_strangers_are_sent_to_the_sign_in_page(client: Client):
    answer = client.get("/desk/")
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/?next=/desk/")


def test_an_empty_desk_says_what_to_do_first(officer: Client):
    page = officer.get("/desk/").content.decode()
    assert "沒有待辦案件" in page
    assert 'href="/desk/counter/"' in page


def test_what_is_due_first_stands_on_top(desk: Desk, officer: Client):
    young, old = desk.receive(), desk.receive(days_ago=5)
    page = officer.get("/desk/").content.decode()
    assert page.index(old.number) < page.index(young.number)


def test_names_are_masked_in_the_list(desk: Desk, officer: Client):
    desk.receive()
    page = officer.get("/desk/").content.decode()
    assert "陳○美" in page
    assert "陳阿美" not in page


def test_overdue_cases_say_by_how_many_days(desk: Desk, officer: Client):
    number = desk.receive(days_ago=20).number
    lines = officer.get("/desk/?kind=overdue").context["lines"]
    assert [line["row"].number for line in lines] == [number]
    assert str(lines[0]["when"]) == f"逾期 {(today() - lines[0]['row'].due_on).days} 天"


def test_a_filter_stays_in_the_address_of_the_export(desk: Desk, officer: Client):
    desk.receive()
    page = officer.get("/desk/?channel=online&kind=proof").content.decode()
    assert "/desk/cases.csv?channel=online&kind=proof" in page


def test_filters_narrow(desk: Desk, officer: Client):
    desk.receive()
    assert officer.get("/desk/?kind=proof").context["page"].total == 1
    assert officer.get("/desk/?kind=citizen").context["page"].total == 0
    assert officer.get("/desk/?channel=phone").context["page"].total == 0
    assert officer.get("/desk/?service=transcript&mine=1").context["page"].total == 1


def test_the_end_of_a_number_opens_its_case(desk: Desk, officer: Client):
    number = desk.receive().number
    assert officer.get("/desk/", {"q": number[-6:]})["Location"] == f"/desk/cases/{number}/"


def test_the_export_has_a_head_and_masked_rows(desk: Desk, officer: Client):
    number = desk.receive().number
    answer = officer.get("/desk/cases.csv")
    head, row = answer.content.decode("utf-8-sig").splitlines()
    assert head.startswith("收件編號,服務項目,受理管道,狀態,申請人,承辦人")
    assert row.startswith(f"{number},戶籍謄本,")
    assert "陳○美" in row


def test_a_cell_that_looks_like_a_formula_is_text(desk: Desk, officer: Client):
    number = desk.receive().number
    Case.objects.filter(number=number).update(service_name="=1+1")
    assert ",'=1+1," in officer.get("/desk/cases.csv").content.decode("utf-8-sig")


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_takes_as_many_statements_for_one_case_as_for_three(
    desk: Desk, officer: Client, cases: int, django_assert_num_queries: DjangoAssertNumQueries
):
    for _ in range(cases):
        desk.receive()
    with django_assert_num_queries(STATEMENTS):
        officer.get("/desk/")


def test_chosen_cases_are_taken_over_together(desk: Desk, officer: Client):
    numbers = [desk.receive().number, desk.receive().number]
    page = officer.post("/desk/take/", {"number": numbers}, follow=True).content.decode()
    assert "您已接辦 2 件。" in page
    assert set(Case.objects.values_list("state", flat=True)) == {"review"}


def test_nothing_chosen_says_what_to_do(officer: Client):
    assert "請先在清單中勾選案件。" in officer.post("/desk/take/", follow=True).content.decode()


def test_an_agency_above_sees_counts_only(desk: Desk):
    number = desk.receive().number
    page = desk.enter("supervisor").get("/desk/").content.decode()
    assert "臺東縣卑南鄉戶政事務所" in page
    assert number not in page


def test_officers_of_another_unit_do_not_see_the_case(desk: Desk):
    number = desk.receive().number
    other = desk.enter("elsewhere")
    assert number not in other.get("/desk/").content.decode()
    assert other.get(f"/desk/cases/{number}/").status_code == 404
