"""A plan by its strategies: what carries each out, what of the house serves it, and where nothing does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries.services import published
from bianmin.delivery.catalog.vocab import Channel
from bianmin.faces.desk.common import agency_of, elsewhere, say, show
from bianmin.faces.desk.navigation import opens
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.orgs.queries import agency_named
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.improvements.queries import reviews
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.indicators.vocab.values import Value
from bianmin.quality.plans.queries.plans import plan, year_of
from bianmin.quality.plans.queries.strategies import StrategyLine, by_strategy, plan_above, strategy_values
from bianmin.quality.plans.vocab.cards import PlanCard, State
from bianmin.quality.plans.vocab.strategies import Place
from bianmin.quality.registers.queries.entries import overview
from bianmin.quality.registers.vocab import RegisterRow

HOW: Final = {"same": _("Taken over unchanged"), "adapted": _("Adapted"), "added": _("Added")}


@dataclass(frozen=True, slots=True)
class _House:
    """What of the agency the reader may go to: registers by code, addresses of its site, services online."""

    request: Request
    agency: str
    slug: str
    registers: Mapping[str, RegisterRow]
    online: int

    @classmethod
    def of(cls, request: Request, agency: str, on: date) -> "_House":
        """The house as this reader finds it."""
        offers = published(agency, on)
        return cls(
            request=request,
            agency=agency,
            slug=agency_named(agency).short.lower(),
            registers={row.register.id: row for row in overview(request.actor, agency, on)},
            online=sum(Channel.ONLINE in one.offer.channels for one in offers),
        )

    def address(self, place: Place) -> str:
        """Where a page is; empty where the reader's way does not go there."""
        if place.desk:
            own = self.agency == self.request.actor.agency
            return f"/desk/{place.desk}" if own and opens(self.request.actor, f"/desk/{place.desk}") else ""
        return f"/{self.slug}/{place.site}"


def _over(card: PlanCard) -> Span:
    """The plan's year; of a plan of old the year that runs."""
    return span(str(today().year - FOUNDED + 1)) if card.state is State.HISTORY else year_of(card)


def _named(line: StrategyLine, house: _House) -> dict[str, Any]:
    """The registers, pages and services that serve a strategy, each once."""
    registers = dict.fromkeys(code for one in line.serving for code in one.registers)
    pages = {place.name: house.address(place) for one in line.serving for place in one.pages}
    return {
        "registers": [house.registers[code] for code in registers if code in house.registers],
        "pages": pages.items(),
        "online": house.online if any(one.online for one in line.serving) else 0,
        "lacks": [one.lacks for one in line.serving if one.lacks],
    }


def _groups(lines: Iterable[StrategyLine], figures: Mapping[str, Value], house: _House) -> list[dict[str, Any]]:
    """The strategies on top, each with those below it."""
    groups: list[dict[str, Any]] = []
    refs = {value.ref for value in figures.values() if value.met is False}
    known = reviews(house.request.actor, agency=house.agency, refs=refs, on=today()) if refs else {}
    for line in lines:
        shown = [figures[code] for code in line.indicators if code in figures]
        entry = {
            "line": line,
            "shape": line.node.shape,
            "how": HOW[line.node.shape.how],
            "values": [(value, known.get(value.ref)) for value in shown if value.value is not None],
            "blank": [value for value in shown if value.value is None],
            **_named(line, house),
        }
        if line.node.depth == 0:
            groups.append({**entry, "below": [], "covered": 0})
        else:
            groups[-1]["below"].append(entry)
            groups[-1]["covered"] += not line.gap
    return groups


@door(FIGURES)
@require_safe
@found
def strategies(request: Request, code: str) -> HttpResponseBase:
    """Each strategy with its items, figures against target, services, registers and improvements; gaps on top."""
    agency = agency_of(request)
    card = plan(request.actor, agency=agency, code=code, version=request.GET.get("version", ""))
    lines, over = by_strategy(request.actor, card), _over(card)
    figures = strategy_values(request.actor, card, lines, over=over)
    leaves = [line for line in lines if line.node.leaf]
    return show(
        request,
        "plans/strategies",
        plan=card,
        head=card.head,
        above=plan_above(request.actor, card),
        groups=_groups(lines, figures, _House.of(request, agency, today())),
        covered=sum(not line.gap for line in leaves),
        gaps=[line.node.shape for line in leaves if line.gap],
        over=over,
        history=card.state is State.HISTORY,
        elsewhere=elsewhere(agency, request),
        slug=agency_named(agency).short.lower(),
        say=say(request),
    )
