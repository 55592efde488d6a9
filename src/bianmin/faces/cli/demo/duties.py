"""The duties of the demonstration: titles of the documents held by its people, and an expert from outside."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from bianmin.faces.cli.demo.office import AGENCY, BRANCH, COUNTY, IMMIGRATION, OPENED, ROOT, key_named
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import invite_expert
from bianmin.foundation.accounts.queries import key_of, user_named
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import local_day


@dataclass(frozen=True, slots=True)
class Appointed:
    """Who holds which duty where, by which invented document."""

    username: str
    duty: str
    path: str
    number: str
    over: tuple[str, ...] = ()


EXPERT: Final = ("scholar", "林教授", "大學公共行政系教授")
EXPERT_DAYS: Final = 365
APPOINTED: Final = (
    Appointed("chen", "director", ROOT, "示範字第1130000001號"),
    Appointed("huang", "project-research", ROOT, "示範字第1130000002號"),
    Appointed("wu", "section-member", f"{ROOT}records/", "示範字第1130000003號"),
    Appointed("hsu", "front-line", f"{ROOT}counter/", "示範字第1130000004號"),
    Appointed("county", "county-evaluator", f"/{COUNTY}/", "示範字第1130000005號", (AGENCY,)),
    Appointed("liu", "head", f"/{BRANCH}/", "示範字第1130000006號"),
    Appointed("kuo", "responsible-section", f"/{BRANCH}/enforcement/", "示範字第1130000007號"),
    Appointed("yeh", "convener", f"/{IMMIGRATION}/", "示範字第1130000008號"),
)


def appoint(password: str, *, at: datetime) -> None:
    """Give the duties, and open an account for an expert who reviews for the county until a year from now."""
    by = system("demo")
    if user_named(EXPERT[0]):
        return
    for one in APPOINTED:
        grant_role(
            user=key_named(one.username), role=one.duty, path=one.path, valid_from=OPENED.date(), over=one.over,
            number=one.number, by=by, at=OPENED,
        )  # fmt: skip
    username, name, title = EXPERT
    last = local_day(at) + timedelta(days=EXPERT_DAYS)
    expert = invite_expert(
        agency=COUNTY, username=username, display_name=name, title=title, password=password, valid_until=last, by=by,
        at=at,
    )  # fmt: skip
    grant_role(
        user=key_of(expert), role="expert-reviewer", path=f"/{COUNTY}/", valid_from=local_day(at), valid_until=last,
        number="示範字第1130000009號", by=by, at=at,
    )  # fmt: skip
