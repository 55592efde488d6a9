"""Plans on the desk: history as printed, a draft judged, approved, published and filed."""

import pytest
from django.test import Client

from bianmin.quality.plans.models import Plan
from tests.people import PARENT

pytestmark = pytest.mark.django_db


def test_the_list_shows_every_plan_with_its_state(research: Client):
    page = research.get("/desk/plans/").content.decode()
    assert "/desk/plans/beinan-99/" in page
    assert "/desk/plans/beinan-114/" in page


@pytest.mark.row("PA-04")
def test_the_plan_of_99_is_shown_as_printed_and_judged_by_nobody(research: Client):
    answer = research.get("/desk/plans/beinan-99/")
    items = [line for row in answer.context["rows"] for line in row["items"]]
    assert len(items) == 49
    assert answer.context["findings"] == []
    assert "數據" not in answer.content.decode().split("<footer>")[0].split("<table")[1]


@pytest.mark.row("SYS-179")
def test_a_running_plan_stands_beside_its_figures(research: Client):
    rows = research.get("/desk/plans/beinan-114/").context["rows"]
    values = [value.code for row in rows for line in row["items"] for value, _review in line["values"]]
    assert "IN-04" in values


def test_a_plan_is_approved_published_and_filed_each_by_its_act(research: Client, signed_in):
    chief, at = signed_in("chief"), "/desk/plans/beinan-114/"
    chief.post(f"{at}approve/", {"number": "卑鄉戶字第1140000001號"})
    research.post(f"{at}publish/", {"place": "本所網站"})
    research.post(f"{at}file/", {"to": PARENT, "asks": "acknowledge"})
    assert Plan.objects.get(code="beinan-114").state == "filed"
    page = research.get(at).content.decode()
    assert "卑鄉戶字第1140000001號" in page
    assert "臺東縣政府" in page


def test_publishing_asks_where(research: Client, signed_in):
    signed_in("chief").post("/desk/plans/beinan-114/approve/", {})
    answer = research.post("/desk/plans/beinan-114/publish/", {"place": ""})
    assert answer.status_code == 422
    assert 'href="#q-place"' in answer.content.decode()


def test_a_research_officer_does_not_approve(research: Client):
    answer = research.post("/desk/plans/beinan-114/approve/", {})
    assert answer.status_code in (403, 422)
    assert Plan.objects.get(code="beinan-114").state == "draft"


def test_an_unknown_plan_is_not_there(research: Client):
    assert research.get("/desk/plans/nothing/").status_code == 404
    assert research.get("/desk/plans/beinan-99/burn/").status_code == 404
