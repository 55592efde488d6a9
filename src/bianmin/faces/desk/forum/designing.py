"""Draft a theme on one page, and change it."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bianmin.delivery.catalog.queries import published as services
from bianmin.delivery.forum.actions import design as acts
from bianmin.delivery.forum.queries.themes import theme as theme_card
from bianmin.delivery.forum.rules import may_draft, may_lead, may_work
from bianmin.delivery.forum.vocab.cards import Design, ThemeCard
from bianmin.delivery.forum.vocab.states import State, Voters
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import day_in, say, sent, typed
from bianmin.faces.ui.doors import OPINION_WORK, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor


def _units(actor: Actor) -> tuple[tuple[str, str], ...]:
    """The units whose themes the actor drafts."""
    rows = units_of(actor.agency, on=today())
    return tuple((unit.path, unit.name) for unit in rows if may_draft(actor, actor.agency, unit.path))


def _of_theme(request: Request, known: Design | None) -> list[Asked]:
    reader = say(request)
    units = _units(request.actor)
    offered = tuple((one.code, str(reader(one.name))) for one in services(request.actor.agency, today()))
    what = _("What you want to know, what can still be changed and what not, and what happens with the answers.")
    board = _("Leave it empty for a message board that stays open.")
    about = _("It is shown on the page of the service while it is open.")
    first = rocdate.parted(known.opens_on if known else today())
    last = rocdate.parted(known.closes_on) if known and known.closes_on else ""
    return [
        Asked("title", _("Title of the theme"), value=known.title if known else ""),
        Asked("about", _("What it is about"), part="lines", hint=what, value=known.about if known else ""),
        Asked("unit", _("Which unit answers"), part="select", options=units,
              value=known.unit_path if known else units[0][0] if len(units) == 1 else ""),
        Asked("opens_on", pgettext("forum", "First day"), short=True, value=first),
        Asked("closes_on", pgettext("forum", "Last day"), short=True, required=False, hint=board, value=last),
        Asked("service", _("About which service"), part="select", hint=about, required=False, options=offered,
              value=known.service if known else ""),
    ]  # fmt: skip


def _of_vote(known: Design | None) -> list[Asked]:
    lines = _("One option a line, 2 to 10 of them.")
    who = _("What colleagues vote on is not on the website, and nobody learns who voted for what.")
    many = (("one", _("One option")), ("several", _("One or several")))
    when = (("end", pgettext("forum", "After the last day")), ("always", _("All the time (votes of the public only)")))
    return [
        Asked("question", _("Question to vote on"), required=False, value=known.question if known else "",
              hint=_("Leave it empty where nothing is voted on. Once somebody has voted it cannot be changed.")),
        Asked("options", _("Options"), part="lines", hint=lines, required=False,
              value="\n".join(known.options) if known else ""),
        Asked("several", _("How many options may be chosen?"), part="choices", options=many, required=False,
              value="several" if known and known.several else "one"),
        Asked("voters", _("Who votes?"), part="choices", options=tuple(Voters.choices), hint=who, required=False,
              value=known.voters if known else ""),
        Asked("early", _("When can the result be read?"), part="choices", options=when, required=False,
              value="always" if known and known.early else "end"),
    ]  # fmt: skip


def _day(request: Request, name: str) -> date | None:
    return day_in(typed(request, name), name) if typed(request, name) else None


def _design(request: Request) -> Design:
    said = sent(request, "title", "about", "service", "question", "voters")
    return Design(
        unit_path=typed(request, "unit"),
        opens_on=day_in(typed(request, "opens_on"), "opens_on"),
        closes_on=_day(request, "closes_on"),
        options=typed(request, "options").splitlines(),
        several=typed(request, "several") == "several",
        early=typed(request, "early") == "always",
        **said,
    )


def _page(request: Request, card: ThemeCard | None, errors: dict[str, str]) -> HttpResponseBase:
    known = card.design if card else None
    back = f"/desk/forum/{card.number}/" if card else "/desk/forum/"
    return ask_page(
        request, [*_of_theme(request, known), *_of_vote(known)], errors, title=_("Theme"), back=back,
        backwards=_("Forum"), lead=_("Nobody sees it before the chief publishes it."), go=_("Keep it"),
    )  # fmt: skip


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Draft a theme."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors, "title"):
            row = acts.draft(agency=request.actor.agency, design=_design(request), by=request.actor, at=now())
            messages.success(request, _("The draft is kept. The chief publishes it."))
            return redirect("desk-theme", number=row.number)
    return _page(request, None, errors)


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def anew(request: Request, number: str) -> HttpResponseBase:
    """Change a draft; the chief changes one that is open."""
    card, errors = theme_card(request.actor, number), dict[str, str]()
    drafts = card.state == State.DRAFT and may_work(request.actor, card)
    if not drafts and not (card.state == State.OPEN and may_lead(request.actor, card)):
        return redirect("desk-theme", number=number)
    if request.method == "POST":
        with refusals(errors, "title"):
            acts.design_anew(number=number, design=_design(request), by=request.actor, at=now())
            messages.success(request, _("It is kept."))
            return redirect("desk-theme", number=number)
    return _page(request, card, errors)
