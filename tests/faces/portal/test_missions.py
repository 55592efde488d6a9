"""Overseas work groups: the applicant chooses one; its officer reviews, its chief decides, it issues the permit itself."""

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import today
from bianmin.kernel.actor import Role
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, apply, staff
from tests.foundation.documents.test_writers import pdf_text

BACKEND = "django.contrib.auth.backends.ModelBackend"
ANGELES, BANGKOK = f"/{NIA}/overseas/los-angeles/", f"/{NIA}/overseas/bangkok/"
TRIP = {
    "country": "美國",
    "passport_number": "E12345678",
    "arrive_on": "120/6/30",
    "address_in_taiwan": "臺北市廣州街15號",
}
WHO = {"applicant_applicant": {"name": "陳海外", "birth_on": "75/3/9"}, "pickup": {"pickup": "mission"}}


def enter(role: Role, path: str, name: str) -> Client:
    found = Client()
    found.force_login(staff(role, path, name), backend=BACKEND)
    return found


@pytest.fixture
def posts(client: Client) -> dict[str, Client]:
    """An officer and a chief in Los Angeles, the same in Bangkok, and the head of the agency."""
    assert client
    held = [("la", Role.OFFICER, ANGELES), ("la-chief", Role.CHIEF, ANGELES), ("bk", Role.OFFICER, BANGKOK),
            ("bk-chief", Role.CHIEF, BANGKOK), ("head", Role.CHIEF, f"/{NIA}/")]  # fmt: skip
    return {name: enter(role, path, name) for name, role, path in held}


@pytest.mark.row("SYS-089", "RUL-12", "RUL-78")
def test_the_chosen_work_group_reviews_decides_and_issues_and_headquarters_counts(
    client: Client, posts: dict[str, Client]
) -> None:
    number = apply(client, "overseas-mainland", service_where={"mission": "los-angeles"}, service_trip=TRIP, **WHO)
    other = apply(client, "overseas-mainland", service_where={"mission": "bangkok"}, service_trip=TRIP, **WHO)
    assert "承辦單位 駐洛杉磯移民工作組" in words(client.get(f"/nia/receipts/{number}/"))
    case, place = Case.objects.get(number=number), f"/desk/cases/{number}/"
    assert (case.unit_path, (case.norm_due_on - case.received_on).days >= 3) == (ANGELES, True)
    assert case.norm_due_on == case.due_on
    assert [posts[name].get(place).status_code for name in posts] == [200, 200, 404, 404, 200]
    posts["la"].post(f"{place}take/", {})
    assert posts["la"].post(f"{place}decide/", {"outcome": "granted"}).status_code in (403, 422)
    advised = posts["la"].post(f"{place}recommend/", {"outcome": "granted", "reasons": "資料齊全"})
    assert advised.status_code == 302, words(advised)
    decided = posts["la-chief"].post(f"{place}decide/", {"outcome": "granted", "reasons": "資料齊全"})
    assert decided.status_code == 302, words(decided)
    refused = posts["bk"].post(f"/desk/permits/for/{number}/", {"kind": "overseas-mainland", "way": "counter"})
    assert refused.status_code == 404
    issued = posts["la"].post(f"/desk/permits/for/{number}/", {"kind": "overseas-mainland", "way": "counter"})
    permit = Permit.objects.get()
    assert issued.url == f"/desk/permits/{permit.number}/"
    assert (permit.unit_path, permit.kind_name, permit.number.startswith("NIA-O")) == (
        ANGELES,
        "觀光入出境許可證",
        True,
    )
    assert posts["bk-chief"].get(issued.url).status_code == 404
    told = words(posts["head"].get("/desk/catalog/overseas-mainland/units/"))
    for said in ("共受理 2 件，核准 1 件", "駐洛杉磯移民工作組 1 1 0 0 0.0 1", "駐曼谷移民工作組（示範） 1 0 0 1 － 0"):
        assert said in told
    assert "單位 受理 核准 其他結果 處理中" in told
    assert "駐東京移民工作組（示範） 0 0 0 0" in told
    english = posts["head"].get("/desk/catalog/overseas-mainland/units/", headers={"Accept-Language": "en"})
    assert f"All years {today().year} {today().year - 1} {today().year - 2} 2 received" in words(english)
    mine = words(posts["bk"].get("/desk/catalog/overseas-mainland/units/?year=100"))
    assert "駐曼谷移民工作組（示範） 0 0" in mine
    assert "洛杉磯" not in mine.split("各單位受理情形")[-1]
    assert other in words(posts["bk"].get("/desk/"))


@pytest.mark.row("SYS-069")
def test_a_mission_receives_issues_and_hands_out_a_permit_to_be_stuck_into_the_passport(
    posts: dict[str, Client],
) -> None:
    page, key = posts["la"].get("/desk/counter/overseas-permit/"), "k" * 20
    assert "駐洛杉磯移民工作組" in words(page)
    said = {
        "a.for_whom": "self", "a.name": "林港生", "a.birth_on": "80/1/2", "a.phone": "+1-213-555-0188",
        "s.country": "美國", "s.mission": "los-angeles", "s.passport_number": "300123456", "s.arrive_on": "120/6/30",
        "channel": "counter", "proof": "passport", "step": "take", "key": key,
    }  # fmt: skip
    answer = posts["la"].post("/desk/counter/overseas-permit/", said)
    assert answer.status_code == 302, words(answer)
    case = Case.objects.get()
    place = f"/desk/cases/{case.number}/"
    assert (case.unit_path, case.officer) == (ANGELES, f"staff:{posts['la'].session['_auth_user_id']}")
    posts["la"].post(f"{place}recommend/", {"outcome": "granted", "reasons": "資料齊全"})
    posts["la-chief"].post(f"{place}decide/", {"outcome": "granted", "reasons": "資料齊全"})
    assert posts["bk-chief"].get(place).status_code == 404
    issued = posts["la"].post(f"/desk/permits/for/{case.number}/", {"kind": "overseas-permit", "way": "counter"})
    sticker = posts["la"].get(f"{issued.url.rstrip('/')}.pdf")
    assert sticker.content.startswith(b"%PDF")
    said_there = pdf_text(sticker.content)
    for said_once in ("臨人字許可", "林港生", "駐洛杉磯移民工作組", Permit.objects.get().number):
        assert said_once in said_there
    handed = posts["la"].post(f"{issued.url}hand-out/", {"way": "counter", "proof": "passport"})
    assert handed.status_code == 302, words(handed)
    assert Permit.objects.get().handed_on == today()
    assert "護照" in words(posts["la"].get(issued.url))
