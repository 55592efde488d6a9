"""Write to the office about one's own case, and read its answers; the page keeps itself fresh."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.queries.mandates import agents
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import TrackCard
from bianmin.delivery.talks.actions import look
from bianmin.delivery.talks.queries import newest, policy, talk
from bianmin.delivery.talks.vocab import LONGEST, MOST_FILES, TalkCard
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency, uploads_of
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.fresh import freshened
from bianmin.faces.ui.now import now
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Option, Section
from bianmin.journeys.talk import offered, replies, write, writer
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound


def _own(request: Request, agency: str, number: str) -> tuple[TrackCard, Actor]:
    """A case that this visitor opened with its code, or as the person proved, and who writes about it.

    Raises:
        NotFound: it is neither the visitor's own nor one about which he may write for the applicant.
    """
    card = track_card(request.actor, number)
    only_here(the_agency(agency), card.agency)
    return card, writer(request.actor, number)


def _lines(known: TalkCard | None, card: TrackCard, by: Actor) -> dict[str, Any]:
    """The messages, with who wrote each: somebody of the office, the reader, an agent, or the applicant."""
    lines = known.lines if known else ()
    people = names(line.by for line in lines if line.office)
    acting = agents(by, card.number)
    return {
        "talk": known,
        "lines": [
            {
                "line": line,
                "name": people.get(line.by, ""),
                "agent": acting.get(line.by, ""),
                "own": line.by in by.holds or (card.by_code and line.by not in acting),
            }
            for line in lines
        ],
    }


def _asked(by: Actor, number: str) -> Form:
    """What is asked on the page: the message, how one is told, and files."""
    ways = tuple(Option(value=way.value, label=str(way.label)) for way in replies(by, number))
    hint = _("Photographs (JPEG, PNG), PDF or ODT, at most 10 MB each.")
    fields = (
        Field(code="text", type=FieldType.LONG_TEXT, label=_("Your message"), required=True, most=LONGEST),
        Field(code="reply", type=FieldType.CHOICE, label=_("How shall we tell you that there is an answer?"),
              required=True, options=ways),
        Field(code="files", type=FieldType.FILE, label=_("Files to go with it"), hint=hint, most=MOST_FILES),
    )  # fmt: skip
    section = Section(code="talk", title="talk", fields=fields)
    return Form(kind="form", id="talk", version="1", source="portal", title="talk", sections=(section,))


def _send(by: Actor, number: str, checked: Checked) -> dict[str, str]:
    """Send what was written; gives what is wrong, by the name of its box."""
    if checked.errors:
        return {name: str(sentence) for name, sentence in checked.errors.items()}
    said = checked.answers
    errors: dict[str, str] = {}
    with refusals(errors, "text", passing=(NotFound,)):
        write(number=number, text=said["text"], reply=said["reply"], uploads=checked.files.get("files", ()),
              by=by, at=now())  # fmt: skip
    return errors


def _typed(request: Request, known: TalkCard | None, form: Form) -> dict[str, list[str]]:
    if request.method == "POST":
        return {name: [request.POST.get(name, "").replace("\0", "")] for name in ("text", "reply")}
    ways = [option.value for option in form.sections[0].fields[1].options]
    before = known.reply if known else ""
    return {"reply": [before if before in ways else ways[0]]}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def page(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The messages in order, and a box to write the next."""
    card, by = _own(request, agency, number)
    known, form, sent = talk(by, card.subject), _asked(by, number), request.method == "POST"
    checked = check(form, _typed(request, known, form), {"files": uploads_of(request.FILES.getlist("files"))})
    wrong = _send(by, number, checked) if sent else {}
    if sent and not wrong:
        messages.success(request, _("Your message is with the office."))
        return redirect("talk", agency=agency, number=number)
    if known and known.unread and card.by_code:
        look(subject=card.subject, by=by, at=now())
    rules = policy(card.agency)
    return show_own(
        request, "talk", status=422 if wrong else 200, case=card, say=say(the_agency(agency)),
        open=offered(by, number), boxes=boxes_of(form, checked, wrong), errors=mistakes(wrong, form),
        norm=limit_in_words(rules.norm if rules else ""), rules=rules,
        version=known.version if known else "0", **_lines(known, card, by),
    )  # fmt: skip


@door(ANYONE)
@require_safe
@found
def lines(request: Request, agency: str, number: str) -> HttpResponseBase:
    """The messages alone, asked for again and again: 304 while nothing was added."""
    card, by = _own(request, agency, number)
    version = newest(by, card.subject)
    return freshened(
        request, version, lambda: show_own(request, "talk_lines", case=card, **_lines(talk(by, card.subject), card, by))
    )
