"""The receipt: on the page as often as it is wanted, as a PDF, and as dates for one's own calendar."""

from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.track import receipt as receipt_of
from bianmin.delivery.catalog.queries import service_version
from bianmin.delivery.newsletters.queries.policy import mailed
from bianmin.faces.portal.common import language, only_here, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.receipts import Given, calendar, document
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.documents.writers.files import MEDIA
from bianmin.foundation.orgs.queries import unit_card
from bianmin.journeys.askfirst import waits
from bianmin.journeys.bill import own_fee
from bianmin.journeys.group import signature_of_case
from bianmin.journeys.letters import printed_application
from bianmin.journeys.screen import screened
from bianmin.kernel.receipts import spaced


def _given(request: Request, agency: str, number: str) -> Given:
    """The receipt for whoever holds the case in this session."""
    here = the_agency(agency)
    card = receipt_of(request.actor, number)
    only_here(here, card.agency)
    return Given(card, here, service_version(card.agency, card.service_code, card.service_version).offer, say(here))


def _screened(request: Request, given: Given) -> dict[str, Any]:
    """What a computer found in the application, where its service has it looked at."""
    if not given.offer.principles:
        return {}
    card, papers = screened(request.actor, given.receipt.number)
    return {"screened": card, "papers": papers, "asking": card is None and waits(given.receipt.subject)}


@door(ANYONE)
@require_safe
@found
def receipt(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The receipt as a page that prints well."""
    given = _given(request, agency, number)
    code = spaced(given.receipt.query_code) if given.receipt.query_code else ""
    return show_own(
        request,
        "receipt",
        receipt=given.receipt,
        code=code,
        offer=given.offer,
        pickup=given.pickup,
        say=given.say,
        unit=unit_card(given.receipt.unit_path).name_in(language()) if given.offer.unit_from else "",
        fee=own_fee(request.actor, number, today()),
        number=number,
        newsletter=mailed(given.receipt.agency),
        table_signature=signature_of_case(request.actor, number),
        **_screened(request, given),
    )


@door(ANYONE)
@require_safe
@found
def receipt_calendar(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The dates of the receipt as a calendar file."""
    return download(calendar(_given(request, agency, number)), f"{number}.ics", "text/calendar; charset=utf-8")


@door(ANYONE)
@require_safe
@found
def receipt_pdf(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The receipt as a PDF."""
    return download(pdf.write(document(_given(request, agency, number))), f"{number}.pdf", "application/pdf")


@door(ANYONE)
@require_safe
@found
def application(request: Request, agency: str, number: str, ending: str) -> HttpResponseBase:
    """The application as it was filed, masked, for whoever holds the case: PDF, ODT or DOCX."""
    _given(request, agency, number)
    data = printed_application(number=number, ending=ending, language=language(), by=request.actor)
    return download(data, f"{number}-application.{ending}", MEDIA[ending])
