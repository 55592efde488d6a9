"""Write the targets of a draft."""

import re
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import typed
from bianmin.faces.desk.quality.plans.drafting import OPS, Wrong, ask, draft
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.text import narrow
from bianmin.quality.indicators.queries.definitions import indicators
from bianmin.quality.indicators.vocab.values import SIGNS
from bianmin.quality.plans.actions import drafts
from bianmin.quality.plans.vocab.cards import PlanCard
from bianmin.quality.plans.vocab.shapes import (
    PlannedTarget,
)

SIGNED: Final = re.compile(r"-?\d{1,12}(\.\d{1,4})?")


def _aims(card: PlanCard) -> list[tuple[str, str, str, str]]:
    """The plan's indicators: code, name, sign and number of the target written or in force."""
    known = indicators(card.agency)
    codes = dict.fromkeys(code for item in card.items for code in item.shape.indicators if code in known)
    own = {each.indicator: (each.op, each.value) for each in card.head.targets}
    force = drafts.in_force(card.agency, card.head.year)
    return [(code, known[code].shape.name, *own.get(code, force.get(code, ("ge", "")))) for code in codes]


def _target_questions(card: PlanCard) -> list[Asked]:
    found_of = []
    for code, name, op, value in _aims(card):
        found_of += [
            Asked(f"op.{code}", f"{code} {name}", part="select", options=OPS, value=op),
            Asked(f"value.{code}", _("Target"), short=True, required=False, mode="decimal", value=value),
        ]
    return found_of


def _typed_targets(request: Request, card: PlanCard) -> list[PlannedTarget]:
    found_of = []
    sources = {each.indicator: (each.value, each.source) for each in card.head.targets}
    for code, _name, _op, before in _aims(card):
        value = narrow(typed(request, f"value.{code}")).replace(",", "").removesuffix("%").strip()
        if not value:
            continue
        if not SIGNED.fullmatch(value):
            raise Wrong(f"value.{code}", gettext("Write a number, for example 97.5."))
        op: Any = typed(request, f"op.{code}")
        same = value == before and code in sources
        found_of.append(
            PlannedTarget(
                indicator=code, op=op if op in SIGNS else "ge", value=value, source=sources[code][1] if same else ""
            )
        )
    return found_of


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def targets(request: Request, code: str) -> HttpResponseBase:
    """Write the targets of a draft; they come into force when it is approved."""
    card, errors = draft(request, code), dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            aims = _typed_targets(request, card)
            drafts.keep_targets(agency=card.agency, code=code, targets=aims, by=request.actor, at=now())
            messages.success(request, _("The targets are kept in the draft."))
            return redirect("desk-plan", code=code)
    return ask(request, card, _("Targets"), _target_questions(card), errors)
