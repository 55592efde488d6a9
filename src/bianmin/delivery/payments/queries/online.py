"""Read payments online, and find the provider that is set."""

from datetime import datetime
from typing import Final

from django.conf import settings
from django.db.models import Q, QuerySet

from bianmin.delivery.payments.contrib.demo import Demo
from bianmin.delivery.payments.models import Charge
from bianmin.delivery.payments.rules import readable
from bianmin.delivery.payments.vocab.online import SILENCE, ChargeCard, ChargeState, Provider, Trouble
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

DEMO_PAGE: Final = "/pay-demo/"


def provider() -> Provider | None:
    """The provider of online payment that this installation uses; None where there is none."""
    return demo() if Demo.name == settings.PAYMENTS_PROVIDER else None


def demo() -> Demo:
    """The demonstration's provider."""
    return Demo(settings.PAYMENTS_SECRET, DEMO_PAGE)


def visible_to(actor: Actor) -> QuerySet[Charge]:
    """The payments online an actor may read: those of the bills it may read."""
    return Charge.objects.filter(readable(actor, "bill__")).select_related("bill", "receipt")


def charge_card(row: Charge) -> ChargeCard:
    """The card of a payment online."""
    return ChargeCard(
        id=row.pk,
        key=row.key,
        bill=row.bill.number,
        provider=row.provider,
        amount=row.amount,
        parts=row.parts,
        state=row.state,
        trouble=row.trouble,
        receipt=row.receipt.number if row.receipt else "",
        begun_at=row.begun_at,
        begun_on=row.begun_on,
        checked_by=row.checked_by,
        note=row.note,
    )


def charge(actor: Actor, key: str) -> ChargeCard:
    """One payment online by its key; refused with NotFound when there is none the actor may read."""
    row = visible_to(actor).filter(key=key).first()
    if row is None:
        raise NotFound
    return charge_card(row)


def charges_of(actor: Actor, bill: str) -> list[ChargeCard]:
    """The payments online of a bill, the newest first."""
    return [charge_card(row) for row in visible_to(actor).filter(bill__number=bill).order_by("-id")]


def to_reconcile(actor: Actor, *, agency: str, at: datetime) -> list[ChargeCard]:
    """What does not agree by itself 待對帳: in trouble, or without an answer for half an hour; nobody looked yet."""
    silent = Q(state=ChargeState.BEGUN, begun_at__lt=at - SILENCE)
    rows = visible_to(actor).filter(silent | ~Q(trouble=Trouble.NONE), agency=agency, checked_by="")
    return [charge_card(row) for row in rows.order_by("begun_at", "pk")[:100]]
