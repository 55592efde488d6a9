"""Keep the accounts of other bodies, and every use of one."""

from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.exchange.models import Account, Inquiry
from bianmin.delivery.exchange.vocab import ACCOUNT, INQUIRY, Matter, Register, Result
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.tries.vocab import TooManyTries
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

LONGEST: Final = 60
HOUR: Final = timedelta(hours=1)


class MatterIsMissing(Refused):
    """Nobody could check a look-up without the matter it was for."""

    message = _("Write the number of your matter, in at most {most} characters; your agency is told what it was for.")


class TooManyInquiries(TooManyTries):
    """One account looked up as often within the hour as the agency allows; `wait` in whole seconds (answer 429)."""

    message = _("This account made as many look-ups as it may in an hour. Wait {minutes} minutes and look up then.")


def _check_pace(account: Account, most: int, at: datetime) -> None:
    """Refuse the look-up beyond the most in an hour; the account is locked, so that two at once are counted."""
    Account.objects.select_for_update().get(pk=account.pk)
    lately = Inquiry.objects.filter(agency=account.agency, account=account, at__gt=at - HOUR).order_by("-at")
    if full := lately.values_list("at", flat=True)[most - 1 : most].first():
        raise TooManyInquiries(ceil((full + HOUR - at).total_seconds()))


def _journal(verb: str, account: Account, by: Actor, at: datetime, purpose: str = "") -> None:
    subject = f"{ACCOUNT}:{account.pk}"
    record(verb=f"exchange.{verb}", subject=subject, agency=account.agency, by=by, at=at, purpose=purpose)


@act()
def keep_account(
    *, matter: Matter, body: str, name: str, user: str, valid_until: date, by: Actor, at: datetime
) -> Account:
    """Keep that an account was opened on an application; who may is said by the journey."""
    account = Account.objects.create(
        agency=matter.agency, unit_path=matter.unit_path, subject=matter.subject, number=matter.number,
        body=body[:200], name=name[:200], user=user, opened_by=by.key, opened_on=local_day(at), valid_until=valid_until,
    )  # fmt: skip
    _journal("open_account", account, by, at, matter.number)
    return account


@act()
def mark_ended(*, account: Account, by: Actor, at: datetime) -> None:
    """Keep that an account was ended before its last day."""
    Account.objects.filter(pk=account.pk).update(ended_on=local_day(at))
    _journal("end_account", account, by, at, account.number)


@act()
def begin_inquiry(*, register: Register, matter: str, most: int, by: Actor, at: datetime) -> Inquiry:
    """Write down that another body asks a register, before it is asked; an account does `most` times in an hour.

    Raises:
        NotAllowed: the actor has no account that is open. MatterIsMissing, TooManyInquiries.
    """
    today = local_day(at)
    account = Account.objects.filter(user=by.key, ended_on=None, valid_until__gte=today).first()
    if account is None:
        raise NotAllowed
    said = matter.replace("\0", "").strip()
    if not said or len(said) > LONGEST:
        raise MatterIsMissing(field="matter", most=LONGEST)
    _check_pace(account, most, at)
    row = Inquiry.objects.create(
        agency=account.agency, unit_path=account.unit_path, account=account, number=account.number, body=account.body,
        register=register.code, register_name=register.name, matter=said, at=at, on=today,
    )  # fmt: skip
    touch(fact=INQUIRY, keys=FACTS.facts[INQUIRY].keys(row))
    _journal("inquire", account, by, at, said)
    return row


@act()
def end_inquiry(*, inquiry: Inquiry, result: Result, by: Actor, at: datetime) -> None:
    """Write what came of it."""
    Inquiry.objects.filter(pk=inquiry.pk).update(result=result)
    touch(fact=INQUIRY, keys=FACTS.facts[INQUIRY].keys(inquiry))
    _journal(f"inquiry_{result}", inquiry.account, by, at, inquiry.matter)


@act()
def mark_reported(*, account: Account, by: Actor, at: datetime) -> None:
    """Keep that the account's body was told of its use."""
    Account.objects.filter(pk=account.pk).update(reported_on=local_day(at))
    _journal("report_account", account, by, at, account.number)


def month_before(day: date) -> tuple[date, date]:
    """The first and the last day of the month before a day."""
    last = day.replace(day=1) - timedelta(days=1)
    return last.replace(day=1), last
