"""Read newsletters: all of them, one with its issues, one issue in each of its languages, and the feed."""

from datetime import datetime, time
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.views.decorators.http import require_safe

from bianmin.delivery.newsletters.queries.issues import articles_of, issued, public_issue
from bianmin.delivery.newsletters.queries.policy import paper_of, rules_of
from bianmin.delivery.newsletters.vocab.cards import IssueCard
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.portal.paging import paged
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.kernel.rocdate import TAIPEI
from bianmin.kernel.tongues import tag_of
from bianmin.quality.surveys.queries.surveys import open_to_all

IN_FEED = 30


def line_of(card: IssueCard) -> dict[str, Any]:
    """An issue in the reader's language, or in the first that it has, with the language it is then in."""
    chosen = card.paper.read_in(language())
    return {"issue": card, "title": card.title(chosen), "lang": tag_of(chosen)}


def survey_of(agency: str, paper: Paper) -> str:
    """The number of the survey that asks the readers now; empty where none does."""
    asked = open_to_all(agency, today()) if paper.questionnaire else []
    return next((one.number for one in asked if one.design.questionnaire == paper.questionnaire), "")


@door(ANYONE)
@require_safe
@found
def listing(request: Request, agency: str) -> HttpResponseBase:
    """The newsletters of the agency, each with its newest issue."""
    here = the_agency(agency)
    rules = rules_of(here.code)
    lines = [
        {"paper": paper, "newest": [line_of(card) for card in issued(here.code, paper.code)[:1]]}
        for paper in (rules.papers if rules else ())
    ]
    return show(request, "newsletters/list", lines=lines, say=say(here))


@door(ANYONE)
@require_safe
@found
def paper(request: Request, agency: str, paper: str) -> HttpResponseBase:
    """One newsletter: what it is, how to subscribe, and its issues, all or those in which words stand."""
    here = the_agency(agency)
    _rules, known = paper_of(here.code, paper)
    q = request.GET.get("q", "").strip()[:60]
    page = paged([line_of(card) for card in issued(here.code, paper, q)], request)
    return show(
        request, "newsletters/paper", paper=known, page=page, q=q, say=say(here), survey=survey_of(here.code, known)
    )


@door(ANYONE)
@require_safe
@found
def issue(request: Request, agency: str, number: str) -> HttpResponseBase:
    """One issue: its articles in one language, the reader's where it has it."""
    here = the_agency(agency)
    card = public_issue(here.code, number)
    chosen = card.paper.read_in(request.GET.get("in", "") or language())
    return show(
        request, "newsletters/issue", issue=card, title=card.title(chosen), chosen=chosen, lang=tag_of(chosen),
        articles=articles_of(card, chosen), say=say(here), survey=survey_of(here.code, card.paper),
        tongues=[{"one": one, "lang": tag_of(one.code)} for one in card.paper.languages],
    )  # fmt: skip


@door(ANYONE)
@require_safe
@found
def feed(request: Request, agency: str, paper: str) -> HttpResponseBase:
    """The issues of a newsletter as an Atom feed 訂閱."""
    here = the_agency(agency)
    reader = say(here)
    _rules, known = paper_of(here.code, paper)
    atom = Atom1Feed(
        title=f"{here.name} {reader(known.name)}", description=str(reader(known.about)), language=language(),
        link=request.build_absolute_uri(f"/{here.slug}/newsletters/{paper}/"),
        feed_url=request.build_absolute_uri(request.path),
    )  # fmt: skip
    for card in issued(here.code, paper)[:IN_FEED]:
        chosen = known.read_in(language())
        address = request.build_absolute_uri(f"/{here.slug}/newsletters/issues/{card.number}/")
        if card.issued_on:
            day = datetime.combine(card.issued_on, time(), TAIPEI)
            named = "、".join(one.title for one in articles_of(card, chosen))
            atom.add_item(
                title=card.title(chosen), link=address, unique_id=address, description=named, updateddate=day,
                pubdate=day,
            )  # fmt: skip
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")
