"""Rights are remembered from request to request; whatever changes them holds for the very next one."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.queries.people import responsible
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.absences import end_absence, end_deputy, enter_absence, name_deputy
from bianmin.foundation.accounts.actions.closing import close_ended, deactivate, reopen, suspend_idle
from bianmin.foundation.accounts.actions.duties import grant_role, revoke_role
from bianmin.foundation.accounts.actions.opening import create_account, invite_expert, set_mailbox
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import covering, deputy_of, key_of, reader_with_key
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.queries.editions import edition
from bianmin.kernel.actor import Actor, Assurance, system
from bianmin.kernel.lasting import holding
from tests.factories.delivery import service
from tests.people import AGENCY, COUNTER, ROOT, People

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
BY = system("tests")
PACK = f"""
kind: duties
id: group
version: "1"
agency: {AGENCY}
source: demonstration
title: 小組
duties:
  - {{code: director, title: 主任, like: chief}}
  - {{code: scholar, title: 專家, outside: true, permissions: [inspect]}}
"""


@pytest.fixture
def house(people: People) -> People:
    """The household office with reference data that has an edition, so that it is remembered."""
    load_packs(files=[("duties.yaml", PACK.encode())], by=BY, at=now())
    assert edition()
    return people


def entered(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def opens(client: Client, page: str = "/desk/chief/") -> bool:
    return client.get(page).status_code == 200


def give(user: User, role: str, **days: object) -> int:
    of = {"user": key_of(user), "role": role, "path": ROOT, "valid_from": today()} | days
    return grant_role(**of, by=BY, at=now()).pk


def test_a_duty_holds_from_the_request_after_it_is_given_until_the_one_after_it_is_taken(house: People) -> None:
    client = entered(house.research)
    assert not opens(client)
    duty = give(house.research, "director")
    assert opens(client)
    newer = PACK.replace('version: "1"', 'version: "2"').replace("like: chief", "like: auditor")
    load_packs(files=[("duties.yaml", newer.encode())], by=BY, at=now())
    assert not opens(client)
    revoke_role(holding=duty, until=today() - DAY, by=BY, at=now())
    chief = give(house.research, "chief")
    assert opens(client)
    revoke_role(holding=chief, until=today() - DAY, by=BY, at=now())
    assert not opens(client)


def test_a_deputy_stands_in_at_once_and_no_longer_than_named(house: People) -> None:
    client, chief = entered(house.research), key_of(house.chief)
    pair = {"absent": chief, "stand_in": key_of(house.research), "valid_from": today(), "by": BY, "at": now()}
    assert client.post("/desk/absence/stand-in/", {"for": chief}).status_code == 403
    away = enter_absence(**pair, valid_until=today() + DAY).pk
    client.post("/desk/absence/stand-in/", {"for": chief})
    assert (opens(client), remembered(house)) == (True, ({chief: key_of(house.research)}, ""))
    end_absence(absence=away, until=today() - DAY, by=BY, at=now())
    assert (opens(client), remembered(house)) == (False, ({}, ""))
    named = name_deputy(**pair).pk
    client.post("/desk/absence/stand-in/", {"for": chief})
    assert (opens(client), remembered(house)) == (True, ({}, key_of(house.research)))
    end_deputy(deputy=named, until=today() - DAY, by=BY, at=now())
    assert (opens(client), remembered(house)) == (False, ({}, ""))


def in_charge(of: ServiceCard) -> str:
    """The officer who gets an application for a service today, as a request finds her."""
    with holding(edition):
        return responsible(of, COUNTER, today())


def remembered(house: People) -> tuple[dict[str, str], str]:
    """Who does whose work today, and the deputy of the chief, as a request finds them."""
    with holding(edition):
        named = deputy_of(key_of(house.chief), on=today())
        return covering(AGENCY, on=today()), named.key if named else ""


def test_a_closed_account_opens_nothing_and_stands_in_for_nobody_at_once(house: People) -> None:
    client, deputy = entered(house.chief), key_of(house.research)
    pair = {"absent": key_of(house.chief), "stand_in": deputy, "valid_from": today(), "by": BY, "at": now()}
    name_deputy(**pair)
    enter_absence(**pair, valid_until=today() + DAY)
    assert (opens(client), remembered(house)) == (True, ({key_of(house.chief): deputy}, deputy))
    deactivate(user=deputy, by=BY, at=now())
    assert (opens(client), remembered(house)) == (True, ({}, ""))
    deactivate(user=key_of(house.chief), by=BY, at=now())
    assert not opens(client)
    reopen(user=key_of(house.chief), by=BY, at=now())
    assert opens(entered(house.chief))
    User.objects.filter(pk=house.chief.pk).update(last_login=now() - 100 * DAY)
    assert suspend_idle(days=90, by=BY, at=now()) > 0
    assert not opens(client)


def test_an_application_goes_at_once_to_the_officer_who_is_there(house: People) -> None:
    of = service(officer="amis")
    assert in_charge(of) == key_of(house.officer)
    deactivate(user=key_of(house.officer), by=BY, at=now())
    assert in_charge(of) == ""
    reopen(user=key_of(house.officer), by=BY, at=now())
    assert in_charge(of) == key_of(house.officer)
    said = {"agency": AGENCY, "username": "amis", "display_name": "阿美", "password": "six plain words are enough"}
    named = create_account(**said, by=BY, at=now())
    assert in_charge(of) == key_of(named)


def test_somebody_from_outside_is_invited_and_let_go_at_once(house: People) -> None:
    guest = invite_expert(
        agency=AGENCY, username="scholar", display_name="林教授", title="教授", password="six plain words are enough",
        valid_until=today() + DAY, by=BY, at=now(),
    )  # fmt: skip
    client, minutes = entered(guest), "/desk/minutes/new/"
    assert not opens(client, minutes)
    give(guest, "scholar", valid_until=today() + DAY)
    assert opens(client, minutes)
    assert close_ended(by=BY, at=now() + 2 * DAY) == 1
    assert not opens(client, minutes)


def test_mail_about_work_goes_to_the_address_named_last(house: People) -> None:
    def address() -> str:
        with holding(edition):
            return reader_with_key(key_of(house.chief)).email

    for named in ("one@example.org", "two@example.org", ""):
        set_mailbox(email=named, by=Actor(key=key_of(house.chief), assurance=Assurance.PASSWORD), at=now())
        assert address() == named
