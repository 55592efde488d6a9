"""Who acts: a frozen value built once at the edge; every rule reads only it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum
from typing import Final

from bianmin.kernel.permissions import CARRIED, Permission, Role

__all__ = ["PUBLIC", "Actor", "Assurance", "Grant", "Permission", "Role", "system"]


class Assurance(IntEnum):
    """How surely we know who this is 身分確認等級."""

    NONE = 0  # anyone
    CODE = 1  # knows a receipt number and its query code, or what was sent to the address given with the case
    PASSWORD = 2
    TWO_FACTOR = 3
    IDENTITY = 4  # an identity provider the agency trusts vouches for the person


WHOLE: Final = 2
"""How many strokes the path of an agency itself has: `/376530000A/`."""


@dataclass(frozen=True, slots=True)
class Grant:
    """One duty held in one unit: `path` is the unit's materialised path (`/376530000A/counter/`).

    `role` is the duty of every house it is or is like, None where it is like none. `added` is what it carries besides.
    `duty` is the code of a duty from a pack. `over` are the codes of agencies below it is for; empty: all of them.
    """

    role: Role | None
    agency: str
    path: str
    added: frozenset[Permission] = frozenset()
    duty: str = ""
    over: frozenset[str] = frozenset()

    @property
    def permissions(self) -> frozenset[Permission]:
        """All it carries."""
        return self.added | CARRIED[self.role] if self.role else self.added

    @property
    def whole(self) -> bool:
        """Whether it is held for a whole agency, not in one of its units."""
        return self.path.count("/") <= WHOLE

    @property
    def in_unit(self) -> bool:
        """Whether it gives what is its unit's alone: an officer's, and a chief's who heads no whole agency."""
        return self.role is Role.OFFICER or (self.role is Role.CHIEF and not self.whole)

    def meets(self, *wanted: "Role | Permission") -> bool:
        """Whether it is, or is like, one of these roles, or carries one of these permissions."""
        return self.role in wanted or not self.permissions.isdisjoint(wanted)


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or programme behind an act: rules read only this value.

    `key` names who it is in the journal (`staff:42`, `citizen`, `case:123`, `system:sealer`); it holds no name of
    a person. `deputising_for` is the key of the colleague stood in for 代理人. `as_of` is when the roles were read.
    """

    key: str
    label: str = ""
    grants: tuple[Grant, ...] = ()
    agency: str = ""
    assurance: Assurance = Assurance.NONE
    deputising_for: str = ""
    as_of: datetime | None = None
    holds: frozenset[str] = field(default_factory=frozenset)  # subjects proved by code: {"cases.case:7"}
    absent: frozenset[str] = field(default_factory=frozenset)  # colleagues away today, whose work this one does
    outside: bool = False  # 外聘: has an account for a time, and sees only what she was invited to

    def has(self, *wanted: Role | Permission) -> bool:
        """Whether any of the roles or permissions is held anywhere."""
        return any(grant.meets(*wanted) for grant in self.grants)

    def agencies(self, *wanted: Role | Permission) -> frozenset[str]:
        """Codes of the agencies in which any of the roles or permissions is held."""
        return frozenset(grant.agency for grant in self.grants if grant.meets(*wanted))

    def heading(self, *wanted: Role) -> frozenset[str]:
        """Codes of the agencies of which any of the roles gives everything, not only what is a unit's."""
        return frozenset(grant.agency for grant in self.grants if grant.role in wanted and not grant.in_unit)

    def paths(self, *wanted: Role | Permission) -> tuple[str, ...]:
        """Paths of the units in which any of the roles or permissions is held."""
        return tuple(grant.path for grant in self.grants if grant.meets(*wanted))

    def over(self, path: str, *wanted: Role | Permission) -> bool:
        """Whether any of them is held in the unit at a path or above it; the platform holds all."""
        return self.has(Role.SYSTEM) or any(path.startswith(above) for above in self.paths(*wanted))

    @property
    def staff(self) -> bool:
        """Whether this is somebody who works here, not a citizen or the platform."""
        return self.key.startswith("staff:")


PUBLIC = Actor(key="public")
"""Anyone, without an account."""


def system(name: str) -> Actor:
    """The platform's own hand: `system("sealer")`."""
    return Actor(key=f"system:{name}", grants=(Grant(Role.SYSTEM, "", "/"),), assurance=Assurance.TWO_FACTOR)
