"""An application for an award 參獎申請書: written point by point, with figures and evidence, built, and filed."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.delivery import PDF
from tests.foundation.documents.test_photographs import png
from tests.people import PARENT, ROOT, People
from tests.rows.test_reports import review_all

Enter = Callable[[str], Client]
pytestmark = pytest.mark.django_db
EDITION = "nia-107-entry-overall"
HERE = f"/desk/evaluation/{EDITION}/?year=114"
ASKED = {"outline": "award-overall", "span": "114", "unit": ROOT}
IN_04 = f"IN-04@{ROOT}@114"


@pytest.fixture
def entrant(research: Client) -> Client:
    """Whoever writes the application: every missed target is reviewed, the self-evaluation is begun."""
    review_all(research)
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    return research


def write(client: Client, code: str, **more: object) -> None:
    answer = client.post(f"/desk/evaluation/{EDITION}/{code}/?year=114", {"text": f"{code}之作法。", **more})
    assert answer.status_code == 302, code


def write_all(client: Client) -> None:
    for code in client.get(HERE).context["card"].unwritten:
        write(client, code)


def content(client: Client, card: object) -> str:
    """The text document's content."""
    data = client.get(f"/desk/files/{card.files['odt']}/").getvalue()
    return zipfile.ZipFile(io.BytesIO(data)).read("content.xml").decode()


def test_without_a_self_evaluation_there_is_nothing_to_build_it_of(research: Client):
    review_all(research)
    answer = research.post("/desk/reports/new/", ASKED)
    assert (answer.status_code, EDITION in answer.content.decode()) == (422, True)


@pytest.mark.row("DR-24", "EP-62")
def test_an_item_without_text_is_named_and_nothing_is_built(entrant: Client):
    write(entrant, "basic.consistency")
    page = entrant.post("/desk/reports/new/", ASKED).content.decode()
    assert "服務友善" in page
    assert "服務一致及正確" not in page.partition("服務友善")[0].rpartition("沒有文字")[2]


@pytest.mark.row("DR-24", "DR-25", "EP-60", "EP-62", "RO-21")
def test_it_is_built_construct_by_construct_with_text_figures_and_evidence(entrant: Client):
    write_all(entrant)
    write(
        entrant,
        "basic.consistency",
        codes="IN-04、IN-23",
        links="https://example.org/sop 作業程序",
        files=[
            SimpleUploadedFile("proof.pdf", PDF, "application/pdf"),
            SimpleUploadedFile("新設櫃檯.png", png(40, 30), "image/png"),
        ],
    )
    card = entrant.post("/desk/reports/new/", ASKED, follow=True).context["report"]
    figures = {figure.ref: figure for figure in card.figures}
    assert {ref.partition("@")[0] for ref in figures} >= {"IN-04", "IN-23"}
    value = entrant.get("/desk/indicators/IN-04/?span=114").context["value"]
    assert (figures[IN_04].printed, figures[IN_04].n) == (value.printed, value.n)
    assert card.warnings == ()
    said = content(entrant, card)
    heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r"<text:h\b.*?</text:h>", said)]
    assert heads[1:5] == ["貳、評核構面、項目及重點", "一、基礎服務", "(一)服務一致及正確", "(二)服務友善"]
    assert heads[-2:] == ["參、績效之比較及成長", "肆、未達成目標之檢討及改進措施"]
    for words in (
        "basic.consistency之作法。",
        "proof.pdf",
        "https://example.org/sop",
        "改進措施",
        "圖2-1　新設櫃檯",
        "表2-1　服務一致及正確",
    ):
        assert words in said, words


def test_an_indicator_that_is_not_there_is_named_at_its_place(entrant: Client):
    answer = entrant.post(
        f"/desk/evaluation/{EDITION}/basic.friendly/?year=114", {"text": "文字", "codes": "IN-04 XX-99"}
    )
    page = answer.content.decode()
    assert (answer.status_code, 'href="#q-codes"' in page, "XX-99" in page, "文字" in page) == (422, True, True, True)


@pytest.mark.row("EP-63", "FL-12", "FL-15", "RO-03")
@pytest.mark.parametrize(("what", "label"), [("entry", "參獎申請書"), ("nominated", "推薦參獎")])
def test_it_goes_to_the_agency_above_for_written_review(research: Client, signed_in: Enter, what: str, label: str):
    paper = SimpleUploadedFile("entry.pdf", PDF, "application/pdf")
    sent = {
        "to": PARENT,
        "what": what,
        "asks": "acknowledge",
        "title": "第2屆政府服務獎",
        "note": "一式10份",
        "files": [paper],
    }
    assert research.post("/desk/filings/new/", sent).status_code == 302
    above = signed_in("supervisor")
    place = next(line["card"].id for line in above.get("/desk/filings/").context["received"])
    page = above.get(f"/desk/filings/{place}/").content.decode()
    assert (label in page, "一式10份" in page, "entry.pdf" in page) == (True, True, True)
    above.post(f"/desk/filings/{place}/answer/", {"verdict": "acknowledged", "number": "第1號"})
    assert "已備查" in research.get(f"/desk/filings/{place}/").content.decode()


@pytest.mark.row("RO-06", "EP-01")
@pytest.mark.parametrize("stage", ["書面審查", "實地評審"])
def test_the_agency_above_scores_the_written_review_and_the_visit_each_by_its_panel(
    signed_in: Enter, people: People, stage: str
):
    above = signed_in("supervisor")
    asked = {
        "title": f"第2屆政府服務獎{stage}", "edition": "nia-107-overall", "year": "114", "entrants": [ROOT],
        "judges": [people.actor("supervisor").key],
    }  # fmt: skip
    place = above.post("/desk/rounds/new/", asked)["Location"]
    [entrant] = above.get(place).context["card"].entrants
    above.post(
        f"{place}{entrant.id}/", {"basic": "18", "delivery": "25", "capacity": "16", "appraisal": "15", "open": "7"}
    )
    above.post(f"{place}close/")
    page = above.get(place)
    assert (page.context["lines"][0]["total"], stage in page.content.decode()) == ("81.0", True)
