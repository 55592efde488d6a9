"""Write on a theme, or reply to a message: one page, without an account, under a name of one's choice."""

import secrets

from django.contrib import messages as told
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bianmin.delivery.forum.actions.write import check as check_written
from bianmin.delivery.forum.actions.write import earlier
from bianmin.delivery.forum.queries.messages import public_message
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.queries.themes import public_theme
from bianmin.delivery.forum.vocab.cards import Written
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.delivery.forum.vocab.states import NAME_MOST, TEXT_MOST, Standing
from bianmin.faces.portal.common import letters_language, mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Option, Section
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.journeys.forum import write as send
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound

ASKED = ("category", "text", "pen_name", "email")


def _asked(rules: ForumRules, reader: Reader) -> Form:
    """What is asked: what it is, the message, a name, and where to tell of the answer."""
    options = tuple(Option(value=one.code, label=str(reader(one.name))) for one in rules.categories)
    plain = _("Plain text, at most {most} characters. Everybody reads it: no identity numbers, telephones, addresses.")
    pen = _("Shown with your message. It need not be your own; leave it empty to stay without a name.")
    mail = _("Only to tell you that there is an answer. It is never shown.")
    fields = (
        Field(code="category", type=FieldType.CHOICE, label=pgettext("forum", "What is it?"), required=True,
              options=options),
        Field(code="text", type=FieldType.LONG_TEXT, label=pgettext("forum", "Your message"), required=True,
              most=TEXT_MOST, hint=plain.format(most=f"{TEXT_MOST:,}")),
        Field(code="pen_name", type=FieldType.TEXT, label=_("Name to be shown"), most=NAME_MOST, hint=pen,
              autocomplete="nickname"),
        Field(code="email", type=FieldType.EMAIL, label=_("Your e-mail"), hint=mail, autocomplete="email"),
    )  # fmt: skip
    section = Section(code="message", title="message", fields=fields)
    return Form(kind="form", id="message", version="1", source="portal", title="message", sections=(section,))


def _written(request: Request, agency: str, theme: str, checked: Checked) -> Written:
    said = {name: str(checked.answers.get(name) or "") for name in ASKED}
    key, to = request.POST.get("key", "")[:64], request.POST.get("to", "")[:30]
    return Written(agency=agency, theme=theme, key=key, to=to, language=letters_language(), **said)


def _send(request: Request, written: Written, rules: ForumRules) -> tuple[str, dict[str, str], int]:
    """Send a message: gives the journal's word for it, what is wrong by the name of its box, and how long to wait.

    Only what could be kept counts for the network address; the same form again is the same message.
    """
    errors: dict[str, str] = {}
    with refusals(errors, "text", passing=(NotFound,)):
        if earlier(written.agency, written.key) is None:
            check_written(written, now())
            address = request.META.get("REMOTE_ADDR", "")
            try:
                knock(agency=written.agency, what="forum", address=address, at=now(), most=rules.per_hour)
            except TooManyKnocks as many:
                return "", {"text": str(many)}, many.wait
        message = send(written=written, by=PUBLIC, at=now())
        hold(request, message.subject)
        waits = message.state == Standing.WAITING
        told.success(request, _("We have it. It stands on the page once somebody of the office has looked at it.")
                     if waits else _("Your message stands on the page."))  # fmt: skip
        return message.number, {}, 0
    return "", errors, 0


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def write(request: Request, agency: str, theme: str) -> HttpResponseBase:
    """Write; whoever wrote holds the message from then on, and gets number and code to take it back."""
    here, sent = the_agency(agency), request.method == "POST"
    card, rules, reader = public_theme(here.code, theme), rules_of(here.code), say(here)
    if rules is None:
        raise NotFound
    if not sent and not card.runs(today()):
        return redirect("forum-theme", agency=agency, theme=theme)
    to = (request.POST if sent else request.GET).get("to", "")[:30]
    parent, form = public_message(card, to) if to else None, _asked(rules, reader)
    typed = {name: [request.POST.get(name, "").replace("\0", "")] for name in ASKED} if sent else {}
    checked = check(form, typed, {})
    wrong, wait = {name: str(sentence) for name, sentence in checked.errors.items()} if sent else {}, 0
    if sent and not wrong:
        number, wrong, wait = _send(request, _written(request, here.code, theme, checked), rules)
        if number:
            return redirect("forum-own", agency=agency, number=number)
    page = show_own(
        request, "forum/write", status=429 if wait else 422 if wrong else 200, theme=card, parent=parent, say=reader,
        errors=mistakes(wrong, form), boxes=boxes_of(form, checked, wrong), rules=rules, most=TEXT_MOST,
        norm=limit_in_words(rules.norm), key=request.POST.get("key", "")[:64] or secrets.token_urlsafe(24),
    )  # fmt: skip
    return try_again(page, wait)
