"""Premises: facilities on the page of the office, inspected by their own time, out of order until mended; and what is counted."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.foundation.audit.models import Line
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.registers.models import Entry
from tests.faces.portal.citizen import JPEG, photo, words
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
OFFICE = "/ttbn/office/"
DESK = "/desk/registers/"
LATER = datetime(2025, 3, 20, 9, tzinfo=TAIPEI)


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded: the facilities of the office are among them."""
    return house


@pytest.fixture
def now_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    """Let it be another moment."""
    return lambda moment: monkeypatch.setattr("django.utils.timezone.now", lambda: moment)


def facility(name: str) -> str:
    return Entry.objects.get(agency=AGENCY, register="facilities", answers__name=name).number


def enter(client: Client, code: str, **typed: Any) -> str:
    """Make an entry; its number."""
    answer = client.post(f"{DESK}{code}/new/", {"key": f"a-key-of-entry-{Entry.objects.count()}", **typed})
    assert answer.status_code == 302, words(answer)
    return Entry.objects.filter(register=code).latest("id").number


def figure(client: Client, code: str, at: datetime) -> str:
    refresh(at=at)
    return client.get(f"/desk/indicators/{code}/?span=114").context["value"].printed


def waiting(client: Client, code: str) -> list[tuple[int, str]]:
    """How many of a register wait, and how they are marked."""
    context: Any = client.get("/desk/").context
    waits = context.get("kinds") or context.get("site") or []
    return [(one["count"], one["mark"]) for one in waits if one["address"] == f"{DESK}{code}/"]


@pytest.mark.row("SYS-022", "CM-43", "CM-44", "CM-45", "CM-46", "ENT-03")
def test_the_page_of_the_office_shows_what_it_has_for_visitors(people: People, client: Client) -> None:
    page = words(client.get(OFFICE))
    assert "臺東縣卑南鄉太平村和平路" in page
    assert page.index("核心設施") < page.index("法定設施") < page.index("一般設施") < page.index("視需求設置")
    for name in ("公廁", "殘障扶手", "導盲磚", "愛心鈴", "輪椅", "飲水機", "影印機", "電腦", "血壓計", "老花眼鏡"):
        assert name in page
    assert "壞了用什麼代替： 鄉公所一樓公廁" in page
    assert 'href="office/"' in client.get("/ttbn/").content.decode()


def test_a_photograph_of_a_facility_is_for_everybody_until_the_facility_is_closed(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer, citizen = signed_in("officer"), Client()
    typed = {
        "name": "哺乳室",
        "kind": "statutory",
        "place": "二樓",
        "accessible": "yes",
        "keeper": "總務",
        "rhythm": "1w",
    }
    wrong = officer.post(f"{DESK}facilities/new/", {**typed, "photo": photo("a.jpg", b"no picture")})
    assert (wrong.status_code, "哺乳室" in wrong.content.decode()) == (422, True)
    number = enter(officer, "facilities", **typed, photo=photo())
    found = re.search(
        rf'src="(/ttbn/registers/facilities/{number}/photographs/\d+/)" alt="哺乳室"',
        citizen.get(OFFICE).content.decode(),
    )
    assert found
    shown = citizen.get(found[1])
    assert (shown.status_code, shown["Content-Type"], shown.content) == (200, "image/jpeg", JPEG)
    assert citizen.get(found[1].replace(number, "114-00001")).status_code == 404
    assert officer.post(f"{DESK}facilities/{number}/", {"reason": "搬走了"}).status_code == 302
    assert citizen.get(found[1]).status_code == 404


@pytest.mark.row("CM-47", "T-1.4")
def test_the_branch_lists_its_seven_renewed_facilities(people: People, client: Client) -> None:
    page = words(client.get("/tpe/office/"))
    for name in ("櫃台高度", "服務標示", "哺集(乳)室", "申辦須知", "申辦動線", "停車空間", "宣導資料"):
        assert name in page


def test_the_page_is_read_in_english_too(people: People) -> None:
    page = words(Client(headers={"Accept-Language": "en"}).get(OFFICE))
    for said in ("Our office", "Core facilities", "Water dispenser", "Hall, ground floor", "Report something broken"):
        assert said in page


@pytest.mark.row("SYS-023", "B-3.3", "OB-23")
def test_each_facility_is_inspected_by_its_own_time(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    assert waiting(officer, "facility-inspections") == [(14, "warn")]
    page = officer.get(f"{DESK}facility-inspections/").content.decode()
    water, toilets = facility("飲水機"), facility("公廁")
    assert f'href="new/?facility={water}"' in page
    chosen = officer.get(f"{DESK}facility-inspections/new/?facility={water}").content.decode()
    assert f'<option value="{water}" selected>飲水機 · 一樓大廳</option>' in chosen
    wrong = officer.post(f"{DESK}facility-inspections/new/", {"facility": "999-00001", "day": "114/3/5"})
    assert wrong.status_code == 422
    for number in (water, toilets):
        enter(officer, "facility-inspections", facility=number, day="114/3/5", result="good")
    assert waiting(officer, "facility-inspections") == [(12, "warn")]
    now_at(LATER)
    officer = signed_in("officer")
    assert waiting(officer, "facility-inspections") == [(13, "bad")]
    assert "公廁 · 一樓 114年3月5日(星期三) 114年3月6日(星期四) 逾期" in words(
        officer.get(f"{DESK}facility-inspections/")
    )
    enter(officer, "facility-inspections", facility=toilets, day="114/3/20", result="supplied", note="補衛生紙")
    page = words(officer.get(f"{DESK}facility-inspections/"))
    assert "114年3月5日(星期三)之後，下一次應於 114年3月6日(星期四) 前，到 114年3月20日(星期四) 才辦理" in page
    assert figure(officer, "RG-11", LATER) == "3次"
    assert figure(officer, "RG-12", LATER) == "100.0%"


@pytest.mark.row("SYS-023")
def test_a_citizen_reports_a_fault_and_it_stands_on_the_page_until_it_is_mended(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    citizen, water = Client(), facility("飲水機")
    place = "/ttbn/registers/facility-faults/new/"
    assert "什麼時候壞的" not in words(citizen.get(place))
    wrong = citizen.post(place, {"facility": water, "what": "", "key": "a-key-of-a-fault"})
    assert (wrong.status_code, f'<option value="{water}" selected>' in wrong.content.decode()) == (422, True)
    told = citizen.post(place, {"facility": water, "what": "不出水", "until": "2025-01-01", "key": "a-key-of-a-fault"})
    row = Entry.objects.get(register="facility-faults")
    assert (told.url, "until" in row.answers, row.happened_on) == (f"{OFFICE}?entered={row.number}", False, NOON.date())
    assert citizen.post(place, {"facility": water, "what": "不出水", "key": "a-key-of-a-fault"}).url == told.url
    assert f"編號 {row.number}" in words(citizen.get(told.url))
    assert "故障中" in words(citizen.get(OFFICE))
    assert "不出水" not in words(citizen.get(OFFICE))
    assert citizen.get("/ttbn/registers/facility-faults/").status_code == 404
    assert citizen.get("/ttbn/registers/trainings/new/").status_code == 404

    officer, entry = signed_in("officer"), f"{DESK}facility-faults/{row.number}/"
    assert "飲水機 · 一樓大廳" in words(officer.get(entry))
    assert officer.post(f"{entry}until/", {"until": "114/13/9"}).status_code == 422
    assert officer.post(f"{entry}until/", {"until": "114/3/12"}).status_code == 302
    assert "故障中 · 至114年3月12日(星期三)" in words(citizen.get(OFFICE))
    assert signed_in("auditor").get(f"{entry}until/").status_code == 404
    now_at(LATER)
    officer = signed_in("officer")
    assert officer.post(entry, {"outcome": "mended", "reason": "換濾心"}).status_code == 302
    assert "故障中" not in words(citizen.get(OFFICE))
    assert officer.post(f"{entry}until/", {"until": "114/3/30"}).status_code == 422
    assert figure(officer, "RG-13", LATER) == "15.0日"
    assert figure(officer, "RG-14", LATER) == "1件"
    assert Line.objects.filter(verb="registers.expect", actor=f"staff:{people.officer.pk}").count() == 1


@pytest.mark.row("SYS-026")
def test_what_was_found_is_listed_for_its_owner_until_it_is_fetched(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer, citizen = signed_in("officer"), Client()
    number = enter(officer, "lost-property", day="114/3/4", what="黑色雨傘", place="等候區", kept="服務台抽屜")
    page = words(citizen.get(OFFICE))
    assert ("黑色雨傘" in page, "服務台抽屜" in page) == (True, False)
    assert (
        officer.post(f"{DESK}lost-property/{number}/", {"outcome": "returned", "reason": "失主領回"}).status_code == 302
    )
    assert "黑色雨傘" not in words(citizen.get(OFFICE))
    assert figure(officer, "RG-15", NOON) == "1件"


@pytest.mark.row("SYS-024", "CM-40", "B-1.2")
def test_signs_say_service_staff_and_deputy_in_two_languages(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    typed = {
        "kind": "staff", "place": "3號櫃檯", "zh": "戶籍登記", "other": "Household registration", "languages": ["zh", "en"],
        "staff": "林怡君", "deputy": "吳志明", "day": "114/3/5",
    }  # fmt: skip
    enter(officer, "signs", **typed)
    page = words(Client().get(OFFICE))
    for said in ("3號櫃檯", "Household registration", "林怡君", "吳志明"):
        assert said in page


@pytest.mark.row("SYS-209", "SYS-210")
def test_disabled_people_test_what_was_improved_and_units_say_what_their_rooms_need(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer, chief = signed_in("officer"), signed_in("chief")
    enter(
        officer, "access-tests", item="斜坡道", year="114", done="114/3/1", day="114/3/5", kind="wheelchair", persons="1",
        result="again", found="門檻太高",
    )  # fmt: skip
    assert "門檻太高" in words(chief.get(f"{DESK}access-tests/"))
    number = enter(
        officer, "needs", day="114/3/5", unit_name="資料組", topic="waiting", kind="beauty", need="綠美化", quantity="2"
    )
    assert chief.post(f"{DESK}needs/{number}/", {"outcome": "later", "reason": "明年編列"}).status_code == 302
    assert "列入下年度" in words(officer.get(f"{DESK}needs/"))
