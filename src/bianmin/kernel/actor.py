"""Who acts: a frozen value built once at the edge; every rule reads only it."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person is in a unit 角色: held in one unit, valid for it and the units below."""

    OFFICER = "officer"  # 承辦人: serves the public, handles cases
    CHIEF = "chief"  # 主管/主任: approves, answers alerts
    RESEARCH = "research"  # 研考: plans, indicators, reports
    REVIEWER = "reviewer"  # 評審委員
    AUDITOR = "auditor"  # 政風/稽核: reads journals, changes nothing
    SUPERVISOR = "supervisor"  # 上級機關: reads the figures of the agencies below
    ADMIN = "admin"  # 系統管理: units, accounts and packs
    SYSTEM = "system"  # the platform's own work: timers, imports


class Assurance(IntEnum):
    """How surely we know who this is 身分確認等級."""

    NONE = 0  # anyone
    CODE = 1  # knows a receipt number and its query code, or what was sent to the address given with the case
    PASSWORD = 2
    TWO_FACTOR = 3
    IDENTITY = 4  # an identity provider the agency trusts vouches for the person


@dataclass(frozen=True, slots=True)
class Grant:
    """One role held in one unit: `path` is the unit's materialised path (`/376530000A/counter/`)."""

    role: Role
    agency: str
    path: str


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

    def has(self, *roles: Role) -> bool:
        """Whether any of the roles is held anywhere."""
        return any(grant.role in roles for grant in self.grants)

    def agencies(self, *roles: Role) -> frozenset[str]:
        """Codes of the agencies in which any of the roles is held."""
        return frozenset(grant.agency for grant in self.grants if grant.role in roles)

    def paths(self, *roles: Role) -> tuple[str, ...]:
        """Paths of the units in which any of the roles is held."""
        return tuple(grant.path for grant in self.grants if grant.role in roles)

    @property
    def staff(self) -> bool:
        """Whether this is somebody who works here, not a citizen or the platform."""
        return self.key.startswith("staff:")


PUBLIC = Actor(key="public")
"""Anyone, without an account."""


def system(name: str) -> Actor:
    """The platform's own hand: `system("sealer")`."""
    return Actor(key=f"system:{name}", grants=(Grant(Role.SYSTEM, "", "/"),), assurance=Assurance.TWO_FACTOR)
