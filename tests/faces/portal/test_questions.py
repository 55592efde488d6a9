"""Questions and answers: by class, found by words, and one press whether a page helped."""

import pytest
from django.test import Client

from bianmin.delivery.publishing.models import Reading
from bianmin.faces.ui.now import today
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.models import Cell
from tests.faces.portal.citizen import HOME, words
from tests.faces.portal.tongue import strange, tongue_of
from tests.factories.publishing import published
from tests.people import AGENCY, NOON, People

QUESTIONS = f"{HOME}questions/"
NINE = [
    "入出國及移民法", "入出境與役政", "大陸地區人民入出境", "外籍人士入出國", "外籍配偶照顧輔導", "跨國境婚姻媒合",
    "居住臺灣地區人民受歧視申訴", "證件", "其他",
]  # fmt: skip


@pytest.mark.row("RUL-71", "ENT-45", "REP-41")
def test_the_immigration_agency_has_nine_classes_and_twelve_for_children(client: Client, people: People):
    page = client.get("/nia/questions/")
    names = [name for _code, name, _count in page.context["classes"]]
    assert names[:9] == NINE
    assert len([name for name in names if name.startswith("兒童：")]) == 12
    found = client.get("/nia/questions/", {"class": "kids-airport"})
    assert [row.code for row, _shown, _name in found.context["lines"]] == ["kids-airport"]
    assert "兒童：機場通關" in words(found)


@pytest.mark.row("ENT-45", "REP-41")
def test_questions_are_found_by_words_and_what_fits_nothing_says_what_to_do(client: Client, people: People):
    found = client.get(QUESTIONS, {"q": "委託書"})
    assert [row.title for row, _shown, _name in found.context["lines"]] == ["可以幫家人申請謄本嗎？"]
    assert "沒有符合的問題" in words(client.get(QUESTIONS, {"q": "火星"}))


@pytest.mark.row("SYS-213", "CM-89")
def test_one_press_says_whether_a_page_helped_and_a_second_is_not_counted(client: Client, people: People):
    published(people)
    page = f"{HOME}pages/noon/"
    assert "這一頁有幫助嗎？" in words(client.get(page))
    told = client.post(f"{page}helped/no/", follow=True)
    assert "謝謝您告訴我們。" in words(told)
    assert "已經告訴過我們" in words(client.post(f"{page}helped/yes/", follow=True))
    Client().post(f"{page}helped/yes/")
    row = Reading.objects.get()
    assert (row.day, row.helped, row.unhelped, row.reads) == (today(), 1, 1, 0)
    assert client.post(f"{page}helped/perhaps/").status_code == 404
    assert client.post(f"{HOME}pages/none/helped/yes/").status_code == 404
    refresh(at=NOON)
    cells = Cell.objects.filter(agency=AGENCY, measure__startswith="readings.")
    assert {cell.measure: cell.n for cell in cells if cell.n} == {"readings.helped": 1, "readings.unhelped": 1}


@pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])
@pytest.mark.parametrize("page", ["disclosure/", "laws/", "news/", "questions/", "organisation/"])
def test_what_is_published_is_read_in_the_readers_language(client: Client, people: People, code: str, page: str):
    client.post("/language/", {"language": code, "next": "/nia/"})
    text = client.get(f"/nia/{page}").content.decode()
    assert tongue_of(text) == code
    assert strange(text, code) == []
