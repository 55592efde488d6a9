"""One table handed in: what is wrong with it, its confirmation, how far it is, its receipts."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.faces.portal.common import say, show_own
from bianmin.faces.portal.group.partner import acting, who
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.tables import table as csv_table
from bianmin.foundation.documents.writers import ods
from bianmin.foundation.forms.queries.partners import TableSignature
from bianmin.foundation.forms.queries.partners import batch as batch_card
from bianmin.journeys import group
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced
from bianmin.kernel.rocdate import TAIPEI

SHOWN: Final = 50
AGAIN: Final = 3
"""Seconds after which the page of a table that is being filed asks how far it is."""


def _certificate() -> str:
    """What the certificate is called by which tables are signed; empty where none is set that tells a number."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER and settings.OIDC_NUMBER else ""


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def batch(request: Request, agency: str, key: str) -> HttpResponseBase:
    """Faults row by row, or the button that files all; then how far it is, and the receipts."""
    here, partner = who(request, agency)
    if partner is None:
        return redirect("group", agency=agency)
    card = batch_card(here.code, partner.id, key)
    errors: dict[str, str] = {}
    if request.method == "POST" and not card.faults:
        with refusals(errors, "table", passing=(NotFound,)):
            group.confirm(agency=here.code, partner=partner.id, key=key, by=acting(partner), at=now())
            return redirect("group-table", agency=agency, key=key)
    offer = service_card(here.code, card.place, today())
    done = card.state == "done"
    answer = show_own(
        request,
        "group/table",
        status=422 if errors else 200,
        table=card,
        filed=group.receipts(agency=here.code, partner=partner.id, key=key, most=SHOWN) if done else [],
        wrong_rows=len({number for number, _label, _sentence in card.faults}),
        say=say(here),
        most=SHOWN,
        service=offer,
        signs="" if offer.offer.table_signature == "none" else _certificate(),
        must_sign=offer.offer.table_signature == "required",
        wrong=errors.get("table", ""),
    )
    if card.state == "filing":
        answer["Refresh"] = str(AGAIN)
    return answer


def _minute(at: datetime) -> str:
    return at.astimezone(TAIPEI).isoformat(timespec="minutes")


def _rows(filed: list[group.Filed], signed: TableSignature | None) -> Iterator[list[object]]:
    head = [_("Row"), _("Receipt number"), _("Query code"), _("Received on"), _("Ready by"), _("Remark")]
    yield [*head, *([_("Electronic signature"), _("Signed at"), "SHA-256"] if signed else [])]
    proof = [f"{signed.name} {signed.number}", _minute(signed.at), signed.digest] if signed else []
    for one in filed:
        of = one.receipt
        told = [of.number, spaced(of.query_code), of.received_on, of.due_on] if of else ["", "", "", ""]
        yield [one.number, *map(str, told), one.refusal, *proof]


@door(ANYONE)
@require_safe
@found
def receipts_file(request: Request, agency: str, key: str, ending: str) -> HttpResponseBase:
    """The receipts of a table as CSV or ODS."""
    here, partner = who(request, agency)
    if partner is None or ending not in ("csv", "ods"):
        raise Http404
    card = batch_card(here.code, partner.id, key)
    head, *rows = _rows(group.receipts(agency=here.code, partner=partner.id, key=key), card.signature)
    name = f"receipts-{card.place}-{card.made_at:%Y%m%d}"
    if ending == "csv":
        return csv_table(name, head, rows)
    return download(ods.write(_("Receipts"), [head, *rows]), f"{name}.ods", ods.MEDIA)
