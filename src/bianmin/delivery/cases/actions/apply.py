"""Apply: an application becomes a case, once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.families import join
from bianmin.delivery.cases.actions.files import found_waiting, with_files
from bianmin.delivery.cases.actions.mandates import keep_applying
from bianmin.delivery.cases.actions.parties import keep_parties
from bianmin.delivery.cases.actions.places import keep_place, take_place
from bianmin.delivery.cases.actions.proof import kinds
from bianmin.delivery.cases.actions.signatures import check_signed, keep_signature
from bianmin.delivery.cases.actions.steps import happened
from bianmin.delivery.cases.models import Case, CasePaper
from bianmin.delivery.cases.queries.codes import derive, hashed
from bianmin.delivery.cases.queries.intake import counted_from_arrival
from bianmin.delivery.cases.queries.online import reply_due
from bianmin.delivery.cases.queries.people import responsible, stand_in, unit_for
from bianmin.delivery.cases.queries.receipts import receipt_for_key, receipt_of
from bianmin.delivery.cases.queries.signature import signature
from bianmin.delivery.cases.queries.visible import remember
from bianmin.delivery.cases.vocab import FACT, Application, EventKind, ProofKind, Receipt
from bianmin.delivery.cases.vocab.intake import ANSWERED
from bianmin.delivery.cases.vocab.review import Reading
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.vocab import Promise, ServiceCard
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.models import File
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.persons.actions import add_checked, checked
from bianmin.foundation.search.actions import index
from bianmin.kernel.act import act, attempt
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.receipts import endings, new_receipt
from bianmin.kernel.rocdate import compact, local_day
from bianmin.kernel.rows import insert, insert_all, new

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


class ArrivedLater(Refused):
    """It is said to have come in, or to have been posted, on a day that cannot be."""

    message = _("It cannot have come in later than now, or before it was posted. Check the two days.")


class NotElsewhere(Refused):
    """Only its own office receives it."""

    message = _("This service is received only by the office that decides it. Send the applicant there, or post it.")


def _check(filing: Application, at: datetime, arrived: datetime) -> None:
    service, day = filing.service, filing.sent_on or local_day(arrived)
    if arrived > at or day > local_day(arrived):
        raise ArrivedLater(field="arrived_on")
    if not KEY.fullmatch(filing.key):
        raise KeyIsNotUsable
    if not service.holds(day):
        raise ServiceIsClosed
    if filing.channel not in service.offer.channels:
        raise ChannelIsClosed
    if filing.pickup not in {way.code for way in service.offer.pickup}:
        raise PickupIsUnknown(field="pickup")


def _number(agency: str, at: datetime) -> str:
    day = local_day(at)
    serial = take_number(agency=agency, kind="case", period=compact(day), many=True)
    return new_receipt(agency_named(agency).short, day, serial)


def _proof(filing: Application, proof: tuple[str, str], by: Actor, day: date) -> dict[str, Any]:
    """What proved the applicant's identity: a certificate, or what an officer saw of it and of the proxy's."""
    if check_signed(filing, by) and filing.proxy is None:
        return {"proof_recorded_on": day, **kinds(ProofKind.CERTIFICATE, "", proxy=False)}
    if proof == ("", ""):
        return {}
    if not by.has(Role.OFFICER, Role.CHIEF):
        raise NotAllowed
    return {"proof_recorded_on": day, **kinds(*proof, proxy=filing.proxy is not None)}


def _readings(service: ServiceCard) -> dict[str, str]:
    policy, levels = service.offer.second_reading, service.offer.levels
    if levels:
        return {"second_reading": Reading.LEVELS.value, "second_reader": levels[1].by}
    return {"second_reading": policy.when, "second_reader": policy.by} if policy else {}


def received_for(service: ServiceCard, by: Actor) -> str:
    """The agency that receives an application for another 跨區收件; empty for its own office and for citizens.

    Raises:
        NotElsewhere: the service may not be received so.
    """
    if not by.staff or service.agency in by.agencies(Role.OFFICER, Role.CHIEF):
        return ""
    if not service.offer.elsewhere or by.agency not in by.agencies(Role.OFFICER, Role.CHIEF):
        raise NotElsewhere
    return by.agency


@dataclass(frozen=True, slots=True)
class Drawn:
    """An application drawn up: all that is known before its number is taken, which others then wait for."""

    case: Case
    applicant: Mapping[str, Any]
    proxy: Mapping[str, Any] | None
    waiting: Mapping[str, File | None]


def _draw_up(filing: Application, due: Promise, proof: tuple[str, str], by: Actor, at: datetime) -> Drawn:
    service, arrived = filing.service, filing.arrived_at or at
    agency, day, intake = service.agency, local_day(arrived), received_for(service, by)
    unit = unit_for(service, filing.answers, day)
    here = by.staff and not intake and (unit == service.unit_path or by.over(unit, Role.OFFICER, Role.CHIEF))
    officer = by.key if here else responsible(service, unit, day)
    person = partial(checked, agency=agency, by=by, elsewhere=bool(intake))
    values: dict[str, Any] = {**_proof(filing, proof, by, day), **_readings(service)}
    case = new(
        Case,
        agency=agency,
        idempotency_key=filing.key,
        unit_path=unit,
        service_code=service.code,
        service_version=service.version,
        service_name=service.name,
        channel=filing.channel,
        via=filing.via,
        officer=officer,
        deputy=stand_in(officer, day),
        form=service.offer.form,
        form_version=filing.form_version,
        answers=dict(filing.answers),
        pickup=filing.pickup,
        intake_agency=intake,
        sent_on=filing.sent_on,
        place=filing.place.strip()[:60],
        received_at=arrived,
        received_on=day,
        started_at=counted_from_arrival(service, filing.channel, arrived),
        statutory_due_on=due.statutory_due_on,
        norm_due_on=due.norm_due_on,
        due_on=due.due_on,
        provisional=due.provisional,
        proof_needed=service.offer.proof_required,
        reply_due_on=reply_due(service.agency, filing.channel, day),
        acknowledged_on=None if filing.channel in ANSWERED else local_day(at),
        online_service=service.online,
        papers_needed=sum(paper.required for paper in service.offer.papers),
        **values,
    )
    return Drawn(
        case,
        person(**filing.applicant.said()),
        person(**filing.proxy.said()) if filing.proxy else None,
        found_waiting(agency, filing.uploads, filing.waiting),
    )


def _row(drawn: Drawn, key: str, by: Actor, at: datetime) -> tuple[Case, str]:
    """The case under its number, with whoever applies; and its query code."""
    case, agency = drawn.case, drawn.case.agency
    case.applicant = add_checked(agency=agency, data=drawn.applicant, by=by, at=at)
    case.proxy = add_checked(agency=agency, data=drawn.proxy, by=by, at=at) if drawn.proxy else None
    case.number = _number(agency, at)
    code = derive(agency, case.number, key, settings.SECRET_KEY)
    case.query_hash = hashed(agency, case.number, code, settings.SECRET_KEY)
    return insert(case), code


def _papers(case: Case, service: ServiceCard) -> list[CasePaper]:
    return [
        new(
            CasePaper,
            agency=case.agency,
            case=case,
            code=paper.code,
            name=paper.name,
            lookup=paper.lookup,
            required=paper.required,
            state="waiting" if paper.lookup else "missing",
            source=paper.source,
        )
        for paper in service.offer.papers
    ]


def _file(filing: Application, drawn: Drawn, by: Actor, at: datetime) -> tuple[Case, str]:
    place = take_place(filing.service, filing.key, at=at)
    case, code = _row(drawn, filing.key, by, at)
    keep_place(place, case)
    keep_parties(case, filing, by=by, at=at)
    keep_applying(case, filing, by=by, at=at)
    keep_signature(case, filing, by=by, at=at)
    papers = _papers(case, filing.service)
    insert_all(with_files(case, papers, filing.uploads, waiting=drawn.waiting, by=by, at=at))
    happened(case, EventKind.REQUESTED if case.request_only else EventKind.RECEIVED, by=by, at=at)
    if case.intake_agency:
        happened(case, EventKind.RECEIVED_ELSEWHERE, by=by, at=at, name=agency_named(case.intake_agency).name)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(case))
    index(agency=case.agency, kind=FACT, key=case.number, texts=(case.number, *endings(case.number)))
    record(verb="cases.apply", subject=case.subject, agency=case.agency, by=by, at=at)
    if filing.linked_to:
        join(case, filing.linked_to, by=by, at=at)
    return case, code


@act()
def apply(*, application: Application, by: Actor, at: datetime, proof: str = "", proxy_proof: str = "") -> Receipt:
    """Keep an application and give its receipt; the same key again gives the same receipt and no second case.

    Where the service needs a proof of identity this is a request until an officer records one; an officer who saw it
    now names its kind, and the proxy's; a certificate proves it while applying. The receipt acknowledges
    the application (IN-67), but for one by post.

    Raises:
        KeyIsNotUsable, ServiceIsClosed, ChannelIsClosed, PickupIsUnknown, ProofKindIsUnknown, ProxyNeedsProof,
        QuotaIsFull, ArrivedLater, NotElsewhere, NumberDiffers; what `persons` refuses of a person.
    """
    arrived = application.arrived_at or at
    _check(application, at, arrived)
    due = promise(application.service, counted_from_arrival(application.service, application.channel, arrived))
    drawn = _draw_up(application, due, (proof, proxy_proof), by, at)
    try:
        with attempt():
            case, code = _file(application, drawn, by, at)
    except IntegrityError:
        if before := receipt_for_key(application.service.agency, application.key):
            return before
        raise
    remember(case)
    signed = signature(case) if application.signed else None
    return receipt_of(case, due.steps, code, repeated=False, signed=signed)
