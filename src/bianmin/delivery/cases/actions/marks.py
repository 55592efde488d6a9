"""Notes that other work leaves on a case: told, overdue, rated, letter printed."""

from datetime import datetime

from bianmin.delivery.cases.actions.dues import reckon_again
from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Contest, Decision, Supplement
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import may, works_on
from bianmin.delivery.cases.vocab import EventKind, Verb, Visit
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import local_day


def _own(number: str, by: Actor) -> Case:
    """The case of whoever works on it or holds it, or any for the platform."""
    case = row(by, number)
    if not (by.has(Role.SYSTEM) or case.subject in by.holds or works_on(by, case)):
        raise NotAllowed
    return case


@act()
def acknowledge(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the applicant was told of the receipt 收件確認 (IN-67): by the receipt in hand or a message."""
    case = _own(number, by)
    if case.acknowledged_on is None:
        change(case, "acknowledge", by=by, at=at, acknowledged_on=local_day(at))


@act()
def mark_overdue(*, agency: str, by: Actor, at: datetime) -> list[str]:
    """Reckon the open cases of an agency again; gives the numbers of those overdue that nobody was told of (IN-68)."""
    return [case.number for case in find_overdue(agency=agency, by=by, at=at)]


@act()
def find_overdue(*, agency: str, by: Actor, at: datetime) -> list[Case]:
    """As `mark_overdue`, with the rows for what the same act does next."""
    if not by.has(Role.SYSTEM):
        raise NotAllowed
    again = reckon_again(agency=agency, by=by, at=at)
    return [case for case in again.open if case.overdue and case.overdue_notified_on is None]


@act()
def note_overdue_told(*, number: str, by: Actor, at: datetime) -> None:
    """Note that the applicant of an overdue case was told 逾期主動告知 (IN-68)."""
    case = _own(number, by)
    change(case, "tell_overdue", by=by, at=at, overdue_notified_on=local_day(at))
    happened(case, EventKind.OVERDUE, by=by, at=at, due_on=case.due_on)


@act()
def note_rated(*, number: str, by: Actor, at: datetime, visit: str = Visit.RELEASED) -> Case:
    """Note that a visit for this case was rated, by whoever holds it; gives the case.

    The getting of the result can be rated once the case is decided, and makes it a rated case.
    """
    if visit == Visit.RELEASED:
        case = act_on(number, Verb.RATE, by=by)
        change(case, "rate", by=by, at=at, rated_on=local_day(at))
    else:
        case = row(by, number)
        if not may(by, Verb.RATE, case):
            raise NotAllowed
    happened(case, EventKind.RATED, by=by, at=at)
    return case


@act()
def keep_letter(*, number: str, odt: str, pdf: str, by: Actor, at: datetime) -> None:
    """Keep the letter of the decision: the keys of its files."""
    case = _own(number, by)
    Decision.objects.filter(agency=case.agency, case=case, round=case.round).update(odt=odt, pdf=pdf)
    record(verb="cases.keep_letter", subject=case.subject, agency=case.agency, by=by, at=at)


@act()
def keep_contest_letter(*, number: str, contest: int, odt: str, pdf: str, by: Actor, at: datetime) -> None:
    """Keep the letter that settled an objection: the keys of its files."""
    case = _own(number, by)
    Contest.objects.filter(agency=case.agency, case=case, round=contest).update(odt=odt, pdf=pdf)
    record(verb="cases.keep_contest_letter", subject=case.subject, agency=case.agency, by=by, at=at)


@act()
def keep_notice(*, number: str, odt: str, pdf: str, by: Actor, at: datetime) -> None:
    """Keep the printed one-time notice of the newest round: the keys of its files."""
    case = _own(number, by)
    Supplement.objects.filter(agency=case.agency, case=case, round=case.supplement_rounds).update(odt=odt, pdf=pdf)
    record(verb="cases.keep_notice", subject=case.subject, agency=case.agency, by=by, at=at)
