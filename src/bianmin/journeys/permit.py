"""Permit: a granted case becomes a paper; the desk issues one to somebody who stands there; the holder is told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import row as case_row
from bianmin.delivery.cases.vocab import Outcome, State
from bianmin.delivery.permits.actions.changes import Applied, first_day_after, renew
from bianmin.delivery.permits.actions.changes import replace as replace_permit
from bianmin.delivery.permits.actions.handing import remind
from bianmin.delivery.permits.actions.issue import Wanted, issue
from bianmin.delivery.permits.actions.steps import happened
from bianmin.delivery.permits.models import Permit
from bianmin.delivery.permits.queries.permits import unfetched
from bianmin.delivery.permits.queries.published import kind as kind_now
from bianmin.delivery.permits.queries.published import kinds_granted_by
from bianmin.delivery.permits.queries.valid import valid_permit
from bianmin.delivery.permits.vocab.kinds import Change, PermitKind
from bianmin.delivery.permits.vocab.states import EventKind, Loss
from bianmin.delivery.permits.vocab.states import State as PermitState
from bianmin.foundation.notices.actions.sending import send
from bianmin.foundation.persons.actions import add_person
from bianmin.journeys.before import checked, confirmed, last_answered
from bianmin.journeys.unified import give_with
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import local_day


class CaseIsNotGranted(Refused):
    """Only a granted case leads to a paper."""

    message = _("A paper is issued when the case is granted. Decide the case first.")


class KindIsNotOfThis(Refused):
    """The service of the case does not lead to this kind."""

    message = _("This service does not lead to a paper of this kind.")


class NotTheApplicants(Refused):
    """The number on an application for a change is no valid permit of whoever applied."""

    message = _("{number} is no valid permit of the applicant. Compare it with the card, and ask for the right number.")


@dataclass(frozen=True, slots=True)
class Ask:
    """What the officer chooses when issuing: the way it is fetched, the last day where one is chosen, annotations.

    `answers` are those to the questions of the kind's check.
    """

    way: str
    last: date | None = None
    phrases: Sequence[str] = ()
    answers: Mapping[str, Any] = field(default_factory=dict)


def offered_for(case: Case, on: date) -> list[PermitKind]:
    """The kinds of papers that a granted case leads to; none for a case that is not granted."""
    granted = case.outcome in (Outcome.GRANTED, Outcome.PARTLY) and case.state in (State.DECIDED, State.RELEASED)
    return kinds_granted_by(case.agency, case.service_code, on) if granted else []


def kinds_for_case(*, number: str, by: Actor, at: datetime) -> tuple[list[PermitKind], list[str]]:
    """The kinds of papers that a case leads to and that are not issued yet, and the numbers of those that are."""
    case = case_row(by, number)
    rows = Permit.objects.filter(agency=case.agency, origin=case.subject).order_by("id")
    issued = list(rows.values_list("kind", "number"))
    there = {kind for kind, _number in issued}
    offered = [one for one in offered_for(case, local_day(at)) if one.id not in there]
    return offered, [number for _kind, number in issued]


def _old(case: Case, of: PermitKind) -> Permit | None:
    """The permit that a case renews: of the same kind and identity number, the one that ends last."""
    if not (of.renewal and of.renewal.service == case.service_code and case.applicant.id_number):
        return None
    rows = Permit.objects.filter(
        agency=case.agency, kind=of.id, holder__id_number=case.applicant.id_number, state=PermitState.VALID
    )
    return rows.order_by("-valid_until", "-id").first()


def _changed(case: Case, of: PermitKind, asked: Change, ask: Ask, by: Actor, at: datetime) -> Permit:
    """Make the permit that a granted change names anew, with the new address; the old one is worth nothing."""
    old = valid_permit(case.agency, (of.id,), str(case.answers.get(asked.number, "")), local_day(at))
    if old is None or not old.holder.id_number or old.holder.id_number != case.applicant.id_number:
        raise NotTheApplicants(number=str(case.answers.get(asked.number, ""))[:40])
    names = ("name", "latin_name", "id_number", "birth_on", "phone", "email", "language")
    same = {name: getattr(old.holder, name) for name in names}
    holder = add_person(agency=case.agency, address=str(case.answers[asked.address]), by=by, at=at, **same)
    to = Applied(holder.pk, case.subject, case.number)
    key = f"{case.subject}/{of.id}"
    return replace_permit(number=old.number, reason=Loss.CHANGED.value, way=ask.way, key=key, to=to, by=by, at=at)


def _issued_by(of: PermitKind, case: Case) -> PermitKind:
    """The kind as this case leads to it: issued by the unit that handled the case, where the kind says so."""
    mine = of.by_case_unit and case.unit_path.startswith(of.unit)
    return of.model_copy(update={"unit": case.unit_path}) if mine else of


@act()
def issue_for_case(*, number: str, kind: str, ask: Ask, by: Actor, at: datetime, tells: bool = True) -> Permit:
    """Issue the paper that a granted case leads to; the same case and kind twice is one paper.

    The holder is told, unless (`tells`) the paper is shown to her now. Where the case is
    a renewal, the new paper follows the old one, which stays valid to its last day.

    Raises:
        CaseIsNotGranted, KindIsNotOfThis; what `permits` refuses.
    """
    case, day = case_row(by, number), local_day(at)
    kinds = {one.id: one for one in offered_for(case, day)}
    if not kinds:
        raise CaseIsNotGranted
    if kind not in kinds:
        raise KindIsNotOfThis(field="kind")
    of = _issued_by(kinds[kind], case)
    wanted = Wanted(
        kind=of,
        holder=case.applicant_id,
        way=ask.way,
        key=f"{case.subject}/{kind}",
        last=confirmed(of, case, ask.last),
        phrases=ask.phrases,
        origin=case.subject,
        origin_number=case.number,
    )
    before = Permit.objects.filter(agency=case.agency, key=wanted.key).first()
    if before is not None:
        return before
    found = checked(of, ask.answers, case.applicant.birth_on, day)
    give_with("permit", number=number, by=by, at=at)
    old = _old(case, of)
    if of.change is not None and of.change.service == case.service_code:
        permit = _changed(case, of, of.change, ask, by, at)
    elif old is None:
        permit = issue(wanted=wanted, by=by, at=at)
    else:
        again = replace(wanted, follows=old, first=first_day_after(of, old, day))
        permit = renew(number=old.number, wanted=again, by=by, at=at)
    if tells:
        _note_check(permit, found, by, at)
    tell_holder(permit, "permit-ready", by=by, at=at)
    return permit


def _note_check(permit: Permit, reason: str, by: Actor, at: datetime) -> None:
    if reason:
        happened(permit, EventKind.CHECKED, by=by, at=at, reason=reason)


def last_for_case(*, number: str, of: PermitKind, by: Actor) -> date | None:
    """The last day that a case's answers give for a paper, for an officer to confirm."""
    return last_answered(of, case_row(by, number))


@act()
def issue_at_desk(
    *, agency: str, kind: str, holder: Mapping[str, Any], ask: Ask, key: str, by: Actor, at: datetime
) -> Permit:
    """Issue a paper to somebody who stands at the desk, without a case; `holder` are the data of a person."""
    of = kind_now(agency, kind, local_day(at))
    before = Permit.objects.filter(agency=agency, key=key).first()
    if before is not None:
        return before
    found = checked(of, ask.answers, holder.get("birth_on"), local_day(at))
    person = add_person(agency=agency, by=by, at=at, **holder)
    wanted = Wanted(kind=of, holder=person.pk, way=ask.way, key=key, last=ask.last, phrases=ask.phrases)
    permit = issue(wanted=wanted, by=by, at=at)
    _note_check(permit, found, by, at)
    return permit


def tell_holder(permit: Permit, template: str, *, by: Actor, at: datetime, **params: object) -> None:
    """Put a message about a permit into the outbox: that something is there, never a name."""
    values = {"number": permit.number, "service": permit.kind_name, **params}
    send(
        template=template,
        to=permit.holder,
        subject=permit.subject,
        params=values,
        by=by,
        at=at,
        unit_path=permit.unit_path,
    )


@act()
def _remind_one(permit: Permit, *, by: Actor, at: datetime) -> None:
    remind(permit=permit, by=by, at=at)
    tell_holder(permit, "permit-unfetched", by=by, at=at, due_on=local_day(at))


def remind_unfetched(*, agency: str, by: Actor, at: datetime) -> int:
    """Remind everybody whose paper waits too long 逾期未領: by e-mail, or a call or letter of the desk; how many."""
    found = list(unfetched(agency, local_day(at)))
    for permit in found:
        _remind_one(permit, by=by, at=at)
    return len(found)
