"""Apply: an application becomes a case, once."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.files import keep_uploads
from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.delivery.cases.queries.codes import derive, hashed
from bianmin.delivery.cases.queries.people import responsible, stand_in
from bianmin.delivery.cases.queries.receipts import receipt_for_key, receipt_of
from bianmin.delivery.cases.vocab import FACT, EventKind, Particulars, Receipt
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.actions import add_person
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused
from bianmin.kernel.receipts import new_receipt
from bianmin.kernel.rocdate import compact, local_day

KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


class KeyIsNotUsable(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the page of the service again and send it once more.")


class ServiceIsClosed(Refused):
    """The service is not in force on this day."""

    message = _("This service can no longer be applied for in this form. Open its page again.")


class ChannelIsClosed(Refused):
    """The service is not offered this way."""

    message = _("This service cannot be applied for in this way. Its page says how.")


class PickupIsUnknown(Refused):
    """The way of receiving the result is none of the service's."""

    message = _("Choose how you want to receive the result.")


@dataclass(frozen=True, slots=True)
class Filing:
    """One application on its way in."""

    service: ServiceCard
    channel: str
    answers: Mapping[str, Any]
    form_version: str
    applicant: Particulars
    proxy: Particulars | None
    pickup: str
    key: str
    uploads: Mapping[str, Sequence[Kept]]
    by: Actor
    at: datetime


def _check(filing: Filing) -> None:
    service, day = filing.service, local_day(filing.at)
    if not KEY.fullmatch(filing.key):
        raise KeyIsNotUsable
    if day < service.valid_from or (service.valid_until is not None and day > service.valid_until):
        raise ServiceIsClosed
    if filing.channel not in service.offer.channels:
        raise ChannelIsClosed
    if filing.pickup not in {way.code for way in service.offer.pickup}:
        raise PickupIsUnknown(field="pickup")


def _number(agency: str, at: datetime) -> str:
    day = local_day(at)
    serial = take_number(agency=agency, kind="case", period=compact(day))
    return new_receipt(agency_named(agency).short, day, serial)


def _row(filing: Filing) -> Case:
    service, by, at = filing.service, filing.by, filing.at
    agency, day, due = service.agency, local_day(filing.at), promise(filing.service, filing.at)
    number = _number(agency, at)
    code = derive(agency, number, filing.key, settings.SECRET_KEY)
    officer = by.key if by.staff else responsible(service, day)
    applicant = add_person(agency=agency, by=by, at=at, **asdict(filing.applicant))
    proxy = add_person(agency=agency, by=by, at=at, **asdict(filing.proxy)) if filing.proxy else None
    return Case.objects.create(
        agency=agency,
        number=number,
        query_hash=hashed(agency, number, code, settings.SECRET_KEY),
        idempotency_key=filing.key,
        unit_path=service.unit_path,
        service_code=service.code,
        service_version=service.version,
        service_name=service.name,
        channel=filing.channel,
        officer=officer,
        deputy=stand_in(officer, day),
        applicant=applicant,
        proxy=proxy,
        form=service.offer.form,
        form_version=filing.form_version,
        answers=dict(filing.answers),
        pickup=filing.pickup,
        received_at=at,
        received_on=day,
        started_at=at,
        statutory_due_on=due.statutory_due_on,
        norm_due_on=due.norm_due_on,
        due_on=due.due_on,
        proof_needed=service.offer.proof_required,
        online_service=service.online,
    )


def _papers(case: Case, service: ServiceCard) -> None:
    CasePaper.objects.bulk_create(
        CasePaper(
            agency=case.agency,
            case=case,
            code=paper.code,
            name=paper.name,
            lookup=paper.lookup,
            required=paper.required,
            state="looked_up" if paper.lookup else "missing",
        )
        for paper in service.offer.papers
    )


@transaction.atomic
def _file(filing: Filing) -> Case:
    case = _row(filing)
    _papers(case, filing.service)
    keep_uploads(case, filing.uploads, by=filing.by, at=filing.at)
    happened(case, EventKind.REQUESTED if case.request_only else EventKind.RECEIVED, by=filing.by, at=filing.at)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(case))
    record(verb="cases.apply", subject=case.subject, agency=case.agency, by=filing.by, at=filing.at)
    return case


@transaction.atomic
def apply(
    *,
    service: ServiceCard,
    channel: str,
    answers: Mapping[str, Any],
    form_version: str,
    applicant: Particulars,
    pickup: str,
    key: str,
    by: Actor,
    at: datetime,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
    proxy: Particulars | None = None,
) -> Receipt:
    """Keep an application and give its receipt; the same `key` again gives the same receipt and no second case.

    `answers` are those a form's check let through, `uploads` the files it accepted, by the name of their box. `key`
    is drawn at random when the form is shown (16 to 64 letters, digits, `-`, `_`). What is applied for by other than
    staff at the counter stays a request until the proof of identity is recorded, where the service needs one.

    Raises:
        KeyIsNotUsable, ServiceIsClosed, ChannelIsClosed, PickupIsUnknown; what `persons` refuses of a person.
    """
    filing = Filing(
        service, channel, answers, form_version, applicant, proxy, pickup, key, uploads or {}, by, at
    )  # fmt: skip
    _check(filing)
    if before := receipt_for_key(service.agency, key):
        return before
    try:
        case = _file(filing)
    except IntegrityError:
        if other := receipt_for_key(service.agency, key):
            return other
        raise
    return receipt_of(case, repeated=False)
