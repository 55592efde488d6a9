"""Read the accounts of other bodies, and their uses."""

from datetime import date

from django.db.models import Count, Max, Q, QuerySet

from bianmin.delivery.exchange.models import Account, Inquiry
from bianmin.delivery.exchange.queries.lookups import registers
from bianmin.delivery.exchange.vocab import AccountCard, Register, Registers, Result, Use
from bianmin.kernel.actor import Actor, Permission, Role

MOST = 200
READERS = (Role.CHIEF, Role.AUDITOR)


def accounts(actor: Actor) -> tuple[AccountCard, ...]:
    """The accounts that other bodies have or had in the agencies whose chief or auditor the actor is, newest first."""
    rows = Account.objects.filter(agency__in=actor.agencies(*READERS)).order_by("-id")[:MOST]
    counted = rows.annotate(uses=Count("inquiries"), last=Max("inquiries__on"))
    return tuple(
        AccountCard(
            row.pk, row.number, row.body, row.name, row.user, row.opened_on, row.valid_until, row.ended_on, row.uses,
            row.last,
        )
        for row in counted
    )  # fmt: skip


def opened_for(agency: str) -> QuerySet[Account]:
    """The accounts of an agency."""
    return Account.objects.filter(agency=agency)


def applied_for(agency: str) -> str:
    """The service for which other bodies apply for an account; empty where an agency gives none."""
    book = registers(agency)
    return book.accounts.service if book and book.accounts else ""


def offered(actor: Actor) -> tuple[Register, ...]:
    """The registers that the actor's account may ask, of the agency where it holds its duty."""
    book = _book(actor)
    return tuple(one for one in book.registers if book.accounts and one.code in book.accounts.registers) if book else ()


def per_hour(actor: Actor) -> int:
    """How often the actor's account may look something up in an hour."""
    book = _book(actor)
    return book.accounts.per_hour if book and book.accounts else 0


def _book(actor: Actor) -> Registers | None:
    """The registers of the agency where the actor's account holds its duty."""
    books = (registers(agency) for agency in actor.agencies(Permission.LOOK_UP))
    return next((one for one in books if one and one.accounts), None)


def _use(row: Inquiry) -> Use:
    return Use(row.body, row.account.name, row.register_name, row.matter, Result(row.result), row.at)


def uses(actor: Actor, first: date, last: date) -> tuple[Use, ...]:
    """Uses in a time, newest first: all of the agency for its chief and auditor, of one's own body for its people."""
    mine = Account.objects.filter(user=actor.key).values("agency", "body")
    seen = Q(agency__in=actor.agencies(*READERS))
    for own in mine:
        seen |= Q(agency=own["agency"], body=own["body"])
    rows = Inquiry.objects.filter(seen, on__range=(first, last)).select_related("account").order_by("-id")
    return tuple(_use(row) for row in rows[:MOST])


def used(account: Account, first: date, last: date) -> tuple[int, int]:
    """How often an account was used in a time, and how often something was found."""
    rows = Inquiry.objects.filter(agency=account.agency, account=account, on__range=(first, last))
    return rows.count(), rows.filter(result=Result.FOUND).count()
