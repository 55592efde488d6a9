"""Intake by any channel: what each needs, days that count, cases that look alike, and receiving for another office."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.actions.escalate import write_policy
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.notices.models import Message
from bianmin.kernel.rocdate import TAIPEI
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import CITIZEN, HOUSE, application, row, service
from tests.factories.house import load_house
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db
KEY = "0123456789abcdef0123456789abcdef"
HERE = "/desk/counter/transcript/"
EVERY = ["online", "counter", "phone", "mail", "fax", "tour", "home"]
TYPED = {
    "key": KEY, "channel": "counter", "pickup": "counter", "outcome": "", "step": "take", "a.for_whom": "self",
    "a.name": "陳阿美", "a.id_number": "A223456781", "a.birth_on": "45/3/9", "s.reason": "辦理繼承",
}  # fmt: skip


@pytest.fixture
def counter(desk: Desk) -> Desk:
    """The desk with a service that takes every channel, also at other offices."""
    load_house("forms")
    said = {"version": "2", "valid_from": desk.service.valid_from + timedelta(days=1), "elsewhere": True}
    return Desk(desk.people, service(channels=EVERY, **said), desk.enter)


def take(client: Client, address: str = HERE, **words: str):
    return client.post(address, {**TYPED, **words})


@pytest.mark.parametrize(
    ("channel", "lacks", "given"),
    [
        ("phone", "請寫電話", {"a.phone": "089-381200"}),
        ("fax", "請寫電話", {"a.phone": "089-381200"}),
        ("mail", "請寫地址", {"a.address": "臺東縣卑南鄉太平村1號"}),
        ("home", "請寫地址", {"a.address": "臺東縣卑南鄉太平村1號"}),
        ("tour", "請寫行動服務的地點", {"place": "知本活動中心"}),
    ],
)
def test_each_channel_asks_the_least_it_needs(counter: Desk, officer: Client, channel: str, lacks: str, given: dict):
    contact = {"a.email": "amei@example.tw"}
    answer = take(officer, channel=channel, **contact)
    assert answer.status_code == 422
    assert lacks in answer.content.decode()
    assert take(officer, channel=channel, **contact, **given).status_code == 302
    assert Case.objects.get().channel == channel


def test_what_came_by_post_days_ago_counts_from_its_arrival_and_keeps_its_postmark(counter: Desk, officer: Client):
    arrived, posted = today() - timedelta(days=2), today() - timedelta(days=4)
    words = {"channel": "mail", "a.address": "臺東縣卑南鄉1號", "a.phone": "089-381200"}
    page = officer.post(HERE, {**TYPED, **words, "step": "look"}).content.decode()
    assert "郵戳" in page
    take(officer, **words, arrived_on=str(arrived), sent_on=str(posted))
    case = Case.objects.get()
    assert (case.received_on, case.sent_on, case.received_at.date()) == (arrived, posted, arrived)
    assert case.due_on < today() + timedelta(days=9)
    assert Message.objects.get().template.code == "received"


@pytest.mark.parametrize("words", [{"arrived_on": "2999-01-01"}, {"arrived_on": "x"}, {"sent_on": "2999-01-01"}])
def test_days_that_cannot_be_are_refused(counter: Desk, officer: Client, words: dict):
    answer = take(officer, channel="mail", **{"a.address": "臺東縣1號", "a.phone": "089-381200"}, **words)
    assert answer.status_code == 422
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    ("hour", "due"), [(16, date(2025, 3, 14)), (18, date(2025, 3, 17))], ids=["in hours", "after hours"]
)
def test_a_fax_after_hours_counts_from_the_next_day_where_the_policy_says_so(people: People, hour: int, due: date):
    said = {"kind": "promise", "id": "p", "version": "1", "agency": AGENCY, "source": "x"}
    policy = PromisePolicy.model_validate({**said, "after_hours": {"fax": "next_day"}})
    write_policy(policy=policy, by=HOUSE, at=NOON)
    friday = datetime(2025, 3, 7, hour, tzinfo=TAIPEI)
    for channel in ("fax", "online"):
        sent = application(service(channels=EVERY), channel=channel)
        case = row(apply(application=sent, by=CITIZEN, at=friday))
        assert case.received_on == date(2025, 3, 7)
        assert case.due_on == (due if channel == "fax" else date(2025, 3, 14))


def test_a_case_that_looks_alike_is_suggested_masked_and_never_blocks(counter: Desk, officer: Client):
    known = counter.receive().number
    answer = take(officer, **{"a.phone": "089-381200"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert Case.objects.count() == 1
    assert known in page
    assert "陳○美" in page
    assert take(officer, alike="seen", linked_to=known, **{"a.phone": "089-381200"}).status_code == 302
    new = Case.objects.exclude(number=known).get()
    assert {new.family, Case.objects.get(number=known).family} == {known}
    assert known in officer.get(f"/desk/cases/{new.number}/").content.decode()


def test_somebody_else_is_not_suggested(counter: Desk, officer: Client):
    counter.receive()
    words = {"a.name": "林小明", "a.id_number": "B123456780", "a.birth_on": "80/1/1", "a.phone": "089-381200"}
    assert take(officer, **words).status_code == 302


@pytest.mark.row("SYS-018", "CM-21")
def test_an_office_receives_for_another_which_decides_and_counts_it(counter: Desk, officer: Client):
    other = counter.enter("outsider")
    assert "卑南鄉戶政事務所" in other.get("/desk/counter/").content.decode()
    load_house("agencies/beinan/translations")
    english = {"Accept-Language": "en"}
    assert "Household registration transcript" in other.get("/desk/counter/", headers=english).content.decode()
    address = f"/desk/counter/for/{AGENCY}/transcript/"
    assert "Household registration transcript" in other.get(address, headers=english).content.decode()
    answer = other.post(address, {**TYPED, "a.phone": "089-381200", "proof": "id_card"}, follow=True)
    case = Case.objects.get()
    assert case.number in answer.content.decode()
    assert len(answer.context["receipt"].query_code) == 8
    assert (case.agency, case.unit_path, case.officer) == (
        AGENCY,
        counter.service.unit_path,
        key_of(counter.people.officer),
    )
    assert case.number.startswith("TTBN-")
    page = other.get(f"/desk/cases/{case.number}/")
    assert page.status_code == 200
    assert page.context["verbs"] == []
    assert other.post(f"/desk/cases/{case.number}/decide/", {"outcome": "granted"}).status_code == 422
    assert case.number not in other.get("/desk/").content.decode()
    assert case.number in other.get("/desk/?kind=elsewhere").content.decode()
    assert "臺東縣政府" in officer.get(f"/desk/cases/{case.number}/").content.decode()
    assert case.number in officer.get("/desk/").content.decode()


def test_a_service_that_is_not_received_elsewhere_is_not_there(desk: Desk):
    load_house("forms")
    assert desk.enter("outsider").get(f"/desk/counter/for/{AGENCY}/transcript/").status_code == 404
