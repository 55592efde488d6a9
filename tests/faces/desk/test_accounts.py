"""Accounts on the desk, the rules of the security act's table, and what chiefs see of administrators' acts."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.config.security import PRESETS
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.actions.closing import suspend_idle
from bianmin.foundation.accounts.models import Holding, PasswordUse, User
from bianmin.foundation.accounts.passwords import kinds
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import system
from tests.people import AGENCY, COUNTER, PASSWORD, People

pytestmark = pytest.mark.django_db
ACCOUNTS = "/desk/keeping/accounts/"
ACTS = "/desk/keeping/acts/"
NEW = {
    "username": "tien",
    "display_name": "田小姐",
    "title": "課員",
    "role": "officer",
    "path": COUNTER,
    "password": "First-pass-2026",
}


def sign_in(name: str, password: str = PASSWORD) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": name, "password": password})
    return client


def test_an_administrator_makes_an_account_whose_password_is_changed_at_the_first_sign_in(
    people: People, signed_in: object
):
    assert signed_in("admin").post(f"{ACCOUNTS}new/", NEW).status_code == 302
    made = User.objects.get(username="tien")
    assert (made.agency, Holding.objects.get(user=made).role) == (AGENCY, "officer")
    client = sign_in("tien", NEW["password"])
    assert client.get("/desk/")["Location"] == "/accounts/password/change/"
    change = {"oldpassword": NEW["password"], "password1": "Second-pass-2026", "password2": "Second-pass-2026"}
    assert client.post("/accounts/password/change/", change).status_code == 302
    assert client.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("username", "LIN", "lin"),
        ("password", "short", "12"),
        ("password", "onlysmallletters", "小寫字母"),
        ("path", "/nowhere/", "單位"),
    ],
)
def test_an_account_that_cannot_be_is_told_at_its_box(
    people: People, signed_in: object, name: str, value: str, sentence: str
):
    answer = signed_in("admin").post(f"{ACCOUNTS}new/", {**NEW, name: value})
    page = answer.content.decode()
    assert (answer.status_code, f'href="#q-{name}"' in page) == (422, True)
    assert not User.objects.filter(username="tien").exists()


def test_roles_are_given_and_ended_accounts_suspended_and_opened(people: People, signed_in: object):
    admin, one = signed_in("admin"), f"{ACCOUNTS}{people.officer.pk}/"
    assert admin.post(f"{one}grant/", {"role": "research", "path": COUNTER}).status_code == 302
    assert "研考" in admin.get(one).content.decode()
    held = Holding.objects.get(user=people.officer, role="research")
    assert admin.post(f"{one}revoke/", {"holding": str(held.pk)}).status_code == 302
    assert admin.post(f"{one}suspend/").status_code == 302
    assert sign_in("lin").get("/desk/").status_code == 302
    assert "已停用" in admin.get(ACCOUNTS).content.decode()
    assert admin.post(f"{one}reopen/").status_code == 302
    assert sign_in("lin").get("/desk/").status_code == 200
    verbs = Line.objects.filter(actor=f"staff:{people.admin.pk}").values_list("verb", flat=True)
    assert set(verbs) == {"accounts.grant_role", "accounts.revoke_role", "accounts.deactivate", "accounts.reopen"}


def test_the_last_administrator_stays(people: People, signed_in: object):
    held = Holding.objects.get(user=people.admin)
    answer = signed_in("admin").post(f"{ACCOUNTS}{people.admin.pk}/revoke/", {"holding": str(held.pk)})
    assert (answer.status_code, "最後" in answer.content.decode()) == (422, True)


def test_accounts_of_another_agency_are_not_there(people: People, signed_in: object):
    assert signed_in("admin").get(f"{ACCOUNTS}{people.outsider.pk}/").status_code == 404
    assert signed_in("admin").post(f"{ACCOUNTS}{people.outsider.pk}/suspend/").status_code == 403


@pytest.mark.parametrize("more", [0, 2])
def test_the_list_takes_as_many_statements_for_more_accounts(
    people: People, signed_in: object, more: int, django_assert_num_queries: object
):
    for number in range(more):
        User.objects.create_user(f"more{number}", agency=AGENCY, display_name="某人")
    admin = signed_in("admin")
    with django_assert_num_queries(9):
        assert admin.get(ACCOUNTS).status_code == 200


def test_a_password_used_lately_is_refused(people: People):
    client = sign_in("lin")
    old = PASSWORD
    for new in ("Second-pass-2026", "Third-pass-2026!"):
        sent = {"oldpassword": old, "password1": new, "password2": new}
        assert client.post("/accounts/password/change/", sent).status_code == 302
        old = new
    again = client.post(
        "/accounts/password/change/",
        {"oldpassword": old, "password1": "Second-pass-2026", "password2": "Second-pass-2026"},
    )
    assert "最近 3 次" in again.content.decode()


def test_an_old_password_is_changed_before_anything_else(people: People):
    PasswordUse.objects.create(user=people.officer, hash="", set_at=now() - timedelta(days=91))
    assert sign_in("lin").get("/desk/tasks/")["Location"] == "/accounts/password/change/"
    PasswordUse.objects.update(set_at=now() - timedelta(days=89))
    assert sign_in("lin").get("/desk/tasks/").status_code == 200


def test_who_does_nothing_for_an_hour_is_signed_out_and_a_screen_that_refreshes_itself_is_nothing(people: People):
    client = sign_in("chen")
    session = client.session
    session["seen"] = int((now() - timedelta(minutes=59)).timestamp())
    session.save()
    assert client.get("/desk/chief/alerts/", headers={"Sec-Fetch-Dest": "empty"}).status_code == 200
    assert client.session["seen"] == session["seen"]
    session["seen"] = int((now() - timedelta(minutes=61)).timestamp())
    session.save()
    away = client.get("/desk/chief/")
    assert away["Location"] == "/accounts/login/?next=/desk/chief/"
    assert "已自動登出" in client.get(away["Location"]).content.decode()


def test_use_keeps_a_session(people: People):
    client = sign_in("chen")
    session = client.session
    session["seen"] = int((now() - timedelta(minutes=59)).timestamp())
    session.save()
    assert client.get("/desk/").status_code == 200
    assert now().timestamp() - client.session["seen"] < 60


def test_accounts_nobody_uses_are_suspended_but_never_the_last_administrator(people: People):
    User.objects.update(date_joined=now() - timedelta(days=91))
    User.objects.filter(username="lin").update(last_login=now() - timedelta(days=89))
    assert suspend_idle(days=90, by=system("accounts"), at=now()) == 6
    assert sorted(User.objects.filter(is_active=True).values_list("username", flat=True)) == ["admin", "lin"]
    assert suspend_idle(days=0, by=system("accounts"), at=now()) == 0


@pytest.mark.row("RO-45")
def test_the_chief_looks_through_last_months_acts_and_is_asked_no_more(people: People, signed_in: object):
    chief = signed_in("chief")
    asked = chief.get("/desk/chief/").content.decode()
    assert "請覆核系統管理者" in asked
    signed_in("admin").post(f"{ACCOUNTS}{people.officer.pk}/unlock/")
    this = f"{now():%Y-%m}"
    page = chief.get(f"{ACTS}?month={this}").content.decode()
    assert "accounts.unlock" in page
    assert "系統管理" in page
    assert chief.post(ACTS).status_code == 302
    assert "請覆核系統管理者" not in chief.get("/desk/chief/").content.decode()
    assert chief.get(f"{ACTS}?month=someday").status_code == 200


def test_the_presets_follow_the_level_and_kinds_of_signs_are_counted():
    assert {name: (one.failures, one.lockout, one.history) for name, one in PRESETS.items()} == dict.fromkeys(
        PRESETS, (5, 15, 3)
    )
    assert PRESETS["high"].idle_minutes < PRESETS["medium"].idle_minutes
    assert [kinds(word) for word in ("abc", "aB", "aB1", "aB1-", "密碼", "")] == [1, 2, 3, 4, 1, 0]
