"""Applying with a certificate: the number is filled in and locked, the application is proven, signed and handed over."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import pytest
from django.test import Client, override_settings

from bianmin.delivery.cases.models import Case, Signature
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.persons.models import Person, Visit
from bianmin.journeys.decide import decide
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen, words
from tests.faces.portal.test_me import ME, agrees
from tests.identity import Provider, identity_provider
from tests.people import People

NUMBER = "A223456781"
OTHER = {
    "applicant-who": {"for_whom": "other"},
    "applicant-applicant": {"name": "陳大文", "id_number": "A123456789", "birth_on": "10/10/10"},
    "applicant-proxy": {
        "proxy_name": "陳阿美", "proxy_id_number": NUMBER, "proxy_birth_on": "45/3/9", "proxy_phone": "0912345678",
        "proxy_relation": "child",
    },
}  # fmt: skip


@pytest.fixture
def provider() -> Iterator[Provider]:
    """An identity provider that tells the number of 陳阿美, whom the office does not know yet."""
    with identity_provider(birthdate="1956-03-09", national_id=NUMBER) as found:
        names = {"OIDC_ISSUER": found.issuer, "OIDC_CLIENT": found.client, "OIDC_SECRET": found.secret}
        with override_settings(**names, OIDC_NUMBER="national_id", OIDC_NAME="自然人憑證"):
            yield found


@pytest.fixture
def proved(citizen: Citizen, provider: Provider) -> Citizen:
    """A citizen who pressed the certificate's button on the first page of an application."""
    back = agrees(citizen.client, service="transcript")
    assert citizen.client.get(back).url == f"{TRANSCRIPT}apply/check/"
    return citizen


def without(*names: str) -> dict[str, str]:
    """What is sent of the applicant's page when these boxes are filled in already."""
    return {name: value for name, value in Citizen(Client()).typed["applicant-applicant"].items() if name not in names}


def box(page: Any, name: str) -> str:
    """The mark of one box."""
    return re.search(rf'<input id="q-{name}"[^>]*>', page.content.decode())[0]


@pytest.mark.row("SYS-221", "CM-16")
def test_a_certificate_fills_in_the_number_locks_it_and_the_application_is_no_mere_request(
    proved: Citizen, people: People, signed_in: Callable[[str], Client]
):
    assert "自然人憑證 已確認您的身分" in words(proved.read("notice"))
    proved.fill(until="applicant-applicant")
    page = proved.read("applicant-applicant")
    assert f'value="{NUMBER}"' in box(page, "id_number")
    assert "readonly" in box(page, "id_number")
    assert 'value="1956-03-09"' in box(page, "birth_on")
    assert "readonly" not in box(page, "name")
    number = proved.apply()
    kept = Case.objects.get(number=number)
    assert (kept.request_only, kept.proof_kind, kept.applicant.id_number) == (False, "certificate", NUMBER)
    signed = Signature.objects.get()
    assert (signed.case_id, signed.level, signed.name, len(signed.digest)) == (kept.pk, 4, "自然人憑證", 64)
    assert Line.objects.filter(verb="cases.sign", subject=kept.subject, actor__startswith="visit:").count() == 1
    receipt = words(proved.receipt(number))
    assert signed.digest in receipt
    assert "這只是申請" not in receipt
    paper = pypdfium2.PdfDocument(proved.client.get(f"{HOME}receipts/{number}/receipt.pdf").content)
    assert signed.digest[:20] in paper[0].get_textpage().get_text_bounded().replace("\r\n", "")
    assert number in words(proved.client.get(ME))
    desk = signed_in("officer")
    page = words(desk.get(f"/desk/cases/{number}/"))
    assert "自然人憑證" in page
    assert "內容與簽章時相同" in page
    decide(number=number, outcome="granted", by=people.actor("officer"), at=now())
    assert desk.post(f"/desk/cases/{number}/release/").status_code == 302
    kept.refresh_from_db()
    assert kept.state == "released"


@pytest.mark.row("SYS-221")
def test_another_number_than_the_certificates_gets_a_sentence_and_is_not_filed(proved: Citizen):
    proved.fill(until="applicant-applicant")
    answer = proved.send("applicant-applicant", id_number="A123456789")
    assert answer.status_code == 422
    assert "這不是您憑證上的號碼 A22345****" in words(answer)
    assert "readonly" not in box(answer, "id_number")
    assert 'value="A123456789"' in box(answer, "id_number")
    assert proved.read("check").url.endswith("/applicant-applicant/")
    assert proved.send("check").status_code == 422
    assert Case.objects.count() == 0
    assert proved.send("applicant-applicant").status_code == 302


@pytest.mark.row("SYS-221")
def test_whoever_signs_for_another_is_proved_but_the_applicant_is_not(proved: Citizen):
    proved.typed |= OTHER
    proved.fill(until="applicant-proxy")
    page = proved.read("applicant-proxy")
    assert "readonly" in box(page, "proxy_id_number")
    number = proved.apply()
    kept = Case.objects.get(number=number)
    assert (kept.request_only, kept.proxy.id_number) == (True, NUMBER)
    assert Signature.objects.get().by_proxy


def test_signing_out_goes_on_without_a_certificate_and_keeps_what_was_typed(proved: Citizen):
    proved.fill()
    answer = proved.client.post(f"{ME}out/", {"service": "transcript"})
    assert answer.url == f"{TRANSCRIPT}apply/check/"
    assert "使用 自然人憑證 登入" in words(proved.read("check"))
    number = proved.send("check").url.rstrip("/").rpartition("/")[2]
    assert Case.objects.get(number=number).request_only
    assert Signature.objects.count() == 0


def test_answers_changed_after_they_were_signed_are_shown_as_such(proved: Citizen, signed_in: Callable[[str], Client]):
    number = proved.apply()
    Case.objects.update(answers={"kind": "current", "copies": 9})
    assert "內容與簽章時不同" in words(signed_in("officer").get(f"/desk/cases/{number}/"))


@pytest.mark.row("SYS-044")
def test_an_identity_number_that_is_proved_opens_all_cases_filed_under_it(proved: Citizen):
    number = proved.apply()
    assert Person.objects.get().pk in Visit.objects.get().persons
    other = Client()
    assert other.get(agrees(other)).url == ME
    assert number in words(other.get(ME))
    assert "以身分證統一編號" in words(Client().get(f"{HOME}track/"))


@pytest.mark.parametrize("service", ["../../evil", "https://evil.example", "x" * 90, ""])
def test_a_strange_service_leads_nowhere_but_to_my_matters(citizen: Citizen, provider: Provider, service: str):
    assert citizen.client.get(agrees(citizen.client, service=service)).url == ME
