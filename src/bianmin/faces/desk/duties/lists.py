"""Who holds which duty in which unit, and what each duty carries."""

from datetime import date
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import language, show, table
from bianmin.faces.ui.doors import DUTIES, Request, door
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.duties import duties_of, held
from bianmin.foundation.accounts.rules import may_administer, may_give
from bianmin.foundation.accounts.vocab import SENTENCES, DutyCard, HeldCard
from bianmin.foundation.orgs.queries import directory, units_of
from bianmin.kernel.actor import Permission
from bianmin.quality.indicators.vocab.values import DEMONSTRATION


def name_of(card: DutyCard) -> str:
    """What a duty is called in the reader's language."""
    return str(card.named(language()))


def unit_lines(agency: str) -> list[tuple[str, str]]:
    """The units of an agency today by their paths, deeper ones behind a dash."""
    rows = units_of(agency, on=today())
    return [(unit.path, "─ " * (unit.path.count("/") - 2) + unit.name) for unit in rows]


def _line(request: Request, one: HeldCard, agencies: dict[str, str], on: date) -> dict[str, Any]:
    return {
        "held": one,
        "duty": name_of(one.duty),
        "over": [agencies.get(code, code) for code in one.over],
        "employer": agencies.get(one.employer, "") if one.employer != request.actor.agency else "",
        "future": one.valid_from > on,
        "past": one.valid_until is not None and one.valid_until < on,
        "may": may_give(request.actor, request.actor.agency, one.path, one.duty),
    }


@door(DUTIES)
@require_safe
def duties(request: Request) -> HttpResponseBase:
    """Who holds which duty, unit by unit; `past=1` shows what has ended too, `format=csv` gives a table."""
    agency, on, past = request.actor.agency, today(), bool(request.GET.get("past"))
    agencies = {code: row.name for code, row in directory().items()}
    lines = [_line(request, one, agencies, on) for one in held(request.actor, agency=agency, on=on, past=past)]
    if request.GET.get("format") == "csv":
        return _table(lines, dict(units_of(agency).values_list("path", "name")))
    units = [
        {"name": name.replace("─ ", ""), "lines": [line for line in lines if line["held"].path == path]}
        for path, name in unit_lines(agency)
    ]
    empty = [unit["name"] for unit in units if not unit["lines"]]
    units = [unit for unit in units if unit["lines"]]
    gives = request.actor.has(Permission.GIVE_DUTIES)
    return show(
        request,
        "duties/list",
        units=units,
        empty=empty,
        past=past,
        gives=gives,
        keeps=may_administer(request.actor, agency),
    )


def _table(lines: list[dict[str, Any]], units: dict[str, str]) -> HttpResponseBase:
    head = ["unit", "duty", "name", "title", "from", "until", "number", "over"]
    rows = [
        (
            units.get(line["held"].path, line["held"].path), line["duty"], line["held"].name, line["held"].title,
            line["held"].valid_from, line["held"].valid_until or "", line["held"].number, " ".join(line["over"]),
        )
        for line in lines
    ]  # fmt: skip
    return table("duties", head, rows)


@door(DUTIES)
@require_safe
def kinds(request: Request) -> HttpResponseBase:
    """Every duty that can be given here: what it may do, what goes not together, and where its document names it."""
    cards = duties_of(request.actor.agency)
    titles = {card.code: name_of(card) for card in cards}
    lines = [
        {
            "card": card,
            "name": titles[card.code],
            "like": titles.get(card.like or "", "") if card.like and card.like != card.code else "",
            "sentences": [sentence for permission, sentence in SENTENCES.items() if permission in card.permissions],
            "apart": [titles.get(code, code) for code in card.apart],
            "demonstration": card.source == DEMONSTRATION,
        }
        for card in cards
    ]
    return show(request, "duties/kinds", lines=lines)
