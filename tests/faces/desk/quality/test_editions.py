"""Editions of evaluation frameworks are data: each is read, and a self-evaluation is begun under it."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
OVERALL = "基礎服務 服務遞送 服務量能 服務評價 開放創新"
PROJECT = "問題分析 規劃內容 推動成效 開放創新"
SERVICES = "便民標準服務 資訊流通服務 創新加值服務"
LOADED = (
    ("moe-107-overall", None, OVERALL, 11, ("EF-01", "EF-12", "EF-20", "EF-25")),
    ("moe-107-project", None, PROJECT, 8, ("EF-02", "EF-19", "EF-29", "DR-30")),
    ("nia-107-entry-overall", None, OVERALL, 11, ("EF-03", "AN-04")),
    ("nia-107-entry-project", 1000, PROJECT, 8, ("EF-04", "AN-03", "EF-22")),
    ("nia-107-project", 100, PROJECT, 8, ("EF-06", "AN-03", "EF-31", "EF-30")),
    ("bnh-99-services", None, SERVICES, 6, ("EF-08", "EF-10", "EF-11")),
)
EDITIONS = [
    pytest.param(code, total, tops, items, id=code, marks=pytest.mark.row(*rows))
    for code, total, tops, items, rows in LOADED
]


@pytest.mark.parametrize(("code", "total", "tops", "items"), EDITIONS)
def test_an_edition_is_data_and_a_self_evaluation_is_begun_under_it(
    research: Client, code: str, total: int | None, tops: str, items: int
):
    research.post("/desk/evaluation/start/", {"edition": code, "year": "114"})
    answer = research.get(f"/desk/evaluation/{code}/?year=114")
    card = answer.context["card"]
    assert " ".join(node.shape.name for node in card.nodes if node.level == 0) == tops
    assert (card.full, len(card.unwritten)) == (total, items)
    assert card.source in answer.content.decode()
    assert sum(node.shape.weight or 0 for node in card.nodes) == (total or 0)


@pytest.mark.row("EF-18", "DR-27", "IN-49", "IN-50")
def test_openness_is_written_inside_the_other_constructs(research: Client):
    research.post("/desk/evaluation/start/", {"edition": "moe-107-overall", "year": "114"})
    at = "/desk/evaluation/moe-107-overall/"
    assert "open.participation" in research.get(f"{at}?year=114").context["card"].unwritten
    typed = {"text": "與志工共同設計表單。", "shows": ["open.participation"], "links": "https://example.tw 紀錄"}
    research.post(f"{at}basic.friendly/?year=114", typed)
    answer = research.get(f"{at}?year=114")
    assert "open.participation" not in answer.context["card"].unwritten
    assert "open.innovation" in answer.context["card"].unwritten
    assert 'href="#node-basic.friendly"' in answer.content.decode()
    assert "不另闢專節" in answer.content.decode()


@pytest.mark.row("EF-21", "DR-29")
def test_the_page_says_what_is_an_example(research: Client):
    research.post("/desk/evaluation/start/", {"edition": "nia-107-overall", "year": "114"})
    assert "所列作法為例舉" in research.get("/desk/evaluation/nia-107-overall/?year=114").content.decode()


@pytest.mark.row("EF-28")
def test_an_edition_says_what_became_of_it_and_what_is_new(research: Client):
    pages = {}
    for edition in ("bnh-99-services", "moe-107-overall"):
        research.post("/desk/evaluation/start/", {"edition": edition, "year": "114"})
        pages[edition] = research.get(f"/desk/evaluation/{edition}/?year=114").content.decode()
    old, new = pages.values()
    assert "基礎服務、服務遞送、服務評價" in old.split('id="node-convenience"')[1].split("</section>", maxsplit=1)[0]
    assert "網站使用便利性、服務資訊透明度、開發線上申辦或跨平臺通用服務" in old
    assert "新有、這裡沒有前身的：服務量能" in old
    assert "便民標準服務" in new.split('id="node-basic"')[1].split("</section>", maxsplit=1)[0]
    assert "沒有的：服務量能" in new
