"""Rotas at the desk: one's own duties, a week's table filled by keyboard, and somebody else who serves."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.rotas.actions import plan, stand_in
from bianmin.delivery.rotas.queries import own_shifts, rota_of, rotas_of, shift_row, week_table, week_tables
from bianmin.delivery.rotas.rules import may_change, may_plan
from bianmin.delivery.rotas.vocab import CELL_MOST, WEEK, Cell, Cells, Rotas, ShiftCard, WeekTable, monday_of
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import REFUSED, mistakes, say, show, typed
from bianmin.faces.ui.doors import STAFF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import staff_of
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.rocdate import UnreadableDate, parse_day

LIST = "/desk/rotas/"
DAYS = (
    gettext_lazy("Mon"), gettext_lazy("Tue"), gettext_lazy("Wed"), gettext_lazy("Thu"), gettext_lazy("Fri"),
    gettext_lazy("Sat"), gettext_lazy("Sun"),
)  # fmt: skip


def named(shifts: list[ShiftCard], known: Rotas | None) -> list[dict[str, Any]]:
    """Shifts with the names and hours of their turns; what a newer pack has no more is left out."""
    by_code = {(rota.code, turn.code): (rota, turn) for rota in (known.rotas if known else ()) for turn in rota.turns}
    places = ((one, by_code.get((one.rota, one.turn))) for one in shifts)
    return [{"shift": one, "rota": place[0], "turn": place[1]} for one, place in places if place]


@door(STAFF)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """One's own duties of the next weeks, then every rota with its gaps of this week and the next."""
    actor, on = request.actor, today()
    following = {one.rota.code: one for one in week_tables(actor, on + WEEK)}
    lines = [(one, following[one.rota.code]) for one in week_tables(actor, on)]
    own = named(own_shifts(actor, on), rotas_of(actor.agency))
    return show(request, "rotas/list", own=own, lines=lines, next=monday_of(on + WEEK), say=say(request))


def _monday(request: Request) -> date:
    try:
        return monday_of(parse_day(request.GET.get("week", "")))
    except UnreadableDate:
        return monday_of(today())


def _cells(request: Request, table: WeekTable) -> Cells:
    """What was typed into the boxes of the table; names stand between commas of any kind."""
    sent: dict[tuple[str, date], tuple[str, ...]] = {}
    for line in table.lines:
        for cell in line.cells:
            text = typed(request, _box(line.turn.code, cell.on))[:CELL_MOST]
            for mark in ("，", ",", ";", "；", "\n"):
                text = text.replace(mark, "、")
            sent[line.turn.code, cell.on] = tuple(name.strip() for name in text.split("、") if name.strip())
    return sent


def _box(turn: str, day: date) -> str:
    return f"{turn}.{day.isoweekday()}"


def _drawn(request: Request, code: str, cell: Cell, errors: dict[str, str]) -> dict[str, Any]:
    """One box of the table with what was typed into it."""
    name = _box(code, cell.on)
    said = typed(request, name) if request.method == "POST" else cell.box
    key = "q-" + name.replace(".", "-")
    shown = {"name": name, "key": key, "error": errors.get(name), "typed": said}
    return {"cell": cell, "day": DAYS[cell.on.weekday()], **shown}


def _lines(request: Request, table: WeekTable, errors: dict[str, str]) -> list[dict[str, Any]]:
    return [
        {"turn": line.turn, "cells": [_drawn(request, line.turn.code, cell, errors) for cell in line.cells]}
        for line in table.lines
    ]


@door(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def week(request: Request, code: str) -> HttpResponseBase:
    """A week's table: read by everybody of the house, filled by whoever plans."""
    monday, errors, reader = _monday(request), dict[str, str](), say(request)
    table = week_table(request.actor, code, monday)
    plans = may_plan(request.actor, request.actor.agency)
    if request.method == "POST":
        if not plans:
            raise NotAllowed
        with refusals(errors, passing=(NotFound, NotAllowed)):
            changed = plan(code=code, monday=monday, cells=_cells(request, table), by=request.actor, at=now())
            messages.success(request, _("The week is kept; changes: %(changed)s.") % {"changed": changed})
            return redirect(f"{LIST}{code}/?week={monday.isoformat()}")
    return show(
        request, "rotas/week", status=REFUSED if errors else 200, table=table, lines=_lines(request, table, errors),
        heads=list(zip(DAYS, table.days, strict=True)), before=monday - WEEK, after=monday + timedelta(days=7),
        may_plan=plans, errors=mistakes(errors), colleagues=staff_of(request.actor.agency) if plans else [], say=reader,
    )  # fmt: skip


@door(STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def instead(request: Request, key: int) -> HttpResponseBase:
    """Who serves instead."""
    row, errors, reader = shift_row(request.actor, key), dict[str, str](), say(request)
    rota = rota_of(row.agency, row.rota)
    if not may_change(request.actor, row) or rota.outside:
        raise NotFound
    if request.method == "POST":
        with refusals(errors, passing=(NotFound, NotAllowed)):
            changed = stand_in(key=key, person=typed(request, "person"), by=request.actor, at=now())
            messages.success(request, _("%(name)s serves instead.") % {"name": changed.name})
            return redirect(LIST)
    people = tuple((one.key, f"{one.name} {one.title}") for one in staff_of(row.agency) if one.key != row.person)
    turn = rota.turn(row.turn)
    hours = f"{reader(turn.name)} {turn.begins}-{turn.ends}" if turn else ""
    return ask_page(
        request, [Asked("person", _("Who serves instead?"), part="select", options=people)], errors,
        title=_("Somebody else serves"), lead=f"{reader(rota.name)} · {row.on.isoformat()} {hours} · {row.name}",
        go=_("Keep it"), back=LIST, backwards=_("Rotas"),
    )  # fmt: skip
