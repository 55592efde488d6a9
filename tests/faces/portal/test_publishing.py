"""News, pages, questions and answers as the public reads them."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from bianmin.delivery.publishing.vocab import Kind
from tests.faces.portal.citizen import HOME, words
from tests.factories.house import load_house
from tests.factories.publishing import published, site_of
from tests.people import People

ATOM = "{http://www.w3.org/2005/Atom}"
PAGES = f"{HOME}pages/"


@pytest.fixture
def people(people: People) -> People:
    load_house("agencies/beinan", "forms")
    return people


@pytest.mark.row("SYS-145", "SYS-159")
def test_news_stands_on_the_home_page_in_the_list_and_in_the_feed(client: Client, people: People):
    published(people)
    assert 'href="pages/noon/"' in client.get(HOME).content.decode()
    assert "中午不休息" in words(client.get(f"{HOME}news/"))
    feed = client.get(f"{HOME}news.atom")
    assert feed["Content-Type"].startswith("application/atom+xml")
    entries = ET.fromstring(feed.content).findall(f"{ATOM}entry")
    assert "中午不休息" in [entry.findtext(f"{ATOM}title") for entry in entries]
    assert f"http://testserver{PAGES}noon/" in [entry.find(f"{ATOM}link").get("href") for entry in entries]


@pytest.mark.row("SYS-159", "CM-59")
def test_a_page_says_who_is_in_charge_when_it_was_changed_and_marks_links_that_leave(client: Client, people: People):
    published(people)
    answer = client.get(f"{PAGES}noon/")
    said, page = words(answer), answer.content.decode()
    for part in ("中午不休息", "更新日期: 114年3月5日(星期三)", "綜合受理櫃檯", "另開新視窗"):
        assert part in said, part
    assert '<a href="https://www.taitung.gov.tw/" target="_blank" rel="noopener noreferrer">' in page
    assert '<a href="/ttbn/">' in page
    assert "<strong>照常</strong>" in page


def test_a_picture_has_its_words_and_is_shown_to_everybody(client: Client, people: People):
    site_of(people)
    page = client.get(f"{PAGES}opening/").content.decode()
    assert 'alt="大門和坡道"' in page
    address = page.split('<img src="')[1].split('"')[0]
    picture = client.get(address)
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
    assert client.get(f"{PAGES}opening/files/999999/").status_code == 404


@pytest.mark.row("SYS-141")
def test_the_search_of_the_home_page_finds_pages_too(client: Client, people: People):
    published(people)
    assert 'href="pages/noon/"' in client.get(HOME, {"q": "照常受理"}).content.decode()


@pytest.mark.row("SYS-140")
def test_questions_stand_under_their_category(client: Client, people: People):
    answer = client.get(f"{HOME}questions/")
    said = words(answer)
    for part in ("戶籍謄本", "可以幫家人申請謄本嗎？", "查詢進度", "怎麼到本所"):
        assert part in said, part


def test_what_is_translated_whole_is_read_in_english_and_the_rest_says_so(client: Client, people: People):
    published(people, "only-chinese", Kind.NEWS)
    client.cookies["django_language"] = "en"
    translated = words(client.get(f"{PAGES}noon-service/"))
    assert "Open at noon from Monday to Friday" in translated
    assert "In Chinese only" not in translated
    other = client.get(f"{PAGES}only-chinese/")
    assert "In Chinese only" in words(other)
    assert '<h1 lang="zh-Hant">' in other.content.decode()


@pytest.mark.parametrize("address", ["pages/none/", "pages/NUL%00/", "news/?first=9999999999", "news/?first=-1"])
def test_strange_addresses_are_answered_with_a_sentence(client: Client, people: People, address: str):
    assert client.get(HOME + address).status_code in (200, 404)


@pytest.mark.parametrize("most", [1, 3])
def test_the_list_of_news_asks_the_database_as_often_for_one_as_for_three(
    client: Client, people: People, most: int, django_assert_num_queries: Callable[..., object]
):
    for number in range(most):
        published(people, f"n{number}")
    client.get(f"{HOME}news/")
    with django_assert_num_queries(3):
        client.get(f"{HOME}news/")


@pytest.mark.row("RUL-79", "RUL-82")
def test_by_what_an_agency_reviews_fines_and_interviews_stands_on_its_site(client: Client, people: People):
    load_house("agencies/nia", "indicators")
    text = words(client.get("/nia/pages/review-criteria/"))
    assert "入出國及移民法第18條第1項第13款及第15款案件審查基準" in text
    assert "內政部98年8月20日臺內移字第0980916011號令" in text
