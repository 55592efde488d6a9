"""The forum on a phone: themes found, written on without an account, voted on, answered, and their result read."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.forum.actions.answer import take_down
from bianmin.delivery.forum.actions.conclude import add_outcome, summarise
from bianmin.delivery.forum.actions.design import close
from bianmin.delivery.forum.models import Ballot, Message, Theme
from bianmin.foundation.persons.models import Person
from bianmin.journeys import forum as journey
from tests.faces.portal.citizen import HOME, TRANSCRIPT, words
from tests.factories.forum import FORMS, opened, said
from tests.people import People

FORUM = f"{HOME}forum/"
TYPED = {"category": "idea", "text": "字可以再大一點，看 https://example.tw 的做法。", "pen_name": "太平村民"}


@pytest.fixture
def day(ordinary_day: datetime) -> datetime:
    """An ordinary working day."""
    return ordinary_day


@pytest.fixture
def theme(people: People, day: datetime) -> Theme:
    """A theme about a service, open around today, with a vote on three forms."""
    on = day.date()
    days = {"opens_on": on - timedelta(days=5), "closes_on": on + timedelta(days=20)}
    return opened(people, at=day, service="transcript", **days, **FORMS)


def key_on(page: Any) -> str:
    return re.search(r'name="key" value="([^"]+)"', page.content.decode()).group(1)


def send(client: Client, theme: Theme, **typed: Any) -> Any:
    at = f"{FORUM}{theme.number}/write/"
    return client.post(at, {**TYPED, "key": key_on(client.get(at)), **typed})


@pytest.mark.row("SYS-105", "SYS-212", "CM-90", "T-4.3")
def test_a_citizen_finds_the_theme_writes_without_an_account_and_reads_it_there(client: Client, theme: Theme):
    assert 'href="forum/"' in client.get(HOME).content.decode()
    listed = words(client.get(FORUM))
    for part in ("申請書怎麼改比較好寫", "綜合受理櫃檯", "有投票"):
        assert part in listed
    form = words(client.get(f"{FORUM}{theme.number}/write/"))
    for part in ("發言規範", "請尊重別人", "人人看得到", "電子郵件只用來通知您"):
        assert part in form
    done = send(client, theme, email="amei@example.tw")
    row = Message.objects.get()
    assert done.url == f"{FORUM}own/{row.number}/"
    assert re.fullmatch(r"[2-9CDFGHJKMNPQRTVWXY]{4} [2-9CDFGHJKMNPQRTVWXY]{4}", client.get(done.url).context["code"])
    page = Client().get(f"{FORUM}{theme.number}/")
    assert "太平村民" in words(page)
    assert "字可以再大一點" in words(page)
    assert "amei@example.tw" not in page.content.decode()
    assert 'href="https://example.tw' not in page.content.decode()


def test_a_form_sent_twice_is_one_message(client: Client, theme: Theme):
    at = f"{FORUM}{theme.number}/write/"
    typed = {**TYPED, "key": key_on(client.get(at))}
    assert client.post(at, typed).url == client.post(at, typed).url
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "box"),
    [({"text": ""}, "text"), ({"category": ""}, "category"), ({"email": "amei"}, "email"),
     ({"text": "字" * 1001}, "text"), ({"text": "我的電話0912345678"}, "text"), ({"text": "A223456781"}, "text"),
     ({"pen_name": "名" * 40}, "pen_name")],
)  # fmt: skip
def test_mistakes_stand_at_their_boxes_and_what_was_typed_stays(
    client: Client, theme: Theme, wrong: dict[str, str], box: str
):
    persons = Person.objects.count()
    page = send(client, theme, **wrong)
    assert (page.status_code, f'id="q-{box}-error"' in page.content.decode()) == (422, True)
    assert wrong.get("pen_name", "太平村民") in page.content.decode()
    assert (Message.objects.count(), Person.objects.count()) == (0, persons)


def test_after_five_messages_in_an_hour_one_address_waits_and_loses_nothing(client: Client, theme: Theme):
    for _turn in range(5):
        assert send(Client(), theme).status_code == 302
    many = send(Client(), theme)
    assert (many.status_code, int(many["Retry-After"]) > 0, Message.objects.count()) == (429, True, 5)
    assert "字可以再大一點" in many.content.decode()
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    assert send(elsewhere, theme).status_code == 302


def test_what_is_refused_for_its_words_does_not_count_for_the_address(client: Client, theme: Theme):
    for _turn in range(7):
        assert send(client, theme, text="我的電話0912345678").status_code == 422
    assert send(client, theme).status_code == 302


def test_a_reply_stands_below_its_message_and_none_below_a_reply(client: Client, theme: Theme, day: datetime):
    row = said(theme, at=day)
    at = f"{FORUM}{theme.number}/write/"
    form = client.get(f"{at}?to={row.number}")
    assert "回覆留言" in words(form)
    client.post(at, {**TYPED, "to": row.number, "text": "我贊成。", "key": key_on(form)})
    reply = Message.objects.latest("pk")
    assert reply.parent_id == row.pk
    assert client.get(f"{at}?to={reply.number}").status_code == 404
    assert f'href="write/?to={reply.number}"' not in client.get(f"{FORUM}{theme.number}/").content.decode()


def test_messages_are_narrowed_by_category_and_words_and_turned_page_by_page(
    client: Client, theme: Theme, day: datetime
):
    for turn in range(22):
        said(theme, at=day, text=f"意見{turn}號", category="question" if turn == 3 else "idea")
    at = f"{FORUM}{theme.number}/"
    first = words(client.get(at))
    assert "意見21號" in first
    assert "意見1號" not in first
    assert "第1頁，共2頁" in first
    assert "意見1號" in words(client.get(f"{at}?page=2"))
    narrowed = words(client.get(f"{at}?category=question"))
    assert "意見3號" in narrowed
    assert "意見21號" not in narrowed
    assert "沒有符合的留言" in words(client.get(f"{at}?q=沒有這個字"))
    for wish in ("?page=x", "?page=-1", "?page=99", "?category=%00x"[:12], "?q=%25"):
        assert client.get(at + wish).status_code == 200


def test_the_office_answers_in_public_and_takes_down_with_its_reason(
    client: Client, theme: Theme, people: People, day: datetime
):
    good, bad = said(theme, at=day), said(theme, at=day, text="買房找我", pen_name="房仲")
    journey.answer(number=good.number, text="四月起改用大字。", by=people.actor("officer"), at=day)
    take_down(number=bad.number, ground="advertisement", text="", by=people.actor("officer"), at=day)
    page = words(client.get(f"{FORUM}{theme.number}/"))
    for part in ("機關回應", "四月起改用大字。", "機關下架的理由： 廣告或與公務無關"):
        assert part in page
    assert "買房找我" not in page
    assert "房仲" not in page


def test_number_and_code_open_it_elsewhere_and_it_is_taken_back(client: Client, theme: Theme):
    own = send(client, theme).url
    row, code = Message.objects.get(), client.get(own).context["code"]
    other = Client()
    assert other.get(own).status_code == 404
    wrong = other.post(f"{FORUM}find/", {"number": row.number, "code": "2222 2222"})
    assert (wrong.status_code, "對不起來" in words(wrong)) == (422, True)
    assert other.post(f"{FORUM}find/", {"number": row.number, "code": code}).url == own
    assert "您要撤回嗎？" in words(other.get(f"{own}withdraw/"))
    assert other.post(f"{own}withdraw/").url == own
    assert "留言者已收回" in words(other.get(own))
    assert "字可以再大一點" not in words(client.get(f"{FORUM}{theme.number}/"))
    assert other.get(f"{own}withdraw/").url == own


def test_whoever_wrote_a_complaint_follows_it_from_the_message(
    client: Client, theme: Theme, people: People, day: datetime
):
    own = send(client, theme, text="櫃檯的人很兇。").url
    number = Message.objects.get().number
    journey.hand_over(
        number=number, mailbox_code="director", kind="complaint", by=people.actor("officer"), at=day
    )  # fmt: skip
    page = client.get(own)
    assert "已轉民眾意見信箱" in words(page)
    opinion, code = page.context["opinion"], page.context["opinion_code"]
    found = Client().post(f"{HOME}opinions/find/", {"number": opinion, "code": code})
    assert found.url == f"{HOME}opinions/own/{opinion}/"
    assert "已轉民眾意見信箱" in words(Client().get(f"{FORUM}{theme.number}/"))


@pytest.mark.row("SYS-212", "RO-43", "CM-90")
def test_a_vote_is_cast_once_by_a_browser_and_its_result_is_read_after_the_end(
    client: Client, theme: Theme, people: People, day: datetime
):
    at = f"{FORUM}{theme.number}/vote/"
    form = words(client.get(at))
    for part in ("大字版", "圖解版", "不是隨機抽樣", "不拘束機關", "投了不能改"):
        assert part in form
    empty = client.post(at)
    assert (empty.status_code, 'id="q-option-error"' in empty.content.decode()) == (422, True)
    assert client.post(at, {"option": "3"}).url == f"{FORUM}{theme.number}/"
    assert client.get(at).url == f"{FORUM}{theme.number}/"
    assert client.post(at, {"option": "1"}).url == f"{FORUM}{theme.number}/"
    page = words(client.get(f"{FORUM}{theme.number}/"))
    assert "您已投票" in page
    assert "最高票" not in page
    second = Client()
    second.get(at)
    second.post(at, {"option": "3"})
    cookieless = Client().post(at, {"option": "1"})
    assert (cookieless.status_code, "cookie" in words(cookieless)) == (422, True)
    close(number=theme.number, by=people.actor("chief"), at=day)
    result = words(Client().get(f"{FORUM}{theme.number}/"))
    for part in ("圖解版 最高票 2 100.0%", "大字版 0 0.0%", "共有2人投票", "不是隨機抽樣"):
        assert part in result
    assert Ballot.objects.count() == 2


def test_many_votes_from_one_address_wait(client: Client, theme: Theme):
    at = f"{FORUM}{theme.number}/vote/"
    for _turn in range(30):
        one = Client()
        one.get(at)
        assert one.post(at, {"option": "1"}).status_code == 302
    many = Client()
    many.get(at)
    waits = many.post(at, {"option": "1"})
    assert (waits.status_code, int(waits["Retry-After"]) > 0, Ballot.objects.count()) == (429, True, 30)


def test_the_cookie_of_a_vote_is_signed_and_of_a_changed_one_no_vote_is_taken(client: Client, theme: Theme):
    at = f"{FORUM}{theme.number}/vote/"
    client.get(at)
    client.cookies["voter"] = client.cookies["voter"].value[:-2] + "xx"
    assert client.post(at, {"option": "1"}).status_code == 422
    assert Ballot.objects.count() == 0


@pytest.mark.row("RO-43", "CM-98", "CM-99")
def test_a_theme_about_a_service_stands_with_the_service_and_its_result_names_what_was_changed(
    client: Client, theme: Theme, people: People, day: datetime
):
    page = client.get(TRANSCRIPT)
    assert "一起把這項服務改得更好" in words(page)
    assert f'href="{FORUM}{theme.number}/"' in page.content.decode()
    chief = people.actor("chief")
    close(number=theme.number, by=chief, at=day)
    assert "正在彙整" in words(client.get(f"{FORUM}{theme.number}/"))
    add_outcome(number=theme.number, text="放大字體", result="adopted", reason="四月起改用14號字。", by=chief, at=day)
    add_outcome(number=theme.number, text="取消簽名", result="not", reason="法規要求簽名。", by=chief, at=day)
    summarise(number=theme.number, text="多數希望字大一點。", by=chief, at=day)
    assert "多數希望字大一點。" not in words(client.get(f"{FORUM}{theme.number}/"))
    journey.conclude(number=theme.number, by=chief, at=day)
    result = words(client.get(f"{FORUM}{theme.number}/"))
    for part in ("多數希望字大一點。", "放大字體 採納 四月起改用14號字。", "取消簽名 未採納 法規要求簽名。"):
        assert part in result
    assert "結果已公布" in words(client.get(FORUM))
    assert "一起把這項服務改得更好" not in words(client.get(TRANSCRIPT + "?again=1"))


@pytest.mark.row("B-11.1", "SYS-212")
def test_the_message_board_is_a_theme_without_an_end(client: Client, people: People, day: datetime):
    board = opened(people, at=day, title="留言板", opens_on=day.date(), closes_on=None)
    assert "長期開放" in words(client.get(FORUM))
    assert send(client, board).status_code == 302
    assert "太平村民" in words(client.get(f"{FORUM}{board.number}/"))


def test_of_a_theme_that_is_over_nothing_is_written_and_nothing_voted(
    client: Client, theme: Theme, people: People, day: datetime
):
    at = f"{FORUM}{theme.number}/"
    typed = {**TYPED, "key": key_on(client.get(f"{at}write/"))}
    close(number=theme.number, by=people.actor("chief"), at=day - timedelta(days=1))
    late = client.post(f"{at}write/", typed)
    assert (late.status_code, "字可以再大一點" in late.content.decode()) == (422, True)
    assert client.get(f"{at}write/").url == at
    assert client.get(f"{at}vote/").url == at
    assert Message.objects.count() == 0


def test_a_vote_of_colleagues_and_a_draft_are_not_on_the_website(client: Client, people: People, day: datetime):
    inside = opened(people, at=day, opens_on=day.date(), closes_on=day.date() + timedelta(days=9),
                    question="誰？", options=("甲", "乙"), voters="house")  # fmt: skip
    for part in ("", "write/", "vote/"):
        assert client.get(f"{FORUM}{inside.number}/{part}").status_code == 404
    assert inside.title not in words(client.get(FORUM))


def test_a_foreigner_reads_and_writes_in_english(client: Client, theme: Theme):
    client.cookies["django_language"] = "en"
    assert "Say what you think" in words(client.get(FORUM))
    form = words(client.get(f"{FORUM}{theme.number}/write/"))
    assert "How we talk here" in form
    assert "Suggestion" in form
    assert send(client, theme, text="The letters are too small.").status_code == 302


def test_the_immigration_agency_shows_messages_after_a_look(client: Client, people: People, day: datetime):
    assert client.get("/nia/forum/").status_code == 200


def test_a_page_of_messages_asks_the_same_however_many_there_are(
    client: Client, theme: Theme, day: datetime, django_assert_max_num_queries: Callable[[int], Any]
):
    at = f"{FORUM}{theme.number}/"
    rows = [said(theme, at=day) for _turn in range(3)]
    client.get(at)
    with django_assert_max_num_queries(100) as few:
        client.get(at)
    for row in rows:
        said(theme, at=day, to=row.number)
        said(theme, at=day)
    with django_assert_max_num_queries(100) as many:
        client.get(at)
    assert len(few) == len(many)
