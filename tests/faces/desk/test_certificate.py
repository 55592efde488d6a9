"""Staff and certificates: bound after a password, opens the account with two factors, and nobody else's."""

import re
from collections.abc import Callable, Iterator
from urllib.error import HTTPError
from urllib.request import build_opener

import pytest
from django.test import Client, override_settings

from bianmin.foundation.accounts.models import Certificate, User
from bianmin.foundation.audit.models import Line
from tests.faces.portal.citizen import words
from tests.faces.portal.test_me import Stay
from tests.identity import Provider, identity_provider
from tests.people import PASSWORD, People

DESK = "/desk/certificate/"
LOGIN = "/accounts/login/"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once."""
    return house


@pytest.fixture
def provider() -> Iterator[Provider]:
    """An identity provider where the officer is signed in with her card."""
    with identity_provider() as found:
        names = {"OIDC_ISSUER": found.issuer, "OIDC_CLIENT": found.client, "OIDC_SECRET": found.secret}
        with override_settings(**names, OIDC_NAME="自然人憑證"):
            yield found


def signed(name: str = "lin") -> Client:
    """Somebody who has just signed in with a password."""
    client = Client()
    assert client.post(LOGIN, {"login": name, "password": PASSWORD}).status_code == 302
    return client


def agree(client: Client) -> object:
    """Go to the provider, agree and come back."""
    page = client.post(f"{DESK}start/")
    address = re.search(r'href="(http://127[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    try:
        build_opener(Stay).open(address, timeout=5)
    except HTTPError as answer:
        back = answer.headers["Location"]
        answer.close()
    return client.get(back.replace("http://testserver", ""))


@pytest.mark.row("SYS-221")
def test_a_bound_certificate_signs_in_with_two_factors_and_is_journaled(people: People, provider: Provider):
    client = signed()
    assert "憑證登入" in words(client.get("/desk/"))
    assert agree(client).url == DESK
    assert "已綁定憑證" in words(client.get(DESK))
    other = Client()
    assert "使用 自然人憑證 登入" in words(other.get(LOGIN))
    assert agree(other).url == "/desk/"
    assert other.get("/desk/").status_code == 200
    assert other.session["account_authentication_methods"][0]["method"] == "mfa"
    key = f"staff:{people.officer.pk}"
    verbs = Line.objects.filter(actor=key, verb__startswith="accounts.").order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["accounts.sign_in", "accounts.bind", "accounts.sign_in"]


@pytest.mark.row("SYS-221")
def test_a_certificate_nobody_bound_opens_nothing(people: People, provider: Provider):
    answer = agree(Client())
    assert (answer.status_code, "這張憑證沒有綁定帳號" in words(answer)) == (422, True)
    assert "_auth_user_id" not in answer.wsgi_request.session


@pytest.mark.parametrize("changes", [{"is_active": False}, {"valid_until": "2020-01-01"}])
def test_a_closed_account_is_not_opened_by_its_certificate(people: People, provider: Provider, changes):
    agree(signed())
    User.objects.filter(username="lin").update(**changes)
    answer = agree(Client())
    assert (answer.status_code, "這張憑證沒有綁定帳號" in words(answer)) == (422, True)


def test_one_certificate_is_one_accounts(people: People, provider: Provider):
    agree(signed())
    answer = agree(signed("wu"))
    assert (answer.status_code, "已綁定別的帳號" in words(answer)) == (422, True)
    assert Certificate.objects.get().user == people.officer


def test_what_was_taken_away_opens_nothing(people: People, provider: Provider):
    client = signed()
    agree(client)
    assert client.post(f"{DESK}remove/").url == DESK
    assert agree(Client()).status_code == 422


def test_an_open_screen_alone_binds_no_certificate(provider: Provider, signed_in: Callable[[str], Client]):
    answer = signed_in("officer").post(f"{DESK}start/")
    assert answer.url == "/accounts/reauthenticate/?next=/desk/certificate/"


def test_a_sign_in_begun_by_one_is_not_ended_by_another(people: People, provider: Provider):
    client = signed()
    page = client.post(f"{DESK}start/")
    address = re.search(r'href="(http://127[^"]+)"', page.content.decode())[1].replace("&amp;", "&")
    try:
        build_opener(Stay).open(address, timeout=5)
    except HTTPError as answer:
        back = answer.headers["Location"].replace("http://testserver", "")
        answer.close()
    client.post("/accounts/logout/")
    assert client.get(back).status_code == 422
    assert Client().get(back).status_code == 422
    assert Certificate.objects.count() == 0


def test_without_a_provider_nothing_is_offered(people: People):
    client = signed()
    assert "憑證登入" not in words(client.get("/desk/"))
    assert "沒有設定身分驗證網站" in words(client.get(DESK))
    assert client.post(f"{DESK}start/").status_code == 404
    assert "憑證" not in words(Client().get(LOGIN))
