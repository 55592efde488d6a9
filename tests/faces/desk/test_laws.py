"""Laws on the desk: written with their days, approved by the chief, and news of each change."""

from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.publishing.models import Edition, Law
from bianmin.faces.ui.now import now
from bianmin.journeys.announce import suggest_news
from bianmin.kernel.actor import system
from tests.faces.portal.citizen import words
from tests.people import AGENCY, COUNTER, People

NEW = "/desk/site/new/?kind=law"
ARTICLE = "/desk/site/articles/rules/"
TYPED = {
    "unit": COUNTER, "code": "rules", "title": "謄本作業要點", "summary": "", "category": "household", "body": "第一點",
    "quoted": "", "valid_until": "", "kind_of_law": "rule", "number": "卑戶字第1號", "promulgated_on": "110/1/5",
    "amended_on": "", "repealed_on": "", "link": "",
}  # fmt: skip
Enter = Callable[[str], Client]


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.mark.row("SYS-137", "ENT-43", "RUL-63")
def test_a_law_is_typed_approved_changed_and_each_change_suggests_news(
    signed_in: Enter, people: People, client: Client
):
    officer, chief = signed_in("officer"), signed_in("chief")
    assert officer.post(NEW, TYPED).url == ARTICLE
    assert client.get("/ttbn/pages/rules/").status_code == 404
    officer.post(f"{ARTICLE}ask/")
    chief.post(f"{ARTICLE}publish/")
    said = words(client.get("/ttbn/pages/rules/"))
    assert "110年1月5日" in said
    assert "卑戶字第1號" in said
    suggest_news(agency=AGENCY, by=system("site"), at=now())
    assert Edition.objects.get(code__startswith="changed-law-1").title == "新訂謄本作業要點"
    form = officer.get(f"{ARTICLE}write/").content.decode()
    assert 'value="2021-01-05"' in form
    officer.post(f"{ARTICLE}write/", {**TYPED, "amended_on": "113/6/1", "body": "第一點改了"})
    officer.post(f"{ARTICLE}ask/")
    assert suggest_news(agency=AGENCY, by=system("site"), at=now()) == 0
    chief.post(f"{ARTICLE}publish/")
    assert suggest_news(agency=AGENCY, by=system("site"), at=now()) == 1
    news = Edition.objects.get(code__startswith="changed-law-2")
    assert (news.title, news.state, news.kind) == ("謄本作業要點修正了", "draft", "news")
    assert "/ttbn/pages/rules/" in news.body


@pytest.mark.row("SYS-137")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"kind_of_law": ""}, "請選法規性質"),
        ({"category": "nothing"}, "請選一個分類"),
        ({"body": ""}, "請填寫條文，或可以看到條文的網址"),
        ({"link": "law.moj.gov.tw"}, "網址請以 https:// 開頭"),
        ({"amended_on": "109/1/1"}, "這一天早於公布日期"),
        ({"promulgated_on": "some day"}, "請填寫日期"),
        ({"number": "字" * 121}, "最多120個字"),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_lost(signed_in: Enter, changed: dict[str, str], said: str):
    answer = signed_in("officer").post(NEW, {**TYPED, **changed})
    assert answer.status_code == 422
    assert said in words(answer)
    assert "謄本作業要點" in answer.content.decode()
    assert Law.objects.filter(edition__code="rules").count() == 0


def test_with_a_link_the_text_may_be_left_out(signed_in: Enter, people: People):
    answer = signed_in("officer").post(NEW, {**TYPED, "body": "", "link": "https://law.moj.gov.tw/x"})
    assert answer.status_code == 302
    assert Law.objects.get(edition__code="rules").link == "https://law.moj.gov.tw/x"
