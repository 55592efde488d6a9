"""Newsletters on a phone: read and found by words, subscribed to twice over, changed, ended by one press."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from bianmin.delivery.newsletters.actions.issuing import issue, send_waiting, try_out
from bianmin.delivery.newsletters.models import Issue, Subscriber
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.persons.models import Person
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.surveys.actions.design import begin, draft
from bianmin.quality.surveys.vocab import Design
from tests.faces.portal.citizen import HOME, words
from tests.faces.portal.test_me import received
from tests.factories.newsletters import asked, keep_rules, link_of, planned, ready, subscribed
from tests.people import AGENCY, People, hold

LIST = f"{HOME}newsletters/"
PAPER = f"{LIST}news/"
TYPED = {"email": "hoa@example.tw", "language": "en", "nationality": "vn"}


@pytest.fixture
def day(ordinary_day: datetime) -> datetime:
    """An ordinary working day, on which there is a newsletter."""
    keep_rules()
    return ordinary_day


@pytest.fixture
def out(people: People, day: datetime) -> Issue:
    """An issue that is out."""
    row = ready(people, at=day, due_on=day.date())
    return issue(number=row.number, by=people.actor("chief", day), at=day)


@pytest.mark.row("SYS-121", "ENT-48", "RUL-54")
def test_an_issue_is_read_in_each_language_found_by_words_and_in_a_feed(
    client: Client, people: People, out: Issue, day: datetime
):
    planned(people, serial=64, at=day)
    assert 'href="newsletters/"' in client.get(HOME).content.decode()
    listed = words(client.get(LIST))
    for part in ("卑南生活報", "卑南月刊", "最新一期：", "三月號"):
        assert part in listed
    page = words(client.get(PAPER))
    for part in ("第63期", "醫療健保", "問編輯，或投稿"):
        assert part in page
    assert "第64期" not in page
    read = client.get(f"{LIST}issues/{out.number}/")
    assert "健保卡要帶著。" in words(read)
    assert '<h1 lang="zh-Hant">三月號</h1>' in read.content.decode()
    english = client.get(f"{LIST}issues/{out.number}/?in=en").content.decode()
    assert "Bring your card." in english
    assert '<h1 lang="en">March</h1>' in english
    assert "三月號" in words(client.get(f"{PAPER}?q=card"))
    assert "各期都沒有這些字" in words(client.get(f"{PAPER}?q=護照"))
    feed = client.get(f"{PAPER}feed.xml")
    assert feed["Content-Type"].startswith("application/atom+xml")
    assert f"/ttbn/newsletters/issues/{out.number}/" in feed.content.decode()
    assert client.get(f"{LIST}issues/news-64/").status_code == 404


@pytest.mark.row("SYS-122", "ENT-47", "SEED-15")
def test_a_reader_subscribes_by_a_letter_changes_the_language_and_ends_it_by_one_press(
    client: Client, people: People, out: Issue, day: datetime
):
    persons = Person.objects.count()
    done = client.post(f"{PAPER}subscribe/", TYPED)
    assert "請到信箱收信" in words(done)
    deliver(at=day)
    own = re.search(r"/ttbn/newsletters/own/\w+/\w+/", mail.outbox[-1].body).group()
    assert "按下按鈕，以後每一期都會寄給您" in words(client.get(own))
    assert Subscriber.objects.get().state == "waiting"
    assert "訂閱完成" in words(client.post(own, {"what": "confirm"}, follow=True))
    changed = client.post(own, {"what": "change", "language": "zh-hant", "nationality": ""}, follow=True)
    assert "已經儲存" in words(changed)
    row = Subscriber.objects.get()
    assert (row.state, row.language, row.foreign, row.source) == ("active", "zh-hant", None, "web")
    send_waiting(at=day)
    deliver(at=day)
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["hoa@example.tw"], "卑南生活報：三月號")
    assert letter.extra_headers["List-Unsubscribe"].endswith(f"{own}>")
    strict = Client(enforce_csrf_checks=True)
    assert "並刪除您的電子郵件" in words(strict.post(own, {"List-Unsubscribe": "One-Click"}))
    assert (Subscriber.objects.get().state, Person.objects.count()) == ("ended", persons)
    gone = client.get(own)
    assert (gone.status_code, "這個連結已經失效" in words(gone)) == (404, True)


@pytest.mark.row("SYS-122", "SEED-15")
def test_who_applied_online_is_offered_the_newsletter_on_the_receipt(client: Client, people: People, day: datetime):
    case = received()
    hold(client, case.subject)
    page = client.get(f"{HOME}receipts/{case.number}/").content.decode()
    offered = re.search(r'href="(/ttbn/newsletters/news/subscribe/\?after=application)"', page).group(1)
    assert 'name="after" value="application"' in client.get(offered).content.decode()
    client.post(f"{PAPER}subscribe/", {**TYPED, "after": "application"})
    assert Subscriber.objects.get().source == "online"


def test_the_answer_is_the_same_whether_an_address_is_subscribed_or_not(client: Client, people: People, day: datetime):
    subscribed(email="hoa@example.tw", at=day)
    known = client.post(f"{PAPER}subscribe/", TYPED)
    new = client.post(f"{PAPER}subscribe/", {**TYPED, "email": "new@example.tw"})
    assert words(known) == words(new)
    assert known.status_code == new.status_code == 200


@pytest.mark.parametrize(
    ("wrong", "box"), [({"email": "hoa"}, "email"), ({"email": ""}, "email"), ({"language": "fr"}, "language")]
)
def test_mistakes_stand_at_their_boxes_and_what_was_typed_stays(
    client: Client, people: People, day: datetime, wrong: dict[str, str], box: str
):
    page = client.post(f"{PAPER}subscribe/", {**TYPED, **wrong})
    assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True)
    assert Subscriber.objects.count() == 0


def test_after_five_letters_in_an_hour_one_address_waits_and_loses_nothing(
    client: Client, people: People, day: datetime
):
    for turn in range(5):
        assert client.post(f"{PAPER}subscribe/", {**TYPED, "email": f"a{turn}@example.tw"}).status_code == 200
    many = client.post(f"{PAPER}subscribe/", TYPED)
    assert (many.status_code, int(many["Retry-After"]) > 0) == (429, True)
    assert "hoa@example.tw" in many.content.decode()


def test_a_wrong_link_opens_nothing_and_tries_are_counted(client: Client, people: People, day: datetime):
    row = asked(at=day)
    assert client.get(f"{LIST}own/{row.number}/22222222/").status_code == 404
    assert client.post(f"{LIST}own/{row.number}/22222222/", {"what": "end"}).status_code == 404
    assert Subscriber.objects.get().state == "waiting"


@pytest.mark.row("RUL-76")
def test_trial_readers_read_an_issue_first_and_nobody_else(client: Client, people: People, day: datetime):
    row, other = subscribed(at=day), subscribed(at=day)
    change = {"what": "change", "language": "en", "nationality": "vn", "trial": "yes"}
    client.post(link_of(row), change)
    making = planned(people, at=day)
    trial = f"{link_of(row)}{making.number}/"
    assert client.get(trial).status_code == 404
    try_out(number=making.number, by=people.actor("officer", day), at=day)
    assert "Bring your card." in words(client.get(trial))
    assert client.get(f"{link_of(other)}{making.number}/").status_code == 404
    assert client.post(trial, {"text": ""}).status_code == 422
    assert "謝謝您" in words(client.post(trial, {"text": "第一段太長。"}, follow=True))
    assert [one.text for one in making.remarks.all()] == ["第一段太長。"]


@pytest.mark.row("SYS-123", "FRM-16", "IND-23")
def test_readers_are_asked_from_the_issue_and_what_they_answer_is_counted(
    client: Client, people: People, out: Issue, day: datetime, signed_in: Callable[[str], Client]
):
    on = day.date()
    design = Design(
        title="電子報讀者問卷", questionnaire="newsletter-readers", way="web", opens_on=on,
        closes_on=on + timedelta(days=9), purpose="改進電子報", population="訂戶", sampling="自願填答",
    )  # fmt: skip
    survey = draft(agency=AGENCY, design=design, by=people.actor("research", day), at=day)
    begin(number=survey.number, by=people.actor("research", day), at=day)
    page = client.get(f"{LIST}issues/{out.number}/").content.decode()
    assert f'href="/ttbn/surveys/{survey.number}/"' in page
    at = f"/ttbn/surveys/{survey.number}/"
    assert "整體來說，您對電子報滿意嗎？" in words(client.get(at))
    for level in ("5", "4", "1"):
        other = Client()
        other.post(at, {"overall": level, "key": other.get(at).context["key"]})
    refresh(at=day)
    lines = signed_in("chief").get("/desk/indicators/?span=115&all=1").context["lines"]
    printed = {line["value"].code: line["value"].printed for line in lines}
    assert (printed["NL-05"], printed["NL-06"]) == ("67%", "33%")
