"""Outings: points of service and tours on the page of the office, what each brought, and what was missed."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from bianmin.kernel.rocdate import TAIPEI
from tests.faces.desk.test_premises import DESK, OFFICE, enter, figure, now_at, people, waiting
from tests.faces.portal.citizen import words
from tests.people import NOON, People

__all__ = ["now_at", "people"]
pytestmark = pytest.mark.django_db
POINT = {
    "name": "行動服務車（北線）", "kind": "vehicle", "county": "臺東縣", "place": "初鹿活動中心", "host": "鄉公所",
    "hours": "星期三 14:00-17:00", "rhythm": "1w", "services": ["advice", "take", "issue"], "languages": ["zh", "vi"],
    "since": "114/1/1",
}  # fmt: skip
RESULT = {
    "persons": "30", "old": "8", "disabled": "3", "new_residents": "10", "other_groups": "2", "received": "12",
    "issued": "5", "staff": "同仁2人、越南語通譯1人",
}  # fmt: skip


@pytest.mark.row(
    "SYS-011", "SYS-013", "SYS-205", "CM-22", "CM-24", "CM-27", "B-12.2", "ST-M4.2", "ENT-40", "RUL-21", "RUL-22", "RUL-67",
    "IND-50", "IN-29", "IN-55",
)  # fmt: skip
def test_a_tour_is_announced_held_counted_by_group_and_missed_weeks_are_found(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer, citizen = signed_in("officer"), Client()
    weekly = enter(officer, "service-points", **POINT)
    evening = {"name": "戶政事務所駐點", "kind": "desk", "hours": "星期三 17:00-20:00", "rhythm": "none"}
    desk = enter(officer, "service-points", **{**POINT, **evening})
    enter(
        officer, "outings", day="114/3/12", point=weekly, hours="14:00-17:00", place="初鹿國小", services=["take"],
        staff="機動櫃台", expiring="24",
    )  # fmt: skip
    page = words(citizen.get(OFFICE))
    for said in ("初鹿活動中心", "戶政事務所駐點", "星期三 17:00-20:00", "114年3月12日(星期三)", "初鹿國小", "越南語"):
        assert said in page
    assert waiting(officer, "outing-results") == [(1, "warn")]
    wrong = officer.post(f"{DESK}outing-results/new/", {**RESULT, "point": weekly, "day": "114/3/5", "persons": ""})
    assert (wrong.status_code, "同仁2人" in wrong.content.decode()) == (422, True)
    enter(officer, "outing-results", point=weekly, day="114/3/5", **RESULT)
    later = datetime(2025, 3, 27, 9, tzinfo=TAIPEI)
    now_at(later)
    officer = signed_in("officer")
    assert "初鹿國小" not in words(citizen.get(OFFICE))
    assert waiting(officer, "outing-results") == [(1, "bad")]
    enter(officer, "outing-results", point=weekly, day="114/3/26", **{**RESULT, "persons": "20"})
    enter(officer, "outing-results", point=desk, day="114/3/26", **{**RESULT, "persons": "5"})
    page = words(officer.get(f"{DESK}outing-results/"))
    assert "114年3月5日(星期三)之後，下一次應於 114年3月12日(星期三) 前，到 114年3月26日(星期三) 才辦理" in page
    assert "特殊或弱勢族群、偏遠地區人次 收件 發件 3 55 69 36 15" in page
    printed = {code: figure(officer, code, later) for code in ("RG-16", "RG-17", "IN-29", "IN-55")}
    assert printed == {"RG-16": "3場", "RG-17": "36件", "IN-29": "55人次", "IN-55": "69人次"}


@pytest.mark.row("SYS-010", "RUL-41")
def test_home_collection_is_for_those_who_cannot_come_and_ends_with_the_case(
    people: People, signed_in: Callable[[str], Client], now_at: Callable[[datetime], None]
) -> None:
    now_at(NOON)
    officer = signed_in("officer")
    typed = {"day": "114/3/5", "kind": "pregnant", "in_person": "yes", "matter": "外僑居留證延期"}
    early = officer.post(f"{DESK}home-collections/new/", {**typed, "weeks": "20"})
    assert (early.status_code, "外僑居留證延期" in early.content.decode()) == (422, True)
    number = enter(officer, "home-collections", **typed, weeks="33")
    place = f"{DESK}home-collections/{number}/"
    assert officer.post(place, {"outcome": "", "reason": "已收"}).status_code == 422
    assert officer.post(place, {"outcome": "taken", "reason": "114/3/7 到府收件"}).status_code == 302
    assert figure(officer, "RG-18", NOON) == "1件"
