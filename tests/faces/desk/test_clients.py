"""The desk's page of keys: given once, shown once, taken back."""

import re

import pytest
from django.test import Client

from bianmin.foundation.clients.models import Client as System
from tests.people import AGENCY

pytestmark = pytest.mark.django_db
PAGE = "/desk/keeping/clients/"
TYPED = {"name": "臺東縣衛生局長照系統", "purpose": "府衛字第1150001號", "scopes": ["cases.apply", "cases.read"]}


@pytest.fixture
def admin(signed_in) -> Client:
    """The administrator, signed in."""
    return signed_in("admin")


def given(admin: Client, **changed: object) -> str:
    page = admin.get(PAGE)
    last = next(box.value for box in page.context["boxes"] if box.name == "expires_on")
    answer = admin.post(PAGE, {**TYPED, "expires_on": last, **changed})
    assert answer.status_code == 200, answer.content.decode()
    return re.search(r'<code class="key">([^<]+)</code>', answer.content.decode())[1]


def test_a_key_is_shown_once_and_opens_the_api(admin):
    key = given(admin)
    assert key not in admin.get(PAGE).content.decode()
    opened = Client().get("/api/v1/key", headers={"Authorization": f"Bearer {key}"}).json()
    assert (opened["name"], opened["agency"], opened["scopes"]) == (TYPED["name"], AGENCY, TYPED["scopes"])


def test_a_key_taken_back_is_closed_at_once(admin):
    key = given(admin)
    row = System.objects.get()
    assert admin.post(f"{PAGE}{row.pk}/end/").status_code == 302
    assert Client().get("/api/v1/key", headers={"Authorization": f"Bearer {key}"}).status_code == 401
    assert "已收回" in admin.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("changed", "box"), [({"name": ""}, "name"), ({"purpose": "\0"}, "purpose"), ({"scopes": []}, "scopes"), ({"expires_on": "x"}, "expires_on"), ({"expires_on": "199/1/1"}, "expires_on")]
)  # fmt: skip
def test_a_mistake_stands_at_its_box_and_nothing_typed_is_lost(admin, changed, box):
    answer = admin.post(PAGE, {**TYPED, "expires_on": "115/12/31", **changed})
    assert answer.status_code == 422
    assert [one["name"] for one in answer.context["errors"]] == [box]
    assert TYPED["purpose"] in answer.content.decode() or box == "purpose"
    assert not System.objects.exists()


def test_the_list_asks_as_often_for_three_as_for_one(admin, django_assert_num_queries):
    given(admin)
    admin.get(PAGE)
    with django_assert_num_queries(9):
        admin.get(PAGE)
    given(admin)
    given(admin)
    with django_assert_num_queries(9):
        assert len(admin.get(PAGE).context["lines"]) == 3
