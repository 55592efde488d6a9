"""Extend the legal limit of a case 展期, as the policy of its service allows: often enough, long enough, by whom."""

from datetime import date, datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.steps import act_on, change, happened
from bianmin.delivery.cases.models import Case, Extension
from bianmin.delivery.cases.queries.dues import dues_now, service_of, timed
from bianmin.delivery.cases.rules import is_chief
from bianmin.delivery.cases.vocab import EventKind, Verb
from bianmin.delivery.cases.vocab.promise import Answered
from bianmin.delivery.catalog.vocab import DEFAULT_LIMIT, ServiceCard
from bianmin.foundation.clock import actions as clock
from bianmin.foundation.clock.vocab import ExtensionPolicy, Period
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

CHIEF = "chief"


class ReasonIsMissing(Refused):
    """The citizen must be told why."""

    message = _("Write the reason; the applicant is told it.")


class NotExtendable(Refused):
    """The service's policy allows no extension."""

    message = _("The limit of this service may not be extended. Decide within it, or tell the applicant the new day.")


class AskedAlready(Refused):
    """Somebody asked the chief already."""

    message = _("An extension is asked for already. The chief answers it first.")


class NothingAsked(Refused):
    """There is nothing to answer."""

    message = _("No extension is asked for. Open the case again.")


class OwnRequest(Refused):
    """Who asks does not answer, not as a deputy either."""

    message = _("You asked for this extension yourself. Somebody else must answer it.")


def policy_of(service: ServiceCard) -> ExtensionPolicy:
    """The policy as the clock keeps it; an empty one is what the law says."""
    offer = service.offer
    longest = Period.parse(offer.extension.longest or offer.statutory_limit or DEFAULT_LIMIT)
    return ExtensionPolicy(longest, offer.extension.times, offer.extension.notice_before_expiry)


def _allowed(case: Case, *, reason: str, limit: str) -> tuple[ServiceCard, Period]:
    if not reason.strip():
        raise ReasonIsMissing(field="reason")
    service = timed(case, service_of(case))
    policy = policy_of(service)
    if policy.times == 0:
        raise NotExtendable
    return service, Period.parse(limit) if limit else policy.longest


@act()
def extend(*, number: str, reason: str, by: Actor, at: datetime, limit: str = "") -> bool:
    """Extend the legal limit within the policy of the service, or ask the chief where the chief allows it.

    `limit` is a period as services state it (`30d`), the longest allowed when empty. Gives whether it is extended.

    Raises:
        ReasonIsMissing, NotExtendable, AskedAlready; what the clock says of one too long, too late or repeated.
    """
    case = act_on(number, Verb.EXTEND, by=by)
    service, period = _allowed(case, reason=reason, limit=limit)
    asked = Extension(
        agency=case.agency,
        case=case,
        period=str(period),
        reason=reason.strip(),
        asked_by=by.key,
        asked_on=local_day(at),
    )
    if service.offer.extension.approval == CHIEF and not is_chief(by, case):
        _ask(asked, by=by, at=at)
        return False
    _grant(asked, by=by, at=at)
    return True


def _ask(asked: Extension, *, by: Actor, at: datetime) -> None:
    case, policy = asked.case, policy_of(timed(asked.case, service_of(asked.case)))
    _check(case, Period.parse(asked.period), policy, day=asked.asked_on)
    try:
        with attempt():
            asked.save(force_insert=True)
    except IntegrityError:
        raise AskedAlready from None
    change(case, "ask_extension", by=by, at=at, extension_asked=True)
    words = {"period": asked.period, "reason": asked.reason}
    happened(case, EventKind.EXTENSION_ASKED, by=by, at=at, public=False, **words)


def _check(case: Case, period: Period, policy: ExtensionPolicy, *, day: date) -> None:
    expires_on = case.statutory_due_on
    clock.check_extension(case.agency, case.clock, period, policy, expires_on=expires_on, notified_on=day)


def _grant(asked: Extension, *, by: Actor, at: datetime) -> None:
    case, day, before = asked.case, local_day(at), asked.case.due_on
    clock.extend(
        agency=case.agency,
        subject=case.clock,
        period=Period.parse(asked.period),
        policy=policy_of(timed(case, service_of(case))),
        expires_on=case.statutory_due_on,
        notified_on=day,
        reason="extension",
        by=by,
        at=at,
    )
    values = dues_now(case, as_of=day).columns(until=day)
    change(case, "extend", by=by, at=at, extension_asked=False, **values)
    asked.answer, asked.answered_by, asked.answered_on = Answered.GRANTED.value, by.key, day
    asked.before_on, asked.after_on = before, case.due_on
    asked.save()
    words = {"before_on": str(before), "after_on": str(case.due_on), "reason": asked.reason}
    happened(case, EventKind.EXTENDED, by=by, at=at, public=True, **words)


@act()
def answer_extension(*, number: str, answer: str, by: Actor, at: datetime, reason: str = "") -> bool:
    """Answer an extension asked for, as the chief; gives whether the limit is extended now.

    Raises:
        NothingAsked, OwnRequest; ReasonIsMissing: one not granted says why; what the clock says of one too late.
    """
    case = act_on(number, Verb.ANSWER_EXTENSION, by=by)
    asked = Extension.objects.filter(agency=case.agency, case=case, answer=Answered.ASKED).first()
    if asked is None:
        raise NothingAsked
    if asked.asked_by in (by.key, by.deputising_for):
        raise OwnRequest
    asked.case = case
    if answer == Answered.GRANTED:
        _grant(asked, by=by, at=at)
        return True
    if not reason.strip():
        raise ReasonIsMissing(field="reason")
    asked.answer, asked.answered_by, asked.answered_on = Answered.DECLINED.value, by.key, local_day(at)
    asked.save()
    change(case, "decline_extension", by=by, at=at, extension_asked=False)
    happened(case, EventKind.EXTENSION_DECLINED, by=by, at=at, public=False, reason=reason.strip())
    return False
