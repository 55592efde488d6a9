"""A public body applies for a look-up account: approved by a chief, limited in time and duty, listed, reported on."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from bianmin.delivery.exchange.models import Account, Inquiry
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import PasswordUse, User
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.journeys.lookupaccounts import report_uses
from bianmin.kernel.actor import Role
from bianmin.kernel.rocdate import parted
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import words
from tests.faces.portal.immigration import NIA, apply, staff
from tests.people import People

LIST = "/desk/lookup-accounts/"
ENTRIES = "bianmin.delivery.exchange.contrib.demo.Entries"
BODY = {
    "body": "高雄市稅捐稽徵處",
    "document": "高市稽字第1150001號",
    "need": "查欠稅人出境",
    "basis": "稅捐稽徵法第24條",
}
USER = {"user_name": "江查詢", "user_title": "科員", "user_phone": "07-7410141", "user_email": "chiang@example.gov.tw"}
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def officer(house: People, db: None, client: Client, settings: Settings) -> Client:
    """An officer of headquarters; the demonstration's plug-in is connected."""
    settings.LOOKUP_DOORS = {"entries": ENTRIES}
    client.force_login(staff(Role.OFFICER, name="nia-officer"), backend=BACKEND)
    return client


@pytest.fixture
def chief(officer: Client) -> Client:
    """The chief of headquarters."""
    client = Client()
    client.force_login(staff(Role.CHIEF, name="nia-chief"), backend=BACKEND)
    return client


@pytest.fixture
def granted(officer: Client, chief: Client) -> str:
    """An application handed in online, recommended by the officer and granted by the chief."""
    number = apply(Client(), "lookup-account", service_agency=BODY, service_person=USER)
    case = f"/desk/cases/{number}/"
    assert officer.get(f"{LIST}{number}/open/").status_code == 403
    assert chief.get(f"{LIST}{number}/open/").url == LIST
    for client, verb in ((officer, "recommend"), (chief, "decide")):
        answer = client.post(f"{case}{verb}/", {"outcome": "granted", "reasons": "業務需要屬實"})
        assert answer.status_code == 302, words(answer)
    return number


def opened(chief: Client, number: str, **changes: str) -> str:
    """Open the account; gives the first password."""
    said = {"username": "chiang", "valid_until": parted(today() + timedelta(days=90)), **changes}
    page = words(chief.post(f"{LIST}{number}/open/", said))
    return re.search(r"\s([\w-]{17})\s", page)[1]


def inquirer() -> Client:
    client = Client()
    client.force_login(User.objects.get(username="chiang"), backend=BACKEND)
    return client


@pytest.mark.row("FRM-18", "ENT-22")
def test_an_account_is_applied_for_online_approved_by_the_chief_and_opened_for_a_time(
    officer: Client, chief: Client, granted: str
) -> None:
    assert "等待開通" in words(chief.get(LIST))
    assert "江查詢" in words(chief.get(LIST))
    for day in (today() - timedelta(days=1), today() + timedelta(days=400)):
        refused = chief.post(f"{LIST}{granted}/open/", {"username": "chiang", "valid_until": parted(day)})
        assert refused.status_code == 422
    for name in ("", "x" * 61, "江 查"):
        refused = chief.post(f"{LIST}{granted}/open/", {"username": name, "valid_until": parted(today())})
        assert (refused.status_code, 'id="q-username-error"' in refused.content.decode()) == (422, True)
    password = opened(chief, granted)
    user = User.objects.get(username="chiang")
    assert (user.outside, user.agency, user.valid_until) == (True, NIA, today() + timedelta(days=90))
    assert PasswordUse.objects.get(user=user).temporary
    assert user.check_password(password)
    assert list(user.holdings.values_list("role", "valid_until", "number")) == [
        ("other-agency", today() + timedelta(days=90), granted)
    ]
    page = words(chief.get(LIST))
    assert "高雄市稅捐稽徵處" in page
    assert password not in page
    assert "沒有等待開通的申請" in page
    assert chief.post(f"{LIST}{granted}/open/", {"username": "x", "valid_until": "115/12/31"}).url == LIST
    assert Account.objects.count() == 1
    assert Line.objects.filter(verb="exchange.open_account", purpose=granted).count() == 1


@pytest.mark.row("SYS-095", "FRM-18")
def test_whoever_has_the_account_looks_up_for_a_matter_and_sees_nothing_else(chief: Client, granted: str) -> None:
    opened(chief, granted)
    client = inquirer()
    said = {"register": "entries", "id_number": "A223456781", "matter": "115稅字第7號"}
    page = words(client.post("/desk/inquire/", said))
    for text in ("最近一次入境", "示範", "只顯示一次", "115稅字第7號"):
        assert text in page
    kept = Inquiry.objects.get()
    assert (kept.result, kept.register, kept.body) == ("found", "entries", "高雄市稅捐稽徵處")
    assert "A223456781" not in str({field.name: getattr(kept, field.name) for field in Inquiry._meta.fields})
    assert Line.objects.filter(verb="exchange.inquire", purpose="115稅字第7號").count() == 1
    down = client.post("/desk/inquire/", {**said, "id_number": "Ａ123456789"})
    assert "系統無法使用" in words(down)
    assert 'value="115稅字第7號"' in down.content.decode()
    assert "/desk/absence/" not in down.content.decode()
    for wrong, box in (
        ({"matter": ""}, "matter"),
        ({"id_number": " "}, "id_number"),
        ({"id_number": "A223456782"}, "id_number"),
        ({"register": "household"}, "register"),
    ):
        refused = client.post("/desk/inquire/", {**said, **wrong})
        assert refused.status_code == 422
        assert f'id="q-{box}-error"' in refused.content.decode()
    assert Inquiry.objects.count() == 2
    for address in (f"/desk/cases/{granted}/", LIST, "/desk/lookups/", "/desk/people/"):
        assert client.get(address).status_code in (403, 404)


@pytest.mark.row("FRM-18")
def test_an_account_looks_up_at_most_as_often_in_an_hour_as_the_agency_allows(chief: Client, granted: str) -> None:
    opened(chief, granted)
    account = Account.objects.get()
    said = {"register": "entries", "id_number": "A223456781", "matter": "115稅字第7號"}
    kept = {"agency": NIA, "unit_path": account.unit_path, "account": account, "number": granted, "body": account.body,
            "register": "entries", "register_name": "入出國紀錄", "matter": "7"}  # fmt: skip
    times = [*(now() - timedelta(minutes=61),) * 30, *(now() - timedelta(minutes=48),) * 59]
    Inquiry.objects.bulk_create(Inquiry(**kept, at=at, on=today()) for at in times)
    client = inquirer()
    assert client.post("/desk/inquire/", said).status_code == 200
    refused = client.post("/desk/inquire/", said)
    assert (refused.status_code, refused["Retry-After"]) == (429, "720")
    assert "12 分鐘" in words(refused)
    assert "A223456781" in refused.content.decode()
    assert Inquiry.objects.count() == 90


@pytest.mark.row("FRM-18", "ENT-22")
def test_an_ended_account_asks_nothing_more(chief: Client, granted: str) -> None:
    opened(chief, granted)
    client, key = inquirer(), Account.objects.get().pk
    assert chief.post(f"{LIST}{key}/end/").url == LIST
    assert "提前停用" in words(chief.get(LIST))
    said = {"register": "entries", "id_number": "A223456781", "matter": "1"}
    assert client.post("/desk/inquire/", said).status_code in (302, 403)
    assert not Inquiry.objects.exists()
    assert chief.post(f"{LIST}{key}/end/").status_code == 404


@pytest.mark.row("IND-38", "SYS-095")
def test_what_other_bodies_looked_up_is_counted_down_to_the_account(chief: Client, granted: str) -> None:
    opened(chief, granted)
    for number in ("A223456781", "A123456770"):
        inquirer().post("/desk/inquire/", {"register": "entries", "id_number": number, "matter": "7"})
    refresh(at=now())
    page = chief.get(f"/desk/indicators/LU-09/?span={today().year - 1911}")
    assert page.context["value"].n == 2
    assert granted in words(page)


@pytest.mark.row("FRM-18")
def test_its_body_is_told_every_month_how_often_it_was_used(chief: Client, granted: str) -> None:
    opened(chief, granted)
    client = inquirer()
    for number in ("A223456781", "A123456770"):
        client.post("/desk/inquire/", {"register": "entries", "id_number": number, "matter": "115稅字第7號"})
    assert report_uses(at=now()) == 0
    later = (now().replace(day=1) + timedelta(days=32)).replace(day=2)
    assert [report_uses(at=later), report_uses(at=later + timedelta(days=1))] == [1, 0]
    assert Message.objects.filter(template__code="lookup-use").count() == 1
    deliver(at=later)
    told = next(sent.body for sent in mail.outbox if "查詢帳號使用情形" in sent.subject)
    assert "查詢2次，其中1次查到資料" in told
    table = chief.get(f"{LIST}uses.csv").content.decode("utf-8-sig")
    assert table.count("115稅字第7號") == 2
    assert "A223456781" not in table


def test_the_list_asks_the_database_as_often_for_one_use_as_for_three(
    chief: Client, granted: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    opened(chief, granted)
    client = inquirer()
    chief.get(LIST)
    for matter in ("1", "2", "3"):
        client.post("/desk/inquire/", {"register": "entries", "id_number": "A223456781", "matter": matter})
        with django_assert_num_queries(7):
            chief.get(LIST)
