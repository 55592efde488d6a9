"""The national portal leads to three services: by its links with a certificate, and by its key; both are counted."""

import base64
import json
from collections.abc import Iterator

import pytest
from django.test import Client, override_settings

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.journeys.decide import decide
from bianmin.kernel.actor import Assurance, Role
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import JPEG, words
from tests.faces.portal.immigration import NIA, apply, staff
from tests.faces.portal.test_me import agrees
from tests.factories.clients import client as key_for
from tests.factories.house import furnished
from tests.identity import Provider, identity_provider
from tests.people import People

PORTAL = "/nia/from/myegov/"
NAMES = ("從事跨國境婚姻媒合申請書", "有戶籍國民以自然人憑證查詢有無被限制出國", "居停留證件網路申請變更地址")
APPLICANT = {"name": "陳阿美", "id_number": "A223456781", "birth_on": "1956-03-09", "phone": "089-381200"}


@pytest.fixture
def people(db: None) -> People:
    return furnished()


@pytest.fixture
def provider() -> Iterator[Provider]:
    with identity_provider(birthdate="1956-03-09", national_id="A223456781") as found:
        names = {"OIDC_ISSUER": found.issuer, "OIDC_CLIENT": found.client, "OIDC_SECRET": found.secret}
        with override_settings(**names, OIDC_NUMBER="national_id", OIDC_NAME="自然人憑證"):
            yield found


def desk(role: Role = Role.CHIEF) -> Client:
    client = Client()
    client.force_login(staff(role), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("SYS-094")
def test_its_links_lead_to_the_three_services_and_the_case_keeps_where_it_came_from(people, provider, client: Client):
    page = client.get(PORTAL)
    assert [name for name in NAMES if name in words(page)] == list(NAMES)
    client.cookies["django_language"] = "en"
    assert "From MyEGov" in words(client.get(PORTAL))
    client.cookies["django_language"] = "zh-hant"
    door = client.get(f"{PORTAL}exit-restriction/")
    assert "您從我的E政府來" in words(door)
    assert 'name="service" value="exit-restriction"' in door.content.decode()
    assert client.get(agrees(client, at="/nia/me/oidc/", service="exit-restriction")).status_code == 302
    number = apply(client, "exit-restriction", **{"service-query": {"who": "self"}})
    case = Case.objects.get(number=number)
    assert (case.channel, case.via, case.proof_kind) == ("online", "myegov", "certificate")
    assert [client.get(f"/nia/from/{at}/").status_code for at in ("nowhere", "myegov/hk-macau-entry")] == [404, 404]
    plain = Client()
    assert plain.post(f"{PORTAL}address-change/").url == "/nia/services/address-change/apply/"
    chief = desk()
    assert "線上 · 我的E政府" in words(chief.get(f"/desk/cases/{number}/"))
    assert "線上 · 我的E政府" in words(chief.get("/desk/"))


@pytest.mark.row("SYS-094")
def test_its_key_files_follows_and_queries_and_its_cases_are_counted(people: People, client: Client):
    key = key_for("cases.apply", "cases.read", "entrance:myegov", agency=NIA)[1]
    headers = {"Authorization": f"Bearer {key}"}
    papers = {"charter": [{"name": "charter.jpg", "content": base64.b64encode(JPEG).decode()}]}
    answers = {"body_name": "幸福基金會", "head": "王大明", "regions": "越南"}
    filing = {"service": "matchmaking", "applicant": APPLICANT, "answers": answers, "files": papers}
    sent = client.post(
        "/api/v1/applications", json.dumps(filing), content_type="application/json",
        headers={**headers, "Idempotency-Key": "myegov-2026-000001"},
    )  # fmt: skip
    assert sent.status_code == 201, sent.content.decode()
    number = sent.json()["number"]
    assert Case.objects.get(number=number).via == "myegov"
    assert client.get(f"/api/v1/cases/{number}", headers=headers).json()["state"] == "received"
    chief = desk()
    decide(
        number=number,
        outcome="granted",
        by=actor_for(User.objects.get(username="nia"), at=now(), assurance=Assurance.TWO_FACTOR),
        at=now(),
    )
    assert client.get(f"/api/v1/cases/{number}", headers=headers).json()["state"] == "decided"
    refresh(at=now())
    page = words(chief.get("/desk/indicators/ON-03/"))
    assert "我的E政府 0件 - 1件 100.00% - +1件 -" in page
