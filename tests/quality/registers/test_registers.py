"""Registers through pages: of persons searched with a purpose, closed and not written over; guides read by everybody."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import Role
from bianmin.quality.registers.models import Entry
from tests.factories.house import load_house
from tests.people import PASSWORD, START

NIA = "301140000A"
REGISTERS = "/desk/registers/"
RESTRICTED = {
    "name": "陳阿美", "id_number": "A123456789", "authority": "tax", "document": "財稅字第1號", "basis": "稅捐稽徵法第24條",
    "key": "a-key-of-the-form",
}  # fmt: skip


@pytest.fixture
def client(db: None) -> Client:
    """An officer of the immigration agency, signed in."""
    load_house("agencies/nia", "forms", "indicators", "translations")
    path = f"/{NIA}/north/taipei/"
    user = User.objects.create_user("tseng", password=PASSWORD, agency=NIA, display_name="曾國棟", title="科員")
    Holding.objects.create(user=user, role=Role.OFFICER.value, agency=NIA, path=path, valid_from=START)
    entered = Client()
    entered.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return entered


def said(answer: object) -> str:
    return answer.content.decode()


def looked(client: Client, text: str, purpose: str = "NIA-1150101-000001", code: str = "exit-restrictions") -> str:
    return said(client.post(f"{REGISTERS}{code}/", {"q": text, "purpose": purpose}))


@pytest.mark.row("ENT-16", "SYS-062")
def test_an_exit_restriction_is_entered_found_masked_with_a_purpose_and_lifted(client: Client) -> None:
    assert client.post(f"{REGISTERS}exit-restrictions/new/", RESTRICTED).status_code == 302
    assert client.post(f"{REGISTERS}exit-restrictions/new/", RESTRICTED).status_code == 302
    row = Entry.objects.get(register="exit-restrictions")
    assert row.number in said(client.get(REGISTERS))
    assert row.number not in said(client.get(f"{REGISTERS}exit-restrictions/"))
    page = looked(client, "A123456789")
    assert row.number in page
    assert "陳○美" in page
    assert "稅務機關" in page
    assert "A12345****" in page
    assert "A123456789" not in page.replace('value="A123456789"', "")
    line = Line.objects.filter(verb="registers.search").get()
    assert (line.purpose, "A123456789" in line.subject) == ("NIA-1150101-000001", False)
    address = f"{REGISTERS}exit-restrictions/{row.number}/"
    assert client.post(address, {"reason": " "}).status_code == 422
    assert client.post(address, {"reason": "稅款已繳清，來文解除"}).status_code == 302
    assert client.post(address, {"reason": "再一次"}).status_code == 422
    assert "沒有符合的登錄" in looked(client, "A123456789")
    assert "稅款已繳清" in said(client.get(address))


def test_of_persons_nothing_is_searched_without_words_and_a_purpose(client: Client) -> None:
    for sent in ({"q": "", "purpose": "x"}, {"q": "陳", "purpose": " "}):
        assert client.post(f"{REGISTERS}exit-restrictions/", sent).status_code == 422
    assert not Line.objects.filter(verb="registers.search").exists()
    assert client.get(f"{REGISTERS}exit-restrictions.csv").status_code == 404


def test_a_restriction_whose_last_day_has_passed_does_not_hold(client: Client) -> None:
    until = str(today() - timedelta(days=1))
    client.post(f"{REGISTERS}exit-restrictions/new/", {**RESTRICTED, "until": until})
    assert "沒有符合的登錄" in looked(client, "陳阿美")
    sent = {"q": "陳阿美", "purpose": "x", "closed": "1"}
    assert "已失效" in said(client.post(f"{REGISTERS}exit-restrictions/", sent))


@pytest.mark.row("SYS-061", "FRM-25")
def test_a_lost_passport_is_registered_by_whoever_receives_the_report(client: Client) -> None:
    lost = {
        "what": "lost", "name": "Nguyen Thi Hoa", "nationality": "Viet Nam", "passport_number": "B1234567",
        "day": str(now().date() - timedelta(days=2)), "place": "臺北車站", "received_at": "brigade", "key": "lost-passport",
    }  # fmt: skip
    wrong = client.post(f"{REGISTERS}foreign-passports/new/", {**lost, "day": "", "place": "臺北車站"})
    assert wrong.status_code == 422
    assert "臺北車站" in said(wrong)
    assert client.post(f"{REGISTERS}foreign-passports/new/", lost).status_code == 302
    assert "遺失" in looked(client, "b1234567", code="foreign-passports")


@pytest.mark.row("SYS-076")
def test_everybody_reads_and_searches_the_guide_to_travel_documents_in_both_languages(client: Client) -> None:
    visitor = Client()
    assert "入境中華民國各類有效旅行文件參考指南" in said(visitor.get("/nia/registers/"))
    whole = said(visitor.get("/nia/registers/travel-documents/"))
    assert "Passport with a valid Alien Resident Certificate" in whole
    assert "示範" in whole
    found = said(visitor.get("/nia/registers/travel-documents/?q=Hong Kong"))
    assert "許可同意書效期3個月" in found
    assert "大陸地區人民" not in found
    visitor.cookies["django_language"] = "en"
    assert "Guide to travel documents" in said(visitor.get("/nia/registers/travel-documents/"))
    assert visitor.get("/nia/registers/exit-restrictions/").status_code == 404


@pytest.mark.row("SYS-160")
def test_the_half_yearly_review_of_updates_is_kept_with_who_is_rewarded(client: Client) -> None:
    place = f"{REGISTERS}site-reviews/"
    typed = {
        "day": str(today()), "half": "114年上半年", "unit_name": "臺北市服務站", "updates": "52", "result": "reward",
        "rewarded": "承辦人嘉獎一次", "key": "review-of-a-half",
    }  # fmt: skip
    assert client.post(f"{place}new/", {**typed, "result": ""}).status_code == 422
    assert not Entry.objects.filter(register="site-reviews").exists()
    assert client.post(f"{place}new/", typed).status_code == 302
    page = said(client.get(place))
    assert "更新良好，敘獎" in page
    assert "<strong>1</strong> / 1 (100.0%)" in page
    number = Entry.objects.get(register="site-reviews").number
    assert "承辦人嘉獎一次" in said(client.get(f"{place}{number}/"))


@pytest.mark.row("SYS-050", "SYS-053", "SYS-054", "SYS-065", "SYS-100")
@pytest.mark.parametrize(
    ("code", "sent"),
    [
        ("agency-training", {"agency_name": "示範旅行社", "session": "臺北場", "place": "臺北", "hours": "3", "attended": "2"}),
        ("pre-inspections", {"ship": "示範號", "carrier": "示範郵輪", "port": "廈門", "berth_hours": "8", "passengers": "1800", "officers": "12", "saved": "90"}),
        ("interview-duty", {"brigade": "臺北市專勤隊", "assigned_by": "隊長", "interviewers": "甲、乙", "urgent": "1", "person": "丙", "devices": "good"}),
        ("interview-checks", {"kind": "visit", "place": "第1面談室", "found": "無異常"}),
    ],
)  # fmt: skip
def test_logs_of_the_agency_are_entered_listed_and_exported(client: Client, code: str, sent: dict[str, str]) -> None:
    entered = client.post(f"{REGISTERS}{code}/new/", {**sent, "day": str(today()), "key": f"log-{code}"})
    assert entered.status_code == 302, said(entered)
    number = Entry.objects.filter(register=code).latest("id").number
    assert number in said(client.get(f"{REGISTERS}{code}/"))
    assert number in said(client.get(f"{REGISTERS}{code}.csv"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_statements_for_one_and_three(
    client: Client, rows: int, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for place in range(rows):
        sent = {"kind": "talk", "place": f"{place}", "found": "無", "day": str(today()), "key": f"check-{place:03}"}
        client.post(f"{REGISTERS}interview-checks/new/", sent)
    with django_assert_max_num_queries(14):
        assert client.get(f"{REGISTERS}interview-checks/").status_code == 200


@pytest.mark.row("RUL-77", "SYS-078")
def test_how_many_web_sites_accept_the_number_is_counted_from_the_entries(client: Client) -> None:
    page = said(Client().get("/nia/registers/number-adoption/"))
    assert "<strong>47</strong> / 50 (94.0%)" in page
    assert "<strong>3</strong> / 50 (6.0%)" in page
    sent = {"site": "新網站", "standing": "accepts", "key": "a-key-of-the-form"}
    assert client.post("/desk/registers/number-adoption/new/", sent).status_code == 302
    assert "<strong>48</strong> / 51 (94.1%)" in said(client.get("/desk/registers/number-adoption/"))
