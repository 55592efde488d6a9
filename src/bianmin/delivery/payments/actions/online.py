"""Pay online: begin at a provider, believe only its signed word, once; what does not agree waits for a person."""

import secrets
from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.receipts import NothingIsOwed, NotInParts, book, owed_now
from bianmin.delivery.payments.actions.steps import SomebodyWasFirst, journal, reason_of
from bianmin.delivery.payments.models import Charge, Hearing
from bianmin.delivery.payments.queries.bills import bill_row
from bianmin.delivery.payments.queries.online import charge_card, provider, visible_to
from bianmin.delivery.payments.rules import holds, may_take
from bianmin.delivery.payments.vocab.bills import Method
from bianmin.delivery.payments.vocab.online import (
    CHARGES,
    GIVEN_UP,
    SILENCE,
    ChargeCard,
    ChargeState,
    Heard,
    NoAnswer,
    Order,
    Said,
    Trouble,
    Word,
    WrongSignature,
)
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day

HAND: Final = system("payments")
"""Who books what a provider says."""


class NoOnlinePayment(Refused):
    """The installation has no provider."""

    message = _("Payment online is not offered here. Pay at any of our counters.")


class ProviderIsSilent(Refused):
    """The provider could not be reached; nothing was charged."""

    message = _("The payment provider gives no answer. Nothing was charged; try again later or pay at the counter.")


@act()
def _open(number: str, parts: int, name: str, by: Actor, at: datetime) -> Charge:
    bill = bill_row(by, number)
    if not holds(by, bill):
        raise NotAllowed
    amount = owed_now(bill, parts)[0]
    charge = Charge.objects.create(
        agency=bill.agency,
        key=secrets.token_urlsafe(24),
        bill=bill,
        provider=name,
        amount=amount,
        parts=parts,
        begun_at=at,
        begun_on=local_day(at),
    )
    journal("begin_online", f"{CHARGES}:{charge.pk}", charge.agency, by=by, at=at)
    return charge


def begin(*, number: str, back: str, by: Actor, at: datetime, parts: int = 0) -> str:
    """Begin to pay a bill online 線上繳費; gives the provider's address. `back` is ours, with `{key}` in it.

    The provider is asked outside the transaction. Where it is silent, our order is closed and the payer told so.

    Raises:
        NoOnlinePayment, ProviderIsSilent; NothingIsOwed, NotInParts.
    """
    line = provider()
    if line is None:
        raise NoOnlinePayment
    charge = _open(number, parts, line.name, by, at)
    try:
        return line.begin(Order(charge.key, charge.amount, number, back.format(key=charge.key)))
    except NoAnswer:
        Charge.objects.filter(pk=charge.pk, state=ChargeState.BEGUN).update(state=ChargeState.EXPIRED, answered_at=at)
        raise ProviderIsSilent from None


def came_back(*, key: str, reference: str, by: Actor) -> ChargeCard:
    """Keep the reference that the payer brought back; it proves nothing, it only helps to ask the provider."""
    row = visible_to(by).filter(key=key).first()
    if row is None:
        raise NotFound
    if reference and not row.reference and row.state == ChargeState.BEGUN:
        Charge.objects.filter(pk=row.pk).update(reference=reference[:120])
    return charge_card(row)


@act()
def hear(*, body: bytes, signature: str, at: datetime) -> Heard:
    """Take in a call-back 付款通知: believed when it is signed, taken once however often it comes.

    Every message is kept with what became of it; a forged one too, without its content.
    """
    line = provider()
    if line is None:
        raise NotFound
    try:
        word = line.read(body, signature)
    except WrongSignature:
        Hearing.objects.create(provider=line.name, heard=Heard.UNVERIFIED, at=at)
        return Heard.UNVERIFIED
    return _take(word, line.name, at)


def _take(word: Word, name: str, at: datetime) -> Heard:
    charge = Charge.objects.select_related("bill").filter(key=word.key, provider=name).first()
    heard = _judge(word, charge, at) if charge else Heard.UNKNOWN
    Hearing.objects.create(
        agency=charge.agency if charge else "",
        charge=charge,
        provider=name,
        message=word.id[:80],
        said=word.said.value,
        amount=max(word.amount, 0),
        heard=heard,
        at=at,
    )
    return heard


def _judge(word: Word, charge: Charge, at: datetime) -> Heard:
    """Do what a verified word says, if it is new."""
    if Hearing.objects.filter(charge=charge, message=word.id[:80], heard=Heard.TAKEN).exists():
        return Heard.AGAIN
    if word.said is Said.PENDING:
        return Heard.TAKEN if charge.state == ChargeState.BEGUN else Heard.LATE
    waiting = [ChargeState.BEGUN, ChargeState.EXPIRED]
    if word.said is Said.REFUSED:
        refused = Charge.objects.filter(pk=charge.pk, state=ChargeState.BEGUN)
        return Heard.TAKEN if refused.update(state=ChargeState.REFUSED, answered_at=at) else Heard.LATE
    if charge.state == ChargeState.REFUSED:
        waiting.append(ChargeState.REFUSED)
    mine = Charge.objects.filter(pk=charge.pk, state__in=waiting)
    if not mine.update(state=ChargeState.PAID, answered_at=at, trouble=Trouble.NONE):
        return Heard.AGAIN
    _book(word, charge, at)
    return Heard.TAKEN


def _book(word: Word, charge: Charge, at: datetime) -> None:
    """Give a receipt for what the provider took; what does not fit is stranded and waits for a person."""
    rows = Charge.objects.filter(pk=charge.pk)
    if word.amount != charge.amount:
        rows.update(state=ChargeState.STRANDED, trouble=Trouble.AMOUNT)
        return
    charge.bill.refresh_from_db()
    window = charge.bill.unit_path
    try:
        with attempt():
            receipt = book(
                charge.bill,
                amount=charge.amount,
                method=Method.ONLINE,
                window=window,
                parts=charge.parts,
                by=HAND,
                at=at,
            )
    except (NothingIsOwed, NotInParts, SomebodyWasFirst):
        rows.update(state=ChargeState.STRANDED, trouble=Trouble.SETTLED)
        return
    rows.update(receipt=receipt)


def reconcile(*, at: datetime) -> int:
    """Ask the provider what became of payments nobody told us of 對帳; gives how many found an end.

    One that stays silent is listed for a person; one that nobody finished in three days is given up. A word of
    payment that comes later still counts.
    """
    line = provider()
    if line is None:
        return 0
    ended = 0
    for charge in Charge.objects.filter(state=ChargeState.BEGUN, begun_at__lt=at - SILENCE / 10).order_by("pk")[:200]:
        try:
            word = line.ask(charge.key, charge.amount, at, charge.reference)
        except NoAnswer:
            ended += _silent(charge, at)
            continue
        ended += word.said is not Said.PENDING and _heard(word, line.name, at) is Heard.TAKEN
    return ended


@act()
def _heard(word: Word, name: str, at: datetime) -> Heard:
    return _take(word, name, at)


@act()
def _silent(charge: Charge, at: datetime) -> int:
    open_still = Charge.objects.filter(pk=charge.pk, state=ChargeState.BEGUN)
    if at - charge.begun_at >= GIVEN_UP:
        return open_still.update(state=ChargeState.EXPIRED, trouble=Trouble.NONE, answered_at=at)
    if at - charge.begun_at >= SILENCE:
        open_still.update(trouble=Trouble.SILENT)
    return 0


@act()
def checked(*, charge: int, note: str, by: Actor, at: datetime) -> None:
    """An officer looked into what did not agree, and writes what was done; it leaves the list.

    Raises:
        ReasonIsMissing.
    """
    row = visible_to(by).filter(pk=charge).first()
    if row is None:
        raise NotFound
    if not may_take(by, row.agency):
        raise NotAllowed
    words = reason_of(note, field="note")
    Charge.objects.filter(pk=row.pk).update(checked_by=by.key, note=words)
    journal("check_online", f"{CHARGES}:{row.pk}", row.agency, by=by, at=at, fields=("note",))
