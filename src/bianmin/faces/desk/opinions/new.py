"""Take down an opinion: told at the counter or by telephone, found in the box, come by letter, e-mail or the press."""

import secrets
from typing import Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.appointments.queries.visits import visit
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.opinions.queries.opinions import code_of, visible_to
from bianmin.delivery.opinions.vocab import TITLE_MOST, Kind, Reply, Source, Written
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, mistakes, say, sent, show, typed
from bianmin.faces.ui.doors import OPINION_WORK, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.opinion import receive, settle_here
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced

HERE: Final = (Source.COUNTER, Source.PHONE, Source.BOX, Source.LETTER, Source.EMAIL, Source.MEDIA)
WAYS: Final = (
    (Reply.PAGE.value, gettext_lazy("They look themselves, with number and code")),
    (Reply.PHONE.value, gettext_lazy("By telephone, which becomes a call to make")),
    (Reply.EMAIL.value, gettext_lazy("By e-mail that tells it is there")),
    (Reply.LETTER.value, gettext_lazy("By a letter that is written for you")),
)


def _talked_about(request: Request) -> str:
    """What was to be talked about at the appointment after which it is written down, else nothing."""
    if not (number := request.GET.get("visit", "")):
        return ""
    try:
        return visit(request.actor, number).about
    except NotFound:
        return ""


def _questions(request: Request) -> list[Asked]:
    reader, about = say(request), _talked_about(request)
    places = tuple((one.code, reader(one.name)) for one in mailboxes(request.actor.agency))
    kinds = sorted({kind for one in mailboxes(request.actor.agency) for kind in one.kinds}, key=list(Kind).index)
    where = _("It decides which unit reads it, and by when it is answered.")
    at_once = _("Only if it was settled just now: what was said and done. It is closed with that.")
    return [
        Asked("mailbox", _("Mailbox"), part="select", hint=where, options=places,
              value=places[0][0] if len(places) == 1 else ""),
        Asked("source", _("How did it come?"), part="choices", value=Source.COUNTER.value,
              options=tuple((one.value, one.label) for one in HERE)),
        Asked("kind", _("What is it?"), part="choices", options=tuple((kind.value, kind.label) for kind in kinds)),
        Asked("title", _("In a few words"), value=about[:TITLE_MOST]),
        Asked("text", _("What was said or written"), part="lines", value=about),
        Asked("answer", _("Settled here and now"), part="lines", hint=at_once, required=False),
        Asked("name", _("Name"), required=False, hint=_("Leave it empty where somebody does not want to say it.")),
        Asked("reply", _("How is the answer given?"), part="choices", value=Reply.PAGE.value,
              options=WAYS),
        Asked("phone", _("Telephone"), required=False, short=True, mode="tel"),
        Asked("email", _("E-mail"), required=False, mode="email"),
        Asked("address", _("Postal address"), required=False),
    ]  # fmt: skip


def _take(request: Request) -> str:
    """Take it down, settled at once where that was said; tells number and code, and gives the number."""
    said = sent(request, "mailbox", "source", "kind", "title", "text", "name", "reply", "phone", "email", "address")
    written = Written(agency=request.actor.agency, key=typed(request, "key")[:64], **said)
    if answer := typed(request, "answer"):
        number = settle_here(written=written, answer=answer, by=request.actor, at=now()).number
        messages.success(request, _("It is taken down as %(number)s.") % {"number": number})
        return number
    opinion = receive(written=written, by=request.actor, at=now())
    told = {"number": opinion.number, "code": spaced(code_of(opinion))}
    messages.success(
        request, _("It is taken down as %(number)s. Whoever wants to read the answer needs the code %(code)s.") % told
    )
    return opinion.number


def _seen(request: Request, number: str) -> bool:
    """Whether whoever took it down reads it too; what another unit reads has gone there."""
    return visible_to(request.actor).filter(number=number).exists()


@door(OPINION_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Take it down on one page."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        known = {one.code for one in mailboxes(request.actor.agency)}
        if typed(request, "mailbox") not in known:
            errors["mailbox"] = _("Choose the mailbox.")
        else:
            with refusals(errors, "text"):
                number = _take(request)
                return redirect("desk-opinion", number=number) if _seen(request, number) else redirect("desk-opinions")
    drawn = boxes(_questions(request), request.POST if errors else None, errors)
    return show(
        request, "opinions/new", status=REFUSED if errors else 200, boxes=drawn, errors=mistakes(errors),
        places=mailboxes(request.actor.agency), key=typed(request, "key")[:64] or secrets.token_urlsafe(24),
    )  # fmt: skip
