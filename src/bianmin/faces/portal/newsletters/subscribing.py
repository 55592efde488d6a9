"""Subscribe to a newsletter, or ask for the link by which one changes or ends it: one page, without an account."""

from typing import Final

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods

from bianmin.delivery.newsletters.actions.subscribe import ask
from bianmin.delivery.newsletters.queries.policy import paper_of
from bianmin.delivery.newsletters.vocab.cards import Wish
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules, Paper
from bianmin.delivery.newsletters.vocab.states import Source
from bianmin.faces.portal.common import language, mistakes, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals, try_again
from bianmin.foundation.forms.actions.knocks import TooManyKnocks, knock
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Field, FieldType, Form, Option, Section
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound

ASKED: Final = ("email", "language", "nationality")


def asked_of(rules: NewsletterRules, paper: Paper, reader: Reader, *, email: bool = True) -> Form:
    """What is asked: the address, the language, and the nationality, for statistics."""
    mail = _("A letter with a link goes there. You are subscribed once you press it.")
    tongues = tuple(Option(value=one.code, label=one.name) for one in paper.languages)
    nations = tuple(Option(value=one.code, label=str(reader(one.name))) for one in rules.nationalities)
    fields = [
        Field(code="email", type=FieldType.EMAIL, label=_("Your e-mail"), hint=mail, required=True,
              autocomplete="email"),
        Field(code="language", type=FieldType.CHOICE, label=pgettext("newsletter", "In which language?"),
              required=True, options=tongues),
    ][0 if email else 1:]  # fmt: skip
    if nations:
        hint = _("You may leave it open; we only count how many read us.")
        fields.append(Field(code="nationality", type=FieldType.CHOICE, label=_("Your nationality"), hint=hint,
                            options=nations))  # fmt: skip
    section = Section(code="one", title="one", fields=tuple(fields))
    return Form(kind="form", id="one", version="1", source="portal", title="one", sections=(section,))


def _send(request: Request, wish: Wish, rules: NewsletterRules) -> tuple[dict[str, str], int]:
    """Take a wish: gives what is wrong by the name of its box, and how many seconds to wait."""
    errors: dict[str, str] = {}
    address = request.META.get("REMOTE_ADDR", "")
    try:
        knock(agency=wish.agency, what="newsletter", address=address, at=now(), most=rules.per_hour)
    except TooManyKnocks as many:
        return {"email": str(many)}, many.wait
    with refusals(errors, "email", passing=(NotFound,)):
        ask(wish=wish, agreed=True, by=PUBLIC, at=now())
    return errors, 0


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def subscribe(request: Request, agency: str, paper: str) -> HttpResponseBase:
    """Ask for the letter with the link; the answer is the same whether the address is subscribed or not."""
    here, sent = the_agency(agency), request.method == "POST"
    rules, known = paper_of(here.code, paper)
    if not known.mailed:
        return redirect("newsletter", agency=agency, paper=paper)
    after = (request.POST if sent else request.GET).get("after", "") == "application"
    reader, form = say(here), asked_of(rules, known, say(here))
    plain = {"language": [known.read_in(language())]}
    typed = {name: [request.POST.get(name, "").replace("\0", "")] for name in ASKED} if sent else plain
    checked = check(form, typed, {})
    wrong, wait = {name: str(sentence) for name, sentence in checked.errors.items()} if sent else {}, 0
    if sent and not wrong:
        said = {name: str(checked.answers.get(name) or "") for name in ASKED}
        source = Source.ONLINE if after else Source.WEB
        wish = Wish(agency=here.code, paper=paper, source=source.value, **said)
        wrong, wait = _send(request, wish, rules)
        if not wrong:
            return show_own(request, "newsletters/asked", paper=known, say=reader)
    page = show_own(
        request, "newsletters/subscribe", status=429 if wait else 422 if wrong else 200, paper=known, say=reader,
        errors=mistakes(wrong, form), boxes=boxes_of(form, checked, wrong), after=after,
    )  # fmt: skip
    return try_again(page, wait)
