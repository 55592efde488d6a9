"""Topic sections, links to others, publications and the glossary as the public reads them."""

from collections.abc import Callable

import pytest
from django.test import Client
from pydantic import ValidationError

from bianmin.delivery.publishing.actions import writing
from bianmin.delivery.publishing.vocab import Kind, Written
from bianmin.delivery.publishing.vocab.sections import SiteSections
from tests.faces.portal.citizen import HOME, words
from tests.faces.portal.tongue import strange, tongue_of
from tests.people import AGENCY, COUNTER, NOON, People


@pytest.mark.row("CM-55", "B-7.6")
def test_the_household_office_has_its_three_sections_with_services_pages_and_links(client: Client, people: People):
    page = client.get(f"{HOME}topics/")
    assert [one.name for one in page.context["sections"].topics] == ["性別主流化", "原住民", "新住民"]
    said = words(client.get(f"{HOME}topics/new-immigrants/"))
    for part in ("戶籍謄本", "新住民第一次來戶政事務所", "內政部移民署"):
        assert part in said, part
    written = Written("新住民生活座談", "內容", category="新住民")
    held = {"agency": AGENCY, "code": "talk", "by": people.actor("officer"), "at": NOON}
    writing.begin(unit_path=COUNTER, kind=Kind.PAGE, written=written, **held)
    assert "新住民生活座談" not in words(client.get(f"{HOME}topics/new-immigrants/"))
    writing.publish(agency=AGENCY, code="talk", by=people.actor("chief"), at=NOON)
    assert "新住民生活座談 114年3月5日" in words(client.get(f"{HOME}topics/new-immigrants/"))
    assert client.get(f"{HOME}topics/nothing/").status_code == 404


@pytest.mark.row("CM-56", "B-7.5")
def test_links_to_other_sites_stand_in_groups_and_say_that_they_leave(client: Client, people: People):
    page = client.get(f"{HOME}topics/")
    assert '<a href="https://www.moi.gov.tw/" target="_blank" rel="noopener noreferrer">' in page.content.decode()
    said = words(page)
    for part in ("戶政", "生活", "內政部戶政司", "交通部中央氣象署", "另開新視窗"):
        assert part in said, part


@pytest.mark.row("SYS-153")
def test_the_immigration_agency_has_topics_by_purpose_and_by_business(client: Client, people: People):
    names = [one.name for one in client.get("/nia/topics/").context["sections"].topics]
    assert names[:5] == ["觀光旅遊", "工作投資", "移民婚姻", "外籍與大陸配偶照顧輔導", "跨國境婚姻媒合資訊"]
    page = client.get("/nia/topics/family/").content.decode()
    assert 'href="/nia/services/residence-extension/"' in page
    assert 'href="topics/"' in client.get("/nia/").content.decode()


@pytest.mark.row("SYS-156", "CM-52")
def test_publications_and_research_reports_stand_in_one_place(client: Client, people: People):
    said = words(client.get("/nia/topics/publications/"))
    for part in ("本署年報", "外籍配偶在臺生活相關資訊手冊", "研究報告"):
        assert part in said, part


@pytest.mark.row("SYS-154")
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("居留", ["居留證", "永久居留", "居留"]),
        ("RESIDEN", ["居留證", "永久居留", "居留"]),
        ("ui number", ["統一證號"]),
        ("火星", []),
    ],
)
def test_a_term_is_found_in_either_language(client: Client, people: People, typed: str, found: list[str]):
    assert [one.term for one in client.get("/nia/glossary/", {"q": typed}).context["terms"]] == found


@pytest.mark.row("CM-60")
def test_what_is_quoted_names_its_source_and_leads_there(client: Client, people: People):
    page = client.get(f"{HOME}pages/indigenous-names/")
    assert "來源: 原住民族委員會" in words(page)
    assert 'href="https://www.cip.gov.tw/"' in page.content.decode()


@pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])
@pytest.mark.parametrize("page", ["topics/", "topics/family/", "glossary/"])
def test_sections_are_read_in_the_readers_language(client: Client, people: People, code: str, page: str):
    client.post("/language/", {"language": code, "next": "/nia/"})
    text = client.get(f"/nia/{page}").content.decode()
    assert tongue_of(text) == code
    assert strange(text, code) == []


@pytest.mark.parametrize(("address", "most"), [("topics/", 1), ("glossary/", 1), ("topics/new-immigrants/", 3)])
def test_sections_take_few_statements(
    client: Client, people: People, address: str, most: int, django_assert_max_num_queries: Callable[[int], object]
):
    client.get(HOME + address)
    with django_assert_max_num_queries(most):
        client.get(HOME + address)


def test_where_nothing_is_said_the_pages_say_so(client: Client, people: People):
    assert "還沒有整理主題" in words(client.get("/moe/topics/"))
    assert "還沒有公布詞彙" in words(client.get("/moe/glossary/"))


def test_each_topic_has_a_code_of_its_own_and_links_lead_to_the_web():
    head = {"kind": "site-sections", "id": "s", "version": "1", "source": "demonstration"}
    topic = {"code": "a", "name": "甲"}
    SiteSections.model_validate({**head, "topics": [topic]})
    for wrong in (
        {"topics": [topic, topic]},
        {"links": [{"name": "甲", "links": [{"name": "乙", "link": "javascript:x"}]}]},
        {"links": [{"name": "甲", "links": []}]},
        {"topics": [{**topic, "code": "A b"}]},
    ):
        with pytest.raises(ValidationError):
            SiteSections.model_validate({**head, **wrong})
