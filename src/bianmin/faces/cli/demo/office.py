"""Set the office up: packs, accounts, deputies, by the same actions as the pages use."""

from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Final

from bianmin.foundation.accounts.actions.absences import name_deputy
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.queries import actor_for, key_of, user_named
from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import Actor, Assurance, Role, system
from bianmin.kernel.rocdate import TAIPEI

AGENCY: Final = "376550300A"
COUNTY: Final = "376550000A"
BRANCH: Final = "A11990001E"
MINISTRY: Final = "A09000000E"
IMMIGRATION: Final = "301140000A"
ROOT: Final = f"/{AGENCY}/"
OVERSEAS: Final = f"/{IMMIGRATION}/overseas/"
OPENED: Final = datetime(2024, 1, 1, 8, 0, tzinfo=TAIPEI)


@dataclass(frozen=True, slots=True)
class Post:
    """One account of the demonstration: who, which role, where."""

    username: str
    name: str
    title: str
    role: Role
    agency: str
    path: str
    phone: str


POSTS: Final = (
    Post("lin", "林怡君", "課員", Role.OFFICER, AGENCY, f"{ROOT}counter/", "089-380000#21"),
    Post("hsu", "許文雄", "辦事員", Role.OFFICER, AGENCY, f"{ROOT}counter/", "089-380000#22"),
    Post("wu", "吳志明", "課員", Role.OFFICER, AGENCY, f"{ROOT}records/", "089-380000#31"),
    Post("chen", "陳美惠", "主任", Role.CHIEF, AGENCY, ROOT, "089-380000#10"),
    Post("huang", "黃淑芬", "研考", Role.RESEARCH, AGENCY, ROOT, "089-380000#12"),
    Post("tsai", "蔡建宏", "政風", Role.AUDITOR, AGENCY, ROOT, "089-380000#15"),
    Post("admin", "系統管理員", "資訊", Role.ADMIN, AGENCY, ROOT, "089-380000#16"),
    Post("chang", "張書琴", "書記官", Role.OFFICER, BRANCH, f"/{BRANCH}/counter/", "02-20000000#11"),
    Post("kuo", "郭志遠", "執行員", Role.OFFICER, BRANCH, f"/{BRANCH}/enforcement/", "02-20000000#21"),
    Post("liu", "劉家銘", "分署長", Role.CHIEF, BRANCH, f"/{BRANCH}/", "02-20000000#1"),
    Post("wang", "王綜規", "科員", Role.OFFICER, MINISTRY, f"/{MINISTRY}/research/", "02-20005000#10"),
    Post("fang", "方主管", "科長", Role.CHIEF, MINISTRY, f"/{MINISTRY}/", "02-20005000#11"),
    Post("tseng", "曾國棟", "科員", Role.OFFICER, IMMIGRATION, f"/{IMMIGRATION}/north/taipei/", "02-20006000#21"),
    Post("yeh", "葉雅玲", "站主任", Role.CHIEF, IMMIGRATION, f"/{IMMIGRATION}/", "02-20006000#10"),
    Post("pan", "潘文彬", "移民秘書", Role.OFFICER, IMMIGRATION, f"{OVERSEAS}los-angeles/", "+1-213-555-0121"),
    Post("ho", "何明珠", "組長", Role.CHIEF, IMMIGRATION, f"{OVERSEAS}los-angeles/", "+1-213-555-0110"),
    Post("ting", "丁美蘭", "移民秘書", Role.OFFICER, IMMIGRATION, f"{OVERSEAS}bangkok/", "+66-2-555-0121"),
    Post("shih", "石國雄", "組長", Role.CHIEF, IMMIGRATION, f"{OVERSEAS}bangkok/", "+66-2-555-0110"),
    Post("county", "江承翰", "科員", Role.SUPERVISOR, COUNTY, f"/{COUNTY}/", "089-326141#500"),
)
DEPUTIES: Final = (("lin", "hsu"), ("hsu", "lin"), ("wu", "lin"))


def pack_files() -> list[tuple[str, bytes]]:
    """Every pack that comes with Bianmin."""
    root = Path(str(files("bianmin"))) / "packs"
    return [(str(path.relative_to(root)), path.read_bytes()) for path in sorted(root.rglob("*.yaml"))]


def load_all() -> tuple[int, int]:
    """Load every pack; gives how many are new and how many stood there."""
    return load_packs(files=pack_files(), by=system("demo"), at=OPENED)


def hire(password: str) -> None:
    """Make the accounts that are not there yet, with roles and deputies."""
    by = system("demo")
    if user_named(POSTS[0].username):
        return
    since = OPENED.date()
    for post in POSTS:
        user = create_account(
            agency=post.agency, username=post.username, display_name=post.name, title=post.title, phone=post.phone,
            email=f"{post.username}@example.org", password=password, by=by, at=OPENED,
        )  # fmt: skip
        grant_role(user=key_of(user), role=post.role, path=post.path, valid_from=since, by=by, at=OPENED)
    for absent, stand_in in DEPUTIES:
        name_deputy(
            absent=key_named(absent), stand_in=key_named(stand_in), valid_from=date(2024, 1, 1), by=by, at=OPENED
        )


def key_named(username: str) -> str:
    """The key of an account of the demonstration."""
    user = user_named(username)
    if user is None:
        raise LookupError(username)
    return key_of(user)


def actor(username: str, at: datetime) -> Actor:
    """Somebody of the office as an actor at a moment."""
    user = user_named(username)
    if user is None:
        raise LookupError(username)
    return actor_for(user, at=at, assurance=Assurance.TWO_FACTOR)
