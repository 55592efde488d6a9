"""Publish the values of a period: what stands published, what it would become, and why it is corrected."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import say, sent
from bianmin.faces.desk.quality.spans import Place, place, years
from bianmin.faces.ui.doors import KEEPERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotAllowed
from bianmin.quality.indicators.actions.publishing import publish_all
from bianmin.quality.indicators.queries.entries import unchecked
from bianmin.quality.indicators.queries.snapshots import published
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.rules import may_publish


def _lines(request: Request, at: Place) -> list[dict[str, Any]]:
    """Every value there is, with what was published before."""
    stands = published(at.agency)
    found_of = [one for one in values(request.actor, agency=at.agency, span=at.span) if one.value is not None]
    return [
        {
            "value": one,
            "stands": (before := stands.get((one.code, at.span.text))),
            "changed": before is not None and (before.n, before.d, before.printed) != (one.n, one.d, one.printed),
            "waits": waits,
        }
        for one, waits in zip(found_of, unchecked(found_of), strict=True)
    ]


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def publish(request: Request) -> HttpResponseBase:
    """Show what would be published, and publish it."""
    at, errors = place(request), dict[str, str]()
    if not may_publish(request.actor, at.agency):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors):
            done = publish_all(
                agency=at.agency, span=at.span, by=request.actor, at=now(), **sent(request, "correction")
            )
            messages.success(request, _("%(count)d values stand published.") % {"count": len(done)})
            return redirect(f"/desk/indicators/{at.query}")
    lines = _lines(request, at)
    reason = Asked(
        "correction", _("Why values are corrected"), part="lines", required=any(one["changed"] for one in lines)
    )
    return ask_page(
        request,
        [reason],
        errors,
        template="indicators/publish",
        at=at,
        lines=lines,
        years=years(at.span),
        say=say(request),
    )
