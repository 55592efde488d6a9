"""Reviews of procedures on the desk: how many services were reviewed this year, what came of it, what it saved."""

from datetime import date
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.catalog.actions.reviews import EffortIsOdd
from bianmin.delivery.catalog.queries.history import newest
from bianmin.delivery.catalog.queries.reviews import eased, reviews
from bianmin.delivery.catalog.vocab.reviews import About, Came, Effort, Looked, ReviewCard
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, english, say, show, typed
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.journeys.easing import note_review, saved
from bianmin.journeys.idle import idle_forms
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole

EFFORT: Final = (
    ("minutes_before", gettext_lazy("Minutes a case took a citizen before")),
    ("minutes_after", gettext_lazy("Minutes it takes now")),
    ("dollars_before", gettext_lazy("Dollars a case cost a citizen before")),
    ("dollars_after", gettext_lazy("Dollars it costs now")),
    ("sheets_before", gettext_lazy("Sheets of paper a case took before")),
    ("sheets_after", gettext_lazy("Sheets it takes now")),
)


def _last_reviewed(known: list[ReviewCard]) -> dict[str, date]:
    """The newest review of each service; they come newest first."""
    return {one.code: one.looked.reviewed_on for one in reversed(known)}


@door(CATALOG)
@require_safe
def overview(request: Request) -> HttpResponseBase:
    """Which services were reviewed this year, every review, and what measured ones saved."""
    agency, year = request.actor.agency, today().year
    known = reviews(agency)
    first = date(year, 1, 1)
    with_sop = [card for card in newest(request.actor, agency) if card.offer.sop and card.offer.counted]
    last = _last_reviewed(known)
    savings = saved(agency, eased(known), first=first, last=today())
    people = names(one.noted_by for one in known)
    return show(
        request,
        "catalog/reviews",
        year=str(year) if english() else rocdate.year(today()),
        services=[(card, last.get(card.code)) for card in with_sop],
        total=len(with_sop),
        done=sum(last.get(card.code, date.min) >= first for card in with_sop),
        cards=[(one, people.get(one.noted_by, "")) for one in known],
        savings=savings,
        **{what: sum(getattr(one, what) for one in savings) for what in ("minutes", "dollars", "sheets")},
        idle=idle_forms(agency, on=today()),
        say=say(request),
    )


def _asked() -> list[Asked]:
    return [
        Asked("reviewed_on", _("Day of the review"), short=True, value=rocdate.parted(today())),
        Asked("about", _("What was looked at"), part="choices", several=True, options=tuple(About.choices)),
        Asked("asked", _("Who was asked, and how"), part="lines", required=False,
              hint=_("For example: five foreign spouses at the counter, the staff of two stations.")),
        Asked("finding", _("What was found"), part="lines"),
        Asked("came", _("What came of it"), part="choices", options=tuple(Came.choices)),
        Asked("change", _("What was changed, or is to be"), part="lines", required=False),
        *(Asked(name, label, short=True, required=False, mode="numeric") for name, label in EFFORT),
    ]  # fmt: skip


def _effort(request: Request, when: str) -> Effort | None:
    said = [typed(request, f"{what}_{when}") for what in ("minutes", "dollars", "sheets")]
    if not any(said):
        return None
    minutes, dollars, sheets = (whole(one or empty, -1, most=7) for one, empty in zip(said, ("", "", "0"), strict=True))
    if min(minutes, dollars, sheets) < 0:
        raise EffortIsOdd(field=f"minutes_{when}")
    return Effort(minutes, dollars, sheets)


def _looked(request: Request) -> Looked:
    day = day_in(typed(request, "reviewed_on"), "reviewed_on")
    return Looked(
        reviewed_on=day,
        about=tuple(request.POST.getlist("about")),
        asked=typed(request, "asked"),
        finding=typed(request, "finding"),
        came=typed(request, "came"),
        change=typed(request, "change"),
        before=_effort(request, "before"),
        after=_effort(request, "after"),
    )


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """Write down a review of one service."""
    card = next((card for card in newest(request.actor, request.actor.agency) if card.code == code), None)
    if card is None:
        raise NotFound
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            note_review(agency=card.agency, code=code, looked=_looked(request), by=request.actor, at=now())
            messages.success(request, _("The review is written down and stands on the public list."))
            return redirect("desk-reviews")
    return ask_page(
        request,
        _asked(),
        errors,
        title=_("Review of “%(service)s”") % {"service": card.name},
        lead=_("A review is kept and published. What it changes is written as a draft of the next version."),
        go=_("Write it down"),
        back="/desk/catalog/reviews/",
        backwards=_("Reviews of procedures"),
    )
