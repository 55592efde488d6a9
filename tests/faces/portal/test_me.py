"""My matters: proved by a code or an identity provider, one's own only, ends by itself, ends on every device."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, build_opener

import pytest
from django.core import mail
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bianmin.delivery.cases.actions.escalate import write_policy
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Particulars, Receipt
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.persons.actions.proofs import forget_proofs
from bianmin.foundation.persons.models import Proof, Visit
from bianmin.journeys.apply import apply
from bianmin.journeys.bill import bill_case
from bianmin.journeys.decide import decide
from bianmin.journeys.mine import send_codes
from tests.faces.portal.citizen import HOME, words
from tests.factories.delivery import CITIZEN, HOUSE, application
from tests.factories.permits import issued, kind, publish_kinds
from tests.identity import Provider, identity_provider
from tests.people import AGENCY, People

ME = f"{HOME}me/"
AMEI = Particulars(
    name="陳阿美", id_number="A223456781", birth_on=date(1956, 3, 9), phone="0912-345-678", email="amei@example.tw"
)
ASKED = {"address": "AMEI@example.tw", "birth": "45/3/9"}


def received(**changes: object) -> Receipt:
    """A case of 陳阿美, or of whoever is said."""
    offered = service(AGENCY, "transcript", now().date())
    answers = {"kind": "current", "copies": 1, "remarks": "none", "purpose": "school"}
    who = replace(AMEI, **changes)
    sent = application(offered, answers=answers, form_version="113", pickup="counter", applicant=who)
    return apply(application=sent, by=CITIZEN, at=now())


def ask(client: Client, **changes: str) -> str:
    """Ask for a code, and let the worker send what there is to send; gives the address of the next page."""
    answer = client.post(f"{ME}proof/", {**ASKED, **changes})
    assert answer.status_code == 302, words(answer)
    send_codes(at=now())
    return answer.url


def code() -> str:
    return re.search(r"[0-9]{6}", mail.outbox[-1].body)[0]


def enter(client: Client) -> None:
    at = ask(client)
    assert client.post(at, {"code": code()}).url == ME


@pytest.mark.row("SYS-094")
def test_whoever_proves_to_own_the_address_sees_all_own_matters_in_one_place(client: Client, people: People):
    first, second = received(), received()
    other = received(name="王大明", email="other@example.tw")
    officer = people.actor("officer")
    decide(number=first.number, outcome="granted", by=officer, at=now())
    bill = bill_case(number=second.number, wanted={"copy": 2}, by=officer, at=now())
    assert client.get(ME).url == f"{ME}proof/"
    enter(client)
    page = client.get(ME)
    said = words(page)
    for number in (first.number, second.number, bill.number, "陳○美", "NT$30"):
        assert number in said
    assert other.number not in said
    assert "陳阿美" not in said
    assert page["Cache-Control"] == "no-store"
    for number in (first.number, second.number):
        assert client.get(f"{HOME}track/{number}/").status_code == 200
    assert client.get(f"{HOME}track/{other.number}/").status_code == 404
    assert client.get(f"{HOME}bills/{bill.number}/").status_code == 200


@pytest.mark.row("SYS-222", "ENT-07")
def test_a_case_closed_long_ago_leaves_the_public_query_and_stays_with_who_proved_to_own_it(
    client: Client, people: People
):
    case = received()
    header = {"kind": "promise", "id": "p", "version": "1", "agency": AGENCY, "source": "demonstration"}
    write_policy(policy=PromisePolicy.model_validate({**header, "track_months": 3}), by=HOUSE, at=now())
    decide(number=case.number, outcome="granted", by=people.actor("officer"), at=now())
    Case.objects.update(received_on=now().date() - timedelta(days=150), decided_on=now().date() - timedelta(days=120))
    public = {"number": case.number, "code": case.query_code}
    assert client.post(f"{HOME}track/", public).status_code == 422
    assert client.post(f"{HOME}track/", {"number": case.number, "birth": "45/3/9"}).status_code == 422
    assert client.post("/api/v1/status", public, content_type="application/json").status_code == 422
    enter(client)
    assert case.number in words(client.get(ME))
    assert client.get(f"{HOME}track/{case.number}/").status_code == 200


def test_permits_of_the_person_stand_among_the_matters_and_nobody_elses(client: Client, people: People):
    publish_kinds(kind())
    by = people.actor("officer")
    mine = issued(by, at=now(), name="陳阿美", email="amei@example.tw", birth_on=date(1956, 3, 9))
    other = issued(by, at=now(), name="王大明", email="other@example.tw", birth_on=date(1956, 3, 9))
    enter(client)
    page = words(client.get(ME))
    assert mine.number in page
    assert other.number not in page


def test_letters_are_opened_by_whom_they_concern_and_each_opening_is_journaled(client: Client, people: People):
    case = received()
    decide(number=case.number, outcome="granted", by=people.actor("officer"), at=now())
    enter(client)
    found = re.findall(r'href="(letters/[0-9]+/)"', client.get(ME).content.decode())
    assert len(found) == 2
    assert {client.get(ME + one).content[:4] for one in found} == {b"%PDF", b"PK\x03\x04"}
    lines = Line.objects.filter(verb="documents.open", actor__startswith="visit:")
    assert lines.count() == 2
    assert Client().get(ME + found[0]).status_code == 404


def test_the_answer_and_its_work_are_the_same_for_every_address(client: Client):
    received()
    pages, work = [], []
    for address in ("amei@example.tw", "nobody@example.tw"):
        with CaptureQueriesContext(connection) as asked:
            answer = client.post(f"{ME}proof/", {**ASKED, "address": address})
        pages.append(words(client.get(answer.url)).replace(answer.url, ""))
        work.append([query["sql"].split()[0] for query in asked.captured_queries])
    assert pages[0] == pages[1]
    assert work[0] == work[1]
    assert send_codes(at=now()) == 1
    assert [message.to for message in mail.outbox] == [["amei@example.tw"]]
    assert set(Proof.objects.values_list("address", "birth_on")) == {("", None)}


@pytest.mark.parametrize("changes", [{"birth": "45/3/10"}, {"address": "amei@example.com"}])
def test_who_does_not_fit_gets_no_code_and_the_same_refusal(client: Client, changes):
    received()
    at = ask(client, **changes)
    assert mail.outbox == []
    answer = client.post(at, {"code": "123456"})
    assert answer.status_code == 422
    assert "驗證碼不對或已過期" in words(answer)
    assert Line.objects.filter(verb="persons.prove_failed").count() == 1


def test_a_code_is_used_once_tried_five_times_and_holds_ten_minutes(client: Client):
    received()
    at = ask(client)
    right = code()
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(5):
        assert client.post(at, {"code": wrong}).status_code == 422
    assert client.post(at, {"code": right}).status_code == 422
    second = ask(client)
    assert client.post(second, {"code": f" {code()[:3]} {code()[3:]} "}).status_code == 302
    assert client.post(second, {"code": code()}).status_code == 422
    third = ask(client)
    Proof.objects.update(asked_at=now() - timedelta(minutes=10))
    assert client.post(third, {"code": code()}).status_code == 422
    assert client.post(f"{ME}code/no-such-key/", {"code": "123456"}).status_code == 422


def test_codes_cannot_be_asked_for_without_end(client: Client):
    for _time in range(5):
        assert client.post(f"{ME}proof/", ASKED).status_code == 302
    answer = client.post(f"{ME}proof/", ASKED)
    assert (answer.status_code, "分鐘" in words(answer)) == (429, True)
    assert int(answer["Retry-After"]) > 3000
    for place in range(15):
        client.post(f"{ME}proof/", {**ASKED, "address": f"a{place}@example.tw"})
    assert client.post(f"{ME}proof/", {**ASKED, "address": "new@example.tw"}).status_code == 429


@pytest.mark.parametrize(
    ("changes", "key"),
    [({"address": "no address"}, "address"), ({"birth": ""}, "birth"), ({"birth": "99/99/99"}, "birth"),
     ({"address": "a\0b@example.tw"}, "")],
)  # fmt: skip
def test_what_was_typed_wrongly_is_said_at_its_place(client: Client, changes, key):
    answer = client.post(f"{ME}proof/", {**ASKED, **changes})
    assert answer.status_code == (422 if key else 302)
    assert not key or f'id="q-{key}-error"' in answer.content.decode()


def test_a_visit_ends_by_itself(client: Client):
    received()
    enter(client)
    assert client.get(ME).status_code == 200
    Visit.objects.update(ends_at=now() - timedelta(seconds=1))
    assert client.get(ME).url == f"{ME}proof/"


def test_leaving_ends_one_visit_and_leaving_everywhere_all_of_them(client: Client):
    received()
    devices = [client, Client(), Client()]
    for device in devices:
        enter(device)
    devices[0].post(f"{ME}out/")
    assert [device.get(ME).status_code for device in devices] == [302, 200, 200]
    devices[1].post(f"{ME}out/", {"everywhere": "yes"})
    assert [device.get(ME).status_code for device in devices] == [302, 302, 302]


def test_a_token_copied_after_leaving_opens_nothing(client: Client):
    received()
    enter(client)
    token = client.cookies["me"].value
    client.post(f"{ME}out/")
    thief = Client()
    thief.cookies["me"] = token
    assert thief.get(ME).status_code == 302
    thief.cookies["me"] = "made:up"
    assert thief.get(ME).status_code == 302


def test_the_demonstration_shows_the_code_it_does_not_send_also_for_a_mobile_number(client: Client):
    received()
    with override_settings(DEMO=True, SMS_GATEWAY="demo"):
        at = ask(client, way="phone", address="+886 912 345 678")
        shown = re.search(r"驗證碼是 ([0-9]{6})", words(client.get(at)))[1]
    assert mail.outbox == []
    assert client.post(at, {"code": shown}).url == ME


@pytest.mark.row("SYS-042")
def test_a_code_comes_as_a_text_message_where_there_is_a_gateway(client: Client, settings: object, tmp_path: Path):
    received()
    settings.SMS_GATEWAY, settings.SMS_FILE = "demo", tmp_path / "sms.txt"
    at = ask(client, way="phone", address="0912-345-678")
    told = settings.SMS_FILE.read_text("utf-8")
    assert told.startswith("+886912345678")
    code = re.search(r"驗證碼是 ([0-9]{6})", told)[1]
    assert client.post(at, {"code": code}).url == ME


def test_old_codes_and_visits_are_removed(client: Client):
    received()
    enter(client)
    assert forget_proofs(at=now() + timedelta(hours=1)) == 0
    assert forget_proofs(at=now() + timedelta(days=2)) == 2


@pytest.fixture
def provider() -> Iterator[Provider]:
    """An identity provider where 陳阿美 is signed in."""
    with identity_provider(email="amei@example.tw", email_verified=True, birthdate="1956-03-09") as found:
        names = {"OIDC_ISSUER": found.issuer, "OIDC_CLIENT": found.client, "OIDC_SECRET": found.secret}
        with override_settings(**names, OIDC_NUMBER="national_id"):
            yield found


class Stay(HTTPRedirectHandler):
    """Do not follow: the browser would, to our own page."""

    def redirect_request(self, *_words: object) -> None:
        """Nowhere."""


def agrees(client: Client, at: str = f"{ME}oidc/", **said: str) -> str:
    """Go to the provider and agree; gives the address to come back to."""
    page = client.post(at, said)
    address = re.search(r'href="(http://127[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    try:
        build_opener(Stay).open(address, timeout=5)
    except HTTPError as answer:
        back = answer.headers["Location"]
        answer.close()
    return back.replace("http://testserver", "")


def test_an_identity_provider_signs_in_with_the_higher_assurance(client: Client, provider: Provider):
    mine = received()
    assert "使用 OpenID Connect 登入" in words(client.get(f"{ME}proof/"))
    assert client.get(agrees(client)).url == ME
    page = words(client.get(ME))
    assert mine.number in page
    assert "已由身分驗證網站確認您的身分" in page
    assert Visit.objects.get().assurance == 4


def test_the_number_claim_finds_people_whatever_address_they_gave(client: Client, provider: Provider):
    mine = received(email="")
    provider.claims |= {"national_id": "A223456781", "email_verified": False}
    assert client.get(agrees(client)).url == ME
    assert mine.number in words(client.get(ME))


@pytest.mark.parametrize(
    "changes",
    [
        {"nonce": "another"}, {"aud": "another"}, {"iss": "http://elsewhere"}, {"exp": 1}, {"sub": ""},
        {"iat": 4_000_000_000}, {"aud": ["bianmin", "x"]},
    ],
)  # fmt: skip
def test_a_token_that_is_not_for_this_sign_in_is_not_believed(client: Client, provider: Provider, changes):
    received()
    provider.changes = changes
    answer = client.get(agrees(client))
    assert (answer.status_code, Visit.objects.count()) == (502, 0)
    assert "您沒有登入" in words(answer)


def test_a_forged_token_a_wrong_secret_and_a_used_code_open_nothing(client: Client, provider: Provider):
    received()
    provider.forged = True
    assert client.get(agrees(client)).status_code == 502
    provider.forged = False
    with override_settings(OIDC_SECRET="wrong"):
        assert client.get(agrees(client)).status_code == 502
    back = agrees(client)
    assert client.get(back.replace("state=", "state=x")).status_code == 422
    back = agrees(client)
    assert Client().get(back).status_code == 422
    assert client.get(back).url == ME
    assert client.get(back).status_code == 422


@pytest.mark.parametrize("claims", [{"birthdate": "1999-01-01"}, {"birthdate": "x"}, {"email_verified": False}])
def test_who_is_unknown_here_is_told_so(client: Client, provider: Provider, claims):
    received()
    provider.claims |= claims
    answer = client.get(agrees(client))
    assert (answer.status_code, Visit.objects.count()) == (422, 0)


def test_a_provider_that_does_not_answer_is_said_plainly(client: Client):
    with override_settings(OIDC_ISSUER="http://127.0.0.1:9"):
        assert client.post(f"{ME}oidc/").status_code == 502
    with override_settings(OIDC_ISSUER="http://example.org"):
        assert client.post(f"{ME}oidc/").status_code == 502
    assert client.post(f"{ME}oidc/").status_code == 404
