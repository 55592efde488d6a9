"""Surveys through pages: designed, begun, answered by visitors and colleagues, brought as a table, published."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.surveys.models import Answer, Response, Survey
from tests.faces.portal.citizen import words
from tests.factories.surveys import HAPPY
from tests.people import People

pytestmark = pytest.mark.django_db
SITE = "/ttbn/surveys/"
DESIGNED = {
    "title": "第二季滿意度調查", "questionnaire": "satisfaction", "way": "web", "opens_on": "115/4/1",
    "closes_on": "115/4/30", "purpose": "了解四個面向。", "population": "第二季洽公的民眾", "population_size": "",
    "sampling": "網站開放填答。", "drawn": "no",
}  # fmt: skip


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the questionnaires are among them."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client], ordinary_day: datetime) -> Client:
    """Who keeps the figures, signed in on an ordinary day in April."""
    return signed_in("research")


def begun(research: Client, **changes: str) -> Survey:
    research.post("/desk/surveys/new/", {**DESIGNED, **changes})
    row = Survey.objects.latest("pk")
    assert research.post(f"/desk/surveys/{row.number}/begin/").url == f"/desk/surveys/{row.number}/"
    return row


@pytest.mark.row(
    "SYS-106", "FRM-15", "CM-93", "B-4.1", "B-5.1", "ENT-25", "ENT-26", "IN-39", "IN-40", "IN-41", "IN-42", "IN-56",
    "CM-96", "ST-M2.3",
)  # fmt: skip
def test_a_survey_goes_from_its_design_to_published_results_and_figures(research: Client, ordinary_day: datetime):
    row = begun(research)
    visitor = Client()
    assert row.title in words(visitor.get(SITE))
    page = visitor.get(f"{SITE}{row.number}/")
    assert "您對洽公環境和設備滿意嗎？" in words(page)
    key = page.context["key"]
    missing = visitor.post(f"{SITE}{row.number}/", {"environment": "5", "key": key})
    assert (missing.status_code, 'id="q-courtesy-error"' in missing.content.decode()) == (422, True)
    assert visitor.post(f"{SITE}{row.number}/", {**HAPPY, "key": key}).url == f"{SITE}{row.number}/"
    assert "謝謝您" in words(visitor.get(f"{SITE}{row.number}/"))
    other = Client()
    said = {**HAPPY, "environment": "1", "wish": "希望有飲水機"}
    other.post(f"{SITE}{row.number}/", {**said, "key": other.get(f"{SITE}{row.number}/").context["key"]})
    assert research.post(f"/desk/surveys/{row.number}/close/", {"contacted": "8"}).status_code == 302
    research.post(f"/desk/surveys/{row.number}/conclude/", {"improvement": "設飲水機。"})
    shown = words(research.get(f"/desk/surveys/{row.number}/"))
    for said in ("2 / 8 ( 25.0 %)", "希望有飲水機", "設飲水機。", "不是機率樣本", "50.0%"):
        assert said.replace(" ", "") in shown.replace(" ", ""), said
    assert Client().get(f"{SITE}{row.number}/").status_code == 404
    research.post(f"/desk/surveys/{row.number}/publish/")
    public = words(Client().get(f"{SITE}{row.number}/"))
    assert "設飲水機。" in public
    assert "希望有飲水機" not in public
    refresh(at=ordinary_day)
    lines = research.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    assert {code: printed[code] for code in ("IN-39", "IN-40", "IN-41", "IN-42", "IN-56")} == {
        "IN-39": "50.0%", "IN-40": "100.0%", "IN-41": "100.0%", "IN-42": "0.0%", "IN-56": "100.0%",
    }  # fmt: skip


@pytest.mark.row("IN-44", "IN-60", "OB-17")
def test_colleagues_are_asked_at_the_desk_and_answer_once(research: Client, signed_in: Callable[[str], Client]):
    row = begun(research, questionnaire="staff", way="staff", population="全體同仁")
    officer = signed_in("officer")
    assert row.title in words(officer.get("/desk/surveys/"))
    at = f"/desk/surveys/{row.number}/fill/"
    assert "沒有人知道" in words(officer.get(at))
    said = {"work": "4", "identify": "5", "cooperate": "2"}
    assert officer.post(at, said).url == "/desk/surveys/"
    again = officer.post(at, said)
    assert (again.status_code, "已經填過" in words(again)) == (422, True)
    assert (Response.objects.count(), Answer.objects.count()) == (1, 3)
    assert Client().get(f"{SITE}{row.number}/").status_code == 404


@pytest.mark.row("SYS-166", "IND-09", "RUL-49", "IN-43", "STR-27", "EP-81")
def test_a_telephone_survey_is_brought_as_a_table_and_printed_with_its_error(research: Client):
    row = begun(
        research, questionnaire="telephone", way="phone", drawn="yes", population="普通住戶內年滿20歲的人",
        population_size="72100", sampling="住宅電話隨機抽樣，電腦輔助電話訪問。",
    )  # fmt: skip
    at = f"/desk/surveys/{row.number}/bring/"
    head = research.get(f"/desk/surveys/{row.number}/empty.csv").content.decode("utf-8-sig").strip()
    assert head == "environment,courtesy,professional,measures"
    wrong = SimpleUploadedFile("a.csv", f"{head}\n4,3,2,1\n4,7,,\n".encode())
    page = research.post(at, {"table": wrong})
    assert (page.status_code, "服務人員的態度" in words(page)) == (422, True)
    assert Response.objects.count() == 0
    good = "\n".join([head, *["4,3,2,1"] * 60, *["1,2,dk,4"] * 40]).encode()
    assert research.post(at, {"table": SimpleUploadedFile("a.csv", good)}).status_code == 302
    research.post(f"/desk/surveys/{row.number}/close/", {"contacted": "400"})
    shown = words(research.get(f"/desk/surveys/{row.number}/"))
    assert "±9.79" in shown.replace(" ", "")
    for kind, mark in (("pdf", b"%PDF"), ("odt", b"PK")):
        assert research.get(f"/desk/surveys/{row.number}/files/{kind}/").content.startswith(mark)


def test_who_is_signed_in_as_staff_answers_a_survey_of_the_website_as_anybody_does(research: Client):
    row = begun(research)
    at = f"{SITE}{row.number}/"
    assert research.post(at, {**HAPPY, "key": research.get(at).context["key"]}).url == at
    assert Response.objects.count() == 1


def test_mistakes_of_a_design_stand_at_their_boxes(research: Client):
    for wrong, box in (({"title": ""}, "title"), ({"closes_on": "114/1/1"}, "closes_on"), ({"opens_on": "x"}, "opens_on"),
                       ({"sampling": ""}, "sampling"), ({"questionnaire": ""}, "questionnaire")):  # fmt: skip
        page = research.post("/desk/surveys/new/", {**DESIGNED, **wrong})
        assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True), box
    assert not Survey.objects.exists()


def test_what_a_survey_found_becomes_an_improvement(research: Client, people: People):
    row = begun(research)
    research.post(f"/desk/surveys/{row.number}/close/", {})
    page = research.get(f"/desk/improvements/new/?survey={row.number}")
    assert row.title in words(page)
    work = {"cause": "座椅太少", "measure": "添購座椅", "owner": people.actor("officer").key, "period": "20wd"}
    research.post(f"/desk/improvements/new/?survey={row.number}", work)
    assert Improvement.objects.get().source_ref == row.subject


def test_an_english_reader_answers_in_english(research: Client):
    row = begun(research)
    visitor = Client()
    visitor.cookies["django_language"] = "en"
    page = words(visitor.get(f"{SITE}{row.number}/"))
    assert "All in all, how satisfied are you with this service?" in page
    assert "Very satisfied" in page
    assert "I don't know, or no opinion" in page
