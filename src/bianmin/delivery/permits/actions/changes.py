"""Change a permit: annotate, issue again, renew, cancel, revoke; nothing of its history is lost."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.issue import PhraseIsUnknown, Wanted, issue
from bianmin.delivery.permits.actions.steps import act_on, change, happened
from bianmin.delivery.permits.models import Annotation, Contact, Permit
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.states import CONTACT, ContactState, EventKind, Loss, State, Verb, Why
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day

LONGEST = 300


@dataclass(frozen=True, slots=True)
class Applied:
    """A change that was granted: the holder's row with what changed, and the case as the journal and people know it."""

    holder: int
    origin: str
    origin_number: str


class ReasonIsMissing(Refused):
    """It is taken away without a reason, or with too long a one."""

    message = _("Write the reason, in at most {most} characters.")


class ReasonIsUnknown(Refused):
    """The kind is not issued again for this reason."""

    message = _("Choose why it is issued again.")


class NumberIsMissing(Refused):
    """A renewal without the number it is known by."""

    message = _("Enter the receipt number of the application for renewal.")


def _reason(text: str) -> str:
    words = text.strip()
    if not words or len(words) > LONGEST:
        raise ReasonIsMissing(field="reason", most=LONGEST)
    return words


def close_contacts(permit: Permit, why: Why) -> None:
    """Take the contacts still to be made off the lists, with the reason."""
    counted = FACTS.facts[CONTACT]
    for contact in Contact.objects.filter(permit=permit, state=ContactState.OPEN):
        keys = counted.keys(contact)
        contact.state, contact.why = ContactState.SKIPPED, why.value
        contact.save(update_fields=["state", "why"])
        touch(fact=CONTACT, keys=keys | counted.keys(contact))


@act()
def annotate(*, number: str, phrase: str, by: Actor, at: datetime) -> None:
    """Annotate a permit 加註 with one of the phrases of its kind; twice is once.

    Raises:
        PhraseIsUnknown: the kind has no such phrase.
    """
    permit = act_on(number, Verb.ANNOTATE, by=by, at=at)
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    found = next((one for one in of.annotations if one.code == phrase), None)
    if found is None:
        raise PhraseIsUnknown(field="phrase")
    key = {"agency": permit.agency, "permit": permit, "code": phrase}
    _row, new = Annotation.objects.get_or_create(**key, defaults={"text": found.text, "on": local_day(at)})
    if new:
        change(permit, "annotate", by=by, at=at)
        happened(permit, EventKind.ANNOTATED, by=by, at=at, text=found.text)


def _end(permit: Permit, state: State, *, by: Actor, at: datetime) -> None:
    change(permit, state.value, by=by, at=at, state=state.value, ended_on=local_day(at), remind_on=None)


@act()
def replace(
    *, number: str, reason: str, way: str, key: str, by: Actor, at: datetime, to: Applied | None = None
) -> Permit:
    """Issue a lost or damaged paper again 補發/換發: a new number, the annotations kept, the old one worth nothing.

    Where a change was applied for, `to` are the holder as changed and the case it was granted by.

    Raises:
        ReasonIsUnknown: the kind is not issued again for this; what `issue` refuses.
    """
    permit = act_on(number, Verb.REPLACE, by=by, at=at)
    of = kind_version(permit.agency, permit.kind, permit.kind_version)
    if reason not in of.replacement.reasons:
        raise ReasonIsUnknown(field="reason")
    kept = tuple(permit.annotations.values_list("code", flat=True))
    fresh = of.replacement.fresh
    wanted = Wanted(
        kind=of,
        holder=to.holder if to else permit.holder_id,
        way=way,
        key=key,
        last=permit.valid_until,
        phrases=kept,
        origin=to.origin if to else permit.origin,
        origin_number=to.origin_number if to else permit.origin_number,
        follows=permit,
        keeps=not fresh,
    )
    new = issue(wanted=wanted, by=by, at=at)
    _end(permit, State.REPLACED, by=by, at=at)
    happened(permit, EventKind.REPLACED, by=by, at=at, number=new.number, reason=Loss(reason).value)
    close_contacts(permit, Why.RENEWED)
    return new


def first_day_after(of: PermitKind, old: Permit, day: date) -> date:
    """When a renewed permit begins: the day after the old one ends, or the day of issue where the kind says so."""
    starts_after = of.renewal is not None and of.renewal.starts == "after"
    if not starts_after or old.valid_until is None or old.over(day):
        return day
    return old.valid_until + timedelta(days=1)


@act()
def renew(*, number: str, wanted: Wanted, by: Actor, at: datetime) -> Permit:
    """Issue the permit that goes on where an old one ends 延期; the old stays valid to its last day."""
    permit = act_on(number, Verb.CANCEL, by=by, at=at)
    new = issue(wanted=wanted, by=by, at=at)
    values = {"renewal_on": permit.renewal_on or local_day(at), "renewal_number": permit.renewal_number or new.number}
    change(permit, "renew", by=by, at=at, state=State.RENEWED.value, remind_on=None, **values)
    happened(permit, EventKind.RENEWED, by=by, at=at, number=new.number)
    close_contacts(permit, Why.RENEWED)
    return new


@act()
def note_renewal(*, number: str, renewal: str, by: Actor, at: datetime, on: date | None = None) -> None:
    """Record that a renewal was applied for 已申請延期: the holder is not reminded any more.

    Raises:
        NumberIsMissing: no number of the application was given.
    """
    permit = act_on(number, Verb.NOTE_RENEWAL, by=by, at=at)
    if not renewal.strip():
        raise NumberIsMissing(field="renewal")
    words = renewal.strip()[:30]
    change(permit, "note_renewal", by=by, at=at, renewal_on=on or local_day(at), renewal_number=words)
    happened(permit, EventKind.RENEWAL, by=by, at=at, number=words)
    close_contacts(permit, Why.RENEWED)


@act()
def drop_renewal(*, permit: Permit, by: Actor, at: datetime) -> None:
    """Forget an application for renewal that was withdrawn or refused: the reminders go on."""
    happened(permit, EventKind.RENEWAL_FELL, by=by, at=at, number=permit.renewal_number)
    change(permit, "drop_renewal", by=by, at=at, renewal_on=None, renewal_number="")
    left_out = Contact.objects.filter(permit=permit, state=ContactState.SKIPPED, why=Why.RENEWED)
    for contact in left_out.order_by("-planned_on")[:1]:
        contact.state, contact.why = ContactState.OPEN, ""
        contact.save(update_fields=["state", "why"])
        touch(fact=CONTACT, keys=FACTS.facts[CONTACT].keys(contact))


@act()
def cancel(*, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Cancel a permit 註銷, as at its holder's wish; from now on it is worth nothing."""
    permit, words = act_on(number, Verb.CANCEL, by=by, at=at), _reason(reason)
    _end(permit, State.CANCELLED, by=by, at=at)
    happened(permit, EventKind.CANCELLED, by=by, at=at, reason=words)
    close_contacts(permit, Why.SETTLED)


@act()
def revoke(*, number: str, reason: str, by: Actor, at: datetime) -> None:
    """Revoke a permit 廢止/撤銷, which only a chief does; the reason stays in its history."""
    permit, words = act_on(number, Verb.REVOKE, by=by, at=at), _reason(reason)
    _end(permit, State.REVOKED, by=by, at=at)
    happened(permit, EventKind.REVOKED, by=by, at=at, reason=words)
    close_contacts(permit, Why.SETTLED)
