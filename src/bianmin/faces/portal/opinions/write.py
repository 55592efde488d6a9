"""Write to the office: its mailboxes, and one page to write to one of them."""

import secrets

from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.opinions.queries.mailboxes import due_on
from bianmin.delivery.opinions.queries.mailboxes import mailbox as mailbox_of
from bianmin.delivery.opinions.queries.mailboxes import mailboxes as mailboxes_of
from bianmin.delivery.opinions.queries.opinions import published
from bianmin.delivery.opinions.vocab import FILES_MOST, TEXT_MOST, TITLE_MOST, Mailbox, Reply, Written
from bianmin.faces.portal.common import letters_language, mistakes, say, show, show_own, the_agency, uploads_of
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.procedure import limit_in_words
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Option, Section
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.journeys.opinion import receive
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotFound

ASKED = ("kind", "topic", "title", "text", "reply", "name", "phone", "email", "address")


@door(ANYONE)
@require_safe
@found
def mailboxes(request: Request, agency: str) -> HttpResponseBase:
    """The mailboxes with what each is for and by when it answers, and what came of opinions."""
    here = the_agency(agency)
    lines = [{"box": one, "norm": limit_in_words(one.norm)} for one in mailboxes_of(here.code, public=True)]
    return show(request, "opinions/mailboxes", lines=lines, published=published(here.code), say=say(here))


def _choice(code: str, label: str, options: list[tuple[str, str]], *, required: bool, hint: str = "") -> Field:
    made = tuple(Option(value=value, label=said) for value, said in options)
    return Field(code=code, type=FieldType.CHOICE, label=label, hint=hint, required=required, options=made)


def _asked(box: Mailbox, reader: Reader) -> Form:
    """What a mailbox asks: what it is, the words, files, who writes and how to reply."""
    kinds = [(kind.value, str(kind.label)) for kind in box.kinds]
    topics = [(one.code, str(reader(one.name))) for one in box.topics]
    ways = [(way.value, str(way.label)) for way in (Reply.PAGE, Reply.EMAIL, Reply.PHONE, Reply.LETTER)]
    where = _("Where it happened, when, and what you wish. Please write no identity numbers.")
    who = _("Needed here, and kept secret.") if box.confidential else ""
    free = "" if box.named else _("You need not say who you are; then you read the answer here with number and code.")
    text, line = FieldType.LONG_TEXT, FieldType.TEXT
    fields = [
        _choice("kind", _("What is it?"), kinds, required=True),
        *([_choice("topic", _("What about?"), topics, required=False)] if topics else []),
        Field(code="title", type=line, label=_("In a few words"), required=True, most=TITLE_MOST),
        Field(code="text", type=text, label=_("What do you want to tell us?"), hint=where, required=True,
              most=TEXT_MOST),
        Field(code="files", type=FieldType.FILE, label=_("Files to go with it"), most=FILES_MOST,
              hint=_("Photographs (JPEG, PNG), PDF or ODT, at most 10 MB each.")),
        Field(code="name", type=FieldType.NAME, label=_("Your name"), hint=who or free, required=box.named,
              autocomplete="name"),
        _choice("reply", _("How shall we tell you that there is an answer?"), ways, required=True),
        Field(code="email", type=FieldType.EMAIL, label=_("Your e-mail"), autocomplete="email"),
        Field(code="phone", type=FieldType.PHONE, label=_("Your telephone number"), autocomplete="tel"),
        Field(code="address", type=FieldType.ADDRESS, label=_("Postal address"), autocomplete="street-address",
              hint=_("Only for an answer by letter.")),
    ]  # fmt: skip
    section = Section(code="opinion", title="opinion", fields=tuple(fields))
    return Form(kind="form", id="opinion", version="1", source="portal", title="opinion", sections=(section,))


def _send(request: Request, here: AgencyCard, box: Mailbox, checked: Checked) -> tuple[str, dict[str, str]]:
    """Send it; gives its number, or what is wrong by the name of its box. Here staff write as anybody does."""
    if checked.errors:
        return "", {name: str(sentence) for name, sentence in checked.errors.items()}
    said = {name: str(checked.answers.get(name) or "") for name in ASKED}
    key, language = request.POST.get("key", "")[:64], letters_language()
    written = Written(agency=here.code, mailbox=box.code, key=key, language=language, **said)
    errors: dict[str, str] = {}
    with refusals(errors, "text", passing=(NotFound,)):
        opinion = receive(written=written, uploads=checked.files.get("files", ()), by=PUBLIC, at=now())
        hold(request, opinion.subject)
        return opinion.number, {}
    return "", errors


def _typed(request: Request) -> dict[str, list[str]]:
    """What was typed; what was not is answered by what most want."""
    if request.method == "POST":
        return {name: [request.POST.get(name, "").replace("\0", "")] for name in ASKED}
    return {"reply": [Reply.EMAIL.value]}


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def write(request: Request, agency: str, mailbox: str) -> HttpResponseBase:
    """Write to a mailbox; whoever wrote holds it from then on, and gets number and code."""
    here, sent = the_agency(agency), request.method == "POST"
    reader, box = say(here), mailbox_of(here.code, mailbox, public=True)
    form = _asked(box, reader)
    checked = check(form, _typed(request), {"files": uploads_of(request.FILES.getlist("files"))})
    number, wrong = _send(request, here, box, checked) if sent else ("", {})
    if number:
        return redirect("opinion-own", agency=agency, number=number)
    return show_own(
        request, "opinions/write", status=422 if wrong else 200, box=box, say=reader, errors=mistakes(wrong, form),
        boxes=boxes_of(form, checked, wrong), norm=limit_in_words(box.norm),
        due=due_on(here.code, box.norm, today()),
        key=request.POST.get("key", "")[:64] or secrets.token_urlsafe(24),
    )  # fmt: skip
