"""Plan an issue, change its plan, and write its articles in each language."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.delivery.newsletters.actions import making
from bianmin.delivery.newsletters.queries.issues import articles_of, issue_of, next_serial, planned_until
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.rules import may_make, may_work
from bianmin.delivery.newsletters.vocab.cards import Draft, IssueCard
from bianmin.delivery.newsletters.vocab.rules import Paper
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, typed
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.text import whole

LIST = "/desk/newsletters/"


def _titles(paper: Paper, known: dict[str, str]) -> list[Asked]:
    """One box for the title in each language; the first is needed, the others may come with the translation."""
    return [
        Asked(f"title-{one.code}", _("Title in {language}").format(language=one.name), required=place == 0,
              value=known.get(one.code, ""))
        for place, one in enumerate(paper.languages)
    ]  # fmt: skip


def _by_language(request: Request, paper: Paper, box: str) -> dict[str, str]:
    return {one.code: typed(request, f"{box}-{one.code}") for one in paper.languages}


def _day(value: date) -> Asked:
    return Asked("due_on", pgettext("newsletter", "Day of issue"), short=True, value=rocdate.parted(value))


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def plan(request: Request, paper: str) -> HttpResponseBase:
    """Plan the next issue: its number and day are suggested by the rhythm."""
    agency, errors = request.actor.agency, dict[str, str]()
    _rules, known = paper_of(agency, paper)
    if not may_make(request.actor, agency, known.unit):
        raise NotAllowed
    if request.method == "POST":
        with refusals(errors, "serial"):
            row = making.plan(
                agency=agency, paper=paper, serial=whole(typed(request, "serial"), 0),
                due_on=day_in(typed(request, "due_on"), "due_on"), titles=_by_language(request, known, "title"),
                by=request.actor, at=now(),
            )  # fmt: skip
            messages.success(request, _("The issue is planned. Its steps stand below, each with its day."))
            return redirect("desk-issue", number=row.number)
    last = planned_until(agency).get(paper, today())
    serial = Asked(
        "serial", _("Number of the issue"), short=True, mode="numeric", value=str(next_serial(agency, paper))
    )
    asked = [serial, _day(known.next_after(max(last, today()))), *_titles(known, {})]
    return ask_page(
        request, asked, errors, title=_("Plan an issue"), lead=known.name, go=_("Plan it"), back=LIST,
        backwards=_("Newsletters"),
    )  # fmt: skip


def _made(request: Request, number: str) -> IssueCard:
    """An issue that is being made and that the reader works on.

    Raises:
        NotFound, NotAllowed.
    """
    card = issue_of(request.actor, number)
    if not may_work(request.actor, card):
        raise NotAllowed
    return card


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def plan_anew(request: Request, number: str) -> HttpResponseBase:
    """Change the day, the titles and the printed copies of an issue."""
    card, errors = _made(request, number), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, "due_on"):
            making.plan_anew(
                number=number, due_on=day_in(typed(request, "due_on"), "due_on"),
                copies=whole(typed(request, "copies"), 0), titles=_by_language(request, card.paper, "title"),
                by=request.actor, at=now(),
            )  # fmt: skip
            messages.success(request, _("It is kept."))
            return redirect("desk-issue", number=number)
    copies = Asked("copies", _("Printed copies"), short=True, mode="numeric", value=str(card.copies), required=False)
    asked = [_day(card.due_on), *_titles(card.paper, dict(card.titles)), copies]
    return ask_page(
        request, asked, errors, title=_("Change the plan"), go=_("Keep it"), back=f"{LIST}{number}/",
        backwards=card.number,
    )  # fmt: skip


def _asked(card: IssueCard, key: int | None) -> list[Asked]:
    """The boxes of an article, with what stands in them already."""
    known = {one.code: _known(card, key, one.code) for one in card.paper.languages}
    topics = tuple((one.code, one.name) for one in card.paper.topics)
    topic = next(iter(known.values()))[2]
    asked = [Asked("topic", _("Topic"), part="select", options=topics, required=False, value=topic)] if topics else []
    for place, one in enumerate(card.paper.languages):
        title, body, _topic = known[one.code]
        asked += [
            Asked(f"title-{one.code}", _("Title in {language}").format(language=one.name), required=place == 0,
                  value=title),
            Asked(f"body-{one.code}", _("Text in {language}").format(language=one.name), part="lines", required=False,
                  value=body, hint=_("An empty line begins a new paragraph.")),
        ]  # fmt: skip
    return asked


def _known(card: IssueCard, key: int | None, language: str) -> tuple[str, str, str]:
    """Title, text and topic's code of an article in a language.

    Raises:
        NotFound: the issue has no such article.
    """
    if key is None:
        return "", "", ""
    row = next((one for one in articles_of(card, language) if one.id == key), None)
    if row is None:
        raise NotFound
    return row.title, row.body, next((one.code for one in card.paper.topics if one.name == row.topic), "")


def _write(request: Request, number: str, key: int | None) -> HttpResponseBase:
    card, errors = _made(request, number), dict[str, str]()
    asked = _asked(card, key)
    if request.method == "POST":
        with refusals(errors, f"title-{card.paper.languages[0].code}"):
            draft = Draft(
                topic=typed(request, "topic"), titles=_by_language(request, card.paper, "title"),
                bodies=_by_language(request, card.paper, "body"),
            )  # fmt: skip
            making.write(number=number, article=key, draft=draft, by=request.actor, at=now())
            messages.success(request, _("The article is kept."))
            return redirect("desk-issue", number=number)
    return ask_page(
        request, asked, errors, title=_("Article"), go=_("Keep it"), back=f"{LIST}{number}/", backwards=card.number,
        lead=_("A language may stay empty until it is translated."),
    )  # fmt: skip


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new_article(request: Request, number: str) -> HttpResponseBase:
    """Write an article."""
    return _write(request, number, None)


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def article(request: Request, number: str, key: int) -> HttpResponseBase:
    """Change or translate an article."""
    return _write(request, number, key)


@door(OFFICER)
@require_POST
@found
def drop(request: Request, number: str, key: int) -> HttpResponseBase:
    """Take an article out."""
    making.drop_article(number=number, article=key, by=request.actor, at=now())
    messages.success(request, _("The article is taken out."))
    return redirect("desk-issue", number=number)
