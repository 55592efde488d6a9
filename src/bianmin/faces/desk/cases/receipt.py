"""The receipt to print: on the page, and as a PDF."""

from dataclasses import replace
from typing import Final

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.receipts import receipt as receipt_of
from bianmin.delivery.cases.vocab import Receipt
from bianmin.faces.desk.common import english, language, say, show
from bianmin.faces.ui.agency import agency_for
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.receipts import Given, document
from bianmin.foundation.documents.writers import pdf
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced

JUST_RECEIVED: Final = "received"
KEPT: Final = 20


def remember(request: Request, number: str) -> None:
    """Remember that this session received a case: its receipt may be printed with the query code."""
    request.session[JUST_RECEIVED] = [*request.session.get(JUST_RECEIVED, []), number][-KEPT:]


def _receipt(request: Request, card: CaseCard) -> Receipt:
    ours = card.number in request.session.get(JUST_RECEIVED, [])
    holder = replace(request.actor, holds=frozenset({card.subject})) if ours else request.actor
    return receipt_of(holder, card.number)


def _pickup(card: CaseCard) -> str:
    return next((way.name for way in card.service.offer.pickup if way.code == card.pickup), card.pickup)


@door(OFFICER)
@require_safe
@found
def receipt(request: Request, number: str) -> HttpResponseBase:
    """The receipt as a page that prints well."""
    card = case(request.actor, number, english=english())
    found_of = _receipt(request, card)
    return show(
        request,
        "cases/receipt",
        case=card,
        receipt=found_of,
        code=spaced(found_of.query_code) if found_of.query_code else "",
        pickup=_pickup(card),
        offer=card.service.offer,
        say=say(request),
    )


def given(request: Request, number: str) -> Given:
    """The receipt of a case with what stands around it.

    Raises:
        NotFound: no such case, or its agency is gone.
    """
    card = case(request.actor, number, english=english())
    agency = agency_for(card.agency, language())
    if agency is None:
        raise NotFound
    return Given(_receipt(request, card), agency, card.service.offer, say(request))


@door(OFFICER)
@require_safe
@found
def receipt_pdf(request: Request, number: str) -> HttpResponseBase:
    """The receipt as a PDF."""
    return download(pdf.write(document(given(request, number))), f"{number}.pdf", "application/pdf")
