"""News by kind, found by words and days, turned page by page, subscribed to, and ranked by how often it is read."""

from collections.abc import Callable
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from bianmin.delivery.publishing.actions import writing
from bianmin.delivery.publishing.actions.reading import count
from bianmin.delivery.publishing.models import Edition, Reading
from bianmin.delivery.publishing.vocab import Kind, Written
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.queries import actor_for
from bianmin.kernel.actor import Assurance, Role
from tests.faces.portal.citizen import HOME, words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.publishing import published
from tests.people import AGENCY, COUNTER, NOON, People

ATOM = "{http://www.w3.org/2005/Atom}"
NEWS = f"{HOME}news/"


def news(people: People, code: str, title: str, kind: str = "", days: int = 0) -> None:
    """News of the counter, published so many days after noon."""
    at = NOON + timedelta(days=days)
    held = {"agency": AGENCY, "code": code, "by": people.actor("officer", at), "at": at}
    writing.begin(unit_path=COUNTER, kind=Kind.NEWS, written=Written(title, "內容在這裡。", category=kind), **held)
    writing.publish(agency=AGENCY, code=code, by=people.actor("chief", at), at=at)


def titles(client: Client, address: str = NEWS, **asked: str) -> list[str]:
    return [row.title for row, _name in client.get(address, asked).context["lines"]]


@pytest.mark.row("SYS-145")
def test_news_notices_press_releases_and_jobs_are_kinds_of_their_own(client: Client, people: People):
    page = client.get("/nia/news/")
    assert [one.name for one in page.context["kinds"]] == [
        "最新消息", "移民署公告", "新聞訊息", "徵才訊息", "本署重大政策", "每月重要紀事",
    ]  # fmt: skip
    assert titles(client, "/nia/news/", kind="jobs") == ["徵服務站通譯志工"]
    assert "徵才訊息" in words(page)


@pytest.mark.row("SYS-125")
def test_each_kind_has_a_feed_of_its_own_and_there_is_one_of_all(client: Client, people: People):
    def entries(address: str) -> list[str | None]:
        found = ET.fromstring(client.get(address).content)
        return [one.findtext(f"{ATOM}title") for one in found.findall(f"{ATOM}entry")]

    assert entries("/nia/news/jobs.atom") == ["徵服務站通譯志工"]
    assert set(entries("/nia/news.atom")) == {"徵服務站通譯志工", "服務站受理時間"}
    assert entries("/nia/news/policy.atom") == []
    assert client.get("/nia/news/nothing.atom").status_code == 404
    client.cookies["django_language"] = "en"
    assert entries("/nia/news/jobs.atom") == ["Volunteers who interpret are wanted"]
    assert 'href="/nia/news/jobs.atom"' in client.get("/nia/news/").content.decode()


@pytest.mark.row("SYS-155")
def test_the_events_of_each_month_stand_by_themselves_and_are_found_by_days(client: Client, people: People):
    user = staff(Role.CHIEF)
    for month in (3, 4):
        at = NOON.replace(month=month)
        held = {"agency": NIA, "code": f"events-{month}", "by": actor_for(user, at=at, assurance=Assurance.TWO_FACTOR)}
        written = Written(f"114年{month}月重要紀事", "5日：新服務站啟用。", category="chronicle")
        writing.begin(unit_path=f"/{NIA}/", kind=Kind.NEWS, written=written, at=at, **held)
        writing.publish(at=at, **held)
    chronicle = {"kind": "chronicle"}
    assert titles(client, "/nia/news/", **chronicle) == ["114年4月重要紀事", "114年3月重要紀事"]
    assert titles(client, "/nia/news/", **chronicle, **{"from": "114/3/1", "until": "114/3/31"}) == ["114年3月重要紀事"]
    assert "新服務站啟用" in words(client.get("/nia/pages/events-4/"))


@pytest.mark.row("SYS-146", "REP-44")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"kind": "events"}, ["戶政園遊會"]),
        ({"q": "園遊會"}, ["戶政園遊會"]),
        ({"from": "114/3/7"}, ["門牌整編", "戶政園遊會"]),
        ({"from": "114/3/6", "until": "114/3/8"}, ["戶政園遊會"]),
        ({"q": "園遊會", "kind": "notice"}, []),
        ({"from": "nonsense", "kind": "events"}, ["戶政園遊會"]),
    ],
)
def test_news_is_found_by_kind_words_and_days(client: Client, people: People, asked: dict[str, str], found: list[str]):
    Edition.objects.filter(agency=AGENCY, kind=Kind.NEWS).delete()
    news(people, "fair", "戶政園遊會", "events", days=2)
    news(people, "numbers", "門牌整編", "notice", days=9)
    assert titles(client, **asked) == found


@pytest.mark.row("SYS-146", "REP-44")
def test_twenty_stand_on_a_page_and_the_search_is_kept_from_page_to_page(client: Client, people: People):
    for number in range(23):
        news(people, f"n{number:02}", f"第{number:02}則活動", "events")
    first = client.get(NEWS, {"kind": "events"})
    assert len(first.context["lines"]) == 20
    assert 'href="?kind=events&first=20"' in first.content.decode()
    assert len(titles(client, kind="events", first="20")) == 3


@pytest.mark.row("SYS-144")
def test_what_is_read_most_in_thirty_days_is_ranked_without_robots_and_without_readers(client: Client, people: People):
    for code, title in (("a", "甲消息"), ("b", "乙消息"), ("c", "丙消息")):
        news(people, code, title)
    assert client.get(f"{HOME}pages/b/").status_code == 200
    for code, times in (("a", 1), ("b", 3)):
        for _time in range(times):
            assert client.post(f"{HOME}pages/{code}/read/").status_code == 204
    client.post(f"{HOME}pages/c/read/", headers={"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    for _time in range(9):
        count(agency=AGENCY, code="c", what="reads", at=now() - timedelta(days=30))
    for address in (HOME, NEWS):
        page = client.get(address)
        assert [row.title for row in page.context["popular"]] == ["乙消息", "甲消息"]
        assert "人氣排行" in words(page)
    row = Reading.objects.get(code="b")
    assert {field.name for field in Reading._meta.get_fields()} == {
        "id", "agency", "unit_path", "code", "kind", "day", "reads", "helped", "unhelped",
    }  # fmt: skip
    assert (row.day, row.reads, row.helped) == (today(), 3, 0)


def test_what_is_off_the_site_is_neither_counted_nor_ranked(client: Client, people: People):
    published(people, "gone")
    client.post(f"{HOME}pages/gone/read/")
    writing.withdraw(agency=AGENCY, code="gone", remark="結束", by=people.actor("chief"), at=NOON)
    assert client.post(f"{HOME}pages/gone/read/").status_code == 404
    assert client.get(NEWS).context["popular"] == []
    assert client.get(f"{HOME}pages/gone/read/").status_code == 405


@pytest.mark.parametrize("most", [1, 3])
def test_the_ranking_asks_as_often_for_one_as_for_three(
    client: Client, people: People, most: int, django_assert_num_queries: Callable[..., object]
):
    for number in range(most):
        count(agency=AGENCY, code=published(people, f"n{number}"), what="reads", at=now())
    client.get(NEWS)
    with django_assert_num_queries(4):
        client.get(NEWS)
