"""One's own subscription, opened by the link of a letter: confirmed, changed, ended by one press; issues read first."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bianmin.delivery.newsletters.actions.issuing import remark
from bianmin.delivery.newsletters.actions.subscribe import change, confirm, end
from bianmin.delivery.newsletters.queries.issues import articles_of, trial_issue
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.queries.subscribers import opened, trial_readers
from bianmin.delivery.newsletters.vocab.cards import SubscriberCard
from bianmin.delivery.newsletters.vocab.states import REMARK_MOST, Standing
from bianmin.faces.portal.common import mistakes, say, show, show_own, the_agency
from bianmin.faces.portal.newsletters.subscribing import asked_of
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import Box, Choice, boxes_of
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Section
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import NotFound
from bianmin.kernel.tongues import tag_of


def _opened(request: Request, here: AgencyCard, number: str, code: str) -> tuple[SubscriberCard, Actor]:
    """The subscription of a link, and whoever holds it: the link alone, nobody signed in, and only for this request.

    Raises:
        NotFound: the link is wrong or the subscription ended; tries from one address are counted.
    """
    try:
        card = opened(here.code, number, code)
    except NotFound:
        address = request.META.get("REMOTE_ADDR", "")
        knock(agency=here.code, what="newsletter-link", address=address, at=now())
        raise
    return card, Actor(key="public", holds=frozenset({card.subject}), assurance=Assurance.CODE)


def _gone(request: Request, here: AgencyCard) -> HttpResponseBase:
    """What stands behind a link that opens nothing any more."""
    return show(request, "newsletters/gone", status=404, say=say(here))


def _posted(request: Request, card: SubscriberCard, by: Actor, errors: dict[str, str]) -> str:
    """Do what was pressed; gives a sentence on what was done, empty where something is wrong."""
    what = request.POST.get("what", "end" if "List-Unsubscribe" in request.POST else "")
    with refusals(errors, "language"):
        if what == "confirm":
            confirm(number=card.number, by=by, at=now())
            return _("You are subscribed. Every issue has a link that ends it by one press.")
        if what == "end":
            end(number=card.number, by=by, at=now())
            return _("The subscription is ended, and your address is removed.")
        change(
            number=card.number, language=request.POST.get("language", "")[:10],
            nationality=request.POST.get("nationality", "")[:40], trial=request.POST.get("trial", "") == "yes",
            by=by, at=now(),
        )  # fmt: skip
        return _("It is kept.")
    return ""


def _words(card: SubscriberCard, here: AgencyCard, errors: dict[str, str]) -> dict[str, Any]:
    rules, paper = paper_of(card.agency, card.paper)
    form = asked_of(rules, paper, say(here), email=False)
    known = {"language": [card.language], "nationality": [card.nationality]}
    places = paper.trial_readers - trial_readers(card.agency, card.paper) if paper.trial_readers else 0
    boxes = boxes_of(form, check(form, known, {}), errors)
    if card.trial or places > 0:
        label = _("I read issues before they go out, and say what I think of them.")
        offered = (Choice("yes", label, "", card.trial),)
        boxes.append(Box("choices", "trial", _("Trial reader"), "", errors.get("trial", ""), required=False,
                         several=True, choices=offered))  # fmt: skip
    return {
        "paper": paper, "one": card, "boxes": boxes, "errors": mistakes(errors, form), "say": say(here),
        "waits": card.state == Standing.WAITING,
    }  # fmt: skip


@csrf_exempt
@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def own(request: Request, agency: str, number: str, code: str) -> HttpResponseBase:
    """The page of one's subscription; a mail program ends it by its own button (RFC 8058), so the link is enough."""
    here, errors = the_agency(agency), dict[str, str]()
    try:
        card, by = _opened(request, here, number, code)
        if request.method == "POST" and (done := _posted(request, card, by, errors)):
            if request.POST.get("what") not in ("confirm", "change"):
                return show_own(request, "newsletters/ended", done=done, say=say(here))
            messages.success(request, done)
            return redirect("newsletter-own", agency=agency, number=number, code=code)
    except (NotFound, TooManyKnocks):
        return _gone(request, here)
    return show_own(request, "newsletters/own", status=422 if errors else 200, **_words(card, here, errors))


def _remark() -> Form:
    hint = _("Plain text, at most {most} characters. What is hard to understand, wrong, or missing?")
    asked = Field(
        code="text", type=FieldType.LONG_TEXT, label=_("What do you think of this issue?"), required=True,
        most=REMARK_MOST, hint=hint.format(most=f"{REMARK_MOST:,}"),
    )  # fmt: skip
    section = Section(code="one", title="one", fields=(asked,))
    return Form(kind="form", id="one", version="1", source="portal", title="one", sections=(section,))


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
def trial(request: Request, agency: str, number: str, code: str, issue: str) -> HttpResponseBase:
    """An issue that is not out yet, for its trial readers, and what they think of it."""
    here, form = the_agency(agency), _remark()
    sent = request.method == "POST"
    try:
        card, by = _opened(request, here, number, code)
        found = trial_issue(card, issue)
        text = request.POST.get("text", "").replace("\0", "")
        checked = check(form, {"text": [text]} if sent else {}, {})
        wrong = {name: str(sentence) for name, sentence in checked.errors.items()} if sent else {}
        if sent and not wrong:
            with refusals(wrong, "text", passing=(NotFound,)):
                remark(subscriber=number, issue=issue, text=text, by=by, at=now())
                messages.success(request, _("Thank you. The editors read it before the issue goes out."))
                return redirect("newsletter-trial", agency=agency, number=number, code=code, issue=issue)
    except (NotFound, TooManyKnocks):
        return _gone(request, here)
    chosen = found.paper.read_in(card.language)
    return show_own(
        request, "newsletters/trial", status=422 if wrong else 200, issue=found, title=found.title(chosen),
        lang=tag_of(chosen), articles=articles_of(found, chosen), boxes=boxes_of(form, checked, wrong),
        errors=mistakes(wrong, form), say=say(here),
    )  # fmt: skip
