"""Read appraisals: what is due and the list, one with figures, sample and points to improve, and its paper."""

from typing import Any

from django.http import Http404, HttpResponseBase
from django.views.decorators.http import require_safe

from bianmin.faces.desk.common import say, show
from bianmin.faces.ui.doors import FIGURES, IMPROVE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.orgs.queries import agency_named
from bianmin.quality.appraisals.queries.appraisals import appraisal, appraisals, common_points, rules_of, to_appraise
from bianmin.quality.appraisals.queries.paper import KINDS, LEVELS, as_file, number, reason_names, rows_of, score, share
from bianmin.quality.appraisals.rules import may_approve, may_judge
from bianmin.quality.appraisals.vocab import AppraisalCard, State

MEDIA = {"pdf": "application/pdf", "odt": "application/vnd.oasis.opendocument.text"}


def line_of(card: AppraisalCard) -> dict[str, Any]:
    """An appraisal in words."""
    return {"card": card, "state": State(card.state).label, "score": number(score(card), 1)}


@door(FIGURES)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """The mailboxes to be appraised first, then all appraisals of the house."""
    actor, agency = request.actor, request.actor.agency
    return show(
        request, "appraisals/list", lines=[line_of(card) for card in appraisals(actor)],
        due=to_appraise(agency, today()), rules=rules_of(agency), may_judge=may_judge(actor, agency), say=say(request),
    )  # fmt: skip


def _figures(card: AppraisalCard) -> dict[str, Any]:
    now = card.figures
    levels = [(words, now.levels.get(level, 0), share(now.levels.get(level, 0), now.rated)) for level, words in LEVELS]
    reasons = [(name, count, share(count, now.unhappy)) for name, count in reason_names(card.agency, now)]
    return {"rows": rows_of(card), "levels": levels, "reasons": reasons}


@door(FIGURES)
@require_safe
@found
def one(request: Request, number: str) -> HttpResponseBase:
    """Figures, sample and points to improve; the answers themselves open only for who judges them."""
    card = appraisal(request.actor, number)
    judges = may_judge(request.actor, card.agency)
    return show(
        request, "appraisals/one", line=line_of(card), common=common_points(card), may_judge=judges,
        may_approve=may_approve(request.actor, card.agency), may_improve=IMPROVE.opens(request.actor),
        people=names([card.approved_by]), approved_by=names([card.approved_by]).get(card.approved_by, ""),
        ready=card.open and card.judged == len(card.samples) and bool(card.conclusion), say=say(request),
        **_figures(card),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, number: str, kind: str) -> HttpResponseBase:
    """The paper, as PDF or ODT."""
    card = appraisal(request.actor, number)
    if kind not in KINDS:
        raise Http404
    house = agency_named(card.agency)
    data = as_file(card, house.name, kind, "示範" if house.source == "demonstration" else "")
    return download(data, f"{card.number}.{kind}", MEDIA[kind])
