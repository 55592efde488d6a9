"""The pages of duties: who holds what, giving and taking, and somebody from outside with an account for a time."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from tests.foundation.accounts.test_duties import PACK
from tests.people import AGENCY, COUNTER, PASSWORD, RECORDS, ROOT, START, People

pytestmark = pytest.mark.django_db
DUTIES = "/desk/duties/"


@pytest.fixture
def house(people: People) -> People:
    load_packs(files=[("duties.yaml", PACK.encode())], by=system("test"), at=now())
    return people


def given(people: People, **changes: str) -> dict[str, str]:
    return {
        "person": f"staff:{people.elsewhere.pk}", "username": "", "role": "section", "path": RECORDS,
        "valid_from": str(today()), "valid_until": "", "number": "卑鄉戶字第1150000001號",
    } | changes  # fmt: skip


@pytest.mark.row("RO-32")
def test_a_head_gives_a_duty_by_a_document_and_takes_it_again(house: People, signed_in: object) -> None:
    chief: Client = signed_in("chief")
    assert chief.post(f"{DUTIES}give/", given(house)).status_code == 302
    page = chief.get(DUTIES).content.decode()
    assert "承辦科室" in page
    assert "卑鄉戶字第1150000001號" in page
    key = Holding.objects.get(role="section").pk
    assert "出境日" not in chief.get(f"{DUTIES}{key}/end/").content.decode()
    assert chief.post(f"{DUTIES}{key}/end/", {"until": str(today()), "number": "第2號"}).status_code == 302
    assert "第2號" in Holding.objects.get(pk=key).ended_number
    table = chief.get(f"{DUTIES}?past=1&format=csv").content.decode("utf-8-sig")
    assert f"戶籍資料組,承辦科室,吳志明,課員,{today()},{today()},卑鄉戶字第1150000001號" in table


WRONG = {
    "nobody": ({"person": ""}, "person"),
    "no such name": ({"username": "nobody"}, "username"),
    "no day": ({"valid_from": "soon"}, "valid_from"),
    "backwards": ({"valid_until": "2020-01-01"}, "valid_until"),
    "the whole agency": ({"path": ROOT}, "path"),
    "hostile": ({"role": "\0<b>"}, "role"),
}


@pytest.mark.parametrize(("change", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_duty_that_cannot_be_given_is_told_at_its_box(
    house: People, signed_in: object, change: dict[str, str], field: str
) -> None:
    response = signed_in("admin").post(f"{DUTIES}give/", given(house, **change))
    assert response.status_code == 422
    assert f'href="#q-{field.replace("_", "-")}"' in response.content.decode().replace("q-valid_", "q-valid-")


@pytest.mark.row("RO-16")
def test_an_expert_signs_in_until_the_last_day_and_finds_only_invitations(house: People, signed_in: object) -> None:
    admin: Client = signed_in("admin")
    said = {
        "username": "scholar", "display_name": "林教授", "title": "大學教授", "phone": "",
        "valid_until": str(today() + timedelta(days=30)), "password": PASSWORD,
    }  # fmt: skip
    sent = admin.post(f"{DUTIES}expert/", said)
    scholar = User.objects.get(username="scholar")
    assert sent["Location"] == f"{DUTIES}give/?person=staff:{scholar.pk}"
    duty = given(house, person=f"staff:{scholar.pk}", role="expert", path=ROOT, valid_until=said["valid_until"])
    assert admin.post(f"{DUTIES}give/", duty).status_code == 302
    client = Client()
    client.force_login(scholar, backend="django.contrib.auth.backends.ModelBackend")
    seen = {
        name: client.get(f"/desk/{name}").status_code for name in ("", "rounds/", "absence/", "calendar/", "plans/")
    }
    assert seen == {"": 200, "rounds/": 200, "absence/": 403, "calendar/": 403, "plans/": 403}
    User.objects.filter(pk=scholar.pk).update(valid_until=today() - timedelta(days=1))
    assert "/accounts/login/" in client.get("/desk/")["Location"]


def test_a_lists_statements_do_not_grow_with_its_rows(house: People, signed_in: object) -> None:
    admin: Client = signed_in("admin")

    def count() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert admin.get(DUTIES).status_code == 200
        return len(asked)

    admin.get(DUTIES)
    before = count()
    for user in (house.officer, house.research, house.auditor):
        Holding.objects.create(user=user, role="officer", agency=AGENCY, path=COUNTER, valid_from=START + timedelta(1))
    assert count() == before


def test_what_each_duty_may_do_is_written_out(house: People, signed_in: object) -> None:
    page = signed_in("auditor").get(f"{DUTIES}kinds/").content.decode()
    assert "權限同：主管" in page
    assert "同一單位內不得兼任： 承辦人" in page
    assert "004:291" in page
