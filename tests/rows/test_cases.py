"""What a citizen meets and what an officer does: guide, application, receipt, query, notices, rating."""

import re
from typing import Any

import pytest
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.foundation.notices.models import Message
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen, photo, words
from tests.people import People

HOME_VISIT = f"{HOME}services/home-visit/"
TAKEN = {
    "key": "0123456789abcdef0123456789abcdef", "channel": "phone", "pickup": "drive", "proof": "", "outcome": "",
    "step": "take", "a.for_whom": "self", "a.name": "陳大文", "a.id_number": "A223456781", "a.birth_on": "45/3/9",
    "a.phone": "089-381200", "s.matter": "transcript", "s.copies": "1",
}  # fmt: skip


@pytest.fixture
def citizen(client: Client) -> Citizen:
    return Citizen(client)


@pytest.fixture
def officer(signed_in) -> Client:
    return signed_in("officer")


def walk(client: Client, start: str, typed: dict[str, dict[str, Any]]) -> str:
    """Go through an application page by page; gives the number on the receipt."""
    page = "notice"
    while True:
        answer = client.post(f"{start}apply/{page}/", typed.get(page, {}))
        assert answer.status_code == 302, words(answer)
        if "/receipts/" in answer.url:
            return answer.url.rstrip("/").rpartition("/")[2]
        page = answer.url.rstrip("/").rpartition("/")[2]


@pytest.mark.row("SYS-036", "SYS-037", "SYS-038", "SYS-220", "CM-03", "CM-50", "CM-62", "ENT-05", "ST-N1.1", "ST-M1.1")
def test_the_guide_of_a_service_tells_who_papers_fee_steps_limits_and_basis(client):
    page = client.get(TRANSCRIPT)
    text = words(page)
    said = (
        "本人、同戶的家人",
        "申請人的國民身分證",
        "NT$15 / 張",
        "查詢戶籍資料並列印謄本",
        "戶籍法第65條",
        "089-380000",
    )
    assert [one for one in said if one not in text] == []
    promised = page.context["promised"]
    assert promised.norm_due_on <= promised.statutory_due_on


@pytest.mark.row("CM-13", "SYS-056", "SYS-096", "CM-14", "B-3.2")
def test_papers_the_office_looks_up_itself_are_not_asked_of_the_citizen(client):
    page = client.get(f"{HOME}services/name-change/")
    assert [paper.name for paper in page.context["looked_up"]] == ["刑案紀錄查詢", "戶籍登記資料"]
    assert "戶籍登記資料" not in {paper.name for paper in page.context["bring"]}


@pytest.mark.row("B-7.3", "B-7.1", "CM-50", "CM-54", "ENT-01", "ENT-03")
def test_all_services_and_how_to_reach_the_office_are_public(client):
    text = words(client.get(HOME))
    named = ("戶籍謄本", "門牌", "改名", "國籍", "到府服務", "電話申請", "089-380000", "和平路")
    assert [name for name in named if name not in text] == []


@pytest.mark.row("CM-58", "B-9.1")
def test_services_are_found_by_their_words(client):
    assert [one.code for one in client.get(HOME, {"q": "門牌"}).context["services"]][:1] == ["house-number"]


@pytest.mark.row("CM-66", "B-11.3")
def test_privacy_and_security_are_declared_on_every_page(client):
    for name in ("privacy", "security"):
        assert f'href="{HOME}about/{name}/"' in client.get(TRANSCRIPT).content.decode()
        assert len(client.get(f"{HOME}about/{name}/").context["text"]) > 100


@pytest.mark.row("B-10.1", "CM-16", "SYS-079", "CM-04", "CM-17", "CM-19", "ST-M3.2", "RO-43", "ENT-06", "ENT-07")
def test_a_transcript_is_applied_for_online_and_acknowledged_at_once(citizen, office):
    number = citizen.apply()
    text = words(citizen.receipt(number))
    assert number in text
    assert "林怡君" in text
    assert Message.objects.filter(template__code="received", subject__startswith="cases.case:").exists()


@pytest.mark.row("SYS-039", "FRM-02", "ENT-08", "CM-04", "RO-40", "CM-25", "B-1.5", "CM-08", "IN-65")
def test_the_receipt_tells_number_officer_deputy_procedure_day_and_how_to_get_it(citizen):
    text = words(citizen.receipt(citizen.apply()))
    said = (
        "林怡君",
        "吳志明",
        "089-381200",
        "查詢戶籍資料並列印謄本",
        "到戶政事務所櫃檯領取",
        "標準作業時間",
        "法定期限",
    )
    assert [one for one in said if one not in text] == []


@pytest.mark.row("CM-07", "CM-08", "B-1.4", "B-1.5", "SYS-044", "SYS-045", "SYS-222", "IN-15", "IN-66")
def test_progress_is_asked_for_online_by_number_and_code_or_birth_date_and_shows_no_name(citizen):
    number = citizen.apply()
    code = citizen.code(number)
    visitor = Citizen(Client())
    assert visitor.track(number, code=code).status_code == 302
    text = words(visitor.client.get(f"{HOME}track/{number}/"))
    assert "林怡君" in text
    assert "陳阿美" not in text
    assert Citizen(Client()).track(number, birth="45/3/9").status_code == 200


@pytest.mark.row("CM-07", "SYS-047", "B-1.4")
def test_an_officer_finds_a_case_by_the_end_of_its_number_for_who_asks_on_site_or_by_telephone(officer, office):
    number = office.cases["late"].number
    answer = officer.get("/desk/", {"q": number[-6:]})
    assert answer.url == f"/desk/cases/{number}/"
    assert "林怡君" in words(officer.get(answer.url))


@pytest.mark.row("CM-05", "IN-68", "EF-27", "CM-06", "B-3.6", "ENT-09")
def test_who_waits_too_long_was_told_before_asking(client, office):
    receipt = office.cases["late"]
    visitor = Citizen(client)
    visitor.track(receipt.number, code=receipt.query_code)
    kinds = [event.kind for event in client.get(f"{HOME}track/{receipt.number}/").context["case"].events]
    assert any("overdue" in kind for kind in kinds)
    assert Message.objects.filter(template__code="overdue", subject=receipt.subject).count() == 1


@pytest.mark.row("CM-06", "B-3.6", "CM-27", "ST-M4.3", "ENT-09")
def test_who_has_no_e_mail_is_called_and_the_call_is_kept(officer, citizen):
    citizen.typed["applicant-contact"] = {"phone": "089-381200"}
    number = citizen.apply()
    officer.post(f"/desk/cases/{number}/record-proof/", {"kind": "id_card"})
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    task = Message.objects.get(template__code="decided", channel="phone")
    assert f"/desk/tasks/{task.pk}/" in officer.get("/desk/tasks/").content.decode()
    officer.post(f"/desk/tasks/{task.pk}/", {"result": "reached"})
    assert Message.objects.get(pk=task.pk).state == "done"


@pytest.mark.row("CM-11", "SYS-040", "FRM-03", "IN-72")
def test_everything_missing_is_told_at_once_and_handed_in_online(officer, citizen):
    number = citizen.apply()
    typed = {"paper": ["id-card"], "defects": "申請書未簽名", "days": "7", "basis": "戶籍法", "step": "send"}
    officer.post(f"/desk/cases/{number}/request-supplement/", typed)
    page = citizen.client.get(f"{HOME}track/{number}/")
    asked = [defect.text for defect in page.context["case"].supplement.defects]
    assert asked == ["申請人的國民身分證", "申請書未簽名"]
    assert [one for one in asked if one not in words(page)] == []
    sent = citizen.client.post(f"{HOME}track/{number}/papers/", {"words": "補上", "papers": [photo()]})
    assert sent.status_code == 302
    assert officer.get(f"/desk/cases/{number}/").context["case"].state == "review"


@pytest.mark.row("SYS-041", "FRM-04")
def test_an_extension_is_told_with_its_reason_and_the_new_day(officer, citizen):
    number = citizen.apply()
    officer.post(f"/desk/cases/{number}/extend/", {"reason": "須向外機關查證", "limit": "2wd"})
    assert Message.objects.filter(template__code="extended").exists()
    assert "須向外機關查證" in words(citizen.client.get(f"{HOME}track/{number}/"))


@pytest.mark.row("CM-28", "RO-46", "ENT-13")
def test_a_case_for_another_authority_is_forwarded_and_its_clock_stands_still(officer, signed_in, office):
    number = office.receive("nationality", "counter", at=now()).number
    records = signed_in("elsewhere")
    records.post(f"/desk/cases/{number}/forward/")
    page = records.get(f"/desk/cases/{number}/")
    assert page.context["case"].state == "forwarded"
    assert "內政部" in words(page)


@pytest.mark.row("CM-22", "B-12.2")
def test_a_telephone_application_is_fetched_without_leaving_the_car(officer):
    answer = officer.post("/desk/counter/phone-application/", TAKEN, follow=True)
    assert answer.redirect_chain, answer.context["errors"]
    text = words(answer)
    assert "免下車，在門口領取" in text
    assert "電話申請" in text


@pytest.mark.row("CM-23", "B-12.3", "CM-24", "ST-M4.1", "CM-22", "B-12.2")
def test_a_home_visit_is_asked_for_online_by_the_three_groups(citizen, officer):
    assert "身心障礙、老弱行動不便或重病住院的人" in words(citizen.client.get(HOME_VISIT))
    typed = {**citizen.typed, "service-visit": {"place": "臺東縣卑南鄉太平村1號", "need": "ill", "matter": ["seal"]}}
    number = walk(citizen.client, HOME_VISIT, typed)
    assert officer.get(f"/desk/cases/{number}/").context["case"].channel == "online"


@pytest.mark.row("CM-95", "SYS-165", "ENT-27", "RUL-58", "T-5.5", "IN-45", "RO-36", "SYS-217")
def test_a_bad_rating_pressed_once_stands_on_the_heads_screen_until_answered(citizen, officer, chief):
    number = citizen.apply()
    officer.post(f"/desk/cases/{number}/decide/", {"outcome": "granted"})
    citizen.client.post(f"{HOME}track/{number}/rate/", {"level": "1", "reason": "等太久"})
    screen = chief.get("/desk/chief/").content.decode()
    assert "等太久" in screen
    key = re.search(r"/desk/ratings/(\d+)/", screen)[1]
    chief.post(f"/desk/ratings/{key}/", {"answer": "已增開櫃檯。"})
    assert f"/desk/ratings/{key}/" not in chief.get("/desk/chief/").content.decode()


@pytest.mark.row("RO-39", "B-10.2", "OB-13", "CM-16")
def test_online_applications_are_listed_for_whoever_looks_after_them(officer, citizen):
    number = citizen.apply()
    page = officer.get("/desk/", {"channel": "online"})
    assert number in page.content.decode()
    assert number not in officer.get("/desk/", {"channel": "counter"}).content.decode()


@pytest.mark.row("ENT-17", "FRM-10")
def test_who_applies_for_another_leaves_both_names_and_brings_the_letter(citizen, officer):
    citizen.typed["applicant-who"] = {"for_whom": "other"}
    citizen.typed["applicant-proxy"] = {
        "proxy_name": "林小明", "proxy_id_number": "A123456789", "proxy_birth_on": "80/1/1",
        "proxy_phone": "0912345678", "proxy_relation": "child",
    }  # fmt: skip
    number = citizen.apply()
    card = officer.get(f"/desk/cases/{number}/").context["case"]
    assert card.proxy is not None
    assert "委託書和代理人的身分證" in [paper.name for paper in card.papers]


@pytest.mark.row("B-3.1", "CM-01", "ENT-02", "ENT-04")
def test_five_counters_are_units_of_the_office_to_read_figures_by(research):
    page = research.get("/desk/indicators/?span=114").content.decode()
    assert [f"{number}號櫃檯" in page for number in range(1, 6)] == [True] * 5


@pytest.mark.row("RO-14", "EP-11")
def test_the_auditor_verifies_the_journal_and_reads_without_changing(signed_in, office: object, people: People):
    auditor = signed_in("auditor")
    assert auditor.get("/desk/journal/").status_code == 200
    assert auditor.post("/desk/counter/transcript/", {}).status_code == 403


@pytest.mark.row("AN-16")
def test_full_width_numbers_are_read_like_plain_ones(citizen):
    number = citizen.apply()
    wide = number.translate({ord(char): ord(char) + 0xFEE0 for char in number})
    assert citizen.track(wide, birth="４５／３／９").status_code == 200
