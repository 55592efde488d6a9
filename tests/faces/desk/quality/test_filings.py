"""What is filed with the agency above, with its paper, and what that answers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import reissue
from bianmin.quality.plans.models import Filing, Plan
from tests.faces.desk.quality.test_rounds import opened, opening, score_all
from tests.people import AGENCY, PARENT, RECORDS, People

pytestmark = pytest.mark.django_db
__all__ = ["opened", "opening"]
AT = "/desk/plans/beinan-114/"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n"


@pytest.fixture
def county(signed_in: object) -> Client:
    """Somebody of the county government, who answers what is filed."""
    return signed_in("supervisor")


def file_plan(research: Client, chief: Client, asks: str = "acknowledge") -> Filing:
    chief.post(f"{AT}approve/", {})
    research.post(f"{AT}publish/", {"place": "本所網站"})
    research.post(f"{AT}file/", {"to": PARENT, "asks": asks, "number": "卑鄉戶字第1140000009號"})
    return Filing.objects.latest("pk")


@pytest.mark.row("RO-03", "FL-02")
def test_a_plan_goes_to_the_county_with_its_paper_and_is_acknowledged(
    research: Client, county: Client, signed_in: object
) -> None:
    filing = file_plan(research, signed_in("chief"))
    at = f"/desk/filings/{filing.pk}/"
    page = county.get("/desk/filings/").content.decode()
    assert "卑鄉戶字第1140000009號" in page
    paper = county.get(at).context["card"].files[0]
    assert county.get(f"{at}files/{paper.pk}/").content[:5] == b"%PDF-"
    assert (
        county.post(f"{at}answer/", {"verdict": "acknowledged", "number": "府計展字第1140000001號"}).status_code == 302
    )
    own = research.get(AT).content.decode()
    assert "上級備查" in own
    assert "府計展字第1140000001號" in own
    agencies = Line.objects.filter(verb="plans.acknowledged").values_list("agency", flat=True)
    assert sorted(agencies) == sorted([AGENCY, PARENT])
    assert county.post(f"{at}answer/", {"verdict": "acknowledged"}).status_code == 403


@pytest.mark.row("RO-09")
def test_an_amendment_is_approved_on_file_or_returned_with_a_reason(
    research: Client, county: Client, signed_in: object
) -> None:
    chief = signed_in("chief")
    file_plan(research, chief)
    research.post(f"{AT}amend/", {})
    filing = file_plan(research, chief, asks="endorse")
    at = f"/desk/filings/{filing.pk}/"
    assert filing.what == "amendment"
    wrong = county.post(f"{at}answer/", {"verdict": "returned", "note": ""})
    assert (wrong.status_code, 'href="#q-note"' in wrong.content.decode()) == (422, True)
    assert county.post(f"{at}answer/", {"verdict": "acknowledged"}).status_code == 422
    assert county.post(f"{at}answer/", {"verdict": "endorsed", "number": "府計展字第2號"}).status_code == 302
    assert Plan.objects.get(code="beinan-114", current=True).acts.latest("pk").verb == "endorse"


@pytest.mark.row("RO-07", "RO-30", "RO-25", "FL-11")
def test_minutes_and_score_sheet_of_a_round_are_filed_together(
    opened: str, research: Client, county: Client, people: People, signed_in: object
) -> None:
    score_all(signed_in("chief"), opened)
    score_all(research, opened)
    key = opened.rstrip("/").rpartition("/")[2]
    said = {
        "meeting": "committee", "title": "上半年考核會議", "held_on": str(today()), "place": "會議室", "chair": "陳美惠",
        "recorder": "黃研考", "people": "陳美惠 主任\n黃研考 研考", "said": "逐項評分。", "decided": "櫃檯動線改善。",
    }  # fmt: skip
    written = research.post(f"/desk/minutes/new/?round={key}", said)
    assert research.get(f"{written['Location']}files/pdf/").content[:5] == b"%PDF-"
    research.post(f"{opened}close/")
    assert research.post(f"/desk/filings/new/?round={key}", {"to": PARENT, "number": "第9號"}).status_code == 302
    card = county.get(f"/desk/filings/{Filing.objects.get().pk}/").context["card"]
    assert [file.name.partition("-")[0] for file in card.files] == ["score", "minutes"]
    assert county.post(f"/desk/filings/{card.id}/answer/", {"verdict": "acknowledged"}).status_code == 302
    assert "已備查" in research.get(opened).content.decode()


def test_who_answers_for_other_agencies_or_files_nothing_finds_nothing(
    research: Client, county: Client, people: People, signed_in: object
) -> None:
    filing = file_plan(research, signed_in("chief"))
    at = f"/desk/filings/{filing.pk}/"
    assert signed_in("outsider").get(at).status_code == 404
    assert signed_in("auditor").post("/desk/filings/new/", {}).status_code == 403
    Holding.objects.filter(user=people.supervisor).update(over=["376550400A"])
    reissue(User)
    assert county.get(at).status_code == 404


@pytest.mark.row("FL-13", "RO-18")
def test_a_unit_that_evaluates_sends_its_results_to_its_own_agency(
    research: Client, people: People, signed_in: object
) -> None:
    Holding.objects.filter(user=people.research).update(path=RECORDS)
    reissue(User)
    sent = {"to": AGENCY, "what": "scores", "asks": "acknowledge", "title": "所屬評核結果", "number": ""}
    paper = SimpleUploadedFile("result.pdf", PDF, content_type="application/pdf")
    assert research.post("/desk/filings/new/", sent | {"files": [paper]}).status_code == 302
    at = f"/desk/filings/{Filing.objects.get().pk}/answer/"
    assert research.post(at, {"verdict": "acknowledged"}).status_code == 403
    assert signed_in("chief").post(at, {"verdict": "acknowledged", "number": "第8號"}).status_code == 302


@pytest.mark.row("FL-19")
def test_the_years_performance_goes_to_the_county_as_a_file(research: Client, county: Client) -> None:
    sent = {"to": PARENT, "what": "result", "asks": "acknowledge", "title": "114年度績效", "number": "第5號"}
    paper = SimpleUploadedFile("result.pdf", PDF, content_type="application/pdf")
    assert research.post("/desk/filings/new/", sent | {"files": [paper]}).status_code == 302
    assert "114年度績效" in county.get("/desk/filings/").content.decode()


WRONG = {"nobody above": ({"to": "A09000000E"}, "to"), "no name": ({"title": " "}, "title"), "no file": ({}, "files")}


@pytest.mark.parametrize(("change", "field"), WRONG.values(), ids=WRONG.keys())
def test_another_document_needs_a_name_a_file_and_an_agency_above(
    research: Client, change: dict[str, str], field: str
) -> None:
    sent = {"to": PARENT, "what": "result", "asks": "acknowledge", "title": "年度績效"} | change
    answer = research.post("/desk/filings/new/", sent)
    assert (answer.status_code, f'href="#q-{field}"' in answer.content.decode()) == (422, True)


def test_the_statements_of_both_lists_do_not_grow_with_their_rows(research: Client, county: Client) -> None:
    sent = {"to": PARENT, "what": "result", "asks": "acknowledge", "title": "年度績效", "number": ""}

    def asked(client: Client, address: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    def add() -> None:
        paper = SimpleUploadedFile("result.pdf", PDF, content_type="application/pdf")
        research.post("/desk/filings/new/", sent | {"files": [paper]})

    add()
    for client in (research, county):  # what lasts from one request to the next is read now
        client.get("/desk/filings/")
    before = [asked(client, "/desk/filings/") for client in (research, county)]
    add()
    add()
    assert [asked(client, "/desk/filings/") for client in (research, county)] == before
