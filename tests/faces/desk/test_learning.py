"""Training and learning, meetings, publicity, savings and innovations: entered, what is due told, all of it counted."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client

from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.registers.vocab import Reckoned
from tests.faces.desk.test_premises import DESK, enter, figure, now_at, people, waiting
from tests.faces.portal.citizen import words
from tests.people import NOON, People

__all__ = ["now_at", "people"]
pytestmark = pytest.mark.django_db
Signed = Callable[[str], Client]
NowAt = Callable[[datetime], None]
TODAY = "114/3/5"
TRAINED = {"unit_name": "移民事務組", "trainer": "外聘講師", "evidence": "簽到表", "day": TODAY}


def figures(client: Client, *codes: str) -> dict[str, str]:
    return {code: figure(client, code, NOON) for code in codes}


@pytest.mark.row(
    "SYS-174", "SYS-173", "SYS-183", "ENT-31", "RUL-40", "IND-58", "IND-59", "IND-72", "IN-05", "EF-13",
)  # fmt: skip
def test_hours_of_training_follow_from_sessions_and_their_length_and_pass_rates_from_tests(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    enter(
        officer,
        "trainings",
        course="網絡教育訓練",
        kind="network",
        sessions="203",
        hours="2",
        persons="2230",
        **TRAINED,
    )
    enter(officer, "trainings", course="督導", kind="supervision", sessions="174", hours="1", persons="1324", **TRAINED)
    enter(
        officer, "trainings", course="通譯", kind="interpreter", sessions="11", hours="6", persons="398", tested="398",
        passed="305", **TRAINED,
    )  # fmt: skip
    enter(
        officer,
        "trainings",
        course="人口販運鑑別",
        kind="trafficking",
        sessions="8",
        hours="3",
        persons="550",
        **TRAINED,
    )
    page = words(officer.get(f"{DESK}trainings/"))
    assert "網絡教育訓練 1 203 406 2230" in page
    printed = figures(officer, "RG-21", "RG-22", "RG-23", "RG-24", "RG-25", "RG-26", "IN-05")
    assert printed == {
        "RG-21": "396場", "RG-22": "670小時", "RG-23": "4,502人次", "RG-24": "76.63%", "RG-25": "550人次",
        "RG-26": "8場", "IN-05": "76.6%",
    }  # fmt: skip


def test_what_follows_is_rounded_half_up_and_blank_where_a_number_is() -> None:
    made = Reckoned(name="hours", label="時數", plus=(("cases", "before"),), minus=(("cases", "after"),), per=60)
    assert [made.of({"cases": 1, "before": n, "after": 0}) for n in (29, 30, 89, 90)] == [0, 1, 1, 2]
    assert made.of({"cases": 1, "before": 0, "after": 60}) == -1
    assert made.of({"cases": 1, "before": 30}) is None


@pytest.mark.row("SYS-175")
def test_a_colleague_sees_the_own_hours_and_research_everybodys(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer, other, research = (signed_in(name) for name in ("officer", "elsewhere", "research"))
    typed = {"day": TODAY, "kind": "map", "course": "個資保護"}
    enter(officer, "learning-records", person="林怡君", hours="3", **typed)
    enter(officer, "learning-records", person="林怡君", hours="2", **{**typed, "kind": "digital"})
    enter(other, "learning-records", person="吳志明", hours="4", **typed)
    own = words(officer.get(f"{DESK}learning-records/"))
    assert ("林怡君 2 5" in own, "吳志明" in own) == (True, False)
    whole = words(research.get(f"{DESK}learning-records/"))
    assert whole.index("林怡君 2 5") < whole.index("吳志明 1 4")
    assert figures(research, "RG-27") == {"RG-27": "9小時"}


@pytest.mark.row("SYS-176", "SYS-185", "SYS-186", "T-5.3", "T-5.4", "IN-98", "IN-99")
def test_visits_and_seminars_come_every_year_and_say_what_was_adopted(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    assert waiting(officer, "seminars") == []
    visit = {"day": TODAY, "kind": "firm", "who": "示範企業", "topic_name": "服務流程", "persons": "12"}
    assert officer.post(f"{DESK}learning-visits/new/", {**visit, "adopted": ""}).status_code == 422
    enter(officer, "learning-visits", **visit, adopted="叫號前先量等候時間")
    enter(officer, "learning-visits", **{**visit, "kind": "foreign", "who": "外國政府"}, adopted="交換做法")
    enter(
        officer, "seminars", day=TODAY, kind="seminar", topic_name="資料介接", partners="地政事務所", persons="20",
        integration="horizontal", decided="試辦查驗介接",
    )  # fmt: skip
    enter(
        officer,
        "learning-circles",
        day=TODAY,
        group="創新小組",
        topic_name="等候",
        persons="6",
        found="看見排隊",
        change="調班",
    )
    enter(officer, "rotations", day=TODAY, person="林怡君", before="戶籍登記", after="國籍", deputy="吳志明")
    assert "叫號前先量等候時間" in words(officer.get(f"{DESK}learning-visits/"))
    assert waiting(officer, "seminars") == []
    assert figures(officer, "IN-98", "IN-99", "RG-28") == {"IN-98": "1次", "IN-99": "1次", "RG-28": "1次"}
    now_at(datetime(2026, 3, 9, 9, tzinfo=TAIPEI))
    assert waiting(signed_in("officer"), "seminars") == [(1, "bad")]


@pytest.mark.row("SYS-177", "SYS-178", "SYS-189", "RUL-23", "RUL-24", "RUL-29", "IND-48")
def test_each_unit_that_meets_is_told_when_the_month_is_over(people: People, signed_in: Signed, now_at: NowAt) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    meeting = {"day": TODAY, "unit": "counter", "persons": "9", "rules": "新規定", "decided": "公告", "posted": "yes"}
    assert officer.post(f"{DESK}station-meetings/new/", {**meeting, "unit": "w1"}).status_code == 422
    enter(officer, "station-meetings", **meeting)
    assert "綜合受理櫃檯" in words(officer.get(f"{DESK}station-meetings/"))
    enter(
        officer, "law-promotions", day=TODAY, unit="counter", topics=["law", "jobs"], sessions="2", foreign="20",
        mainland="30", family="15",
    )  # fmt: skip
    enter(
        signed_in("chief"), "agency-meetings", day=TODAY, chair="主任", persons="20", awards="no", phone="資料組",
        decided="加強電話禮貌",
    )  # fmt: skip
    assert figures(officer, "RG-33", "RG-34") == {"RG-33": "2場", "RG-34": "65人次"}
    now_at(datetime(2025, 4, 10, 9, tzinfo=TAIPEI))
    chief = signed_in("chief")
    for code in ("station-meetings", "law-promotions", "agency-meetings"):
        assert waiting(chief, code) == [(1, "bad")]


@pytest.mark.row("SYS-190", "ENT-37", "RUL-28", "IND-49")
def test_each_of_the_22_counties_meets_every_half_year(people: People, signed_in: Signed, now_at: NowAt) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    assert waiting(officer, "network-meetings") == []
    assert len(officer.get(f"{DESK}network-meetings/").context["turns"]) == 22
    met = {"day": TODAY, "public": "28", "private": "13", "cases": "3", "decided": "轉介"}
    enter(officer, "network-meetings", county="taitung", **met)
    enter(officer, "network-meetings", county="hualien", **met)
    assert waiting(officer, "network-meetings") == [(20, "warn")]
    assert "28 13" in words(officer.get(f"{DESK}network-meetings/"))
    assert figures(officer, "RG-31", "RG-32") == {"RG-31": "2場", "RG-32": "82人次"}


@pytest.mark.row("SYS-188", "ENT-36", "IND-47")
def test_an_interview_of_care_is_of_a_person_and_searched_with_a_purpose(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    enter(
        officer, "care-interviews", day=TODAY, name="阮氏梅", kind="foreign", present="spouse", language="vi",
        bag=["food", "transport"], needs="華語班", shared="yes", persons="1",
    )  # fmt: skip
    place = f"{DESK}care-interviews/"
    assert "阮" not in words(officer.get(place))
    found = words(officer.post(place, {"q": "阮氏梅", "purpose": "追蹤訪視"}))
    assert ("阮○梅" in found, "越南語" in found) == (True, True)
    assert figures(officer, "RG-35") == {"RG-35": "1人"}


@pytest.mark.row("SYS-192", "ENT-39", "IND-70", "SYS-131", "SYS-132", "SYS-133", "ENT-49", "ENT-50", "IND-55", "IND-73")
def test_agreements_media_and_events_are_kept_and_counted_by_kind(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    signed = {"day": TODAY, "unit_name": "服務站", "scope": ["talent", "cases"], "until": "116/3/4"}
    for school, kind in (("甲大學", "intent"), ("乙大學", "intent"), ("丙大學", "intern")):
        enter(officer, "agreements", school=school, kind=kind, **signed)
    for kind, times in (("print", "910"), ("tv", "313")):
        enter(officer, "media-exposures", day=TODAY, kind=kind, outlet="示範報", news="到府服務", exposures=times)
    enter(
        officer, "campaigns", day=TODAY, until="114/4/30", title="防制人口販運", kind="lightbox", languages=["zh", "en"],
        reach="1770000", basis="車站人次",
    )  # fmt: skip
    enter(
        officer, "contests", day=TODAY, title="暑期體驗營", kind="camp", place="各站", sites="25", foreign="0",
        children="687", others="13", languages=["zh", "vi"], winners="24",
    )  # fmt: skip
    assert "合作意向書 2 / 3 (66.7%)" in words(officer.get(f"{DESK}agreements/"))
    assert "體驗營 1 0 687 13 700 24" in words(officer.get(f"{DESK}contests/"))
    assert figures(officer, "RG-36", "RG-37", "RG-41", "RG-42", "RG-43") == {
        "RG-36": "2所", "RG-37": "1所", "RG-41": "1,223次", "RG-42": "1,770,000人次", "RG-43": "700人",
    }  # fmt: skip


SIMPLER: dict[str, Any] = {
    "day": TODAY, "title": "改名改電腦查詢", "kind": "lookup", "cases": "600", "before_persons": "2", "after_persons": "1",
    "before_minutes": "20", "after_minutes": "10", "before_sheets": "4", "after_sheets": "1", "before_cost": "30",
    "after_cost": "10", "before_errors": "7", "after_errors": "2", "evidence": "抽30件計時",
}  # fmt: skip
NEW_SERVICE: dict[str, Any] = {
    "day": TODAY, "title": "夜間窗口", "origin": "白天不能來", "content": "星期三到20時", "actions": "輪值", "results": "少請假",
    "kind": "routine", "sop": "yes", "beneficiaries": "1200", "cost": "300000", "benefit": "450000", "before_steps": "3",
    "after_steps": "1", "before_trips": "2", "after_trips": "1", "before_minutes": "90", "after_minutes": "30",
    "before_cost": "50", "after_cost": "20", "adopters": "2", "adopted_by": "甲所、乙所",
}  # fmt: skip


@pytest.mark.row("IN-32", "IN-33", "IN-34", "IN-59", "IN-107")
def test_what_it_took_before_and_after_is_kept_apart_and_the_saving_reckoned(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    number = enter(officer, "savings", **SIMPLER)
    page = words(officer.get(f"{DESK}savings/{number}/"))
    for said in (
        "每件要幾個人：改以前 2",
        "每件要幾個人：改以後 1",
        "一年節省的人力 300 人時",
        "一年節省的紙 1,800 張",
    ):
        assert said in page
    assert figures(officer, "IN-32", "IN-33", "IN-34", "IN-59", "IN-107") == {
        "IN-32": "300人時", "IN-33": "12,000元", "IN-34": "100小時", "IN-59": "12,000元", "IN-107": "5件",
    }  # fmt: skip


@pytest.mark.row("ENT-55", "IN-61", "IN-63", "IN-64", "IN-80", "IN-81", "IN-82", "IN-83")
def test_an_innovation_says_what_it_saves_whom_and_who_learned_from_it(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    enter(officer, "innovations", **NEW_SERVICE)
    enter(officer, "innovations", **{**NEW_SERVICE, "title": "試辦", "kind": "trial", "sop": "no", "adopters": "0"})
    for name, result in (("表一", "kept"), ("表二", "merged"), ("表三", "stopped"), ("表四", "kept")):
        enter(officer, "form-reviews", day=TODAY, name=name, result=result, kind="yes", why="重複")
    assert figures(officer, "IN-61", "IN-63", "IN-64", "IN-80", "IN-81", "IN-82", "IN-83") == {
        "IN-61": "1.50倍", "IN-63": "50.0%", "IN-64": "2個", "IN-80": "50.0%", "IN-81": "2,400小時", "IN-82": "50.0%",
        "IN-83": "0.004人",
    }  # fmt: skip


@pytest.mark.row("ENT-33")
def test_interpreters_and_volunteers_are_listed_masked_and_checked_on_the_spot(
    people: People, signed_in: Signed, now_at: NowAt
) -> None:
    now_at(NOON)
    officer, chief = signed_in("officer"), signed_in("chief")
    spoken = enter(
        officer, "interpreters", name="黎氏秋", languages=["vi", "zh"], unit_name="服務台", day="114/2/1", score="88",
        kind="trained",
    )  # fmt: skip
    enter(
        officer,
        "volunteers",
        name="王大明",
        languages=["zh"],
        items=["form", "check", "guide"],
        training="基礎訓練",
        day="114/1/2",
    )
    page = words(officer.get(f"{DESK}interpreters/"))
    assert ("黎○秋" in page, "黎氏秋" in page, "國語、越南語" in page) == (True, False, True)
    enter(chief, "spot-checks", day=TODAY, interpreter=spoken, result="good", found="準時")
    assert "黎○秋 · 國語、越南語" in words(chief.get(f"{DESK}spot-checks/"))
    assert date(2025, 4, 7) == chief.get(f"{DESK}spot-checks/").context["turns"][0].due_on
