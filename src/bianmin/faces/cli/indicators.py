"""`bianmin indicators`: bring the cells up to date, read values, explain one down to its rows."""

import argparse
import json
from typing import Any

from bianmin.faces.ui.now import now
from bianmin.kernel.actor import system
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.queries.explaining import explain
from bianmin.quality.indicators.queries.snapshots import counted_agencies
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Explanation, Part, Refreshed, Value

HELP = "Refresh and rebuild figures, read values of indicators, and explain a value down to its rows."
ACTOR = system("command")


class WhichAgency(Refused):
    """More than one agency, or none, has figures."""

    message = N_("Say which agency with --agency CODE. These have figures: {codes}.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The actions refresh, rebuild, value and explain."""
    actions = parser.add_subparsers(dest="action", required=True)
    for name, text in (("refresh", "recount what was touched"), ("rebuild", "recount everything")):
        actions.add_parser(name, help=text).add_argument("--json", action="store_true", help="print JSON")
    reading = actions.add_parser("value", help="values of the indicators named, or of all")
    reading.add_argument("ids", nargs="*", metavar="ID", help="an indicator's code (IN-04)")
    explaining = actions.add_parser("explain", help="definition, n, d, cells and rows of one value")
    explaining.add_argument("id", metavar="ID", help="an indicator's code (IN-04)")
    explaining.add_argument("--rows", type=int, default=200, metavar="N", help="at most so many rows and cells")
    for parts in (reading, explaining):
        parts.add_argument("--agency", default="", metavar="CODE", help="not needed where only one has figures")
        parts.add_argument("--unit", default="", metavar="PATH", help="the unit's path; the whole agency without it")
        parts.add_argument("--period", required=True, metavar="SPAN", help="113, 113-Q2, 113-04, 2024, FROM..TO")
        parts.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Carry out one of the four."""
    if options.action in ("refresh", "rebuild"):
        done = (refresh if options.action == "refresh" else rebuild)(at=now())
        return _print(options, refreshed(done), f"{done.marks} marks taken, {done.cells} cells written.")
    place = {"agency": options.agency or only_agency(options.unit), "unit": options.unit}
    over = span(options.period)
    if options.action == "value":
        return show_values(options, place, over)
    found = explain(ACTOR, options.id, **place, span=over, limit=options.rows)
    return _print(options, explanation(found), told(found))


def show_values(options: argparse.Namespace, place: dict[str, str], over: Span) -> int:
    """Print values, a line each."""
    found = values(ACTOR, options.ids, **place, span=over)
    return _print(options, [value(one) for one in found], "\n".join(line(one) for one in found))


def only_agency(unit: str) -> str:
    """The agency of a unit's path; without one, the only agency that has figures.

    Raises:
        WhichAgency: there is more than one, or none.
    """
    if unit.strip("/"):
        return unit.strip("/").split("/")[0]
    codes = counted_agencies()
    if len(codes) != 1:
        raise WhichAgency(codes=", ".join(codes) or "-")
    return codes[0]


def _print(options: argparse.Namespace, data: Any, text: str) -> int:
    print(json.dumps(data, ensure_ascii=False) if options.json else text)
    return 0


def refreshed(done: Refreshed) -> dict[str, int]:
    """What a refresh did, as JSON."""
    return {"marks": done.marks, "cells": done.cells}


def value(one: Value) -> dict[str, Any]:
    """A value as JSON; `value` is an exact fraction, `printed` what people read."""
    goal = one.goal
    return {
        "indicator": one.code,
        "name": one.name,
        "version": one.version,
        "agency": one.agency,
        "unit": one.unit_path,
        "period": one.span.text,
        "n": one.n,
        "d": one.d,
        "value": None if one.value is None else str(one.value),
        "printed": one.printed,
        "reason": one.reason,
        "target": goal and {"op": goal.op, "value": str(goal.value), "printed": goal.printed, "source": goal.source},
        "met": one.met,
        "previous": {"n": one.before.n, "d": one.before.d, "printed": one.before.printed},
        "change": one.change,
        "documents": [each.model_dump(mode="json", exclude_defaults=True) for each in one.indicator.printed],
        "ref": one.ref,
    }


def part(one: Part) -> dict[str, Any]:
    """One measure behind a value, as JSON."""
    return {
        "measure": one.measure.model_dump(mode="json", exclude_defaults=True),
        "version": one.version,
        "period": one.span.text,
        "counted": one.counted,
        "found": one.found,
        "destroyed": one.destroyed,
        "rows": list(one.rows),
        "cells": [{"unit": cell.unit_path, "day": str(cell.day), "key": cell.key, "n": cell.n} for cell in one.cells],
    }


def explanation(found: Explanation) -> dict[str, Any]:
    """A value down to its rows, as JSON."""
    definition = found.value.indicator.model_dump(mode="json", exclude_defaults=True)
    parts = [part(one) for one in found.parts]
    return {**value(found.value), "definition": definition, "parts": parts, "waiting": found.waiting}


def line(one: Value) -> str:
    """A value as a line to read."""
    verdict = {True: "✓", False: "✗", None: ""}[one.met]
    invented = "(示範)" if one.goal and one.goal.demonstration else ""
    goal = f"  {one.goal.printed}{invented} {verdict}" if one.goal else ""
    return f"{one.code:<8}{one.printed:>12}  n={one.n} d={one.d}{goal}  {one.name}"


def told(found: Explanation) -> str:
    """A value down to its rows, as lines to read."""
    one = found.value
    lines = [line(one), f"{one.indicator.numerator_words} / {one.indicator.denominator_words or '-'} ({one.version})"]
    lines += [f"  {said.whose()} {said.when or '-'}: {said.text} ({said.source})" for said in one.indicator.printed]
    for each in found.parts:
        lines.append(f"  {each.measure.code} {each.span}: {each.counted} ({each.measure.name})")
        lines.append("    " + " ".join(each.rows))
        if each.destroyed:
            lines.append(f"    {each.destroyed} rows were destroyed by an approved list; their count stays.")
    return "\n".join([*lines, f"{found.waiting} marks are not counted yet."] if found.waiting else lines)
