"""Write what a draft says about itself: title, goals, addressees, period."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.common import sent
from bianmin.faces.desk.quality.plans.drafting import Wrong, ask, draft
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED, parse
from bianmin.quality.plans.actions import drafts
from bianmin.quality.plans.vocab.shapes import (
    GoalShape,
    Head,
    Period,
    Words,
)


def _lines(texts: list[Words]) -> str:
    return "\n".join(words.text for words in texts)


def _head_questions(head: Head) -> list[Asked]:
    goals = "\n".join(f"{goal.text}｜{goal.serves}" if goal.serves else goal.text for goal in head.goals)
    kinds = (("overall", _("Overall service")), ("project", _("Project planning")))
    period = head.period
    return [
        Asked("title", _("Title"), value=head.title),
        Asked("category", _("Category"), part="select", options=kinds, value=head.category, required=False),
        Asked("goals", _("Goals"), part="lines", value=goals,
              hint=_("One on each line; after ｜ the goal of the governing plan it serves.")),
        Asked("addressees", _("Addressees"), part="lines", value=_lines(list(head.addressees)), required=False,
              hint=_("Agencies, units or staff, one on each line.")),
        Asked("period", _("Period"), value=period.text if period else "", required=False),
        Asked("first", _("From"), short=True, value=_day(period.first if period else None), required=False,
              hint=_("For example 114-1-1.")),
        Asked("last", _("Until"), short=True, value=_day(period.last if period else None), required=False),
        Asked("number", _("Document number"), value=head.issued_number, required=False),
    ]  # fmt: skip


def _day(day: date | None) -> str:
    return f"{day.year - FOUNDED + 1}-{day.month}-{day.day}" if day else ""


def _read_day(text: str, field: str) -> date:
    try:
        return parse(text)
    except Refused as refusal:
        raise Wrong(field, str(refusal)) from refusal


def _typed_head(request: Request, old: Head) -> Head:
    asked = sent(request, "title", "category", "goals", "addressees", "period", "first", "last", "number")
    period = None
    if asked["period"]:
        first, last = _read_day(asked["first"], "first"), _read_day(asked["last"], "last")
        if last < first:
            raise Wrong("last", gettext("The period ends before it begins."))
        period = Period(text=asked["period"], first=first, last=last)
    changed: dict[str, Any] = {
        "title": asked["title"][:200],
        "category": asked["category"] if asked["category"] in ("overall", "project") else "",
        "goals": [_goal(line) for line in asked["goals"].splitlines() if line.strip("｜| \t")],
        "addressees": [Words(text=line.strip()) for line in asked["addressees"].splitlines() if line.strip()],
        "period": period,
        "issued_number": asked["number"][:60],
    }
    return old.model_copy(update=changed)


def _goal(line: str) -> GoalShape:
    text, _bar, serves = line.replace("|", "｜").partition("｜")
    return GoalShape(text=text.strip() or serves.strip(), serves=serves.strip())


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def head(request: Request, code: str) -> HttpResponseBase:
    """Write what a draft says about itself."""
    card, errors = draft(request, code), dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            written = _typed_head(request, card.head)
            drafts.keep_head(agency=card.agency, code=code, head=written, by=request.actor, at=now())
            messages.success(request, _("The draft is kept."))
            return redirect("desk-plan", code=code)
    return ask(request, card, _("What the plan says about itself"), _head_questions(card.head), errors)
