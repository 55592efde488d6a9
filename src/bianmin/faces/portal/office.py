"""The page of the office: where it is and when it is open, what it has for visitors, and what is out of order."""

import re
import secrets
from dataclasses import replace
from typing import Any, Final

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.rotas.queries import public_hours
from bianmin.faces.portal.common import mistakes, say, show, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.questions import boxes
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound
from bianmin.quality.registers.actions import enter
from bianmin.quality.registers.queries.entries import public_entries, public_photograph
from bianmin.quality.registers.queries.published import open_to_all, register, registers, told_form
from bianmin.quality.registers.vocab import EntryCard, Register

NUMBER: Final = re.compile(r"\d{1,3}-\d{5}")


def _groups(cards: list[EntryCard]) -> dict[str, list[EntryCard]]:
    """The entries by what they are, in the order in which they come."""
    found: dict[str, list[EntryCard]] = {}
    for card in cards:
        found.setdefault(card.group, []).append(card)
    return found


def _section(of: Register, reader: Reader) -> dict[str, Any]:
    """One register; without groups where nothing is in it, and then it is left out."""
    return {"register": of, "groups": _groups(public_entries(of, reader, on=today())).items()}


@door(ANYONE)
@require_safe
@found
def office(request: Request, agency: str) -> HttpResponseBase:
    """Where the office is and what it has, from the registers that stand on its page."""
    here = the_agency(agency)
    reader = say(here)
    known = [one for one in registers(here.code, today()) if one.office]
    entered = request.GET.get("entered", "")
    return show(
        request, "office/page", say=reader, entered=entered if NUMBER.fullmatch(entered) else "",
        hours=public_hours(here.code, today()),
        sections=[filled for one in known if one.public and (filled := _section(one, reader))["groups"]],
        reports=[one for one in known if one.everybody],
    )  # fmt: skip


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def tell(request: Request, agency: str, code: str) -> HttpResponseBase:
    """Tell the office something of a register that everybody enters into; nobody is asked who one is."""
    here = the_agency(agency)
    of, reader, sent = open_to_all(here.code, code), say(here), request.method == "POST"
    asked = told_form(of, today())
    checked = check(asked, dict((request.POST if sent else request.GET).lists()), {}, on=today())
    wrong = {name: str(sentence) for name, sentence in checked.errors.items()} if sent else {}
    if sent and not wrong:
        with refusals(wrong, passing=(NotFound,)):
            key = request.POST.get("key", "")[:64]
            number = enter(of=of, checked=checked, key=key, by=PUBLIC, at=now())
            return redirect(f"/{agency}/office/?entered={number}")
    return show_own(
        request, "office/tell", status=422 if wrong else 200, register=of, say=reader,
        errors=mistakes(wrong, asked, reader),
        boxes=boxes(layout(asked, replace(checked, errors=dict(wrong)))[0].rows[0], reader),
        key=request.POST.get("key", "")[:64] or secrets.token_urlsafe(24),
    )  # fmt: skip


@door(ANYONE)
@require_safe
@found
def photograph(_request: Request, agency: str, code: str, number: str, key: int) -> HttpResponseBase:
    """A picture of an entry that everybody may read."""
    of = register(the_agency(agency).code, code, public=True)
    if not public_photograph(of, number, key):
        raise NotFound
    opened = open_file(file_id=key, by=PUBLIC, at=now())
    answer = HttpResponse(opened.data, content_type=opened.card.media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=False, filename=opened.card.name) or ""
    return answer
