"""Signing in through the pages: password, second step, lock-out, and no door for strangers."""

from datetime import date

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axes.models import AccessAttempt
from django.core.cache import cache
from django.test import Client

from bianmin.foundation.accounts.actions.passwords import reset_password, unlock
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import accounts, key_of
from bianmin.foundation.audit.models import Line
from tests.people import AGENCY, NOON, PASSWORD, People

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
WRONG = "not the password at all"


@pytest.fixture(autouse=True)
def fresh() -> None:
    cache.clear()


def sign_in(client: Client, name: str = "lin", password: str = PASSWORD) -> object:
    return client.post(LOGIN, {"login": name, "password": password})


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def code(secret: str) -> str:
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def set_up_second_step(client: Client) -> str:
    again = client.get("/accounts/2fa/totp/activate/").url
    assert again.startswith("/accounts/reauthenticate/")
    client.post(again, {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret: str = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code(secret)})
    return secret


def test_the_right_password_leads_to_the_desk_and_is_journaled(people: People, client: Client) -> None:
    answer = sign_in(client)
    assert (answer.status_code, answer.url) == (302, "/desk/")
    assert signed_in(client)
    assert Line.objects.filter(verb="accounts.sign_in", actor=key_of(people.officer)).count() == 1


def test_a_wrong_password_and_an_unknown_name_get_the_same_answer(people: People, client: Client) -> None:
    answers = [sign_in(client, name, WRONG) for name in ("lin", "nobody")]
    errors = [list(answer.context["form"].non_field_errors()) for answer in answers]
    assert errors[0] == errors[1] != []
    assert not signed_in(client)
    assert not Line.objects.filter(verb="accounts.sign_in").exists()


def test_five_wrong_passwords_lock_the_name_even_for_the_right_one(people: People, client: Client) -> None:
    answers = [sign_in(client, password=WRONG).status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429]
    assert sign_in(client).status_code == 429
    assert not signed_in(client)


def test_an_administrator_opens_the_lock(people: People, client: Client) -> None:
    for _ in range(5):
        sign_in(client, password=WRONG)
    unlock(user=key_of(people.officer), by=people.actor("admin"), at=NOON)
    assert not AccessAttempt.objects.filter(username="lin").exists()
    assert sign_in(client).status_code == 302


def test_a_success_forgets_the_failures(people: People, client: Client) -> None:
    for _ in range(3):
        for _ in range(3):
            sign_in(client, password=WRONG)
        assert sign_in(client).status_code == 302
        client.logout()


def test_a_closed_account_does_not_sign_in(people: People, client: Client) -> None:
    User.objects.filter(username="lin").update(is_active=False)
    sign_in(client)
    assert not signed_in(client)


def test_a_new_password_ends_the_sessions_of_the_old_one(people: People, client: Client) -> None:
    sign_in(client)
    reset_password(user=key_of(people.officer), password="another long password", by=people.actor("admin"), at=NOON)
    assert client.get("/accounts/password/change/").status_code == 302


def test_people_change_their_own_password(people: People, client: Client) -> None:
    sign_in(client)
    new = "a new password for the desk"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    client.logout()
    assert sign_in(client, password=new).status_code == 302


def test_nobody_signs_up(people: People, client: Client) -> None:
    before = User.objects.count()
    given = {"username": "guest", "password1": PASSWORD, "password2": PASSWORD}
    answers = {client.get("/accounts/signup/").status_code, client.post("/accounts/signup/", given).status_code}
    assert answers <= {200, 404}
    assert User.objects.count() == before


def test_the_second_step_asks_for_the_code_of_the_app(people: People, client: Client) -> None:
    sign_in(client)
    secret = set_up_second_step(client)
    card = next(
        card for card in accounts(people.actor("admin"), agency=AGENCY, on=date(2025, 3, 5)) if card.username == "lin"
    )
    assert card.two_factor
    client.logout()
    answer = sign_in(client)
    assert (answer.url, signed_in(client)) == ("/accounts/2fa/authenticate/", False)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not signed_in(client)
    cache.clear()
    client.post("/accounts/2fa/authenticate/", {"code": code(secret)})
    assert signed_in(client)


def test_who_has_a_role_that_needs_it_is_led_to_the_second_step(
    people: People, client: Client, settings: object
) -> None:
    settings.TWO_FACTOR_ROLES = ["chief"]
    assert sign_in(client, "chen").url == "/accounts/2fa/totp/activate/"
    assert sign_in(Client(), "lin").url == "/desk/"
