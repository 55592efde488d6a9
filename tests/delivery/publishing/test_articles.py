"""An article from draft to withdrawal, the looks, samples and links, and what is counted of them."""

from datetime import timedelta

import pytest

from bianmin.config.links import inside, keep_site, outside
from bianmin.delivery.publishing import facts
from bianmin.delivery.publishing.actions import checking, writing
from bianmin.delivery.publishing.models import Article, Edition, Link, Look, Sample
from bianmin.delivery.publishing.queries.articles import article, published, searched
from bianmin.delivery.publishing.vocab import Kind, Seen, State, Verb, Verdict, Written
from bianmin.kernel.actor import system
from bianmin.kernel.errors import NotAllowed
from tests.factories import publishing
from tests.people import AGENCY, COUNTER, NOON, ROOT, People

TODAY = NOON.date()


def states() -> list[str]:
    return list(Edition.objects.order_by("number").values_list("state", flat=True))


@pytest.mark.row("RUL-63", "SYS-159")
def test_only_the_chief_puts_a_text_on_the_site(people: People):
    officer, chief = people.actor("officer"), people.actor("chief")
    written = Written("新規定", "內容", "摘要")
    writing.begin(agency=AGENCY, unit_path=COUNTER, code="rule", kind=Kind.NEWS, written=written, by=officer, at=NOON)
    with pytest.raises(NotAllowed):
        writing.publish(agency=AGENCY, code="rule", by=officer, at=NOON)
    writing.ask(agency=AGENCY, code="rule", by=officer, at=NOON)
    with pytest.raises(writing.WaitsForChief):
        writing.write(agency=AGENCY, code="rule", written=written, by=officer, at=NOON)
    assert published(AGENCY, TODAY).count() == 0
    writing.publish(agency=AGENCY, code="rule", by=chief, at=NOON)
    assert [row.title for row in published(AGENCY, TODAY)] == ["新規定"]
    assert article(officer, AGENCY, "rule").allowed == {Verb.WRITE}


def test_a_newer_edition_follows_and_the_older_stays_on_record(people: People):
    code, chief = publishing.published(people), people.actor("chief")
    writing.write(agency=AGENCY, code=code, written=Written("改了", "新內容"), by=people.actor("officer"), at=NOON)
    assert [row.title for row in published(AGENCY, TODAY)] == ["中午不休息"]
    writing.publish(agency=AGENCY, code=code, by=chief, at=NOON + timedelta(days=1))
    assert states() == [State.FOLLOWED, State.PUBLISHED]
    writing.withdraw(agency=AGENCY, code=code, remark="活動結束", by=chief, at=NOON + timedelta(days=2))
    assert states() == [State.FOLLOWED, State.WITHDRAWN]
    assert searched(AGENCY, TODAY, "新內容") == []


def test_after_its_last_day_a_text_is_off_the_site_by_itself(people: People):
    officer, until = people.actor("officer"), TODAY + timedelta(days=3)
    written = Written("報名", "內容", valid_until=until)
    writing.begin(agency=AGENCY, unit_path=COUNTER, code="camp", kind=Kind.NEWS, written=written, by=officer, at=NOON)
    writing.publish(agency=AGENCY, code="camp", by=people.actor("chief"), at=NOON)
    assert published(AGENCY, until).count() == 1
    assert published(AGENCY, until + timedelta(days=1)).count() == 0


def test_a_search_finds_the_words_of_a_text(people: People):
    publishing.published(people)
    assert [row.code for row in searched(AGENCY, TODAY, "照常受理")] == ["noon"]


@pytest.mark.row("RUL-31", "SYS-160")
def test_each_month_the_pages_and_never_the_news_are_looked_through(people: People):
    publishing.published(people, "page", Kind.PAGE)
    publishing.published(people, "news", Kind.NEWS)
    assert checking.call_looks(agency=AGENCY, by=system("site"), at=NOON) == 1
    assert checking.call_looks(agency=AGENCY, by=system("site"), at=NOON + timedelta(days=1)) == 0
    row = Look.objects.get()
    assert (row.code, row.month, str(row.due_on)) == ("page", "2025-03", "2025-03-31")
    assert facts.looked().get().late is True
    with pytest.raises(NotAllowed):
        checking.take_look(key=row.pk, found="right", remark="", by=people.actor("elsewhere"), at=NOON)
    with pytest.raises(writing.RemarkIsMissing):
        checking.take_look(key=row.pk, found=Seen.WRONG, remark="", by=people.actor("officer"), at=NOON)
    checking.take_look(key=row.pk, found=Seen.RIGHT, remark="", by=people.actor("officer"), at=NOON)
    assert facts.looked().get().late is False
    assert checking.call_looks(agency=AGENCY, by=system("site"), at=NOON + timedelta(days=30)) == 1


def test_who_looks_after_a_page_never_judges_its_sample(people: People):
    publishing.published(people)
    writing.hand(agency=AGENCY, code="noon", keeper=people.actor("research").key, by=people.actor("chief"), at=NOON)
    assert checking.draw(agency=AGENCY, root=ROOT, count=16, seed=7, by=people.actor("research"), at=NOON) == 1
    key = Sample.objects.get().pk
    with pytest.raises(NotAllowed):
        checking.judge(key=key, correct=True, remark="", by=people.actor("research"), at=NOON)
    checking.judge(key=key, correct=False, remark="時間寫錯", by=people.actor("chief"), at=NOON)
    assert [row.correct for row in facts.judged()] == [False]


@pytest.mark.row("SYS-161")
def test_links_are_tested_once_a_week_and_counted(people: People):
    publishing.published(people)
    asked: list[str] = []

    def follow(address: str) -> tuple[Verdict, str]:
        asked.append(address)
        return (Verdict.BROKEN, "404") if address == "/ttbn/" else (Verdict.UNTESTED, "")

    keep_site(at=NOON, follow=follow)
    keep_site(at=NOON + timedelta(days=2), follow=follow)
    assert asked == ["/ttbn/", "https://www.taitung.gov.tw/"]
    assert {row.address: row.verdict for row in Link.objects.all()} == {
        "/ttbn/": "broken",
        "https://www.taitung.gov.tw/": "untested",
    }
    assert [row.correct for row in facts.followed()] == [False]


@pytest.mark.django_db(transaction=True)
def test_links_inside_are_followed_without_the_network(people: People, settings: object):
    assert inside("/ttbn/") == (Verdict.GOOD, "200 OK")
    assert inside("/ttbn/services/nothing/") == (Verdict.BROKEN, "404 Not Found")


def test_links_outside_are_followed_only_where_it_is_allowed(settings: object):
    settings.LINKS_OUTSIDE = False  # type: ignore[attr-defined] # the fixture's settings
    assert outside("https://www.taitung.gov.tw/") == (Verdict.UNTESTED, "")
    settings.LINKS_OUTSIDE = True  # type: ignore[attr-defined] # the fixture's settings
    assert outside("http://127.0.0.1:1/") == (Verdict.UNTESTED, "private")


def test_the_same_pack_twice_changes_nothing(people: People):
    for _time in range(2):
        writing.load(
            agency=AGENCY, unit_path=COUNTER, code="packed", kind=Kind.PAGE, written=Written("頁", "字"),
            source="demonstration", version=1, by=system("packs"), at=NOON,
        )  # fmt: skip
    assert (Article.objects.count(), states()) == (1, [State.PUBLISHED])
