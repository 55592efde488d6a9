"""A code to apply for many is given only to an organisation that was trained, where the agency asks for that."""

import re

import pytest
from django.test import Client

from bianmin.foundation.forms.models import Partner
from bianmin.kernel.actor import Role
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import note, staff
from tests.people import People

TRAINED = {
    "agency_name": "臺灣環島旅行社", "session": "第1場", "day": "115/3/2", "place": "臺北", "hours": "3", "attended": "2",
}  # fmt: skip


@pytest.fixture
def chief(house: People) -> Client:
    client = Client()
    client.force_login(staff(Role.CHIEF), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("SYS-087")
def test_a_code_is_given_after_the_training_and_not_before(db: None, chief: Client):
    page = chief.post("/desk/partners/", {"name": "台灣環島旅行社"})
    assert page.status_code == 422
    assert "「台灣環島旅行社」不在「線上申辦系統教育訓練與說明會」登錄簿" in words(page)
    assert 'value="台灣環島旅行社"' in page.content.decode()
    assert Partner.objects.count() == 0
    note("agency-training", **TRAINED)
    page = chief.post("/desk/partners/", {"name": "台灣環島旅行社"})
    assert re.search(r'class="big">([0-9A-Z-]{19})<', page.content.decode())
    assert Partner.objects.get().name == "台灣環島旅行社"


@pytest.mark.row("SYS-087", "RUL-11")
def test_the_history_of_the_service_tells_that_five_days_became_two(db: None, chief: Client):
    text = words(chief.get("/desk/catalog/independent-travel/"))
    assert "5日" in text
    assert "2日" in text
