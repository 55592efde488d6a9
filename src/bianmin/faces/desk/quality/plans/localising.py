"""Take over the strategies of the plan above into a draft, and put them into the agency's own words."""

import re
from collections.abc import Iterable
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import typed
from bianmin.faces.desk.quality.plans.drafting import Wrong, ask, draft
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.quality.plans.actions.strategies import keep_strategies, take_over
from bianmin.quality.plans.queries.strategies import plan_above, plans_with_strategies
from bianmin.quality.plans.vocab.cards import PlanCard
from bianmin.quality.plans.vocab.strategies import Node, StrategyShape, own_code, walk

OWN: Final = re.compile(r"([A-Za-z0-9._-]{1,40})\s+(\S.*)")
LONGEST: Final = 300


def _own(card: PlanCard) -> dict[str, StrategyShape]:
    """The plan's strategies that come from one of the plan above, by that one's code."""
    return {node.shape.origins[0]: node.shape for node in walk(card.head.strategies) if len(node.shape.origins) == 1}


def _added(card: PlanCard) -> list[StrategyShape]:
    """Those that come from none, or from several."""
    return [node.shape for node in walk(card.head.strategies) if len(node.shape.origins) != 1]


def _questions(card: PlanCard, above: PlanCard | None) -> list[Asked]:
    own = _own(card)
    nodes = tuple(walk(above.head.strategies)) if above else ()
    hint = _("In one's own words; what is left empty is left out.")
    asked = [
        Asked(
            f"s.{node.shape.code}",
            f"{node.shape.code} {node.shape.name}",
            hint=hint if node is nodes[0] else "",
            required=False,
            value=own[node.shape.code].name if node.shape.code in own else "",
        )
        for node in nodes
    ]
    added = "\n".join(f"{shape.code} {shape.name}" for shape in _added(card))
    hint = _("One on each line, its number first: 4.4 stands below 4.")
    return [*asked, Asked("added", _("Strategies of one's own"), part="lines", value=added, required=False, hint=hint)]


def _words(request: Request, name: str) -> str:
    return " ".join(typed(request, name).split())[:LONGEST]


def _taken(request: Request, card: PlanCard, above: PlanCard | None) -> Iterable[tuple[Node, StrategyShape]]:
    """The strategies of the plan above that are kept, in the words that were typed."""
    own = _own(card)
    for node in walk(above.head.strategies) if above else ():
        code = node.shape.code
        name = _words(request, f"s.{code}")
        if not name:
            continue
        if node.above and not _words(request, f"s.{node.above}"):
            raise Wrong(f"s.{node.above}", gettext("Write this one too, or leave those below it empty."))
        same = name == node.shape.name
        yield node, StrategyShape(
            code=own[code].code if code in own else own_code(code), name=name, how="same" if same else "adapted",
            origins=[code],
        )  # fmt: skip


def _typed(request: Request, card: PlanCard, above: PlanCard | None) -> list[StrategyShape]:
    """The tree as it was typed: what is taken over, and what was added below it.

    Raises:
        Wrong: a strategy without the one above it, a line without a number, a number that stands twice.
    """
    tops, places = list[StrategyShape](), dict[str, StrategyShape]()
    by_origin = dict[str, StrategyShape]()
    for node, shape in _taken(request, card, above):
        by_origin[node.shape.code] = places[shape.code] = shape
        (by_origin[node.above].strategies if node.above else tops).append(shape)
    before = {shape.code: shape for shape in _added(card)}
    for line in filter(str.strip, typed(request, "added").splitlines()):
        read = OWN.fullmatch(line.strip())
        if read is None or read[1] in places:
            raise Wrong("added", gettext("Give each strategy a number of its own: %(line)s") % {"line": line.strip()})
        old = before.get(read[1])
        shape = StrategyShape(
            code=read[1], name=read[2][:LONGEST], how=old.how if old else "added", origins=old.origins if old else []
        )
        higher = places.get(read[1].rpartition(".")[0])
        places[shape.code] = shape
        (higher.strategies if higher else tops).append(shape)
    return tops


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def localise(request: Request, code: str) -> HttpResponseBase:
    """Choose the plan above, then write its strategies in one's own words; an empty one is left out."""
    card, errors = draft(request, code), dict[str, str]()
    if card.head.follows is None and not card.head.strategies:
        return _choose(request, card, errors)
    above = plan_above(request.actor, card)
    if request.method == "POST":
        with refusals(errors):
            written = _typed(request, card, above)
            keep_strategies(agency=card.agency, code=code, strategies=written, by=request.actor, at=now())
            messages.success(request, _("The draft is kept."))
            return redirect("desk-plan-strategies", code=code)
    return ask(request, card, _("Strategies"), _questions(card, above), errors)


def _choose(request: Request, card: PlanCard, errors: dict[str, str]) -> HttpResponseBase:
    plans = plans_with_strategies(request.actor, without=card.code)
    options = tuple((f"{agency}/{code}", title) for agency, code, title in plans)
    if request.method == "POST":
        with refusals(errors):
            agency, _slash, code = typed(request, "follows").partition("/")
            take_over(agency=card.agency, code=card.code, above=(agency, code), by=request.actor, at=now())
            return redirect("desk-plan-strategies-write", code=card.code)
    asked = Asked("follows", _("Plan whose strategies are taken over"), part="select", options=options)
    return ask(request, card, _("Strategies"), [asked], errors)
