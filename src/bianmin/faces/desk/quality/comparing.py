"""Peers and baselines of an indicator: typing one with its source, and taking it away."""

import re
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.quality.spans import roc_year
from bianmin.faces.ui.doors import KEEPERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import at_box, refusals
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.text import narrow
from bianmin.quality.indicators.actions import goals
from bianmin.quality.indicators.queries.definitions import indicators
from bianmin.quality.indicators.vocab.comparing import Compared
from bianmin.quality.indicators.vocab.spans import span

DECIMAL: Final = re.compile(r"-?\d{1,12}(\.\d{1,4})?")


class NoNumber(Refused):
    """A value that is no number."""

    message = _("Write a number, for example 97.5.")


def _questions() -> list[Asked]:
    last = str(roc_year(today()) - 1)
    return [
        Asked("kind", _("What it is"), part="choices", options=tuple(Compared.choices), value=Compared.PEER.value),
        Asked("name", _("Whose"), hint=_("The name of the office; for a baseline, what it was then.")),
        Asked("span", _("Period"), short=True, value=last, hint=_("For example 114, 114-Q2 or 114-H1.")),
        Asked("value", _("Value"), short=True, mode="decimal"),
        Asked("source", _("Source"), hint=_("The report, page or letter it stands in.")),
    ]


def _compare(request: Request, code: str) -> None:
    typed = sent(request, "kind", "name", "span", "value", "source")
    value = narrow(typed["value"]).replace(",", "").removesuffix("%").strip()
    if not DECIMAL.fullmatch(value):
        raise NoNumber(field="value")
    with at_box("span"):
        over = span(typed["span"])
    kind = Compared(typed["kind"]) if typed["kind"] in Compared.values else Compared.PEER
    goals.compare(
        agency=request.actor.agency, code=code, kind=kind, name=typed["name"], span=over, value=value,
        source=typed["source"], by=request.actor, at=now(),
    )  # fmt: skip


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def compare(request: Request, code: str) -> HttpResponseBase:
    """Type in a peer's value or a baseline."""
    known, errors = indicators(request.actor.agency), dict[str, str]()
    if code not in known:
        raise NotFound
    if request.method == "POST":
        with refusals(errors):
            _compare(request, code)
            messages.success(request, _("It is kept and stands beside your own value."))
            return redirect("desk-indicator", code=code)
    return ask_page(
        request,
        _questions(),
        errors,
        title=_("Compare with"),
        lead=f"{code} {known[code].shape.name}",
        go=_("Keep"),
        back=f"/desk/indicators/{code}/",
        backwards=code,
    )


@door(KEEPERS)
@require_POST
@found
def drop(request: Request, code: str, key: int) -> HttpResponseBase:
    """Take a typed comparison away."""
    goals.drop_comparison(comparison=key, agency=request.actor.agency, by=request.actor, at=now())
    messages.success(request, _("It is taken away."))
    return redirect("desk-indicator", code=code)
