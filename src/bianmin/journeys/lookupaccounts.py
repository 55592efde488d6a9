"""Accounts for people of other public bodies 公務機關查詢帳號: applied for, approved, opened, used, and reported on."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import row, visible_to
from bianmin.delivery.cases.vocab import Outcome
from bianmin.delivery.exchange.actions.accounts import (
    begin_inquiry,
    end_inquiry,
    keep_account,
    mark_ended,
    mark_reported,
    month_before,
)
from bianmin.delivery.exchange.models import Account
from bianmin.delivery.exchange.queries.accounts import offered, opened_for, per_hour, used
from bianmin.delivery.exchange.queries.lookups import connected, door, registers
from bianmin.delivery.exchange.vocab import Accounts, Answer, Matter, NoAnswer, Question, Result
from bianmin.foundation.accounts.actions.closing import deactivate
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import invite_expert
from bianmin.foundation.accounts.queries import key_of
from bianmin.journeys.tell import tell
from bianmin.kernel import ids
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role, system
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day, parted, year

HAND: Final = system("lookup-accounts")
"""The platform's hand: a chief approves an account, and it is made for the chief."""


class NotThisCase(Refused):
    """No application for an account, not granted, or its account is there already."""

    message = _("No account is opened for this case: it is none for an account, is not granted, or has one already.")


class LastDayTooFar(Refused):
    """The account would last longer than the agency allows."""

    message = _("Choose a last day from today until {last}; then the body applies anew.")


class UsernameIsMissing(Refused):
    """Nobody signs in without a name."""

    message = _("Write the name to sign in with: letters and digits, in at most {most} characters.")


class NotAskedHere(Refused):
    """A register that is not offered to other bodies, or not connected."""

    message = _("This register cannot be asked now. Choose another, or ask the agency in writing.")


class NumberIsMissing(Refused):
    """Nobody is found without a number."""

    message = _("Write the identity number of the person, in at most {most} characters.")


class NumberIsMistyped(Refused):
    """It looks like the number of a person, and is nobody's: it would be that of somebody else."""

    message = _("The check digit of this number does not fit. Compare every character with the identity document.")


LONGEST: Final = 20
LONGEST_NAME: Final = 60
USERNAME: Final = re.compile(rf"[\w.@+-]{{1,{LONGEST_NAME}}}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """A granted application that waits for its account."""

    number: str
    body: str
    name: str
    title: str
    phone: str
    email: str
    last: date


def _rule(agency: str) -> Accounts | None:
    book = registers(agency)
    return book.accounts if book else None


def _months_on(day: date, months: int) -> date:
    """The same day some months later, or the last of that month."""
    index = day.year * 12 + day.month - 1 + months
    there = date(index // 12, index % 12 + 1, 1)
    return there.replace(day=min(day.day, monthrange(there.year, there.month)[1]))


def _said(answers: Mapping[str, Any], name: str) -> str:
    value = answers.get(name, "")
    return value.strip() if isinstance(value, str) else ""


def _asked(case: Case, rule: Accounts, today: date) -> Asked:
    said = partial(_said, case.answers)
    return Asked(
        number=case.number, body=said("body"), name=said("user_name"), title=said("user_title"),
        phone=said("user_phone"), email=said("user_email"), last=_months_on(today, rule.months),
    )  # fmt: skip


def waiting(actor: Actor, *, today: date) -> list[Asked]:
    """The granted applications of the actor's agency that have no account yet, the oldest first."""
    rule = _rule(actor.agency)
    if rule is None:
        return []
    granted = visible_to(actor).filter(agency=actor.agency, service_code=rule.service, outcome=Outcome.GRANTED)
    rows = granted.exclude(number__in=opened_for(actor.agency).values("number")).order_by("id")
    return [_asked(case, rule, today) for case in rows[:100]]


def asked(actor: Actor, number: str, *, today: date) -> Asked:
    """One of them.

    Raises:
        NotFound, NotThisCase.
    """
    case = row(actor, number)
    rule = _rule(case.agency)
    there = opened_for(case.agency).filter(subject=case.subject).exists()
    if rule is None or case.service_code != rule.service or case.outcome != Outcome.GRANTED or there:
        raise NotThisCase
    return _asked(case, rule, today)


@act()
def open_account(*, number: str, username: str, password: str, valid_until: date, by: Actor, at: datetime) -> Account:
    """Open the account a granted application asks for, until a last day, with the duty to look things up.

    The password is changed at the first sign-in; a certificate may be bound to the account.

    Raises:
        NotAllowed: no chief of the agency. NotThisCase, LastDayTooFar, UsernameIsMissing; what `accounts` refuses.
    """
    case, today = row(by, number), local_day(at)
    if case.agency not in by.agencies(Role.CHIEF):
        raise NotAllowed
    of = asked(by, number, today=today)
    rule = _rule(case.agency)
    if rule is None or not today <= valid_until <= of.last:
        raise LastDayTooFar(field="valid_until", last=parted(of.last))
    if not USERNAME.fullmatch(username):
        raise UsernameIsMissing(field="username", most=LONGEST_NAME)
    user = invite_expert(
        agency=case.agency, username=username, display_name=of.name, password=password, phone=of.phone[:40],
        title=f"{of.body} {of.title}".strip()[:60], email=of.email, valid_until=valid_until, by=HAND, at=at,
    )  # fmt: skip
    key = key_of(user)
    grant_role(
        user=key, role=rule.duty, path=f"/{case.agency}/", valid_from=today, valid_until=valid_until,
        number=case.number, by=HAND, at=at,
    )  # fmt: skip
    matter = Matter(case.agency, case.unit_path, case.subject, case.number, case.service_code, case.service_name)
    return keep_account(matter=matter, body=of.body, name=of.name, user=key, valid_until=valid_until, by=by, at=at)


@act()
def end_account(*, key: int, by: Actor, at: datetime) -> None:
    """End an account before its last day: nobody signs in with it any more.

    Raises:
        NotFound: none of an agency whose chief the actor is, or ended already.
    """
    account = Account.objects.filter(pk=key, ended_on=None, agency__in=by.agencies(Role.CHIEF)).first()
    if account is None:
        raise NotFound
    deactivate(user=account.user, by=HAND, at=at)
    mark_ended(account=account, by=by, at=at)


def inquire(*, register: str, id_number: str, matter: str, by: Actor, at: datetime) -> Answer | None:
    """Ask a register for another body; the answer is shown once and not kept. None: it could not be reached.

    Raises:
        NotAllowed: no open account. NotAskedHere, NumberIsMissing, NumberIsMistyped, MatterIsMissing,
        TooManyInquiries: nothing was asked.
    """
    known = next((one for one in offered(by) if one.code == register and connected(one)), None)
    if known is None:
        raise NotAskedHere(field="register")
    plain = ids.plain(id_number.replace("\0", ""))
    if not plain or len(plain) > LONGEST:
        raise NumberIsMissing(field="id_number", most=LONGEST)
    if ids.person_id(plain).why is ids.WRONG_CHECK:
        raise NumberIsMistyped(field="id_number")
    begun = begin_inquiry(register=known, matter=matter, most=per_hour(by), by=by, at=at)
    answer: Answer | None = None
    try:
        answer = door(known).ask(Question(known.code, "", plain, "", f"{begun.number} {begun.matter}"))
        result = Result.FOUND if answer.found else Result.NOT_FOUND
    except (NoAnswer, OSError):
        result = Result.DOWN
    end_inquiry(inquiry=begun, result=result, by=by, at=at)
    return answer


@act()
def _report(account: Account, first: date, last: date, at: datetime) -> None:
    """Tell the contact of the body that applied how often an account was used in a month."""
    cases = Case.objects.select_related("applicant", "proxy")
    case = cases.filter(agency=account.agency, number=account.number).first()
    count, found = used(account, first, last)
    if case is not None:
        month = f"{year(first)}{first.month}月"
        tell(case, "lookup-use", month=month, uses=str(count), found=str(found), by=HAND, at=at)
    mark_reported(account=account, by=HAND, at=at)


def report_uses(*, at: datetime) -> int:
    """Tell every body once a month of the uses of its accounts in the month before; tells how many accounts."""
    today = local_day(at)
    first, last = month_before(today)
    due = Account.objects.filter(opened_on__lte=last).exclude(reported_on__gt=last).exclude(ended_on__lt=first)
    made = 0
    for account in due.filter(valid_until__gte=first).order_by("id"):
        _report(account, first, last, at)
        made += 1
    return made
