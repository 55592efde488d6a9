"""Duties from packs: what they carry, where and for how long they are held, and what cannot go together."""

from datetime import date, timedelta

import pytest

from bianmin.foundation.accounts.actions.absences import enter_absence, name_deputy
from bianmin.foundation.accounts.actions.closing import close_ended
from bianmin.foundation.accounts.actions.duties import grant_role, revoke_role
from bianmin.foundation.accounts.actions.opening import invite_expert
from bianmin.foundation.accounts.duties import appointed, duties_of, held
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import actor_for, key_of
from bianmin.foundation.accounts.rules import (
    ForOutsiders,
    HeldApart,
    NeedsLastDay,
    NoSuchDuty,
    NotBelow,
    NotHeldHere,
    NotHere,
    OwnDuty,
)
from bianmin.foundation.accounts.vocab import SENTENCES, TITLES
from bianmin.foundation.audit.models import Line
from bianmin.foundation.orgs.queries import overseen
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.queries.loaded import exported
from bianmin.kernel.actor import Permission, Role, system
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.permissions import CARRIED
from tests.people import AGENCY, COUNTER, NOON, PARENT, RECORDS, ROOT, People

pytestmark = pytest.mark.django_db
TODAY = date(2025, 3, 5)
YEAR_END = date(2025, 12, 31)
PACK = f"""
kind: duties
id: group
version: "1"
agency: {AGENCY}
source: 文件004
title: 專案小組
duties:
  - {{code: director, title: 主任, titles: {{en: Director}}, like: chief, where: agency, line: "004:291"}}
  - {{code: checker, title: 查核人員, permissions: [belong, inspect], apart: [officer]}}
  - {{code: section, title: 承辦科室, where: unit, permissions: [belong, carry-out]}}
  - {{code: expert, title: 專家, outside: true, permissions: [score, attend]}}
"""


@pytest.fixture
def duties(people: People) -> People:
    load_packs(files=[("duties.yaml", PACK.encode())], by=system("test"), at=NOON)
    return people


def give(people: People, to: User, duty: str, path: str = ROOT, by: str = "admin", **more: object) -> Holding:
    given = {"valid_from": TODAY} | more
    return grant_role(user=key_of(to), role=duty, path=path, by=people.actor(by), at=NOON, **given)


def invited(people: People) -> User:
    return invite_expert(
        agency=AGENCY, username="scholar", display_name="林教授", title="大學教授", password="six plain words are enough",
        valid_until=YEAR_END, by=people.actor("admin"), at=NOON,
    )  # fmt: skip


def test_every_permission_and_every_house_duty_has_its_words() -> None:
    assert (set(SENTENCES), set(TITLES) | {"system"}) == (set(Permission), {role.value for role in Role})
    assert set(CARRIED) == set(Role)


def test_a_duty_like_the_chief_has_a_chiefs_rights_and_its_own_title(duties: People) -> None:
    give(duties, duties.research, "director")
    actor = duties.actor("research")
    assert (actor.has(Role.CHIEF), actor.agencies(Permission.APPROVE_PLANS)) == (True, frozenset({AGENCY}))
    assert [card.code for card in duties_of(AGENCY)][:5] == ["director", "checker", "section", "expert", "officer"]


def test_what_a_duty_may_do_is_what_the_newest_pack_says(duties: People) -> None:
    give(duties, duties.auditor, "checker")
    newer = PACK.replace('version: "1"', 'version: "2"').replace("[belong, inspect]", "[belong, coach]")
    load_packs(files=[("duties.yaml", newer.encode())], by=system("test"), at=NOON)
    actor = duties.actor("auditor")
    assert (actor.has(Permission.COACH), actor.has(Permission.INSPECT)) == (True, False)
    assert "- coach" in exported("duties", AGENCY, "group")


WRONG = {
    "unknown": ("officer", "convener", ROOT, {}, NoSuchDuty, "role"),
    "of the agency, in a unit": ("research", "director", COUNTER, {}, NotHeldHere, "path"),
    "of a unit, in the agency": ("research", "section", ROOT, {}, NotHeldHere, "path"),
    "apart": ("officer", "checker", ROOT, {}, HeldApart, "role"),
    "for people from outside": ("officer", "expert", ROOT, {"valid_until": YEAR_END}, ForOutsiders, "role"),
    "over an agency elsewhere": ("research", "director", ROOT, {"over": ["A09000000E"]}, NotBelow, "over"),
}


@pytest.mark.parametrize(("who", "duty", "path", "more", "refusal", "field"), WRONG.values(), ids=WRONG.keys())
def test_a_duty_that_does_not_fit_is_refused_with_a_sentence(
    duties: People, who: str, duty: str, path: str, more: dict[str, object], refusal: type[Refused], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        give(duties, getattr(duties, who), duty, path, **more)
    assert refused.value.field == field


@pytest.mark.row("RO-16")
def test_an_expert_is_appointed_for_a_time_and_sees_nothing_of_the_house(duties: People) -> None:
    user = invited(duties)
    with pytest.raises(NeedsLastDay):
        give(duties, user, "expert")
    give(duties, user, "expert", valid_until=YEAR_END, number="卑鄉戶字第1140000001號")
    actor = actor_for(user, at=NOON)
    assert (actor.outside, actor.has(Permission.SCORE), actor.agencies(Permission.BELONG)) == (True, True, frozenset())
    assert [one.name for one in appointed(AGENCY, Permission.SCORE, on=TODAY)] == ["林教授"]
    assert close_ended(by=system("test"), at=NOON + timedelta(days=301)) == 0
    assert close_ended(by=system("test"), at=NOON + timedelta(days=302)) == 1
    assert not User.objects.get(pk=user.pk).is_active


def test_somebody_from_outside_stands_in_for_nobody(duties: People) -> None:
    user, by = invited(duties), duties.actor("chief")
    days = {"valid_from": TODAY, "valid_until": YEAR_END}
    for act in (name_deputy, enter_absence):
        with pytest.raises(NotHere):
            act(absent=key_of(duties.chief), stand_in=key_of(user), **days, by=by, at=NOON)


def test_a_head_gives_duties_in_the_unit_but_never_to_herself_nor_the_auditors(duties: People) -> None:
    give(duties, duties.elsewhere, "section", RECORDS, by="chief")
    for who, duty, refusal in (("chief", "section", OwnDuty), ("officer", "auditor", NotAllowed)):
        with pytest.raises(refusal):
            give(duties, getattr(duties, who), duty, RECORDS, by="chief")
    with pytest.raises(NotAllowed):
        give(duties, duties.officer, "section", RECORDS, by="research")
    line = Line.objects.filter(verb="accounts.grant_role").latest("pk")
    assert (line.agency, line.fields, line.actor) == (AGENCY, ["section"], key_of(duties.chief))


def test_a_duty_taken_keeps_its_document_and_is_seen_among_what_has_ended(duties: People) -> None:
    one = give(duties, duties.elsewhere, "section", RECORDS)
    revoke_role(holding=one.pk, until=TODAY, number="第2號", by=duties.actor("admin"), at=NOON)
    tomorrow, by = TODAY + timedelta(days=1), duties.actor("admin")
    codes = [[card.duty.code for card in held(by, agency=AGENCY, on=tomorrow, past=past)] for past in (False, True)]
    assert ["section" in found for found in codes] == [False, True]
    assert Holding.objects.get(pk=one.pk).ended_number == "第2號"
    with pytest.raises(NotAllowed):
        held(duties.actor("research"), agency=AGENCY, on=TODAY)


def test_an_agency_above_may_oversee_named_agencies_only(people: People) -> None:
    everything = people.actor("supervisor")
    assert overseen(everything) == {PARENT, AGENCY}
    Holding.objects.filter(user=people.supervisor).update(over=["376550400A"])
    assert overseen(people.actor("supervisor")) == {PARENT}


WRONG_PACKS = {
    "the administrator's": ("like: chief", "like: admin"),
    "a house code": ("code: director", "code: officer"),
    "an outsider who belongs": ("[score, attend]", "[belong, score]"),
    "an unknown permission": ("[belong, inspect]", "[everything]"),
}


@pytest.mark.parametrize(("old", "new"), WRONG_PACKS.values(), ids=WRONG_PACKS.keys())
def test_a_pack_that_gives_too_much_is_refused(people: People, old: str, new: str) -> None:
    with pytest.raises(Refused):
        load_packs(files=[("duties.yaml", PACK.replace(old, new).encode())], by=system("test"), at=NOON)
