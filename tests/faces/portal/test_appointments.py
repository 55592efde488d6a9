"""Coming by appointment: from the service's page to number and code, on a phone, without an account, in two languages."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bianmin.config.timers import remind_visits
from bianmin.delivery.appointments.actions.book import book
from bianmin.delivery.appointments.models import Policy, Seat, Visit
from bianmin.delivery.appointments.queries.times import days, site_of, times
from bianmin.delivery.appointments.queries.visits import code_of
from bianmin.delivery.appointments.vocab import State, Wish
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.rocdate import TAIPEI
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen, words
from tests.people import AGENCY, People

PLACE = f"{TRANSCRIPT}appointment/counter/"
WHO = {"name": "陳阿美", "phone": "0912-345-678", "email": "amei@example.tw"}


def free(at: datetime | None = None) -> datetime:
    """The first free time of tomorrow's next working day."""
    at = at or now()
    site = site_of(AGENCY, "counter")
    day = next(one.day for one in days(AGENCY, site, at=at) if one.day > at.date() + timedelta(days=1))
    return times(AGENCY, site, day, at=at)[0].start


def address(start: datetime, query: str = "") -> str:
    return f"{PLACE}{start:%Y-%m-%d}/{start:%H%M}/{query}"


def key_on(answer: Any) -> str:
    return re.search(r'name="key" value="([^"]+)"', answer.content.decode()).group(1)


def make(client: Client, start: datetime, query: str = "", **who: str) -> Any:
    """Go through the pages from the time to the booking; gives the last answer."""
    asked = client.get(address(start, query))
    typed = {**WHO, **who, "key": key_on(asked), "case": asked.context["typed"].get("case", "")}
    checked = client.post(address(start), {**typed, "go": "check"})
    return checked if checked.status_code != 200 else client.post(address(start), {**typed, "go": "book"})


@pytest.fixture
def officer(signed_in: Callable[[str], Client]) -> Client:
    """The officer of the counter, signed in."""
    return signed_in("officer")


@pytest.mark.row("CM-17", "CM-15", "B-1.3")
def test_a_citizen_books_from_the_service_page_and_comes(client: Client, officer: Client):
    start = free()
    assert 'href="appointment/"' in client.get(TRANSCRIPT).content.decode()
    assert client.get(f"{TRANSCRIPT}appointment/").url == PLACE
    listed = words(client.get(PLACE))
    assert "您要哪一天來？" in listed
    assert "還有 48 個名額" in listed
    assert "08:00 還有 2 個名額" in words(client.get(f"{PLACE}{start:%Y-%m-%d}/"))
    asked = client.get(address(start))
    checked = client.post(address(start), {**WHO, "key": key_on(asked), "go": "check"})
    assert "資料都對嗎？" in words(checked)
    assert Visit.objects.count() == 0
    done = client.post(address(start), {**WHO, "key": key_on(asked), "go": "book"})
    visit = Visit.objects.get()
    assert done.url == f"{HOME}appointments/{visit.number}/"
    shown = words(client.get(done.url))
    assert visit.number in shown
    assert "請帶國民身分證" in shown
    assert "08:00 還有 1 個名額" in words(client.get(f"{PLACE}{start:%Y-%m-%d}/"))
    listed = words(officer.get(f"/desk/appointments/?day={start:%Y-%m-%d}"))
    assert "陳○美" in listed
    assert "陳阿美" not in listed
    assert [line.verb for line in Line.objects.filter(verb__startswith="appointments.book")] == ["appointments.book"]


@pytest.mark.row("RO-36", "CM-86", "CM-91")
def test_a_citizen_books_a_talk_with_the_director_who_writes_down_what_was_said(
    client: Client, officer: Client, signed_in: Callable[[str], Client]
):
    place, at = "/ttbn/services/director-meeting/appointment/director/", now()
    assert client.get("/ttbn/services/director-meeting/appointment/").url == place
    assert client.get(f"{TRANSCRIPT}appointment/director/").status_code == 404
    site = site_of(AGENCY, "director")
    day = next(one.day for one in days(AGENCY, site, at=at) if one.day > at.date() + timedelta(days=1))
    here = f"{place}{day}/{times(AGENCY, site, day, at=at)[0].start.astimezone(TAIPEI):%H%M}/"
    typed = {**WHO, "key": key_on(client.get(here))}
    unsaid = client.post(here, {**typed, "go": "check"})
    assert (unsaid.status_code, "請簡單寫下您想談的事" in words(unsaid)) == (422, True)
    long = client.post(here, {**typed, "about": "門" * 301, "go": "check"})
    assert (long.status_code, "300" in words(long), "門" * 301 in words(long)) == (422, True, True)
    typed["about"] = "門牌改編後\n地圖找不到我家"
    assert "地圖找不到我家" in words(client.post(here, {**typed, "go": "check"}))
    own = client.post(here, {**typed, "go": "book"}).url
    assert "門牌改編後 地圖找不到我家" in words(client.get(own))
    number, chief = Visit.objects.get().number, signed_in("chief")
    listed = f"/desk/appointments/?day={day}"
    assert "門牌改編後 地圖找不到我家" in words(officer.get(listed))
    assert "寫下談了什麼" not in words(chief.get(listed))
    Visit.objects.update(state=State.ARRIVED)
    page = chief.get(listed).content.decode()
    assert f'href="/desk/opinions/new/?visit={number}"' in page
    drawn = chief.get(f"/desk/opinions/new/?visit={number}").context["boxes"]
    assert {box.name: box.value for box in drawn if box.name in ("title", "text")} == {
        "title": "門牌改編後 地圖找不到我家", "text": "門牌改編後 地圖找不到我家",
    }  # fmt: skip
    other = signed_in("outsider").get(f"/desk/opinions/new/?visit={number}")
    assert "地圖找不到我家" not in words(other)


@pytest.mark.row("CM-17")
def test_number_and_code_open_it_on_another_phone_to_move_and_to_cancel(client: Client):
    start = free()
    code = client.get(make(client, start).url).context["code"]
    visit, other = Visit.objects.get(), Client()
    assert other.get(f"{HOME}appointments/{visit.number}/").status_code == 404
    wrong = other.post(f"{HOME}appointments/", {"number": visit.number, "code": "2222 2222"})
    assert (wrong.status_code, "對不起來" in words(wrong)) == (422, True)
    opened = other.post(f"{HOME}appointments/", {"number": visit.number, "code": code})
    assert opened.url == f"{HOME}appointments/{visit.number}/"
    assert "改時間" in words(other.get(opened.url))
    day = f"{opened.url}move/{start:%Y-%m-%d}/"
    assert "您的時間" in words(other.get(day))
    moved = other.post(day, {"time": f"{start + timedelta(minutes=20):%H%M}"})
    assert moved.url == opened.url
    visit.refresh_from_db()
    assert visit.start == start + timedelta(minutes=20)
    assert "您要取消預約嗎？" in words(other.get(f"{opened.url}cancel/"))
    other.post(f"{opened.url}cancel/")
    assert "已取消" in words(other.get(opened.url))
    assert Seat.objects.exclude(taken_by="").count() == 0
    deliver(at=now())
    subjects = [sent.subject.split("：")[0] for sent in mail.outbox]
    assert subjects[0] == "您的預約"
    assert subjects[2] == "您的預約已取消"


@pytest.mark.row("CM-17")
def test_a_time_that_filled_up_meanwhile_gives_a_sentence_other_times_and_keeps_what_was_typed(client: Client):
    start = free()
    asked = client.get(address(start))
    for _ in range(2):
        make(Client(), start, phone=f"09{_}1234567")
    full = client.post(address(start), {**WHO, "key": key_on(asked), "go": "book"})
    assert full.status_code == 422
    assert "最後一個名額剛剛被約走了" in words(full)
    page = full.content.decode()
    assert 'value="陳阿美"' in page
    assert 'formaction="../0820/"' in page
    other = client.post(address(start + timedelta(minutes=20)), {**WHO, "key": key_on(asked), "go": "change"})
    assert 'value="陳阿美"' in other.content.decode()
    assert Visit.objects.count() == 2


def test_mistakes_stand_at_their_field_and_nothing_is_booked(client: Client):
    start = free()
    for wrong, field in (({"name": ""}, "name"), ({"phone": ""}, "phone"), ({"email": "amei"}, "email")):
        answer = make(client, start, **wrong)
        assert (answer.status_code, f'id="q-{field}-error"' in answer.content.decode()) == (422, True), field
    assert Visit.objects.count() == 0


@pytest.mark.parametrize("place", ["counter/2026-13-40/", "counter/today/", "counter/2025-03-05/9900/", "nowhere/"])
def test_addresses_that_name_no_day_time_or_place_are_not_found(client: Client, place: str):
    assert client.get(f"{TRANSCRIPT}appointment/{place}").status_code == 404


@pytest.mark.row("CM-17")
def test_in_english_every_page_is_english(client: Client):
    start = free()
    client.cookies["django_language"] = "en"
    number = make(client, start).url.split("/")[-2]
    for page in (
        PLACE,
        f"{PLACE}{start:%Y-%m-%d}/",
        address(start),
        f"{HOME}appointments/{number}/",
        f"{HOME}appointments/",
    ):
        content = re.search(r"(?s)<main.*</main>", client.get(page).content.decode()).group(0)
        assert not re.findall("[\u4e00-\u9fff]+", content), page
    deliver(at=now())
    assert mail.outbox[0].subject.startswith("Your appointment")


@pytest.mark.row("CM-17")
def test_an_application_of_ones_own_is_brought_along_and_nobody_elses(citizen: Citizen, officer: Client):
    number, client, start = citizen.apply(), citizen.client, free()
    assert "預約到場辦這個案件" in words(client.get(f"{HOME}track/{number}/"))
    stranger = make(Client(), start, f"?case={number}")
    assert (stranger.status_code, "找不到這個案件" in words(stranger)) == (422, True)
    make(client, start, f"?case={number}")
    visit = Visit.objects.get()
    assert visit.case == number
    assert visit.number in words(client.get(f"{HOME}track/{number}/"))
    assert visit.number in words(officer.get(f"/desk/cases/{number}/"))
    assert number in words(officer.get(f"/desk/appointments/?day={start:%Y-%m-%d}"))


@pytest.mark.row("CM-17")
def test_a_reminder_goes_out_once_the_day_before_to_those_it_can_reach(client: Client):
    start = free()
    make(client, start)
    make(Client(), start, email="", phone="0922123456")
    eve = datetime.combine(start.date() - timedelta(days=1), time(9), TAIPEI)
    assert remind_visits(at=eve - timedelta(days=1)) == 0
    assert remind_visits(at=eve) == 2
    assert remind_visits(at=eve) == 0
    told = Message.objects.filter(template__code="appointment-reminder")
    assert [(one.channel, one.params["time"]) for one in told] == [("email", "08:00")]


@pytest.mark.row("CM-17")
def test_the_calendar_file_names_the_time(client: Client):
    start = free()
    done = make(client, start)
    text = client.get(f"{done.url}visit.ics").content.decode()
    assert f"DTSTART:{start.astimezone(UTC):%Y%m%dT%H%M%SZ}" in text
    assert "綜合受理櫃檯" in text


def test_where_nothing_can_be_booked_nothing_is_offered(client: Client, officer: Client):
    Policy.objects.all().delete()
    reissue(Policy)
    assert 'href="appointment/"' not in client.get(TRANSCRIPT).content.decode()
    assert client.get(f"{TRANSCRIPT}appointment/").status_code == 404
    assert "還不能預約" in words(officer.get("/desk/appointments/"))


def come(client: Client, number: str, said: str) -> Any:
    return client.post(f"/desk/appointments/{number}/", {"said": said})


@pytest.mark.row("CM-17", "SYS-015", "ENT-14")
def test_the_desk_says_who_came_counts_who_came_without_and_books_for_a_caller(officer: Client, client: Client):
    start = free()
    make(client, start)
    visit = Visit.objects.get()
    early = come(officer, visit.number, "came")
    assert (early.status_code, "還沒到日子" in words(early)) == (422, True)
    Visit.objects.update(on=now().date())
    assert come(officer, visit.number, "missed").status_code == 302
    assert come(officer, visit.number, "came").status_code == 302
    assert Visit.objects.get().state == State.ARRIVED
    page = officer.get("/desk/appointments/")
    officer.post("/desk/appointments/without/", {"site": "counter", "key": key_on(page)})
    assert "未預約到場 1" in words(officer.get("/desk/appointments/"))
    form = officer.get("/desk/appointments/new/?site=counter")
    chosen = re.search(r'<option value="(20[^"]+\+08:00)"', form.content.decode()).group(1)
    said = {"service": "transcript", "start": chosen, "name": "林阿土", "phone": "089381200", "key": key_on(form)}
    missing = officer.post("/desk/appointments/new/?site=counter", {**said, "start": ""})
    assert (missing.status_code, "請選一個時間" in words(missing)) == (422, True)
    days = re.findall(r'<option value="(20[0-9-]{8})"', form.content.decode())
    other = officer.post(
        "/desk/appointments/new/?site=counter", {**said, "day": days[1], "go": "times"}
    ).content.decode()
    assert (f'value="{days[1]}" selected' in other, f'value="{days[1]}T' in other, "林阿土" in other) == (True,) * 3
    assert officer.post("/desk/appointments/new/?site=counter", said).status_code == 302
    assert Visit.objects.get(way="phone").service_name == "戶籍謄本"


def test_cancelled_by_the_office_it_is_told_even_where_only_a_call_reaches(officer: Client, client: Client):
    make(client, free(), email="")
    come(officer, Visit.objects.get().number, "cancel")
    told = Message.objects.get()
    assert (told.template.code, told.channel, told.state) == ("appointment-cancelled", "phone", "open")


def test_the_list_of_a_day_asks_the_same_for_one_and_for_three(officer: Client, people: People):
    start = free()

    def many(count: int) -> int:
        for key in range(count):
            wish = Wish(AGENCY, "counter", "transcript", "戶籍謄本", start + timedelta(minutes=20 * key),
                        f"a-key-for-counting-{key}-{count}", "陳阿美", f"09{count}{key}123456")  # fmt: skip
            book(wish=wish, by=PUBLIC, at=now())
        officer.get(f"/desk/appointments/?day={start:%Y-%m-%d}")
        with CaptureQueriesContext(connection) as asked:
            officer.get(f"/desk/appointments/?day={start:%Y-%m-%d}")
        return len(asked)

    assert many(1) == many(3)


@pytest.mark.row("RUL-43", "SYS-017")
def test_the_counter_for_batches_asks_how_many_and_wants_five(client: Client):
    place = "/nia/services/residence-extension/appointment/"
    assert "一次送 5 件以上時使用" in words(client.get(place))
    site = site_of("301140000A", "taipei-batch")
    day = days("301140000A", site, at=now())[-1].day
    assert {one.day.weekday() for one in days("301140000A", site, at=now())} == {1, 3}
    page = f"{place}taipei-batch/{day:%Y-%m-%d}/0800/"
    asked = client.get(page)
    assert "您要送幾件？" in words(asked)
    typed = {**WHO, "key": key_on(asked), "case": "", "go": "check"}
    few = client.post(page, {**typed, "matters": "4"})
    assert (few.status_code, "一次 5 件以上" in words(few)) == (422, True)
    done = client.post(page, {**typed, "matters": "6", "go": "book"})
    assert (done.status_code, Visit.objects.get().matters) == (302, 6)


def test_a_place_for_one_service_is_not_there_for_another(client: Client):
    assert client.get("/nia/services/child-extension/appointment/taipei-batch/").status_code == 404


def test_guessing_codes_has_to_wait_and_a_wrong_number_is_answered_alike(client: Client):
    make(client, free())
    visit, stranger = Visit.objects.get(), Client()
    said = {"number": visit.number, "code": "2222 2222"}
    wrong = stranger.post(f"{HOME}appointments/", said)
    other = stranger.post(f"{HOME}appointments/", {**said, "number": "TTBN-B1140305-000010"})
    assert [answer.status_code for answer in (wrong, other)] == [422, 422]
    assert words(wrong).count("編號和代碼對不起來") == words(other).count("編號和代碼對不起來")
    for _again in range(4):
        assert stranger.post(f"{HOME}appointments/", said).status_code == 422
    late = stranger.post(f"{HOME}appointments/", {**said, "code": code_of(visit)})
    assert (late.status_code, int(late["Retry-After"]) > 3000) == (429, True)
    assert Line.objects.filter(verb="appointments.open_failed").count() == 6
