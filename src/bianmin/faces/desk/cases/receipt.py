"""The receipt to print: on the page, and as a PDF."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.receipts import receipt as receipt_of
from bianmin.delivery.cases.vocab import Receipt
from bianmin.faces.desk.common import english, language, say, show
from bianmin.faces.ui.agency import AgencyCard, agency_for
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.templatetags.ui import day, moment, promises, working_days
from bianmin.foundation.documents.tree import Block, Document, Headline, Items, Line, Note, Pairs, Paragraph
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.packs.queries.translations import Reader
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


def pairs(rows: Iterable[tuple[str, str]]) -> Pairs:
    """Labels with their texts, those without a text left out."""
    filled = [(label, text) for label, text in rows if text.strip()]
    lines: list[tuple[str, Line]] = [(label, (text,)) for label, text in filled]
    return Pairs(tuple(lines))


def _blocks(of: Receipt, card: CaseCard, agency: AgencyCard, reader: Reader) -> tuple[Block, ...]:
    code = (Headline(_("Query code"), spaced(of.query_code)),) if of.query_code else ()
    deputy = f"{of.deputy.name} {of.deputy.title} {of.deputy.phone}"
    request_only = _("This is a request until we have seen your identity card.")
    return (
        Headline(_("Receipt number"), of.number),
        *code,
        pairs(
            [
                (_("Service"), reader(of.service_name)),
                (_("Received"), moment(of.received_at)),
                (_("Ready by"), day(of.due_on)),
                (_("Working days"), working_days(of)),
                *((label, day(on)) for label, on in promises(of)),
                (_("Pick-up"), reader(_pickup(card))),
                (_("Officer"), f"{of.officer.name} {of.officer.title} {of.officer.phone}"),
                (_("Deputy"), deputy),
            ]
        ),
        *((Note((request_only,)),) if of.request_only else ()),
        Items(tuple((reader(step.name),) for step in card.service.offer.sop), ordered=True),
        Paragraph((f"{agency.name} {agency.address} {agency.phone}",), small=True),
    )


@door(OFFICER)
@require_safe
@found
def receipt_pdf(request: Request, number: str) -> HttpResponseBase:
    """The receipt as a PDF."""
    card = case(request.actor, number, english=english())
    agency = agency_for(card.agency, language())
    if agency is None:
        return HttpResponse(status=404)
    document = Document(
        title=_("Receipt of your application"),
        blocks=_blocks(_receipt(request, card), card, agency, say(request)),
        language="en" if english() else "zh-Hant",
        author=agency.name,
        mark=_("Demonstration") if card.service.demonstration else "",
        numbered_pages=False,
    )
    answer = HttpResponse(pdf.write(document), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{number}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
