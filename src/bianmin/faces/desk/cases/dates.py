"""How the dates of a case came about, and what they would be: decided on a day, or papers arriving on a day."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.warned import WarnedLine, warned_of
from bianmin.delivery.cases.queries.whatif import if_decided, if_papers
from bianmin.delivery.cases.queries.whydates import dates as dates_of
from bianmin.delivery.cases.vocab import OPEN
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, english, language, mistakes, say, show
from bianmin.faces.desk.warnings import TIERS
from bianmin.faces.ui.dates import told
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.kernel import rocdate


def _questions() -> list[Asked]:
    hint = _("For example 115/9/2 or 2026-09-02.")
    return [
        Asked("decided", _("If it is decided on"), hint=hint, required=False, short=True),
        Asked("papers", _("If the papers arrive on"), hint=hint, required=False, short=True),
    ]


def _warned(request: Request, number: str) -> list[tuple[WarnedLine, str, object]]:
    """Who was warned of the promised day, as what, and when."""
    lines = warned_of(request.actor, number)
    people = names(one.to for one in lines)
    return [(one, people.get(one.to, ""), TIERS[one.tier]) for one in lines]


def _what_if(request: Request, number: str, on: date) -> tuple[dict[str, Any], dict[str, str]]:
    """The answers to what was asked in the address, and sentences at their boxes; today's decision when nothing was."""
    answers: dict[str, Any] = {}
    errors: dict[str, str] = {}
    asked: dict[str, Callable[..., object]] = {
        "decided": partial(if_decided, request.actor, number),
        "papers": partial(if_papers, request.actor, number, today=on),
    }
    for name, answer in asked.items():
        text = request.GET.get(name, "").strip() or ("" if name == "papers" else f"{on}")
        with refusals(errors, name):
            answers |= {name: answer(on=rocdate.parse(text))} if text else {}
    return answers, errors


@door(CASES)
@require_safe
@found
def dates(request: Request, number: str) -> HttpResponseBase:
    """Both limits, every day of them, and the two questions."""
    card, on = case(request.actor, number, english=english()), today()
    shown = dates_of(request.actor, number, as_of=card.decided_on or on)
    answers, errors = _what_if(request, number, on) if card.state in OPEN else ({}, {})
    return show(
        request,
        "cases/dates",
        status=REFUSED if errors else 200,
        case=card,
        dates=shown,
        limits=told(shown, language()),
        open=card.state in OPEN,
        boxes=boxes(_questions(), request.GET, errors),
        errors=mistakes(errors),
        warned=_warned(request, number),
        say=say(request),
        **answers,
    )
