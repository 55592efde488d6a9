"""Many entries of a register by a table: take an empty one, choose the filled one, see its faults or enter all."""

from typing import Final

from django.conf import settings
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.common import REFUSED, language, mistakes, say, show
from bianmin.faces.ui.doors import INVITED, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.tables import table as csv_table
from bianmin.foundation.documents.writers import ods
from bianmin.foundation.forms.queries.partners import filed_rows, own_batch
from bianmin.journeys import entries
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.registers.queries.published import register_for
from bianmin.quality.registers.rules import may_enter
from bianmin.quality.registers.vocab import Register

AGAIN: Final = 3
"""Seconds after which the page of a table that is being entered asks how far it is."""
SHOWN: Final = 50


def _open(request: Request, code: str) -> Register:
    of = register_for(request.actor, code)
    if not may_enter(request.actor, of):
        raise NotAllowed
    return of


def _handed(request: Request, of: Register) -> tuple[str, str]:
    """The key of the table that was handed in, or the sentence that says why it was not read."""
    file = request.FILES.get("file")
    if file is None:
        return "", _("Choose a file.")
    name, data = (file.name or "").replace("\0", ""), file.read(settings.GROUP_BYTES + 1)
    wrong: dict[str, str] = {}
    with refusals(wrong):
        return entries.hand_in(of=of, name=name, data=data, language=language(), by=request.actor, at=now()), ""
    return "", "".join(wrong.values())


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def hand_in(request: Request, code: str) -> HttpResponseBase:
    """Choose a filled table; it is checked, and nothing is entered yet."""
    of = _open(request, code)
    key, wrong = _handed(request, of) if request.method == "POST" else ("", "")
    if key:
        return redirect("desk-register-table", code=code, key=key)
    return show(
        request, "registers/hand_in", status=REFUSED if wrong else 200, register=of, most=settings.GROUP_ROWS,
        errors=mistakes({"file": wrong}) if wrong else [], columns=entries.table(of, language(), today()).columns(),
        say=say(request),
    )  # fmt: skip


@door(INVITED)
@require_safe
@found
def empty(request: Request, code: str, ending: str) -> HttpResponseBase:
    """The empty table of a register, made from its form."""
    if ending not in ("ods", "csv"):
        raise Http404
    of = _open(request, code)
    rows = entries.table(of, language(), today()).rows()
    if ending == "csv":
        return csv_table(of.id, rows[0], rows[1:])
    return download(ods.write(of.name, rows), f"{of.id}.ods", ods.MEDIA)


@door(INVITED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, code: str, key: str) -> HttpResponseBase:
    """Faults row by row, or the button that enters all; then how far it is, and the numbers."""
    of = _open(request, code)
    place = entries.place_of(code)
    card = own_batch(request.actor, of.agency, place, key)
    if request.method == "POST" and not card.faults:
        entries.confirm(of=of, key=key, by=request.actor, at=now())
        return redirect("desk-register-table", code=code, key=key)
    answer = show(
        request, "registers/table", register=of, table=card, most=SHOWN, say=say(request),
        wrong_rows=len({number for number, _label, _sentence in card.faults}),
        filed=filed_rows(of.agency, key, most=SHOWN) if card.state == "done" else [],
    )  # fmt: skip
    if card.state == "filing":
        answer["Refresh"] = str(AGAIN)
    return answer
