"""The till of a window on a day: cash goes in and out while it is open; one counts it, another signs."""

from datetime import date, datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.payments.actions.steps import journal
from bianmin.delivery.payments.models import Till
from bianmin.delivery.payments.queries.tills import visible_to
from bianmin.delivery.payments.rules import may_second, may_take
from bianmin.delivery.payments.vocab.bills import LONGEST
from bianmin.delivery.payments.vocab.tills import TillState
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

TILLS = "payments.till"


class DayIsClosed(Refused):
    """The cash of this window was counted for the day."""

    message = _("The cash of this window has been counted for the day. Use another window, or have it counted again.")


class CountIsMissing(Refused):
    """No sum was entered."""

    message = _("Enter the sum that was counted, in whole dollars; 0 if there is no cash.")


class ExplanationIsMissing(Refused):
    """The sum counted is not the sum expected, and nobody says why."""

    message = _("The sum differs by {difference} dollars from what should be there. Write why, as far as it is known.")


class NotToBeSigned(Refused):
    """Nobody has counted, or it is signed."""

    message = _("This day is not waiting for a signature. Open the list again.")


class CounterCannotSign(Refused):
    """Whoever counted wants to sign too."""

    message = _("Somebody else than whoever counted has to sign. Ask a colleague.")


def put_in(agency: str, window: str, day: date, amount: int) -> Till:
    """Add cash to the till of a window, which is made with the first payment of the day.

    One conditional UPDATE: while the till is being counted nothing goes in unseen.

    Raises:
        DayIsClosed.
    """
    till = Till(agency=agency, unit_path=window, day=day)
    Till.objects.bulk_create([till], ignore_conflicts=True)
    place = Till.objects.filter(agency=agency, unit_path=window, day=day)
    if not place.filter(state=TillState.OPEN).update(cash=F("cash") + amount):
        raise DayIsClosed(field="window")
    return place.get()


def take_back(till: int, amount: int) -> None:
    """Take cash out of the sum of a till that is still open.

    Raises:
        DayIsClosed.
    """
    if not Till.objects.filter(pk=till, state=TillState.OPEN).update(cash=F("cash") - amount):
        raise DayIsClosed


def _found(key: int, by: Actor) -> Till:
    row = visible_to(by).filter(pk=key).first()
    if row is None:
        raise NotFound
    return row


@act()
def count(*, till: int, counted: int | None, by: Actor, at: datetime, explanation: str = "") -> None:
    """Count the cash of a window 日結清點; a difference needs a word of explanation. Until it is signed, again.

    Raises:
        CountIsMissing, ExplanationIsMissing; DayIsClosed: it is signed, or cash came in while it was counted.
    """
    row = _found(till, by)
    if not may_take(by, row.agency):
        raise NotAllowed
    if counted is None or counted < 0:
        raise CountIsMissing(field="counted")
    words = explanation.strip()[:LONGEST]
    if counted != row.cash and not words:
        raise ExplanationIsMissing(field="explanation", difference=f"{counted - row.cash:+,}")
    still = Till.objects.filter(pk=row.pk, cash=row.cash).exclude(state=TillState.SIGNED)
    values = {"counted": counted, "explanation": words, "counted_by": by.key, "counted_at": at}
    if not still.update(state=TillState.COUNTED, **values):
        raise DayIsClosed
    journal("count", f"{TILLS}:{row.pk}", row.agency, by=by, at=at, fields=("counted", "explanation"))


@act()
def reopen(*, till: int, by: Actor, at: datetime) -> None:
    """Open a counted till again before it is signed, so that money can be taken at the window.

    Raises:
        NotToBeSigned.
    """
    row = _found(till, by)
    if not may_take(by, row.agency):
        raise NotAllowed
    still = Till.objects.filter(pk=row.pk, state=TillState.COUNTED)
    if not still.update(state=TillState.OPEN, counted=None, counted_by="", counted_at=None):
        raise NotToBeSigned
    journal("reopen", f"{TILLS}:{row.pk}", row.agency, by=by, at=at, fields=("state",))


@act()
def sign(*, till: int, by: Actor, at: datetime) -> None:
    """Sign what another counted 覆核: the day of the window is closed for good.

    Raises:
        CounterCannotSign, NotToBeSigned.
    """
    row = _found(till, by)
    if row.state == TillState.COUNTED and not may_second(by, row.agency, row.counted_by):
        raise CounterCannotSign if may_take(by, row.agency) else NotAllowed
    still = Till.objects.filter(pk=row.pk, state=TillState.COUNTED, counted_by=row.counted_by, counted=row.counted)
    if not may_take(by, row.agency) or not still.update(state=TillState.SIGNED, signed_by=by.key, signed_at=at):
        raise NotToBeSigned
    journal("sign", f"{TILLS}:{row.pk}", row.agency, by=by, at=at, fields=("state",))
