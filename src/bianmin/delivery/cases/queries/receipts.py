"""Receipts: what the applicant was given, once more."""

from dataclasses import replace

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.codes import code_of
from bianmin.delivery.cases.queries.mandates import mandates_of
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.queries.signature import signature
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.cases.vocab.signature import SignatureCard
from bianmin.delivery.catalog.queries import promise, service_version
from bianmin.delivery.catalog.vocab import Channel
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.days import ONE
from bianmin.foundation.clock.vocab import Step
from bianmin.kernel.actor import Actor


def receipt_of(
    case: Case, steps: tuple[Step, ...], code: str, *, repeated: bool, signed: SignatureCard | None = None
) -> Receipt:
    """The receipt of a case with its query code: only for whoever has just applied for it."""
    officer, deputy = contacts(case)
    acting = mandates_of(case) if case.proxy_id else ()
    return Receipt(
        case_id=case.pk,
        agency=case.agency,
        number=case.number,
        query_code=code,
        service_code=case.service_code,
        service_version=case.service_version,
        service_name=case.service_name,
        channel=case.channel,
        received_at=case.received_at,
        received_on=case.received_on,
        statutory_due_on=case.statutory_due_on,
        norm_due_on=case.norm_due_on,
        due_on=case.due_on,
        provisional=case.provisional,
        working_days=office_calendar(case.agency).working_days(case.received_on + ONE, case.due_on),
        steps=steps,
        officer=officer,
        deputy=deputy,
        pickup=case.pickup,
        request_only=case.request_only,
        repeated=repeated,
        signature=signed,
        mandates=acting,
        unit_path=case.unit_path,
    )


def _steps(case: Case) -> tuple[Step, ...]:
    service = service_version(case.agency, case.service_code, case.service_version)
    return promise(service, case.received_at).steps


def _again(case: Case) -> Receipt:
    signed = signature(case) if case.channel == Channel.ONLINE else None
    return receipt_of(case, _steps(case), code_of(case), repeated=True, signed=signed)


def receipt_for_key(agency: str, key: str) -> Receipt | None:
    """The receipt that an idempotency key was answered with, None when the key is new."""
    case = Case.objects.filter(agency=agency, idempotency_key=key).first()
    return _again(case) if case else None


def receipt(actor: Actor, number: str) -> Receipt:
    """The receipt of a case again, for printing; the query code stands on it for whoever holds the case only."""
    case = row(actor, number)
    found = _again(case)
    return found if case.subject in actor.holds else replace(found, query_code="")
