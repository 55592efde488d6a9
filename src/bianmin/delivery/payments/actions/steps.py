"""What every act on a bill does: change it if nobody was faster, journal it, touch what is counted."""

from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.models import Bill, Instalment, Receipt
from bianmin.delivery.payments.vocab.bills import BILLS, LONGEST, RECEIPTS, BillState
from bianmin.delivery.payments.vocab.plans import PARTS
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day


class SomebodyWasFirst(Refused):
    """Two acted on one bill at the same moment, and this was the second."""

    message = _("Somebody else changed this bill a moment ago. Open it again and see what is left to pay.")


class ReasonIsMissing(Refused):
    """Something that another person reads later was done without saying why."""

    message = _("Write the reason.")


class ReasonIsTooLong(Refused):
    """The reason does not fit."""

    message = _("Write at most {most} characters.")


FACT_OF = {Bill: BILLS, Receipt: RECEIPTS, Instalment: PARTS}


def reason_of(text: str, *, field: str = "reason") -> str:
    """A reason as kept.

    Raises:
        ReasonIsMissing, ReasonIsTooLong.
    """
    words = text.strip()
    if not words:
        raise ReasonIsMissing(field=field)
    if len(words) > LONGEST:
        raise ReasonIsTooLong(field=field, most=LONGEST)
    return words


def keys(row: Model) -> set[tuple[str, str, date]]:
    """The keys a row is counted under now."""
    return FACTS.facts[FACT_OF[type(row)]].keys(row)


def counted(row: Model, before: set[tuple[str, str, date]] | None = None) -> None:
    """Touch the keys a row was and is counted under."""
    touch(fact=FACT_OF[type(row)], keys=(before or set()) | keys(row))


def change(bill: Bill, verb: str, *, by: Actor, at: datetime, **values: Any) -> Bill:
    """Write the values if the bill is still as it was read; its state follows from its sums.

    Raises:
        SomebodyWasFirst: another act came between.
    """
    before = keys(bill)
    after = {name: values.get(name, getattr(bill, name)) for name in ("total", "waived", "paid", "state")}
    if after["state"] != BillState.CANCELLED:
        left = after["total"] - after["waived"] - after["paid"]
        settled = BillState.PAID if after["paid"] or not after["total"] else BillState.WAIVED
        values["state"] = BillState.OPEN if left else settled
        values["settled_on"] = None if left else (bill.settled_on or local_day(at))
    still = Bill.objects.filter(pk=bill.pk, revision=bill.revision)
    if not still.update(revision=bill.revision + 1, **values):
        raise SomebodyWasFirst
    for name, value in {"revision": bill.revision + 1, **values}.items():
        setattr(bill, name, value)
    counted(bill, before)
    journal(verb, f"{BILLS}:{bill.pk}", bill.agency, by=by, at=at, fields=tuple(values))
    return bill


def journal(verb: str, subject: str, agency: str, *, by: Actor, at: datetime, fields: tuple[str, ...] = ()) -> None:
    """Write the journal's line of an act."""
    record(verb=f"payments.{verb}", subject=subject, agency=agency, by=by, at=at, fields=fields)
