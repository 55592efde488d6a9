"""Write the items of a draft: practice, quantity, indicators, deadline, units, benefit."""

import re
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.quality.plans.drafting import OPS, Wrong, ask, draft
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals, told
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import narrow
from bianmin.quality.indicators.queries.definitions import indicators
from bianmin.quality.indicators.vocab.values import SIGNS
from bianmin.quality.plans.actions import drafts
from bianmin.quality.plans.vocab.cards import ItemCard, PlanCard
from bianmin.quality.plans.vocab.shapes import (
    CODE,
    ItemShape,
    Quantity,
    Undertaker,
)
from bianmin.quality.plans.vocab.strategies import walk

NUMBER: Final = re.compile(r"\d{1,12}(\.\d{1,4})?")
LONGEST_CODE: Final = 40
FIELDS: Final = ("code", "text", "deadline", "cadence", "benefit", "lead", "op", "value", "unit", "per")


def _item(card: PlanCard, code: str) -> ItemCard:
    found_of = next((item for item in card.items if item.code == code), None)
    if found_of is None:
        raise NotFound
    return found_of


def _questions(card: PlanCard, shape: ItemShape | None) -> list[Asked]:
    known = indicators(card.agency)
    areas = tuple((area.code, " › ".join((*area.above, area.shape.name))) for area in card.areas)
    measured = tuple((code, f"{code} {row.shape.name}") for code, row in known.items())
    units = tuple((unit.name, unit.name) for unit in units_of(card.agency))
    was = shape or ItemShape.model_construct(code=_next(card), text="")
    quantity = was.quantities[0] if was.quantities else Quantity.model_construct(op="eq", value="", unit="", per="")
    leads = {unit.role: unit.name for unit in was.units}
    helps = tuple(unit.name for unit in was.units if unit.role != "lead")
    units += tuple((name, name) for name in (*leads.values(), *helps) if name not in dict(units))
    return [
        Asked("code", _("Number of the item"), short=True, value=was.code),
        Asked("areas", _("Areas"), part="choices", options=areas, several=True, value=tuple(was.areas)),
        *_strategies(card, was),
        Asked("text", _("Practice"), part="lines", value=was.text,
              hint=_("What is done, in one or two sentences.")),
        Asked("op", _("What is compared"), part="select", required=False, value=quantity.op,
              options=OPS),
        Asked("value", _("How many"), short=True, required=False, mode="decimal",
              value=quantity.value, hint=_("Leave empty where an indicator measures it.")),
        Asked("unit", _("Of what"), short=True, required=False, value=quantity.unit,
              hint=_("For example 場, 項, 分鐘.")),
        Asked("per", _("Per what"), short=True, required=False, value=quantity.per,
              hint=_("For example 年, 月, 件.")),
        Asked("indicators", _("Indicators"), part="choices", options=measured, several=True, required=False,
              value=tuple(was.indicators)),
        Asked("deadline", _("Deadline"), short=True, value=was.deadline, required=False,
              hint=_("For example 114年6月, 114年1月至6月, 每月.")),
        Asked("cadence", _("How often"), short=True, required=False, value=was.cadence),
        Asked("lead", _("Unit that leads"), part="select", options=units, required=False,
              value=leads.get("lead", "")),
        Asked("helps", _("Units that co-operate"), part="choices", options=units, several=True, required=False,
              value=helps),
        Asked("benefit", _("Expected benefit"), part="lines", value=was.benefit, required=False),
    ]  # fmt: skip


def _strategies(card: PlanCard, was: ItemShape) -> list[Asked]:
    """Which strategies it carries out, where the plan has some."""
    leaves = [node.shape for node in walk(card.head.strategies) if node.leaf]
    options = tuple((shape.code, f"{shape.code} {shape.name}") for shape in leaves)
    asked = Asked("strategies", _("Strategies it serves"), part="choices", options=options, several=True,
                  required=False, value=tuple(was.strategies))  # fmt: skip
    return [asked] if leaves else []


def _next(card: PlanCard) -> str:
    numbers = [int(item.code) for item in card.items if item.code.isdecimal()]
    return str(max(numbers, default=0) + 1) if numbers else ""


def _codes(request: Request, name: str) -> list[str]:
    return [code for code in request.POST.getlist(name) if "\0" not in code]


def _typed_item(request: Request, old: ItemShape | None) -> ItemShape:
    """What was typed as an item.

    Raises:
        Wrong: a code or number that is none.
    """
    asked = sent(request, *FIELDS)
    if not re.fullmatch(CODE, asked["code"]) or len(asked["code"]) > LONGEST_CODE:
        raise Wrong("code", gettext("Give the item a number of letters, digits, dots or dashes."))
    changed: dict[str, Any] = {
        **{name: asked[name] for name in ("code", "text", "deadline", "cadence", "benefit")},
        "areas": _codes(request, "areas"),
        "strategies": _codes(request, "strategies"),
        "indicators": _codes(request, "indicators"),
        "quantities": [*_quantity(asked), *(old.quantities[1:] if old else [])],
        "units": _units(asked["lead"], request.POST.getlist("helps"), old),
    }
    if not changed["text"]:
        raise drafts.NeedsText(field="text")
    if not changed["areas"] and not (old and old.row):
        raise Wrong("areas", gettext("Choose at least one area."))
    return old.model_copy(update=changed) if old else ItemShape(**changed)


def _quantity(asked: dict[str, str]) -> list[Quantity]:
    value = narrow(asked["value"]).replace(",", "")
    if not value:
        return []
    if not NUMBER.fullmatch(value):
        raise Wrong("value", gettext("Write a number, for example 4 or 2.5."))
    if not asked["unit"]:
        raise Wrong("unit", gettext("Say of what: 場, 項, 件."))
    op: Any = asked["op"] if asked["op"] in SIGNS else "eq"
    return [Quantity(op=op, value=value, unit=asked["unit"], per=asked["per"])]


def _units(lead: str, helps: list[str], old: ItemShape | None) -> list[Undertaker]:
    paths = {unit.name: unit.path for unit in old.units} if old else {}
    found_of = [Undertaker(name=lead, path=paths.get(lead, ""), role="lead")] if lead else []
    plain = (name.replace("\0", "").strip() for name in helps)
    return found_of + [
        Undertaker(name=name, path=paths.get(name, ""), role="co") for name in plain if name and name != lead
    ]


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def item(request: Request, code: str, item: str = "") -> HttpResponseBase:
    """Write a new item of a draft, or change one."""
    card, errors = draft(request, code), dict[str, str]()
    old = _item(card, item).shape if item else None
    if request.method == "POST":
        with refusals(errors):
            shape = _typed_item(request, old)
            drafts.keep_item(agency=card.agency, code=code, item=shape, before=item, by=request.actor, at=now())
            messages.success(request, _("The item is kept in the draft."))
            return redirect(f"/desk/plans/{code}/#item-{shape.code}")
    title = _("Item %(code)s") % {"code": item} if item else _("New item")
    return ask(request, card, title, _questions(card, old), errors, remove=item)


@door(DRAFTS)
@require_POST
@found
def remove(request: Request, code: str, item: str) -> HttpResponseBase:
    """Take an item out of a draft."""
    with told(request):
        drafts.drop_item(agency=request.actor.agency, code=code, item=item, by=request.actor, at=now())
        messages.success(request, _("The item is taken out of the draft."))
    return redirect("desk-plan", code=code)
