"""The laws of an agency as the public finds them: by class, kind, words and days; a service leads to those it rests on."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.faces.portal.citizen import HOME, words
from tests.factories.publishing import law
from tests.people import People

LAWS = f"{HOME}laws/"
NIA = "/nia/laws/"


def titles(client: Client, address: str = LAWS, **asked: str) -> list[str]:
    return [card.title for card, _standing in client.get(address, asked).context["page"].rows]


@pytest.mark.row("SYS-137", "RUL-70", "ENT-43", "REP-31")
def test_laws_of_the_immigration_agency_stand_by_six_classes_and_four_kinds(client: Client, people: People):
    page = client.get(NIA)
    said = words(page)
    assert [name for _code, name, _count in page.context["classes"]] == [
        "入出國", "居留和定居", "大陸地區人民", "香港澳門居民", "裁罰", "其他",
    ]  # fmt: skip
    assert [one.name for one in page.context["kinds"]] == ["本署法規", "行政規則", "行政規定令釋", "法規草案"]
    assert "大陸地區人民 2" in said
    assert "7 項法規" in said
    assert titles(client, NIA)[0] == "大陸地區人民申請進入臺灣地區面談管理辦法"
    assert "臺內移字第0980916011號令" in said
    assert "98年8月20日" in said


@pytest.mark.row("SYS-137")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"category": "mainland"}, ["大陸地區人民申請進入臺灣地區面談管理辦法", "臺灣地區與大陸地區人民關係條例"]),
        ({"kind": "draft"}, ["外來人口統一證號規則修正草案"]),
        ({"q": "0980916011"}, ["大陸地區人民申請進入臺灣地區面談管理辦法"]),
        ({"q": "輔導和收容"}, ["入出國及移民法"]),
        ({"from": "88/5/21", "until": "98/8/19"}, ["入出國及移民法"]),
        ({"until": "81/7/31"}, ["臺灣地區與大陸地區人民關係條例"]),
        ({"standing": "repealed"}, []),
        ({"kind": "regulation", "category": "entry"}, ["入出國及移民法"]),
        ({"from": "no day", "kind": "draft"}, ["外來人口統一證號規則修正草案"]),
    ],
)
def test_each_way_of_looking_finds_what_it_should(
    client: Client, people: People, asked: dict[str, str], found: list[str]
):
    assert titles(client, NIA, **asked) == found


@pytest.mark.row("SYS-137", "CM-54", "CM-50", "B-2.2", "B-4.5")
def test_a_law_says_its_number_days_whether_it_is_in_force_and_where_its_text_is(client: Client, people: People):
    said = words(client.get(f"{HOME}pages/household-act/"))
    for part in ("戶籍法", "現行", "法律", "戶籍登記", "公布日期", "20年12月12日", "pcode=D0030006"):
        assert part in said, part
    law(
        people, "old", "舊辦法", "條文", "household", kind="rule", promulgated_on="2001-01-01", repealed_on="2010-02-03"
    )
    assert "已廢止 99年2月3日" in words(client.get(f"{HOME}pages/old/"))
    assert titles(client, standing="repealed") == ["舊辦法"]
    assert "舊辦法" not in titles(client, standing="force")
    assert f'href="{HOME}laws/"' in client.get(f"{HOME}disclosure/").content.decode()


@pytest.mark.row("SYS-137")
def test_a_service_leads_to_the_laws_it_rests_on(client: Client, people: People):
    page = client.get("/nia/services/residence-extension/").content.decode()
    assert '<a href="/nia/pages/immigration-act/">入出國及移民法</a>' in page


@pytest.mark.parametrize("most", [1, 25])
def test_the_list_asks_as_often_for_one_as_for_many_and_shows_twenty_on_a_page(
    client: Client, people: People, most: int, django_assert_num_queries: Callable[..., object]
):
    for number in range(most):
        law(people, f"law-{number:02}", f"第{number:02}號辦法", "條文", kind="rule")
    client.get(LAWS)
    with django_assert_num_queries(2):
        page = client.get(LAWS)
    assert len(page.context["page"].rows) == min(most + 5, 20)
    assert bool(page.context["page"].after) == (most == 25)
    if most == 25:
        assert len(titles(client, first="20")) == 10


def test_where_there_is_none_the_page_says_whom_to_ask(client: Client, people: People):
    assert "還沒有公布法規" in words(client.get("/moe/laws/"))


@pytest.mark.parametrize(("language", "said"), [("en", "Laws and rules"), ("th", "กฎหมายและระเบียบ")])
def test_it_is_read_in_other_languages(client: Client, people: People, language: str, said: str):
    client.post("/language/", {"language": language, "next": NIA})
    text = words(client.get(NIA))
    assert said in text
    assert "Immigration Act" in text
