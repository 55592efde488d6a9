"""Accounts: who makes them, which roles they hold on which day, who stands in for whom."""

from datetime import date, timedelta

import pytest

from bianmin.foundation.accounts.actions.absences import end_deputy, name_deputy
from bianmin.foundation.accounts.actions.closing import deactivate
from bianmin.foundation.accounts.actions.duties import grant_role, revoke_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.actions.passwords import reset_password
from bianmin.foundation.accounts.models import Deputy, Holding, User
from bianmin.foundation.accounts.queries import absent_for, accounts, actor_for, deputy_of, key_of
from bianmin.foundation.accounts.rules import (
    DeputyAlready,
    HeldAlready,
    LastAdministrator,
    NameTaken,
    NoSuchUnit,
    NotForPeople,
    NotHere,
    OwnDeputy,
    WeakPassword,
    WrongDays,
)
from bianmin.foundation.audit.models import Line
from bianmin.kernel.actor import PUBLIC, Assurance, Role
from bianmin.kernel.errors import NotAllowed, Refused
from tests.people import AGENCY, COUNTER, NOON, PARENT, RECORDS, ROOT, People

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 5)
LONG = "six plain words are enough here"


def made(people: People, **values: str) -> User:
    given = {"username": "amis", "display_name": "阿美", "password": LONG} | values
    return create_account(agency=AGENCY, by=people.actor("admin"), at=NOON, **given)


def granted(people: People, user: User, role: Role = Role.OFFICER, path: str = COUNTER, **days: date) -> Holding:
    given = {"valid_from": TODAY} | days
    return grant_role(user=key_of(user), role=role, path=path, by=people.actor("admin"), at=NOON, **given)


def roles(user: User, day: date = TODAY) -> list[tuple[str, str]]:
    actor = actor_for(user, at=NOON + (day - TODAY), assurance=Assurance.TWO_FACTOR)
    return [(grant.role.value, grant.path) for grant in actor.grants]


def test_an_account_is_made_without_any_right(people: People) -> None:
    user = made(people, title="課員", phone="089-381200#30")
    assert (user.agency, user.display_name, roles(user)) == (AGENCY, "阿美", [])
    assert user.check_password(LONG)
    line = Line.objects.get(verb="accounts.create_account")
    assert (line.subject, line.fields) == (f"accounts.user:{user.pk}", ["display_name", "phone", "title", "username"])


WRONG = {
    "taken": ({"username": "LIN"}, NameTaken, "username"),
    "short": ({"password": "short"}, WeakPassword, "password"),
    "common": ({"password": "password1234"}, WeakPassword, "password"),
    "similar": ({"username": "beinan-counter", "password": "beinan-counter"}, WeakPassword, "password"),
}


@pytest.mark.parametrize(("values", "refusal", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_name_taken_or_a_weak_password_is_refused(
    people: People, values: dict[str, str], refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        made(people, **values)
    assert refused.value.field == field


@pytest.mark.parametrize("name", ["officer", "chief", "research", "auditor", "supervisor", "outsider"])
def test_only_administrators_make_accounts_and_grant_roles(people: People, name: str) -> None:
    actor = people.actor(name)
    with pytest.raises(NotAllowed):
        create_account(agency=AGENCY, username="x", display_name="x", password=LONG, by=actor, at=NOON)
    with pytest.raises(NotAllowed):
        grant_role(user=actor.key, role=Role.ADMIN, path=ROOT, valid_from=TODAY, by=actor, at=NOON)
    with pytest.raises(NotAllowed):
        reset_password(user=key_of(people.chief), password=LONG, by=actor, at=NOON)
    with pytest.raises(NotAllowed):
        deactivate(user=key_of(people.officer), by=actor, at=NOON)


def test_an_administrator_has_no_hand_in_another_agency(people: People) -> None:
    admin = people.actor("admin")
    with pytest.raises(NotAllowed):
        create_account(agency=PARENT, username="x", display_name="x", password=LONG, by=admin, at=NOON)
    with pytest.raises(NotAllowed):
        grant_role(
            user=key_of(people.officer), role=Role.CHIEF, path=f"/{PARENT}/", valid_from=TODAY, by=admin, at=NOON
        )


def test_a_role_holds_from_its_first_to_its_last_day(people: People) -> None:
    user = made(people)
    granted(people, user, valid_from=TODAY, valid_until=TODAY + timedelta(days=1))
    held = [bool(roles(user, TODAY + timedelta(days=days))) for days in (-1, 0, 1, 2)]
    assert held == [False, True, True, False]


def test_the_day_is_the_day_in_taipei(people: People) -> None:
    user = made(people)
    granted(people, user, valid_from=date(2025, 3, 6))
    evening = NOON.replace(hour=23, minute=59)
    assert actor_for(user, at=evening).grants == ()
    assert len(actor_for(user, at=evening + timedelta(minutes=1)).grants) == 1


def test_a_role_wrongly_granted_is_refused(people: People) -> None:
    user = made(people)
    granted(people, user)
    cases: list[tuple[dict[str, object], type[Refused]]] = [
        ({}, HeldAlready),
        ({"path": "/nowhere/"}, NoSuchUnit),
        ({"role": Role.SYSTEM, "path": RECORDS}, NotForPeople),
        ({"path": RECORDS, "valid_until": TODAY - timedelta(days=1)}, WrongDays),
    ]
    for values, refusal in cases:
        with pytest.raises(refusal):
            granted(people, user, **values)


def test_a_role_is_revoked_after_a_day_and_stays_in_the_past(people: People) -> None:
    user = made(people)
    held = granted(people, user, valid_from=TODAY - timedelta(days=9))
    revoke_role(holding=held.pk, until=TODAY, by=people.actor("admin"), at=NOON)
    assert [bool(roles(user, TODAY + timedelta(days=days))) for days in (-9, 0, 1)] == [True, True, False]


def test_a_role_not_yet_begun_is_taken_back(people: People) -> None:
    user = made(people)
    held = granted(people, user, valid_from=TODAY + timedelta(days=9))
    revoke_role(holding=held.pk, until=TODAY, by=people.actor("admin"), at=NOON)
    assert not user.holdings.exists()


def test_the_last_administrator_stays(people: People) -> None:
    admin = people.actor("admin")
    with pytest.raises(LastAdministrator):
        deactivate(user=admin.key, by=admin, at=NOON)
    with pytest.raises(LastAdministrator):
        revoke_role(holding=people.admin.holdings.get().pk, until=TODAY, by=admin, at=NOON)
    granted(people, made(people), Role.ADMIN, ROOT)
    assert deactivate(user=admin.key, by=admin, at=NOON).is_active is False


def test_a_deputy_is_on_receipts_in_her_days_only(people: People) -> None:
    chief = people.actor("chief")
    name_deputy(
        absent=chief.key, stand_in=key_of(people.officer), valid_from=TODAY, valid_until=TODAY, by=chief, at=NOON
    )
    deputies = [deputy_of(chief.key, on=TODAY + timedelta(days=days)) for days in (-1, 0, 1)]
    assert [found.name if found else "" for found in deputies] == ["", "林怡君", ""]
    assert [away.name for away in absent_for(key_of(people.officer), on=TODAY)] == ["陳美惠"]


def test_a_deputy_who_cannot_stand_in_is_refused(people: People) -> None:
    chief = people.actor("chief")
    own, elsewhere, colleague = chief.key, key_of(people.outsider), key_of(people.elsewhere)
    for stand_in, refusal in ((own, OwnDeputy), (elsewhere, NotHere)):
        with pytest.raises(refusal):
            name_deputy(absent=own, stand_in=stand_in, valid_from=TODAY, by=chief, at=NOON)
    name_deputy(absent=own, stand_in=colleague, valid_from=TODAY, by=chief, at=NOON)
    with pytest.raises(DeputyAlready):
        name_deputy(absent=own, stand_in=colleague, valid_from=TODAY + timedelta(days=30), by=chief, at=NOON)


def test_nobody_names_a_deputy_for_a_colleague(people: People) -> None:
    with pytest.raises(NotAllowed):
        name_deputy(
            absent=key_of(people.chief), stand_in=key_of(people.elsewhere), valid_from=TODAY,
            by=people.actor("officer"), at=NOON,
        )  # fmt: skip


def test_a_deputy_acts_with_the_absent_colleagues_roles_and_both_keys(people: People) -> None:
    away = key_of(people.officer)
    actor = actor_for(people.elsewhere, at=NOON, standing_in_for=away)
    assert (actor.key, actor.deputising_for) == (key_of(people.elsewhere), away)
    assert actor.paths(Role.OFFICER) == (RECORDS, COUNTER)
    nobody = actor_for(people.outsider, at=NOON, standing_in_for=away)
    assert (nobody.deputising_for, nobody.paths(Role.OFFICER)) == ("", (f"/{PARENT}/",))


def test_who_leaves_stands_in_for_nobody(people: People) -> None:
    deactivate(user=key_of(people.elsewhere), by=people.actor("admin"), at=NOON)
    assert deputy_of(key_of(people.officer), on=TODAY) is None
    assert Deputy.objects.get().valid_until == TODAY - timedelta(days=1)


def test_a_deputys_time_is_ended(people: People) -> None:
    end_deputy(deputy=Deputy.objects.get().pk, until=TODAY, by=people.actor("officer"), at=NOON)
    assert deputy_of(key_of(people.officer), on=TODAY + timedelta(days=1)) is None


def test_roles_that_need_a_second_step_do_not_hold_after_a_password_alone(people: People, settings: object) -> None:
    settings.TWO_FACTOR_ROLES = ["admin", "chief"]
    password, both = (actor_for(people.chief, at=NOON, assurance=Assurance(level)) for level in (2, 3))
    assert (password.has(Role.CHIEF), both.has(Role.CHIEF)) == (False, True)
    assert actor_for(people.officer, at=NOON).has(Role.OFFICER)


@pytest.mark.parametrize(("name", "seen"), {"admin": 6, "chief": 6, "officer": 0, "auditor": 0, "outsider": 0}.items())
def test_administrators_and_chiefs_list_the_accounts_of_their_agency(people: People, name: str, seen: int) -> None:
    assert len(accounts(people.actor(name), agency=AGENCY, on=TODAY)) == seen


def test_the_public_lists_no_account(people: People) -> None:
    assert accounts(PUBLIC, agency=AGENCY, on=TODAY) == []


def test_a_card_shows_the_roles_of_an_account(people: People) -> None:
    cards = accounts(people.actor("admin"), agency=AGENCY, on=TODAY)
    card = next(card for card in cards if card.username == "lin")
    assert [(role.role, role.path) for role in card.roles] == [("officer", COUNTER)]
    assert (card.active, card.two_factor) == (True, False)
