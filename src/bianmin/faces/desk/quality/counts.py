"""Counts that people type in: the list, typing one with its evidence, and the check by a second person."""

import re
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import agency_of, elsewhere, sent, show
from bianmin.faces.desk.quality.spans import roc_year
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.ui.doors import FIGURES, IMPROVE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import at_box, refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.journeys.counts import Counted, type_in
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import roc
from bianmin.kernel.text import narrow
from bianmin.quality.indicators.actions.entries import ENTRY, check_entry
from bianmin.quality.indicators.queries.entries import EntryCard, entries, entry, typed_measures
from bianmin.quality.indicators.queries.values import root_of
from bianmin.quality.indicators.rules import may_enter
from bianmin.quality.indicators.vocab.spans import Span, span

WHOLE: Final = re.compile(r"\d{1,12}")


class NoNumber(Refused):
    """A count that is no whole number."""

    message = _("Write a whole number, for example 12.")


def _line(card: EntryCard, people: dict[str, str], units: dict[str, str]) -> dict[str, Any]:
    return {
        "card": card,
        "where": units.get(card.unit_path, card.unit_path),
        "over": f"{roc(card.first)}–{roc(card.last)}",
        "who": people.get(card.entered_by, card.entered_by),
        "checker": people.get(card.checked_by, card.checked_by),
    }


def _units(agency: str) -> dict[str, str]:
    return {unit.path: unit.name for unit in units_of(agency)}


@door(FIGURES)
@require_safe
@found
def counts(request: Request) -> HttpResponseBase:
    """The counts that were typed, the newest first; those nobody has checked are marked."""
    agency = agency_of(request)
    cards = entries(request.actor, agency=agency)
    people, units = names(key for card in cards for key in (card.entered_by, card.checked_by)), _units(agency)
    lines = [_line(card, people, units) for card in cards]
    return show(
        request,
        "counts/list",
        lines=lines,
        waiting=sum(not card.superseded and card.checked_at is None for card in cards),
        measures=len(typed_measures(agency)),
        may_enter=may_enter(request.actor, agency),
        elsewhere=elsewhere(agency, request),
    )


def _questions(request: Request) -> list[Asked]:
    agency = request.actor.agency
    measures = tuple((code, f"{shape.name}（{shape.unit}）") for code, shape in typed_measures(agency).items())
    return [
        Asked("measure", _("What was counted"), part="select", options=measures, value=request.GET.get("measure", "")),
        Asked("unit", _("Unit"), part="select", options=tuple(_units(agency).items()), value=root_of(agency)),
        Asked("span", _("Period"), short=True, value=str(roc_year(today())),
              hint=_("For example 114, 114-Q2, 114-03 or 2025-03-01..2025-03-15.")),
        Asked("n", _("Count"), short=True, mode="numeric"),
        Asked("evidence", _("What it rests on"), part="lines",
              hint=_("A document number, a register and its pages, who counted.")),
        Asked("files", _("Files as evidence"), part="file", several=True, required=False,
              accept=".pdf,.png,.jpg,.jpeg,.odt", hint=_("PDF, JPEG, PNG or ODT, at most 10 MB each.")),
    ]  # fmt: skip


def _number(text: str) -> int:
    plain = narrow(text).replace(",", "")
    if not WHOLE.fullmatch(plain):
        raise NoNumber(field="n")
    return int(plain)


def _read_span(text: str) -> Span:
    with at_box("span"):
        return span(text)


def _counted(request: Request) -> Counted:
    """What was typed.

    Raises:
        NoNumber, UnreadableSpan: `field` says where.
    """
    typed, agency = sent(request, "measure", "unit", "span", "n", "evidence"), request.actor.agency
    unit = typed["unit"] if typed["unit"] in _units(agency) else root_of(agency)
    n, over = _number(typed["n"]), _read_span(typed["span"])
    return Counted(typed["measure"], agency, unit, over, n, typed["evidence"][:400])


@door(IMPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Type a count in."""
    if not may_enter(request.actor, request.actor.agency):
        raise NotAllowed
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            key = type_in(counted=_counted(request), files=evidence_files(request), by=request.actor, at=now())
            messages.success(request, _("The count is kept. Somebody else checks it against its evidence."))
            return redirect("desk-count", key=key)
    return ask_page(
        request,
        _questions(request),
        errors,
        title=_("Type a count in"),
        go=_("Keep"),
        back="/desk/counts/",
        backwards=_("Typed counts"),
    )


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def count(request: Request, key: int) -> HttpResponseBase:
    """One typed count with its evidence; a second person checks it here."""
    card, errors = entry(request.actor, key), dict[str, str]()
    if request.method == "POST":
        right = request.POST.get("right") == "yes"
        with refusals(errors):
            check_entry(entry=key, right=right, by=request.actor, at=now(), **sent(request, "note"))
            words = _("The count is checked.") if right else _("The count is set aside and counts no longer.")
            messages.success(request, words)
            return redirect("desk-count", key=key)
    people = names([card.entered_by, card.checked_by])
    note = Asked("note", _("What was looked at, or what is wrong"), part="lines", required=False)
    mine = {request.actor.key, request.actor.deputising_for} & {card.entered_by}
    return ask_page(
        request,
        [note],
        errors,
        template="counts/one",
        line=_line(card, people, _units(card.agency)),
        card=card,
        files=files_of(request.actor, agency=card.agency, subject=f"{ENTRY}:{card.id}"),
        waits=not card.superseded and card.checked_at is None,
        may_check=may_enter(request.actor, card.agency) and not mine,
        state=gettext("Set aside") if card.superseded else "",
    )
