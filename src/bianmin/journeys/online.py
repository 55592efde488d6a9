"""Online applications 線上申辦: the officer is told by e-mail that one is there; the applicant is answered in time."""

from collections import defaultdict
from datetime import datetime
from typing import Final

from bianmin.delivery.cases.actions.answer import answer_online
from bianmin.delivery.cases.actions.escalate import at_work
from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.online import unanswered
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.vocab.policy import Mail
from bianmin.foundation.accounts.queries import covering, holders, key_of
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.notices.actions.staff import send_to_staff
from bianmin.journeys.tell import tell
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.rocdate import local_day

ONE: Final = "online-received"
ALL: Final = "online-waiting"


def _mail(case: Case) -> Mail:
    said = policy(case.agency)
    return said.online.mail_for(case.unit_path) if said and said.online else "none"


def _readers(case: Case, at: datetime) -> list[str]:
    """Who is told: the officer of the case, else all of its unit; in place of one who is away, who does the work."""
    on = local_day(at)
    keys = (
        [case.officer] if case.officer else [key_of(one) for one in holders(Role.OFFICER, path=case.unit_path, on=on)]
    )
    away = covering(case.agency, on=on)
    return list(dict.fromkeys(away.get(key, key) for key in keys))


@act()
def tell_officers(*, case: Case, by: Actor, at: datetime) -> int:
    """Tell whoever handles an online application that it is there, where the office wants so; tells how many were."""
    if _mail(case) != "at_once":
        return 0
    days = {"received_on": case.received_on, "due_on": case.due_on, "answer_by_on": case.reply_due_on or case.due_on}
    params = {"number": case.number, "service": case.service_name, **days}
    return sum(
        send_to_staff(
            template=ONE, to=to, agency=case.agency, subject=case.subject, params=params, unit_path=case.unit_path,
            by=by, at=at,
        )
        for to in _readers(case, at)
    )  # fmt: skip


@act()
def tell_of_many(*, case: Case, count: int, subject: str, by: Actor, at: datetime) -> int:
    """Tell whoever handles `case` of all that came in one table with it; tells how many were told."""
    if _mail(case) != "at_once":
        return 0
    params = {"count": count, "answer_by_on": case.reply_due_on or case.due_on}
    return sum(
        send_to_staff(
            template=ALL, to=to, agency=case.agency, subject=subject, params=params, unit_path=case.unit_path, by=by,
            at=at,
        )
        for to in _readers(case, at)
    )  # fmt: skip


@act()
def tell_daily(*, agency: str, by: Actor, at: datetime) -> int:
    """Tell officers whose units want one message a day how many online applications wait; tells how many were told.

    In office hours only, each at most once a working day.
    """
    said, on = policy(agency), local_day(at)
    if said is None or said.online is None or not at_work(at, office_calendar(agency), said.office_hours):
        return 0
    waiting: dict[str, list[Case]] = defaultdict(list)
    for case in unanswered(agency):
        for to in _readers(case, at) if _mail(case) == "daily" else ():
            waiting[to].append(case)
    return sum(
        send_to_staff(
            template=ALL, to=to, agency=agency, subject=f"cases.online:{on.isoformat()}", unit_path=f"/{agency}/",
            params={"count": len(cases), "answer_by_on": cases[0].reply_due_on}, by=by, at=at,
        )
        for to, cases in waiting.items()
    )  # fmt: skip


@act()
def answer(*, number: str, answer: str, by: Actor, at: datetime, way: str = "") -> None:
    """Answer an online application and tell the applicant that the answer is there, by e-mail or by post.

    Raises:
        AnswerMissing, NotInThisState.
    """
    tell(answer_online(number=number, answer=answer, by=by, at=at), "replied", by=by, at=at, way=way)
