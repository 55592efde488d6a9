"""Newsletters at the desk: planned, written, tried out and issued; subscribers asked at the counter, and who won most."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from bianmin.delivery.newsletters.models import Issue, Subscriber
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.foundation.audit.models import Line
from bianmin.foundation.persons.models import Person
from bianmin.kernel.actor import Role
from bianmin.kernel.rocdate import parted
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.newsletters import asked, keep_rules, link_of, planned, subscribed
from tests.people import COUNTER, RECORDS, People

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("client")]
DESK = "/desk/newsletters/"
TITLES = {"title-zh-hant": "三月號", "title-en": "March"}
ARTICLE = {
    "topic": "health", "title-zh-hant": "看醫生", "body-zh-hant": "健保卡要帶著。", "title-en": "Seeing a doctor",
    "body-en": "Bring your card.",
}  # fmt: skip


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with a newsletter of the counter."""
    keep_rules()
    return house


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("officer")


@pytest.fixture
def chief(signed_in: Callable[[str], Client]) -> Client:
    return signed_in("chief")


@pytest.mark.row("SYS-121", "ENT-48", "RUL-33")
def test_an_issue_is_planned_from_the_list_of_work_written_and_issued_by_the_chief(
    officer: Client, chief: Client, people: People, ordinary_day: datetime
):
    assert "電子報和月刊待辦" in words(officer.get("/desk/"))
    assert "還沒有規劃" in words(officer.get(DESK))
    assert "今年讀者問卷辦了0次，到現在應該辦1次" in words(officer.get(DESK))
    form = officer.get(f"{DESK}papers/news/plan/")
    assert "期別（第幾期）" in words(form)
    due = parted(ordinary_day.date() + timedelta(days=3))
    assert officer.post(f"{DESK}papers/news/plan/", {"serial": "", "due_on": due, **TITLES}).status_code == 422
    done = officer.post(f"{DESK}papers/news/plan/", {"serial": "63", "due_on": due, **TITLES})
    assert done.url == f"{DESK}news-63/"
    page = words(officer.get(done.url))
    for part in ("主題確認", "外籍顧問", "逾期", "還沒有文章"):
        assert part in page
    half = {**ARTICLE, "body-en": ""}
    assert officer.post(f"{DESK}news-63/articles/new/", half).url == done.url
    assert "還有語言沒有寫完" in words(officer.get(done.url))
    assert "還有語言沒有寫完：English" in words(chief.post(f"{DESK}news-63/issue/"))
    key = Issue.objects.get().articles.get().pk
    assert "看醫生" in officer.get(f"{DESK}news-63/articles/{key}/").content.decode()
    officer.post(f"{DESK}news-63/articles/{key}/", ARTICLE)
    assert "Bring your card." in words(officer.get(f"{done.url}?in=en"))
    for step, note in (("topics", ""), ("reviewed", "顧問 Smith")):
        officer.post(f"{DESK}news-63/step/", {"step": step, "note": note})
    assert "顧問 Smith" in words(officer.get(done.url))
    assert officer.post(f"{DESK}news-63/issue/").url == done.url
    assert Issue.objects.get().issued_on is None
    chief.post(f"{DESK}news-63/issue/")
    assert "準時" in words(chief.get(done.url))
    assert Issue.objects.get().on_time is True
    assert "健保卡要帶著" in words(Client().get("/ttbn/newsletters/issues/news-63/"))


@pytest.mark.row("SYS-124")
def test_a_printed_magazine_has_its_copies_and_goes_to_nobody_by_mail(
    officer: Client, chief: Client, people: People, ordinary_day: datetime
):
    subscribed(at=ordinary_day)
    due = parted(ordinary_day.date())
    officer.post(f"{DESK}papers/monthly/plan/", {"serial": "7", "due_on": due, "title-zh-hant": "四月號"})
    officer.post(f"{DESK}monthly-7/articles/new/", {"title-zh-hant": "櫃檯", "body-zh-hant": "在一樓。"})
    chief.post(f"{DESK}monthly-7/issue/")
    row = Issue.objects.get()
    assert (row.copies, row.on_time, row.sent_on) == (2000, True, ordinary_day.date())
    assert "印製份數 2000" in words(officer.get(f"{DESK}monthly-7/"))
    refresh(at=ordinary_day)
    lines = chief.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    assert (printed["NL-07"], printed["NL-11"]) == ("100.0%", "2,000份")


@pytest.mark.row("RUL-76")
def test_the_trial_readers_get_it_first_and_their_remarks_stand_with_the_issue(
    officer: Client, people: People, ordinary_day: datetime
):
    row, issue = subscribed(at=ordinary_day), planned(people, at=ordinary_day)
    Client().post(link_of(row), {"what": "change", "language": "en", "nationality": "vn", "trial": "yes"})
    assert "1 / 2" in words(officer.get(DESK))
    officer.post(f"{DESK}{issue.number}/trial/")
    Client().post(f"{link_of(row)}{issue.number}/", {"text": "第一段太長。"})
    page = words(officer.get(f"{DESK}{issue.number}/"))
    assert "第一段太長。" in page
    assert "待寄1份" in page


@pytest.mark.row("SYS-122", "SEED-15", "FRM-27")
def test_the_counter_asks_for_consent_and_the_contest_counts_who_won_most(
    officer: Client, chief: Client, people: People, ordinary_day: datetime
):
    typed = {"paper": "news", "email": "hoa@example.tw", "language": "en", "nationality": "vn"}
    refused = officer.post(f"{DESK}subscribe/", typed)
    assert (refused.status_code, "同意留存電子郵件" in words(refused)) == (422, True)
    assert "hoa@example.tw" in refused.content.decode()
    assert 'id="q-email-error"' in officer.post(f"{DESK}subscribe/", {**typed, "email": "x"}).content.decode()
    assert officer.post(f"{DESK}subscribe/", {**typed, "agreed": "yes"}).url == DESK
    row = Subscriber.objects.get()
    assert (row.source, row.unit_path, row.recruiter) == ("counter", COUNTER, people.actor("officer").key)
    assert "沒有櫃檯徵得的訂戶" in words(chief.get(f"{DESK}contest/"))
    Client().post(link_of(row), {"what": "confirm"})
    page = words(chief.get(f"{DESK}contest/"))
    for part in ("綜合受理櫃檯 1 1", "林怡君 1 1 嘉勉（示範）", "獎懲額度參考表", "3 嘉獎一次（示範）"):
        assert part in page
    assert "沒有櫃檯徵得的訂戶" in words(chief.get(f"{DESK}contest/?first=100/1/1&last=100/12/31"))
    assert chief.get(f"{DESK}contest/?first=x").status_code == 200


@pytest.mark.row("ENT-47")
def test_addresses_are_masked_found_whole_exported_with_a_line_and_removed_on_request(
    officer: Client, chief: Client, signed_in: Callable[[str], Client], people: People, ordinary_day: datetime
):
    persons = Person.objects.count()
    row = subscribed(people.actor("elsewhere", ordinary_day), ordinary_day, source="counter", email="hoa@example.tw")
    asked(at=ordinary_day, email="amei@example.tw")
    page = chief.get(f"{DESK}subscribers/")
    assert "hoa@example.tw" not in page.content.decode()
    assert "越南 1" in words(page)
    assert "h" in words(page)
    assert row.number in chief.get(f"{DESK}subscribers/?email=HOA@example.tw").content.decode()
    assert row.number not in officer.get(f"{DESK}subscribers/").content.decode()
    table = chief.get(f"{DESK}subscribers/export/?state=active").content.decode("utf-8-sig", "replace")
    assert "hoa@example.tw" not in table
    assert Line.objects.filter(verb="newsletters.export", actor=people.actor("chief").key).count() == 1
    assert officer.get(f"{DESK}subscribers/{row.number}/end/").status_code == 404
    other = signed_in("elsewhere")
    assert other.post(f"{DESK}subscribers/{row.number}/end/").url == f"{DESK}subscribers/"
    row.refresh_from_db()
    assert (row.state, row.person_id, Person.objects.count()) == ("ended", None, persons + 1)
    assert row.unit_path == RECORDS


@pytest.mark.row("IND-53")
def test_subscribers_and_their_growth_stand_among_the_indicators(chief: Client, people: People, ordinary_day: datetime):
    before = ordinary_day - timedelta(days=365)
    subscribed(at=before)
    for nation in ("vn", "tw"):
        subscribed(at=ordinary_day, nationality=nation)
    gone = subscribed(at=before)
    Client().post(link_of(gone), {"what": "end"})
    refresh(at=ordinary_day)
    lines = chief.get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    assert {code: printed[code] for code in ("NL-01", "NL-02", "NL-03", "NL-04", "NL-09", "NL-10")} == {
        "NL-01": "3人", "NL-02": "2人", "NL-03": "50%", "NL-04": "0%", "NL-09": "2人", "NL-10": "1人",
    }  # fmt: skip
    total = words(chief.get("/desk/indicators/NL-01/?span=100"))
    for part in ("15,567", "6,566", "文件001 第2168行"):
        assert part in total


@pytest.mark.row("SYS-130", "SYS-135", "SYS-124", "RUL-76", "RUL-33", "SEED-15", "RUL-54")
def test_the_newsletters_of_the_immigration_agency_and_where_their_paper_goes(people: People):
    client = Client()
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    page = words(client.get("/desk/registers/distributions/"))
    for part in ("移民月刊（每月） 民眾常去的地方", "510", "990", "9000", "312", "70000"):
        assert part in page, part
    sent = {
        "day": "", "material": "goods", "title": "海報", "to": "county", "recipient": "臺北市政府", "copies": "200",
        "need": "臺北市政府", "key": "a-key-of-the-form",
    }  # fmt: skip
    assert client.post("/desk/registers/distributions/new/", sent).status_code == 302
    assert "海報" in client.get("/desk/registers/distributions/").content.decode()
    listed = words(client.get(DESK))
    for part in ("0 / 20", "1500", "2000", "中文 · English"):
        assert part in listed, part
    topics = Client().get("/nia/newsletters/whats-up/").context["paper"].topics
    assert [one.name for one in topics][:16] == [
        "在臺護照遺失", "簽證申請", "入出境資訊", "停居留延期", "外籍配偶輔導", "工作證申請", "醫療健保", "就學",
        "稅務", "兒童福利", "家暴性侵害報案", "旅遊", "交通", "租屋", "人身安全", "環保及公共服務",
    ]  # fmt: skip
    monthly = paper_of(NIA, "monthly")[1]
    assert (monthly.next_after(date(2025, 3, 5)), monthly.copies) == (date(2025, 3, 10), 2000)
