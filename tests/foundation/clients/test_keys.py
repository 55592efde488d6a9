"""Keys of systems: who gives them, what for, until when, and that another agency's are not there."""

from datetime import date, timedelta

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.foundation.clients.actions import enter, issue, revoke
from bianmin.foundation.clients.models import Use
from bianmin.foundation.clients.queries import clients
from bianmin.foundation.clients.rules import (
    KeyOpensNothing,
    NameMissing,
    PurposeMissing,
    ScopeMissing,
    TooManyRequests,
    WrongExpiry,
    opens,
)
from bianmin.foundation.clients.vocab import Scope
from bianmin.kernel.actor import Role
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.clients import client
from tests.people import AGENCY, NOON, PARENT

pytestmark = pytest.mark.django_db
LAST = date(2025, 9, 1)
WANTED = {
    "agency": AGENCY,
    "name": "衛生局",
    "purpose": "協議",
    "scopes": ["cases.read"],
    "expires_on": LAST,
    "key": "k" * 40,
}


@pytest.mark.parametrize("role", ["officer", "chief", "research", "auditor", "supervisor", "outsider"])
def test_only_administrators_give_and_take_back(people, role):
    row, _key = client(at=NOON)
    with pytest.raises(NotAllowed):
        issue(**WANTED, by=people.actor(role), at=NOON)
    with pytest.raises(NotAllowed):
        revoke(agency=AGENCY, client=row.pk, by=people.actor(role), at=NOON)


def test_giving_and_taking_back_are_journaled_without_the_key(people):
    row = issue(**WANTED, by=people.actor("admin"), at=NOON)
    revoke(agency=AGENCY, client=row.pk, by=people.actor("admin"), at=NOON)
    lines = Line.objects.filter(subject=f"clients.client:{row.pk}").order_by("id")
    assert [(line.verb, line.fields) for line in lines] == [("clients.issue", ["cases.read"]), ("clients.revoke", [])]
    with pytest.raises(NotFound):
        revoke(agency=AGENCY, client=row.pk, by=people.actor("admin"), at=NOON)


@pytest.mark.parametrize(
    ("changed", "refusal", "field"),
    [
        ({"name": " "}, NameMissing, "name"),
        ({"purpose": ""}, PurposeMissing, "purpose"),
        ({"scopes": []}, ScopeMissing, "scopes"),
        ({"scopes": ["cases.read", "everything"]}, ScopeMissing, "scopes"),
        ({"expires_on": NOON.date()}, WrongExpiry, "expires_on"),
        ({"expires_on": date(2026, 3, 7)}, WrongExpiry, "expires_on"),
    ],
)
def test_a_key_needs_a_name_a_purpose_something_to_open_and_an_end_within_a_year(people, changed, refusal, field):
    with pytest.raises(refusal) as told:
        issue(**{**WANTED, **changed}, by=people.actor("admin"), at=NOON)
    assert told.value.field == field


def test_a_key_becomes_an_actor_with_its_scopes_and_no_role_but_for_figures(people):
    _row, key = client("cases.read", at=NOON)
    actor = enter(key=key, at=NOON)
    assert (actor.agency, actor.grants, actor.staff) == (AGENCY, (), False)
    assert [scope for scope in Scope if opens(actor, scope)] == [Scope.FOLLOW]
    _other, figures = client("figures.read", at=NOON)
    assert [(grant.role, grant.agency) for grant in enter(key=figures, at=NOON).grants] == [(Role.SUPERVISOR, AGENCY)]


def test_a_key_holds_on_its_last_day_and_not_on_the_next(people):
    _row, key = client(days=1, at=NOON)
    assert enter(key=key, at=NOON + timedelta(days=1)).agency == AGENCY
    with pytest.raises(KeyOpensNothing):
        enter(key=key, at=NOON + timedelta(days=2))


def test_the_next_minute_is_a_new_one_and_old_minutes_go(people):
    _row, key = client(at=NOON)
    enter(key=key, at=NOON)
    Use.objects.update(count=120)
    with pytest.raises(TooManyRequests) as told:
        enter(key=key, at=NOON + timedelta(seconds=45))
    assert told.value.wait == 15
    enter(key=key, at=NOON + timedelta(minutes=1))
    enter(key=key, at=NOON + timedelta(minutes=9))
    assert Use.objects.count() == 1


def test_another_agencys_keys_are_not_listed(people):
    client(at=NOON)
    assert clients(people.actor("admin"), agency=PARENT, on=NOON.date()) == []
    assert clients(people.actor("outsider"), agency=AGENCY, on=NOON.date()) == []
    assert [one.name for one in clients(people.actor("auditor"), agency=AGENCY, on=NOON.date())] == [
        "臺東縣衛生局長照系統"
    ]
