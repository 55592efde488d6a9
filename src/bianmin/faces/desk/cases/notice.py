"""Ask for papers: everything at once, looked at before it goes out 一次告知單."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.dues import answer_by
from bianmin.delivery.cases.vocab import OTHERWISE, Defect
from bianmin.delivery.catalog.vocab import SupplementClock
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, english, mistake_of, mistakes, say, seen_of, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.lookup import StillLookedUp, worded
from bianmin.journeys.meanwhile import as_seen
from bianmin.journeys.supplement import request_supplement
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole

PREVIEW = "preview"


def _questions(card: CaseCard) -> list[Asked]:
    offer = card.service.offer
    failed = {paper.code for paper in card.papers if paper.state == "not_found"}
    papers = tuple((paper.code, paper.name) for paper in offer.papers if not paper.lookup or paper.code in failed)
    common = tuple((one.code, f"{one.text} ({one.basis})" if one.basis else one.text) for one in offer.defects)
    ticks = [
        Asked(
            "paper", _("Papers that are missing or not right"), part="choices", options=papers, several=True,
            required=False,
        )
    ]  # fmt: skip
    often = Asked(
        "common", _("Often wrong"), part="choices", options=common, several=True, required=False,
    )  # fmt: skip
    again = Asked(
        "why_again", _("Why another notice is needed"), part="lines",
        hint=_("Everything is asked for at once; the reason is kept with the case."),
    )  # fmt: skip
    return [
        *([again] if card.supplements else []),
        *(ticks if papers else []),
        *([often] if common else []),
        Asked(
            "defects", _("What else is missing or wrong"), part="lines", required=False,
            hint=_("One thing on each line, all at once: a second notice for what was there to be seen is not fair."),
        ),
        Asked("basis", _("Legal basis"), value="；".join(offer.legal_basis), required=False),
        Asked(
            "days", _("How many days to answer"), value=str(offer.supplement_days), short=True, mode="numeric",
            unit=_("days"),
        ),
        Asked("otherwise", _("What happens otherwise"), part="lines", value=str(OTHERWISE), required=False),
    ]  # fmt: skip


def defects_of(card: CaseCard, typed: QueryDict) -> list[Defect]:
    """The ticked papers, then each line that was written."""
    ticked = set(typed.getlist("paper"))
    papers = [Defect(paper.name, paper.code) for paper in card.service.offer.papers if paper.code in ticked]
    often = set(typed.getlist("common"))
    papers += [Defect(one.text) for one in card.service.offer.defects if one.code in often]
    return papers + [
        Defect(line.strip()) for line in typed.get("defects", "").replace("\0", "").splitlines() if line.strip()
    ]


def _basis(card: CaseCard, typed: QueryDict) -> str:
    """The basis as typed, with that of each defect ticked."""
    ticked = set(typed.getlist("common"))
    bases = [one.basis for one in card.service.offer.defects if one.code in ticked and one.basis]
    said = [line for line in typed.get("basis", "").replace("\0", "").split("；") if line.strip()]
    return "；".join(dict.fromkeys([*said, *bases]))


def _words(card: CaseCard, typed: QueryDict) -> dict[str, Any]:
    otherwise = typed.get("otherwise", "").replace("\0", "").strip()
    return {
        "days": whole(typed.get("days", "")),
        "basis": _basis(card, typed),
        "why_again": typed.get("why_again", "").replace("\0", ""),
        "otherwise": "" if otherwise == str(OTHERWISE) else otherwise,
    }


def _worded(request: Request, card: CaseCard) -> tuple[list[Defect], dict[str, str]]:
    """What is asked for, with the reason where a look-up failed; or the sentence of a refusal at its place."""
    try:
        return worded(request.actor, card.number, defects_of(card, request.POST)), {}
    except StillLookedUp as refusal:
        return [], mistake_of(refusal)


def _clock(card: CaseCard) -> str:
    return str(SupplementClock(card.service.offer.supplement_clock).label)


def _preview(card: CaseCard, typed: QueryDict, defects: Sequence[Defect]) -> dict[str, Any]:
    words = _words(card, typed)
    days = words["days"] or card.service.offer.supplement_days
    return {
        "defects": defects,
        "due_on": answer_by(card.agency, today(), min(days, 999)),
        "basis": words["basis"],
        "otherwise": words["otherwise"] or str(OTHERWISE),
    }


def _send(request: Request, card: CaseCard, defects: Sequence[Defect]) -> dict[str, str]:
    """Send the notice; gives the sentence of a refusal at its place, nothing when it is sent."""
    errors: dict[str, str] = {}
    with refusals(errors, passing=(NotFound,)):
        as_seen(
            request_supplement,
            number=card.number,
            seen=seen_of(request),
            defects=defects,
            by=request.actor,
            at=now(),
            **_words(card, request.POST),
        )
    return errors


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def notice(request: Request, number: str) -> HttpResponseBase:
    """Fill the notice in, look at it, send it."""
    card = case(request.actor, number, english=english())
    if request.method != "POST":
        return _page(request, card, {})
    defects, errors = _worded(request, card)
    if request.POST.get("step") == PREVIEW and defects:
        return _page(request, card, {}, _preview(card, request.POST, defects))
    errors = errors or _send(request, card, defects)
    if errors:
        return _page(request, card, errors)
    messages.success(request, _("The notice is written and the applicant is told that it is there."))
    return redirect("desk-case", number=number)


def _page(
    request: Request, card: CaseCard, errors: dict[str, str], preview: dict[str, Any] | None = None
) -> HttpResponseBase:
    """The page with what was typed."""
    return show(
        request,
        "cases/notice",
        status=REFUSED if errors else 200,
        title=_("One-time notice"),
        case=card,
        clock=_clock(card),
        preview=preview,
        boxes=boxes(_questions(card), request.POST if request.method == "POST" else None, errors),
        errors=mistakes(errors),
        say=say(request),
        back=f"/desk/cases/{card.number}/",
    )
