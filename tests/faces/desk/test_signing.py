"""Signing in and out in our own look: what strangers, wrong passwords and the second step see."""

import pytest
from django.test import Client

from tests.people import PASSWORD, People

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client: Client, password: str = PASSWORD, name: str = "lin"):
    return client.post(f"{LOGIN}?next=/desk/tasks/", {"login": name, "password": password})


def test_the_page_looks_like_ours_and_offers_no_dead_end(people: People, client: Client):
    page = client.get(LOGIN).content.decode()
    assert "<h1>登入</h1>" in page
    assert "/accounts/signup/" not in page
    assert "/accounts/password/reset/" not in page


def test_who_signs_in_goes_where_they_wanted(people: People, client: Client):
    assert sign_in(client)["Location"] == "/desk/tasks/"


def test_a_wrong_password_is_told_and_the_name_stays(people: People, client: Client):
    answer = sign_in(client, "wrong")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'role="alert"' in page
    assert 'value="lin"' in page


def test_five_wrong_passwords_lock_the_account_for_a_while(people: People, client: Client):
    for _ in range(5):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert "帳號暫時鎖定" in answer.content.decode()
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize(
    "address",
    ["/accounts/logout/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/reauthenticate/"],
)
def test_account_pages_are_in_chinese(signed_in, address: str):
    page = signed_in("officer").get(address).content.decode()
    assert "<h1>" in page
    assert not [word for word in ("Sign Out", "Change Password", "Two-Factor", "Are you sure") if word in page]


@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/email/", "/accounts/password/reset/"])
def test_what_we_do_not_offer_is_not_there(client: Client, address: str):
    assert client.get(address).status_code == 404


def test_the_second_step_is_turned_on_and_then_asked_for(people: People, client: Client):
    sign_in(client)
    asked = client.get("/accounts/2fa/totp/activate/")["Location"]
    page = client.post(asked, {"password": PASSWORD}, follow=True)
    secret = page.context["form"].secret
    assert 'src="data:image/svg+xml' in page.content.decode()
    done = client.post("/accounts/2fa/totp/activate/", {"code": _code(secret)})
    assert done.status_code == 302
    client.post("/accounts/logout/")
    asked = sign_in(client)
    assert asked["Location"].startswith("/accounts/2fa/authenticate/")
    assert "<h1>第二步驟</h1>" in client.get("/accounts/2fa/authenticate/").content.decode()


def _code(secret: str) -> str:
    """The six digits an app shows now."""
    from allauth.mfa.totp.internal import auth

    [now, *_] = auth.yield_hotp_counters_from_time()
    return auth.format_hotp_value(auth.hotp_value(secret, now))
