"""Articles: the list, writing one, and what the chief does with it."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.publishing.actions import writing
from bianmin.delivery.publishing.queries.articles import article, articles
from bianmin.delivery.publishing.queries.checks import tests_due, updates_by_week, waiting
from bianmin.delivery.publishing.queries.shelves import shelves_of
from bianmin.delivery.publishing.rules.markup import blocks
from bianmin.delivery.publishing.rules.rhythm import overdue
from bianmin.delivery.publishing.rules.rights import may_write
from bianmin.delivery.publishing.vocab import ArticleCard, SiteShelves, State, Verb, name_in
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, say, sent, show
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.ui.articles import Shown
from bianmin.faces.ui.doors import CATALOG, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names, staff_of
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.orgs.queries import units_of
from bianmin.kernel.errors import NotAllowed, Refused

DONE: Final = {
    Verb.ASK: _("The chief is asked to publish it."),
    Verb.PUBLISH: _("It is on the site."),
    Verb.SEND_BACK: _("It went back to its writer."),
    Verb.WITHDRAW: _("It is off the site; its editions stay on record."),
    Verb.HAND: _("That person looks after it now."),
}


@door(CATALOG)
@require_safe
def listing(request: Request) -> HttpResponseBase:
    """Everything the agency publishes or is writing, by what waits for somebody first."""
    agency, wanted = request.actor.agency, request.GET.get("show", "")
    cards = articles(request.actor, agency)
    counts = {state: sum(bool(_is(card, state)) for card in cards) for state in ("asked", "draft", "published")}
    due = tests_due(agency, today())
    shelves = shelves_of(agency)
    lines = [(card, _class(card, shelves)) for card in cards if not wanted or _is(card, wanted)]
    return show(
        request, "site/list", lines=lines, counts=counts, wanted=wanted, say=say(request),
        waiting=waiting(request.actor, agency), tests=len(due),
        overdue=overdue(due), weeks=updates_by_week(agency, today()), people=names(card.keeper for card in cards),
        may_write=any(may_write(request.actor, unit.path) for unit in units_of(agency)),
    )  # fmt: skip


def _class(card: ArticleCard, shelves: SiteShelves) -> str:
    return name_in(shelves.of(card.kind), card.shown.category) if card.shown else ""


def _is(card: ArticleCard, state: str) -> bool:
    if state == State.PUBLISHED:
        return card.live is not None
    return card.draft is not None and card.draft.state == state


def _ask(request: Request, questions: list[Asked], errors: dict[str, str], **context: Any) -> HttpResponseBase:
    typed = request.POST if errors else None
    status = REFUSED if errors else 200
    return show(
        request, "ask", status=status, boxes=boxes(questions, typed, errors), errors=mistakes(errors), **context
    )


@door(CATALOG)
@require_safe
@found
def one(request: Request, code: str) -> HttpResponseBase:
    """One article: the text in force, the one being written, its files and its history."""
    card = article(request.actor, request.actor.agency, code)
    editions = [one for one in (card.live, card.draft, *card.history) if one]
    people = names([card.keeper, *(key for one in editions for key in (one.written_by, one.decided_by))])
    shown = card.draft or card.live
    text = Shown(shown.title, shown.summary, tuple(blocks(shown.body))) if shown else None
    return show(
        request, "site/one", card=card, edition=shown, shown=text, people=people, editions=editions, say=say(request),
        attached=files_of(request.actor, agency=card.agency, subject=card.subject), files="/desk/files/",
        keeper=people.get(card.keeper, ""), verbs=[(verb, verb.label) for verb in Verb if verb in card.allowed],
        may_attach=Verb.WRITE in card.allowed, category=_class(card, shelves_of(card.agency)),
    )  # fmt: skip


@door(CATALOG)
@require_POST
@found
def attach(request: Request, code: str) -> HttpResponseBase:
    """Add files to an article."""
    card = article(request.actor, request.actor.agency, code)
    if Verb.WRITE not in card.allowed:
        raise NotAllowed
    try:
        given = evidence_files(request)
        for kept in given:
            writing.attach(agency=card.agency, code=code, name=kept.name, data=kept.data, by=request.actor, at=now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        told = _("The files are kept. They are public once the text is published.") if given else _("Choose a file.")
        (messages.success if given else messages.error)(request, told)
    return redirect("desk-article", code=code)


def _asked(verb: Verb, agency: str) -> list[Asked]:
    if verb in (Verb.SEND_BACK, Verb.WITHDRAW):
        return [Asked("remark", _("Why"), part="lines")]
    if verb == Verb.HAND:
        staff = tuple((one.key, f"{one.name} {one.title}") for one in staff_of(agency))
        return [Asked("keeper", _("Who looks after it"), part="select", options=staff)]
    return []


def _do(verb: Verb, code: str, request: Request) -> None:
    held = {"agency": request.actor.agency, "code": code}
    typed = sent(request, "remark", "keeper")
    if verb == Verb.HAND:
        if typed["keeper"] not in {one.key for one in staff_of(request.actor.agency)}:
            raise NotAllowed
        writing.hand(**held, keeper=typed["keeper"], by=request.actor, at=now())
    elif verb in (Verb.SEND_BACK, Verb.WITHDRAW):
        act_of = writing.send_back if verb == Verb.SEND_BACK else writing.withdraw
        act_of(**held, remark=typed["remark"][:300], by=request.actor, at=now())
    else:
        (writing.ask if verb == Verb.ASK else writing.publish)(**held, by=request.actor, at=now())


@door(CATALOG)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, code: str, verb: str) -> HttpResponseBase:
    """Ask, publish, send back, take away, or name who looks after it."""
    chosen = next((one for one in DONE if one.value.replace("_", "-") == verb), None)
    card = article(request.actor, request.actor.agency, code)
    if chosen is None:
        raise Http404
    if chosen not in card.allowed:
        raise NotAllowed
    errors = dict[str, str]()
    if request.method == "POST":
        with refusals(errors):
            _do(chosen, code, request)
            messages.success(request, DONE[chosen])
            return redirect("desk-article", code=code)
    title = card.shown.title if card.shown else code
    return _ask(
        request, _asked(chosen, card.agency), errors, title=chosen.label, lead=title, go=chosen.label,
        back=f"/desk/site/articles/{code}/", backwards=code, danger=chosen == Verb.WITHDRAW,
    )  # fmt: skip
