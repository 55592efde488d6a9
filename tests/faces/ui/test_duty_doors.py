"""Which doors each kind of duty opens: nothing is asked of the network, the doors are tried themselves."""

import pytest

from bianmin.faces.ui import doors
from bianmin.kernel.actor import Actor, Grant, Permission, Role

P = Permission
EVERY = {door.name: door for door in vars(doors).values() if isinstance(door, doors.Door)}
FOR_ALL = {"anyone", "invited"}
HOUSE = FOR_ALL | {"staff", "figures", "surveys"}


def actor(role: Role | None, *added: Permission, outside: bool = False) -> Actor:
    """Somebody who holds one duty."""
    grant = Grant(role, "376550300A", "/376550300A/", frozenset(added), duty="one")
    return Actor("staff:1", grants=(grant,), agency="376550300A", outside=outside)


KINDS = {
    "an expert who reviews": (actor(None, P.SCORE, P.ATTEND, outside=True), FOR_ALL | {"rounds"}),
    "an expert who coaches": (actor(None, P.COACH, P.ATTEND, outside=True), FOR_ALL | {"rounds", "minutes"}),
    "a volunteer": (actor(None, P.GUIDE, outside=True), FOR_ALL),
    "a contractor": (actor(None, P.KEEP_WEBSITE, outside=True), FOR_ALL),
    "a colleague": (actor(None, P.BELONG, P.SUGGEST), HOUSE | {"asked"}),
    "who sees to opinions": (actor(None, P.BELONG, P.ANSWER_OPINIONS), HOUSE | {"opinions", "opinion-work"}),
    "a committee member": (actor(None, P.BELONG, P.SCORE), HOUSE | {"rounds"}),
    "a section's member": (actor(None, P.BELONG, P.CARRY_OUT), HOUSE | {"improve"}),
    "a recorder": (actor(None, P.BELONG, P.KEEP_MINUTES), HOUSE | {"minutes"}),
    "who files": (actor(None, P.BELONG, P.FILE), HOUSE | {"filings", "filers"}),
    "who answers filings": (actor(None, P.BELONG, P.ANSWER_FILINGS), HOUSE | {"filings"}),
    "who holds evaluations": (actor(None, P.BELONG, P.HOLD_ROUNDS), HOUSE | {"rounds", "holders"}),
    "who gives duties": (actor(None, P.BELONG, P.GIVE_DUTIES), HOUSE | {"duties", "givers"}),
    "the supervising unit": (
        actor(Role.SUPERVISOR),
        HOUSE | {"improve", "rounds", "holders", "filings", "minutes", "asked", "inspectors"},
    ),
    "somebody without a duty": (Actor("staff:1", agency="376550300A"), FOR_ALL | {"staff"}),
}


@pytest.mark.parametrize(("who", "opens"), KINDS.values(), ids=KINDS.keys())
def test_a_kind_of_duty_opens_these_doors_and_no_other(who: Actor, opens: set[str]) -> None:
    assert {name for name, door in EVERY.items() if door.opens(who)} == opens


def test_a_duty_like_one_of_the_house_opens_its_doors_and_more() -> None:
    like, officer = actor(Role.OFFICER, P.KEEP_MINUTES), actor(Role.OFFICER)
    opened = [{name for name, door in EVERY.items() if door.opens(who)} for who in (like, officer)]
    assert opened[0] - opened[1] == {"minutes"}
    assert opened[1] < opened[0]


def test_the_house_has_few_doors_and_each_has_its_own_name() -> None:
    assert len(EVERY) == len([door for door in vars(doors).values() if isinstance(door, doors.Door)])
