"""From the page of a service to the certificate, in each of its further languages: nothing is left in another."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.codes import code_of
from bianmin.delivery.permits.queries.paper import permit_paper
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.writers import fonts, html
from bianmin.kernel.actor import Role
from bianmin.kernel.rocdate import english as in_english
from bianmin.kernel.rocdate import roc_full as in_roc
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import apply, staff
from tests.faces.portal.tongue import strange, tongue_of
from tests.foundation.documents.test_writers import pdf_text

SERVICE = "/nia/services/five-countries/"
BIRTH = "1990-03-09"
ME = {"name": "LAN", "id_number": "", "birth_on": BIRTH}
PROXY = {
    "proxy_name": "LAN", "proxy_birth_on": BIRTH, "proxy_phone": "+84 912 345 678",
    "proxy_relation": "child",
}  # fmt: skip
LANGUAGES = pytest.mark.parametrize("code", ["hi", "id", "fil", "th", "vi"])


def trip(days: int = 9) -> dict[str, str]:
    arrive = (today() + timedelta(days=days)).isoformat()
    return {"country": "vietnam", "passport_number": "B1234567", "visa": "V99", "arrive_on": arrive}


@pytest.fixture
def reader(client: Client, code: str) -> Client:
    """Somebody who chose the language."""
    client.post("/language/", {"language": code, "next": SERVICE})
    return client


def whole(page: Any, code: str) -> str:
    """The page, which is in the language and says nothing in another without its mark."""
    text: str = page.content.decode()
    assert tongue_of(text) == code
    assert strange(text, code) == []
    return text


def pages(client: Client, for_whom: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The pages of applying in order, with what is typed on each; stops before the last one."""
    typed: dict[str, dict[str, Any]] = {
        "notice": {}, "applicant-who": {"for_whom": for_whom}, "applicant-applicant": ME,
        "applicant-contact": {"phone": "+84 912 345 678"}, "applicant-proxy": PROXY, "service-person": trip(),
    }  # fmt: skip
    page = "notice"
    while page != "check":
        yield page, typed[page]
        answer = client.post(f"{SERVICE}apply/{page}/", typed[page])
        assert answer.status_code == 302, words(answer)
        page = answer.url.rstrip("/").rpartition("/")[2]


@pytest.mark.row("SYS-085")
@LANGUAGES
def test_the_service_and_its_self_check_say_nothing_in_another_language(reader: Client, code: str):
    whole(reader.get(SERVICE), code)
    whole(reader.get(f"{SERVICE}principles/"), code)
    for answers in (
        {}, {"nationality": "five"}, {"nationality": "five", "document": "yes", "show": "days", "days": "x"},
        {"nationality": "five", "document": "yes", "days": "20"}, {"nationality": "other"},
    ):  # fmt: skip
        whole(reader.get(f"{SERVICE}check/", answers), code)


@pytest.mark.row("SYS-085")
@pytest.mark.parametrize(
    ("code", "name", "street"),
    [
        ("hi", "राष्ट्रीय आप्रवासन एजेंसी, गृह मंत्रालय", "15 ग्वांगझोऊ स्ट्रीट"),
        ("id", "Badan Imigrasi Nasional, Kementerian Dalam Negeri", "Jalan Guangzhou No. 15"),
        ("fil", "Pambansang Ahensiya sa Imigrasyon, Kagawaran ng Interyor", "15 Kalye Guangzhou"),
        ("th", "สำนักงานตรวจคนเข้าเมืองแห่งชาติ กระทรวงมหาดไทย", "เลขที่ 15 ถนนกว่างโจว"),
        ("vi", "Cục Di trú Quốc gia, Bộ Nội chính", "Số 15 đường Quảng Châu"),
    ],
)
def test_the_agency_has_a_name_and_an_address_in_the_language(reader: Client, code: str, name: str, street: str):
    shown = whole(reader.get(SERVICE), code)
    assert name in shown
    assert street in shown


@pytest.mark.row("SYS-085")
@LANGUAGES
def test_applying_for_somebody_else_saving_it_and_taking_it_up_again(reader: Client, code: str):
    for page, _typed in pages(reader, "other"):
        whole(reader.get(f"{SERVICE}apply/{page}/"), code)
        if page != "notice":
            whole(reader.post(f"{SERVICE}apply/{page}/", {"phone": "12"}), code)
    whole(reader.get(f"{SERVICE}apply/check/"), code)
    whole(reader.get(f"{SERVICE}later/"), code)
    whole(reader.post(f"{SERVICE}later/", {"email": "nowhere"}), code)
    aside = whole(reader.post(f"{SERVICE}later/", {"email": ""}), code)
    link = re.search(r'href="[^"]*(/nia/resume/[^"]+)"', aside)
    assert link
    whole(reader.get(link[1]), code)
    whole(reader.get("/nia/resume/nothing-of-the-kind/"), code)


@pytest.mark.row("SYS-085", "RUL-09")
@LANGUAGES
def test_who_may_come_gets_the_certificate_at_once_and_reads_all_about_it(reader: Client, code: str):
    number = apply(reader, "five-countries", applicant_applicant=ME, service_person=trip())
    permit = Permit.objects.get()
    assert permit.number in whole(reader.get(f"/nia/receipts/{number}/"), code)
    whole(reader.get(f"/nia/track/{number}/"), code)
    whole(reader.get("/nia/permits/"), code)
    asked = {"number": permit.number, "birth": BIRTH, "code": ""}
    shown = whole(reader.post("/nia/permits/", asked), code)
    assert (permit.valid_until or today()) - permit.valid_from == timedelta(days=29)
    assert "30" in shown
    assert reader.post("/nia/permits/", {**asked, "print": "1"}).content.startswith(b"%PDF")
    whole(reader.post("/nia/permits/", {**asked, "birth": "99"}), code)
    whole(reader.get("/nia/verify/"), code)
    whole(reader.post("/nia/verify/", {"number": permit.number, "code": code_of(permit)}), code)
    whole(reader.post("/nia/verify/", {"number": permit.number, "code": "AAAAAAAA"}), code)


@pytest.mark.row("SYS-085")
@LANGUAGES
def test_who_applied_for_somebody_else_reads_receipt_and_status(reader: Client, code: str):
    for _page, _typed in pages(reader, "other"):
        pass
    sent = reader.post(f"{SERVICE}apply/check/", {}).url
    assert "/receipts/" in sent
    whole(reader.get(sent), code)
    whole(reader.get(sent.replace("/receipts/", "/track/")), code)


@pytest.mark.row("SYS-085")
@LANGUAGES
def test_what_a_computer_cannot_grant_is_told_followed_and_withdrawn(reader: Client, code: str):
    number = apply(reader, "five-countries", applicant_applicant=ME, service_person=trip(days=200))
    assert not Permit.objects.exists()
    whole(reader.get(f"/nia/receipts/{number}/"), code)
    whole(reader.get(f"/nia/track/{number}/"), code)
    whole(reader.get(f"/nia/track/{number}/talk/"), code)
    whole(reader.post(f"/nia/track/{number}/talk/", {"text": "", "reply": "page"}), code)
    assert reader.post(f"/nia/track/{number}/talk/", {"text": "+", "reply": "page"}).status_code == 302
    whole(reader.get(f"/nia/track/{number}/talk/"), code)
    whole(reader.get(f"/nia/track/{number}/dates/"), code)
    whole(reader.get(f"/nia/track/{number}/bills/"), code)
    whole(reader.get(f"/nia/track/{number}/withdraw/"), code)
    reader.post(f"/nia/track/{number}/withdraw/")
    whole(reader.get(f"/nia/track/{number}/"), code)
    whole(reader.get(f"/nia/track/{number}/talk/"), code)
    whole(Client(headers={"cookie": f"django_language={code}"}).get("/nia/track/"), code)
    whole(reader.post("/nia/track/", {"number": "NIA-1", "code": "AAAAAAAA"}), code)


def test_the_mark_of_english_words_is_seen(client: Client):
    page = '<html lang="vi"><p>Xin chào</p><p lang="en">Wait for the office</p><p>Wait for the office</p><p>中文</p>'
    assert strange(page, "vi") == ["Wait for the office", "中文"]


@pytest.mark.row("SYS-085")
@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("vi", "Có hiệu lực 30 ngày."), ("id", "Berlaku selama 30 hari."), ("fil", "May bisa ito nang 30 araw."),
        ("hi", "30 दिन"), ("th", "30 วัน"),
    ],
)  # fmt: skip
def test_the_certificate_on_paper_has_a_line_in_each_language(client: Client, code: str, said: str):
    apply(client, "five-countries", applicant_applicant=ME, service_person=trip())
    permit = Permit.objects.get()
    paper = html.write(permit_paper(permit, code)).decode()
    assert said in paper
    assert "Certificate of approval for nationals of five countries" in paper
    assert f"{in_roc(permit.valid_from)} {in_english(permit.valid_from)}" in paper
    asked = {"number": permit.number, "birth": BIRTH, "code": "", "print": "1"}
    client.post("/language/", {"language": code, "next": SERVICE})
    printed = pdf_text(client.post("/nia/permits/", asked).content)
    assert "U+0" not in printed


@pytest.mark.row("SYS-085")
def test_a_machine_that_lacks_the_letters_prints_the_certificate_without_that_line(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    apply(client, "five-countries", applicant_applicant=ME, service_person=trip())
    permit = Permit.objects.get()
    whole_paper = html.write(permit_paper(permit))
    assert html.write(permit_paper(permit, "th")) != whole_paper
    monkeypatch.setattr(fonts, "library", lambda: {"TW-Kai": False})
    assert html.write(permit_paper(permit, "th")) == html.write(permit_paper(permit, "hi")) == whole_paper
    assert html.write(permit_paper(permit, "vi")) != whole_paper


@pytest.mark.row("SYS-085", "RUL-09")
def test_seven_languages_offer_one_certificate_of_thirty_days_used_again_and_never_extended(client: Client):
    for code in ("zh-hant", "en", "hi", "id", "fil", "th", "vi"):
        client.post("/language/", {"language": code, "next": SERVICE})
        page = client.get(SERVICE)
        assert tongue_of(page.content.decode()).lower() == code
        assert "30" in words(page)
    apply(client, "five-countries", applicant_applicant=ME, service_person=trip())
    permit, officer = Permit.objects.get(), Client()
    officer.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    place = f"/desk/permits/{permit.number}/"
    for _entry in range(2):
        assert officer.post(f"{place}use/", {"purpose": "入境"}).status_code == 302
    page = officer.get(place).content.decode()
    stay = in_roc(today() + timedelta(days=30))
    assert page.count(f"可停留到{stay}") == 2
    assert "再用一次" in page
    assert "展延" not in page
    assert officer.get(f"{place}extend/").status_code == 404
    permit.refresh_from_db()
    assert (permit.valid_from, permit.valid_until) == (today(), today() + timedelta(days=29))
