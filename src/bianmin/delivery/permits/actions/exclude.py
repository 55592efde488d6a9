"""Leave a holder out of the reminders, and put one back; each with the reason and where it is known from."""

from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.steps import act_on, change, happened
from bianmin.delivery.permits.models import Excluded, Permit
from bianmin.delivery.permits.vocab.states import EXCLUDING, EventKind, Verb, Why
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 200


class WhyIsUnknown(Refused):
    """None of the reasons for leaving somebody out."""

    message = _("Choose why the holder is not to be reminded.")


class SourceIsMissing(Refused):
    """It is not said from where this is known."""

    message = _("Write from where this is known, in at most {most} characters; no details of a person.")


class IsExcluded(Refused):
    """It was recorded before."""

    message = _("This reason is recorded already.")


class IsNotExcluded(Refused):
    """There is nothing to put back."""

    message = _("The holder is not left out for this reason.")


def leave_out(permit: Permit, why: Why, source: str, *, by: Actor, at: datetime) -> None:
    """Record a reason; one that is recorded already stays as it is."""
    day, words = local_day(at), source.strip()
    row = Excluded(agency=permit.agency, permit=permit, why=why.value, source=words, since=day, by=by.key)
    try:
        with attempt():
            row.save(force_insert=True)
    except IntegrityError:
        raise IsExcluded(field="why") from None
    values = {"departed_on": day} if why is Why.DEPARTED else {}
    change(permit, "exclude", by=by, at=at, **values)
    happened(permit, EventKind.EXCLUDED, by=by, at=at, why=why.value)


@act()
def exclude(*, number: str, why: str, source: str, by: Actor, at: datetime) -> None:
    """Leave a permit's holder out of the reminders that its ladder's policy names for this reason 排除通知.

    Raises:
        WhyIsUnknown, SourceIsMissing, IsExcluded: nothing changed.
    """
    permit = act_on(number, Verb.EXCLUDE, by=by, at=at)
    if why not in EXCLUDING:
        raise WhyIsUnknown(field="why")
    if not source.strip() or len(source) > LONGEST:
        raise SourceIsMissing(field="source", most=LONGEST)
    leave_out(permit, Why(why), source, by=by, at=at)


@act()
def include(*, number: str, why: str, by: Actor, at: datetime) -> None:
    """Put a holder back into the reminders; the reason stays in the history.

    Raises:
        IsNotExcluded: the holder is not left out for this.
    """
    permit = act_on(number, Verb.INCLUDE, by=by, at=at)
    rows = Excluded.objects.filter(agency=permit.agency, permit=permit, why=why, until__isnull=True)
    if not rows.update(until=local_day(at)):
        raise IsNotExcluded(field="why")
    change(permit, "include", by=by, at=at, **({"departed_on": None} if why == Why.DEPARTED else {}))
    happened(permit, EventKind.INCLUDED, by=by, at=at, why=why)
