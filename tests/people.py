"""The people of the tests: a household office in Beinan, who works there, and who has no business there."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.signing import get_cookie_signer
from django.test import Client

from bianmin.foundation.accounts.models import Deputy, Holding, User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.kernel.actor import Actor, Assurance, Role
from bianmin.kernel.rocdate import TAIPEI

AGENCY = "376550300A"
PARENT = "376550000A"
ROOT = f"/{AGENCY}/"
COUNTER = f"/{AGENCY}/counter/"
RECORDS = f"/{AGENCY}/records/"
NOON = datetime(2025, 3, 5, 12, 0, tzinfo=TAIPEI)
PASSWORD = "a long password for tests"
START = date(2020, 1, 1)


@dataclass(frozen=True)
class People:
    """Accounts of everybody; `actor(name)` gives the actor of one."""

    officer: User
    elsewhere: User
    chief: User
    research: User
    auditor: User
    supervisor: User
    admin: User
    outsider: User

    def actor(self, name: str, at: datetime = NOON) -> Actor:
        return actor_for(getattr(self, name), at=at, assurance=Assurance.TWO_FACTOR)


def _unit(agency: str, code: str, path: str, name: str, kind: str = "unit") -> Unit:
    return Unit.objects.create(agency=agency, code=code, path=path, name=name, kind=kind, valid_from=START)


def _agency(code: str, parent: str, short: str, name: str, english: str) -> Agency:
    return Agency.objects.create(
        code=code, parent_code=parent, short=short, name=name, names={"en": english}, valid_from=START,
        address="臺東縣卑南鄉太平村和平路67號", addresses={"en": "67 Heping Road, Taiping, Beinan, Taitung"},
        phone="089-381200", document_word="卑鄉戶字", hours={"zh-hant": [["星期一至星期五", "08:00-17:00"]]},
    )  # fmt: skip


def _staff(username: str, name: str, role: Role, agency: str, path: str, title: str = "課員") -> User:
    user = User.objects.create_user(
        username, password=PASSWORD, agency=agency, display_name=name, title=title, phone="089-381200#21"
    )
    Holding.objects.create(user=user, role=role.value, agency=agency, path=path, valid_from=START)
    return user


def household_office() -> People:
    """The office with its units, and one person for each role; the outsider works in another agency."""
    _agency(PARENT, "", "TT", "臺東縣政府", "Taitung County Government")
    _unit(PARENT, "root", f"/{PARENT}/", "臺東縣政府", "agency")
    _agency(AGENCY, PARENT, "TTBN", "臺東縣卑南鄉戶政事務所", "Beinan Township Household Registration Office")
    _unit(AGENCY, "root", ROOT, "卑南鄉戶政事務所", "office")
    _unit(AGENCY, "counter", COUNTER, "綜合受理櫃檯")
    _unit(AGENCY, "records", RECORDS, "戶籍資料組")
    people = People(
        officer=_staff("lin", "林怡君", Role.OFFICER, AGENCY, COUNTER),
        elsewhere=_staff("wu", "吳志明", Role.OFFICER, AGENCY, RECORDS),
        chief=_staff("chen", "陳美惠", Role.CHIEF, AGENCY, ROOT, "主任"),
        research=_staff("huang", "黃研考", Role.RESEARCH, AGENCY, ROOT),
        auditor=_staff("tsai", "蔡政風", Role.AUDITOR, AGENCY, ROOT),
        supervisor=_staff("county", "縣府研考", Role.SUPERVISOR, PARENT, f"/{PARENT}/"),
        admin=_staff("admin", "系統管理", Role.ADMIN, AGENCY, ROOT),
        outsider=_staff("out", "外人", Role.OFFICER, PARENT, f"/{PARENT}/"),
    )
    Deputy.objects.create(absent=people.officer, stand_in=people.elsewhere, agency=AGENCY, valid_from=START)
    return people


def hold(client: Client, *subjects: str) -> None:
    """Let a visitor hold cases as if their codes had been typed."""
    client.cookies["holds"] = get_cookie_signer(salt="holdsholds").sign(" ".join(subjects))
