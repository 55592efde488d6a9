"""A table of many applications is signed with a certificate: who, when, and the SHA-256 of what was filed."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from bianmin.delivery.cases.models import Case
from bianmin.delivery.catalog.actions import publish
from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.foundation.forms.models import BatchSignature
from bianmin.journeys.group import file_waiting
from tests.faces.portal.citizen import HOME, words
from tests.faces.portal.test_group import GROUP, ONE, as_csv, filled
from tests.faces.portal.test_me import agrees
from tests.factories.delivery import HOUSE
from tests.identity import Provider, identity_provider
from tests.people import AGENCY, People, hold

NUMBER = "04595257"


@pytest.fixture
def provider() -> Iterator[Provider]:
    """An identity provider that tells the number of an organisation."""
    with identity_provider(national_id=NUMBER) as found:
        names = {"OIDC_ISSUER": found.issuer, "OIDC_CLIENT": found.client, "OIDC_SECRET": found.secret}
        with override_settings(**names, OIDC_NUMBER="national_id", OIDC_NAME="工商憑證"):
            yield found


@pytest.fixture
def agent(people: People, signed_in: Callable[[str], Client]) -> Client:
    """A travel agency whose number the office noted, at the page of its tables."""
    page = signed_in("chief").post("/desk/partners/", {"name": "東海岸旅行社", "number": "0459 5257"})
    code = re.search(r'class="big">([0-9A-Z-]{19})<', page.content.decode())[1]
    client = Client()
    client.post(GROUP, {"code": code})
    return client


def required() -> None:
    """From now on the service asks for a signature."""
    changes = {"version": "9", "valid_from": today(), "table_signature": "required"}
    publish(service=service(AGENCY, "transcript", today()).offer.model_copy(update=changes), by=HOUSE, at=now())


def handed_in(agent: Client, rows: int = 2) -> tuple[str, str]:
    """The table's page, and the SHA-256 of the file."""
    data = as_csv(filled(agent, [ONE] * rows))
    answer = agent.post(f"{GROUP}transcript/", {"file": SimpleUploadedFile("團體.csv", data)})
    return answer.url, hashlib.sha256(data).hexdigest()


@pytest.mark.row("SYS-088")
def test_a_signed_table_shows_who_signed_what_on_receipts_and_cases(provider, agent: Client, signed_in, client: Client):
    required()
    table, digest = handed_in(agent)
    page = words(agent.get(table))
    assert "用工商憑證簽章並全部送件（2 件）" in page
    assert digest in page
    refused = agent.post(table)
    assert (refused.status_code, "這項服務要電子簽章" in words(refused)) == (422, True)
    assert file_waiting(at=now()) == 0
    back = agrees(agent, at=f"{table}sign/")
    assert agent.get(back).url == table
    assert file_waiting(at=now()) == 2
    page = words(agent.get(table))
    assert f"東海岸旅行社 · 工商憑證 · {NUMBER}" in page
    assert f"SHA-256 {digest}" in page
    rows = list(csv.reader(io.StringIO(agent.get(f"{table}receipts.csv").content.decode("utf-8-sig"))))
    assert (rows[0][6:], rows[1][6], rows[1][8]) == (["電子簽章", "簽章時間", "SHA-256"], f"工商憑證 {NUMBER}", digest)
    case = Case.objects.order_by("id")[0]
    assert digest in words(signed_in("officer").get(f"/desk/cases/{case.number}/"))
    hold(client, case.subject)
    assert digest in words(client.get(f"{HOME}receipts/{case.number}/"))
    assert Line.objects.filter(verb="forms.sign", actor__startswith="partner:").count() == 1
    assert agent.get(back).status_code == 422
    assert BatchSignature.objects.count() == 1


@pytest.mark.row("SYS-088")
def test_the_certificate_of_another_signs_nothing(provider: Provider, agent: Client):
    provider.claims["national_id"] = "12345675"
    table, _digest = handed_in(agent, rows=1)
    answer = agent.get(agrees(agent, at=f"{table}sign/"))
    assert (answer.status_code, "這張憑證不是機關登記的「東海岸旅行社」憑證" in words(answer)) == (422, True)
    assert "表格照原樣保留" in words(answer)
    provider.claims.pop("national_id")
    assert "您的憑證沒有提供號碼" in words(agent.get(agrees(agent, at=f"{table}sign/")))
    assert (BatchSignature.objects.count(), file_waiting(at=now())) == (0, 0)
    assert Client().post(f"{table}sign/").url == GROUP
    assert agent.post(table).url == table
    assert file_waiting(at=now()) == 1
