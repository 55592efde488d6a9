"""Checks at the desk: opened unseen, scored, closed, tracked until mended, reviewed each quarter and published."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.queries import key_of
from bianmin.kernel.actor import Role, system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.checks.models import Check
from bianmin.quality.improvements.models import Improvement
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.factories.checks import FULL, WAITING, closed, opened
from tests.people import COUNTER, NOON, RECORDS, People

pytestmark = pytest.mark.django_db
LIST = "/desk/checks/"
BRANCH = "A11990001E"
LATER = datetime(2025, 4, 2, 9, 0, tzinfo=TAIPEI)


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the plans of checks are among them."""
    return house


@pytest.fixture
def research(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("research")


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is noon of 5 March 2025."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)


def went(answer: Any) -> str:
    """Where a form led, as people read it."""
    return unquote(answer.url)


def _text(paper: bytes, part: str) -> str:
    inside = zipfile.ZipFile(io.BytesIO(paper)).read(part).decode()
    return re.sub(r"<[^>]+>", " ", inside)


@pytest.mark.row("EP-41", "EP-42", "FL-23", "IN-90")
@pytest.mark.usefixtures("at_noon")
def test_the_unit_learns_of_a_check_when_it_is_closed_and_mends_what_was_found(
    people: People, research: Client, signed_in: Callable[[str], Client]
):
    officer, chief = signed_in("officer"), signed_in("chief")
    said = {"plan": "beinan-quarterly", "unit": COUNTER, "on": "114/3/5"}
    scoring = went(research.post(f"{LIST}new/", said))
    own = scoring.removesuffix("score/")
    assert scoring == f"{LIST}查114-0001/score/"
    assert officer.get(own).status_code == 404
    listed = words(officer.get(LIST))
    assert ("查114-0001" in listed, "會議紀錄" in listed) == (False, True)
    wrong = research.post(scoring, {**FULL, "sop": "26", "sop-remark": "抽五件"})
    assert (wrong.status_code, 'id="q-sop-error"' in wrong.content.decode()) == (422, True)
    assert "抽五件" in wrong.content.decode()
    research.post(scoring, {"reception": "10"})
    assert "4 個項目" in words(research.post(f"{own}close/"))
    research.post(scoring, {**FULL, "reception": "10", "reception-remark": "等候時無人照料"})
    found = {
        "item": "reception",
        "unit": COUNTER,
        "found": "下午三點無人引導取號。",
        "demand": "排定引導輪值表。",
        "period": "20wd",
    }
    empty = research.post(f"{own}find/", {**found, "found": ""})
    assert (empty.status_code, 'id="q-found-error"' in empty.content.decode()) == (422, True)
    assert went(research.post(f"{own}find/", found)) == own
    assert went(research.post(f"{own}close/")) == own
    page = words(officer.get(own))
    for said_there in ("90 / 100 · 優等", "等候時無人照料", "下午三點無人引導取號。", "改善中", "114年4月2日"):
        assert said_there in page, said_there
    assert went(research.post(scoring, {**FULL, "sop": "0"})) == own
    assert "這次查核已經結束" in words(research.get(own))
    made = Improvement.objects.get()
    assert (made.source_kind, made.source_ref, made.owner) == (
        "check",
        "checks.finding:查114-0001.1",
        f"unit:{COUNTER}",
    )
    item = f"/desk/improvements/{made.number}/"
    assert made.number in words(research.get("/desk/minutes/agenda/"))
    assert "查114-0001.1" in words(officer.get(item))
    officer.post(f"{item}finish/", {"result": "輪值表已公告。"})
    assert "待驗證" in words(chief.get(own))
    chief.post(f"{item}verify/", {"note": "三點到場看過。"})
    assert "已改善" in words(officer.get(own))
    assert chief.post(f"{item}reopen/", {"reason": ""}).status_code == 422
    chief.post(f"{item}reopen/", {"reason": "又沒有人。"})
    assert "改善中" in words(officer.get(own))
    assert "又沒有人。" in words(officer.get(item))


@pytest.mark.row("EP-40", "IN-89")
@pytest.mark.usefixtures("at_noon")
def test_below_the_mark_every_section_concerned_gets_concrete_measures(people: People, research: Client):
    row = opened(people)
    own = f"{LIST}{row.number}/"
    research.post(f"{own}score/", {**FULL, "sop": "0", "reception": "0"})
    for unit in (COUNTER, RECORDS):
        found = {"item": "sop", "unit": unit, "found": "期限沒有公告。", "demand": "公告期限。", "period": "10wd"}
        research.post(f"{own}find/", found)
    refused = research.post(f"{own}close/", {"betterment": ""})
    assert (refused.status_code, 'id="q-betterment-error"' in refused.content.decode()) == (422, True)
    assert "55" in words(refused)
    research.post(f"{own}close/", {"betterment": "四月底前重寫程序，兩組分別辦理。"})
    refs = sorted(Improvement.objects.values_list("source_ref", flat=True))
    assert refs == [
        f"checks.check:{row.number}@{COUNTER}", f"checks.check:{row.number}@{RECORDS}",
        f"checks.finding:{row.number}.1", f"checks.finding:{row.number}.2",
    ]  # fmt: skip
    assert "低於標準" in words(research.get(LIST))
    assert "四月底前重寫程序" in words(research.get(own))


@pytest.mark.usefixtures("at_noon")
def test_exactly_the_mark_is_not_below_it(people: People, research: Client):
    row = opened(people)
    research.post(f"{LIST}{row.number}/score/", {**FULL, "sop": "0"})
    research.post(f"{LIST}{row.number}/close/")
    assert Check.objects.values_list("total", "low", "grade").get() == (75, False, "乙等")


@pytest.mark.row("EP-14", "OB-11")
@pytest.mark.usefixtures("at_noon")
def test_practices_of_the_plan_are_drawn_and_met_or_not(people: People, research: Client):
    scoring = went(research.post(f"{LIST}new/", {"plan": "beinan-practices", "unit": COUNTER, "on": "2025-03-05"}))
    page = research.get(scoring).content.decode()
    assert page.count("沒有做到") == 10
    row = Check.objects.get()
    again = opened(people, plan="beinan-practices")
    assert again.document == row.document
    codes = re.findall(r'name="([^"]+)" value="1"', page)
    research.post(scoring, {code: "1" if place else "0" for place, code in enumerate(codes)})
    research.post(f"{LIST}{row.number}/close/")
    assert Check.objects.get(pk=row.pk).total == 9


@pytest.mark.usefixtures("at_noon")
def test_nobody_checks_the_own_unit_nor_a_day_to_come(
    people: People, research: Client, signed_in: Callable[[str], Client]
):
    by, key = system("tests"), key_of(people.officer)
    grant_role(user=key, role=Role.CHIEF, path=COUNTER, valid_from=date(2024, 1, 1), by=by, at=NOON)
    head = signed_in("officer")
    said = {"plan": "beinan-quarterly", "unit": COUNTER, "on": "114/3/5"}
    refused = head.post(f"{LIST}new/", said)
    assert (refused.status_code, 'id="q-unit-error"' in refused.content.decode()) == (422, True)
    refused = research.post(f"{LIST}new/", {**said, "on": "114/3/6"})
    assert (refused.status_code, 'id="q-on-error"' in refused.content.decode()) == (422, True)


@pytest.mark.usefixtures("at_noon")
def test_photographs_open_for_the_unit_once_the_check_is_closed(
    people: People, research: Client, signed_in: Callable[[str], Client]
):
    row, officer = opened(people), signed_in("officer")
    own = f"{LIST}{row.number}/"
    picture = SimpleUploadedFile("照片.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    assert went(research.post(f"{own}attach/", {"files": [picture]})) == own
    page = research.get(own).content.decode()
    address = re.search(r"/desk/files/\d+/", page)
    assert address
    assert research.get(address[0]).status_code == 200
    assert officer.get(address[0]).status_code == 404
    research.post(f"{own}score/", FULL)
    research.post(f"{own}close/")
    assert officer.get(address[0]).status_code == 200


@pytest.mark.usefixtures("at_noon")
def test_what_is_found_again_is_pointed_out(people: People, research: Client):
    closed(people, WAITING)
    again = closed(people, WAITING)
    assert "先前發現過 1 次" in words(research.get(f"{LIST}{again.number}/"))


@pytest.mark.row("EP-15", "EP-71", "OB-09", "EP-46", "FL-18", "CM-68")
def test_a_quarter_is_reviewed_printed_and_published(
    people: People, signed_in: Callable[[str], Client], client: Client, monkeypatch: pytest.MonkeyPatch
):
    closed(people, WAITING, reception=5)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOON)
    research, chief = signed_in("research"), signed_in("chief")
    own, public = f"{LIST}quarters/114-Q1/", "/ttbn/checks/114-Q1/"
    assert "本季檢討" in words(research.get(own))
    research.post(f"{own}conclude/", {"conclusion": "下午時段要有引導人員。", "minutes": ""})
    assert chief.post(f"{own}publish/").status_code == 422
    assert client.get(public).status_code == 404
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)
    research, chief = signed_in("research"), signed_in("chief")
    assert research.post(f"{own}publish/").status_code == 403
    assert went(chief.post(f"{own}publish/")) == own
    assert "114年第1季" in words(client.get("/ttbn/checks/"))
    page = words(client.get(public))
    for said in (
        "綜合受理櫃檯",
        "85 / 100",
        "下午三點無人引導取號。",
        "排定引導輪值表並公告。",
        "下午時段要有引導人員。",
    ):
        assert said in page, said
    assert "黃研考" not in page
    odt, docx = research.get(f"{own}files/odt/").content, research.get(f"{own}files/docx/").content
    for text in (_text(odt, "content.xml"), _text(docx, "word/document.xml")):
        for said in ("應改進事項列管表", "85／100", "下午三點無人引導取號。", "改善中", "下午時段要有引導人員。"):
            assert said in text, said
    assert chief.get(f"{own}files/pdf/").content.startswith(b"%PDF")
    assert research.post(f"{own}conclude/", {"conclusion": "改寫"}).status_code == 422


@pytest.mark.row("IN-89", "IN-90")
@pytest.mark.usefixtures("at_noon")
def test_scores_and_findings_are_figures_that_are_explained(people: People, research: Client):
    closed(people, WAITING, reception=10)
    scoring = went(research.post(f"{LIST}new/", {"plan": "beinan-practices", "unit": COUNTER, "on": "2025-03-05"}))
    codes = re.findall(r'name="([^"]+)" value="1"', research.get(scoring).content.decode())
    research.post(scoring, dict.fromkeys(codes, "1"))
    research.post(f"{scoring.removesuffix('score/')}close/")
    refresh(at=NOON)
    page = words(research.get("/desk/indicators/IN-89/?span=114-03"))
    assert "10.0分" in page
    assert "查114-0002" in page
    assert "0.0%" in words(research.get("/desk/indicators/IN-90/?span=114-03"))


@pytest.mark.usefixtures("at_noon")
def test_a_check_that_comes_again_is_told_before_and_after_its_day(
    people: People, research: Client, monkeypatch: pytest.MonkeyPatch
):
    assert "定期查核 還沒有查核過" in words(research.get(LIST))
    closed(people)
    assert "定期查核 還沒有查核過" not in words(research.get(LIST))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 6, 9, 9, 0, tzinfo=TAIPEI))
    research.force_login(people.research, backend="django.contrib.auth.backends.ModelBackend")
    assert "要做的查核" in words(research.get("/desk/"))
    assert "上次是 114年3月5日" in words(research.get(LIST))


@pytest.mark.usefixtures("at_noon")
def test_the_chief_reads_which_findings_are_late(
    people: People, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
):
    closed(people, WAITING)
    chief = signed_in("chief")
    assert "逾期的應改進事項" not in words(chief.get("/desk/chief/"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(2025, 4, 7, 9, 0, tzinfo=TAIPEI))
    chief.force_login(people.chief, backend="django.contrib.auth.backends.ModelBackend")
    assert "1 逾期的應改進事項" in words(chief.get("/desk/chief/"))
