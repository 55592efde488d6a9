"""The table of all time limits 處理時限表: on a page, and as CSV and ODS to take away."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from django.http import Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.limits import LimitRow, limit_table
from bianmin.delivery.catalog.queries.sheets import flows
from bianmin.faces.portal.common import say, show, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.foundation.documents.writers.ods import MEDIA as ODS
from bianmin.foundation.documents.writers.ods import write
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.money import dollars

MEDIA: Final = {"csv": "text/csv; charset=utf-8", "ods": ODS}


def _table(here: AgencyCard) -> list[LimitRow]:
    return limit_table(here.code, published(here.code, today()))


def _head() -> list[str]:
    heads = [
        _("Kind of matter"),
        _("Service"),
        _("Papers"),
        _("Our norm"),
        _("Legal limit"),
        _("Fee"),
        _("Who decides"),
    ]
    return [*heads, _("Source"), _("In force since")]


def _fee(row: LimitRow, reader: Reader) -> str:
    fee = row.card.offer.fee
    if not fee.amount:
        return _("Free")
    return f"{dollars(fee.amount)} / {reader(fee.unit)}" if fee.unit else dollars(fee.amount)


def _cells(rows: list[LimitRow], reader: Reader) -> Iterator[list[str]]:
    """The table in words, a row for each service."""
    for row in rows:
        offer = row.card.offer
        papers = [reader(paper.name) for paper in offer.papers if not paper.lookup]
        yield [
            reader(row.category),
            reader(row.card.name),
            "、".join(papers) if papers else _("None"),
            limit_in_words(offer.service_norm) or "-",
            limit_in_words(offer.statutory_limit) or _("two months by law"),
            _fee(row, reader),
            str(offer.approval.label),
            _("Demonstration") if row.invented else offer.source,
            offer.valid_from.isoformat(),
        ]


@door(ANYONE)
@require_safe
@found
def limits(request: Request, agency: str) -> HttpResponseBase:
    """The table of all time limits of an agency."""
    here = the_agency(agency)
    rows, reader = _table(here), say(here)
    newest = max((row.card.valid_from for row in rows), default=None)
    return show(request, "catalog/limits", rows=rows, say=reader, flows=flows(here.code), newest=newest)


@door(ANYONE)
@require_safe
@found
def table(_request: Request, agency: str, ending: str) -> HttpResponseBase:
    """The same table as CSV (with the mark that spreadsheets need for Chinese) or as an ODF spreadsheet (CNS 15251)."""
    here = the_agency(agency)
    if ending not in MEDIA:
        raise Http404
    rows = [_head(), *_cells(_table(here), say(here))]
    data = _csv(rows) if ending == "csv" else write(_("Time limits"), rows)
    answer = HttpResponse(data, content_type=MEDIA[ending])
    answer["Content-Disposition"] = f'attachment; filename="{here.slug}-limits.{ending}"'
    return answer


def _csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")
