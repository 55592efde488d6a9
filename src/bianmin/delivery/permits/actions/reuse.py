"""Use a paper once more instead of asking for it again; each use is a row, counted as a paper saved."""

from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.steps import act_on, change, happened
from bianmin.delivery.permits.models import Use
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.queries.reuse import Reusable, reusable_of
from bianmin.delivery.permits.queries.validity import period_end
from bianmin.delivery.permits.vocab.states import USE, EventKind, Verb
from bianmin.foundation.audit.actions import record
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.persons.rules import PurposeMissing, may_read
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 120


class NotReusable(Refused):
    """The paper may not be used again."""

    message = _("A paper of this kind is not for repeated use.")


class UsedUp(Refused):
    """It was used as often as it may be."""

    message = _("It may be used {most} times and has been. Ask for a new one.")


class PurposeIsMissing(Refused):
    """It is not said what it is used for."""

    message = _("Write what it is used for, in at most {most} characters.")


class UsedForThis(Refused):
    """It was used for this case before."""

    message = _("It is recorded already that this paper was used for case {number}.")


@act()
def look_for_reusable(*, agency: str, id_number: str, purpose: str, by: Actor, at: datetime) -> list[Reusable]:
    """What somebody with this identity number need not bring again; that it was asked, and why, is journaled.

    Raises:
        PurposeMissing, NotAllowed.
    """
    if not purpose.strip():
        raise PurposeMissing(field="purpose")
    if not may_read(by, agency):
        raise NotAllowed
    record(verb="permits.search", subject="permits.permit:*", agency=agency, by=by, at=at, purpose=purpose.strip()[:60])
    return reusable_of(agency, id_number, on=local_day(at))


@act()
def use(*, number: str, purpose: str, by: Actor, at: datetime, case_number: str = "") -> Use:
    """Use a paper once more 重複使用: a row, a count, a paper saved, and where the kind allows one the stay's last day.

    Raises:
        NotReusable, UsedUp, PurposeIsMissing, UsedForThis: nothing was recorded.
    """
    permit, day = act_on(number, Verb.USE, by=by, at=at), local_day(at)
    reuse = kind_version(permit.agency, permit.kind, permit.kind_version).reuse
    if reuse is None:
        raise NotReusable
    if reuse.most and permit.used >= reuse.most:
        raise UsedUp(most=reuse.most)
    words = purpose.strip()
    if not words or len(words) > LONGEST:
        raise PurposeIsMissing(field="purpose", most=LONGEST)
    calendar = office_calendar(permit.agency)
    row = Use(
        agency=permit.agency,
        unit_path=permit.unit_path,
        permit=permit,
        number=permit.number,
        kind=permit.kind,
        case_number=case_number.strip()[:30],
        purpose=words,
        stay_until=period_end(day, reuse.stay, calendar, first_day_counts=False) if reuse.stay else None,
        by=by.key,
        at=at,
        used_on=day,
    )
    try:
        with attempt():
            row.save(force_insert=True)
    except IntegrityError:
        raise UsedForThis(field="case_number", number=row.case_number) from None
    change(permit, "use", by=by, at=at, used=permit.used + 1)
    happened(permit, EventKind.USED, by=by, at=at, purpose=words)
    touch(fact=USE, keys=FACTS.facts[USE].keys(row))
    return row
