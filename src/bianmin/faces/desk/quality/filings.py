"""Filings: what was sent to an agency above, what came from those below, and the answer 備查、核備、退回."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.common import say, sent, show
from bianmin.faces.desk.quality.uploads import evidence_files
from bianmin.faces.ui.doors import FIGURES, FILERS, Request, door
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.orgs.queries import agency_named, directory
from bianmin.journeys.file import file_minutes, file_round
from bianmin.kernel.actor import Permission
from bianmin.kernel.errors import NotAllowed, NotFound
from bianmin.kernel.text import whole
from bianmin.quality.evaluation.queries.minutes import minutes
from bianmin.quality.evaluation.queries.rounds import round_card
from bianmin.quality.plans.actions.filings import answer as answer_filing
from bianmin.quality.plans.actions.filings import send
from bianmin.quality.plans.queries import filings as queries
from bianmin.quality.plans.queries.dues import dues
from bianmin.quality.plans.vocab.filings import Answer, Asks, FilingCard, Letter, Paper, What


def above_options(request: Request) -> Options:
    """The agencies something can be filed with, the nearest first."""
    return tuple((code, agency_named(code).name) for code in queries.recipients(request.actor, request.actor.agency))


def _line(card: FilingCard, agencies: dict[str, str]) -> dict[str, Any]:
    return {
        "card": card,
        "from": agencies.get(card.agency, card.agency),
        "to": agencies.get(card.to, card.to),
        "what": card.what.label,
        "asks": card.asks.label,
        "state": card.state.label,
        "mark": {Answer.SENT: " warn", Answer.RETURNED: " bad"}.get(card.state, " good"),
    }


def _dues(request: Request) -> list[dict[str, Any]]:
    """What the house files by when, for those who work in it."""
    agency = request.actor.agency
    if agency not in request.actor.agencies(Permission.BELONG):
        return []
    return [{"card": one, "what": one.shape.what.label} for one in dues(agency, on=today())]


@door(FIGURES)
@require_safe
def filings(request: Request) -> HttpResponseBase:
    """What came in, what waits for an answer on top; and what was sent."""
    agency, me = request.actor.agency, request.actor
    agencies = {code: row.name for code, row in directory().items()}
    return show(
        request, "filings/list",
        received=[_line(card, agencies) for card in queries.received(me, agency=agency)],
        sent=[_line(card, agencies) for card in queries.sent(me, agency=agency)],
        dues=_dues(request),
        say=say(request),
        may_send=FILERS.opens(me) and bool(above_options(request)),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def one(request: Request, key: int) -> HttpResponseBase:
    """One filing with its files and its answer."""
    card = queries.filing(request.actor, key)
    people = names([card.sent_by, card.answered_by])
    agencies = {code: row.name for code, row in directory().items()}
    return show(
        request, "filings/one", **_line(card, agencies), sender=people.get(card.sent_by, ""),
        answerer=people.get(card.answered_by, ""),
    )  # fmt: skip


@door(FIGURES)
@require_safe
@found
def file(request: Request, key: int, file: int) -> HttpResponseBase:
    """A file that went with it; its opening is journaled."""
    card = queries.filing(request.actor, key)
    if file not in {each.pk for each in card.files}:
        raise NotFound
    opened = open_file(file_id=file, by=queries.reader_of(request.actor, card), at=now(), purpose=card.holds)
    return download_file(opened)


def _verdicts(card: FilingCard) -> Options:
    wanted = Answer.ENDORSED if card.asks is Asks.ENDORSE else Answer.ACKNOWLEDGED
    labels = {Answer.ENDORSED: _("Approve on file"), Answer.ACKNOWLEDGED: _("Acknowledge")}
    return ((wanted.value, labels[wanted]), (Answer.RETURNED.value, _("Return")))


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def answer(request: Request, key: int) -> HttpResponseBase:
    """Acknowledge, approve on file or return what an agency below has filed."""
    card = queries.filing(request.actor, key)
    if not card.may_answer:
        raise NotAllowed
    errors: dict[str, str] = {}
    verdicts = _verdicts(card)
    asked = [
        Asked("verdict", _("Answer"), part="choices", options=verdicts, value=verdicts[0][0]),
        Asked("number", _("Document number"), required=False),
        Asked("note", _("Remark"), part="lines", required=False,
              hint=_("When it is returned: what is to be changed.")),
    ]  # fmt: skip
    if request.method == "POST":
        typed = sent(request, "verdict", "number", "note")
        verdict = Answer(typed["verdict"]) if typed["verdict"] in dict(verdicts) else Answer.SENT
        with refusals(errors):
            answer_filing(
                key=key, verdict=verdict, number=typed["number"], note=typed["note"], by=request.actor, at=now()
            )
            messages.success(request, _("It is answered; the agency reads the answer with its filing."))
            return redirect("desk-filing", key=key)
    return ask_page(
        request,
        asked,
        errors,
        title=_("Answer a filing"),
        lead=card.title,
        go=_("Answer"),
        back=f"/desk/filings/{key}/",
        backwards=card.title,
    )


def _subject(request: Request) -> tuple[str, str]:
    """What the address says is filed: `round` or `minutes`, and its name; empty for any other document."""
    if key := whole(request.GET.get("round", "")):
        return "round", round_card(request.actor, key).title
    if key := whole(request.GET.get("minutes", "")):
        return "minutes", minutes(request.actor, key).title
    return "", ""


def _questions(request: Request, kind: str) -> list[Asked]:
    to = Asked("to", _("Agency it is filed with"), part="select", options=above_options(request))
    number = Asked("number", _("Document number"), required=False)
    if kind:
        return [to, number]
    whats = tuple((what.value, what.label) for what in What if what not in (What.PLAN, What.AMENDMENT))
    return [
        to,
        Asked("what", _("What is filed"), part="select", options=whats),
        Asked("asks", _("What is asked for"), part="choices", options=tuple(Asks.choices), value=Asks.ACKNOWLEDGE),
        Asked("title", _("Name of the document")),
        number,
        Asked("note", _("Remark"), part="lines", required=False),
        Asked("files", _("Files"), part="file", several=True, accept=".pdf,.odt,.ods,.docx,.png,.jpg",
              hint=_("PDF, JPEG, PNG or ODT, at most 10 MB each.")),
    ]  # fmt: skip


def _send(request: Request, kind: str) -> int:
    typed = sent(request, "to", "number", "what", "asks", "title", "note")
    if kind:
        key, run = whole(request.GET.get(kind, "")), file_round if kind == "round" else file_minutes
        return run(key=key, to=typed["to"], number=typed["number"], by=request.actor, at=now()).pk
    letter = Letter(
        request.actor.agency, typed["to"], What(typed["what"]) if typed["what"] in What.values else What.OTHER,
        Asks(typed["asks"]) if typed["asks"] in Asks.values else Asks.ACKNOWLEDGE, typed["title"], typed["number"],
        note=typed["note"],
    )  # fmt: skip
    papers = [Paper(kept.name, kept.data) for kept in evidence_files(request)]
    return send(letter=letter, papers=papers, by=request.actor, at=now()).pk


@door(FILERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """File a round's score sheet, minutes, or another document with an agency above."""
    kind, title = _subject(request)
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            key = _send(request, kind)
            messages.success(request, _("It is filed; the answer will stand here."))
            return redirect("desk-filing", key=key)
    return ask_page(
        request,
        _questions(request, kind),
        errors,
        title=_("File with the agency above"),
        lead=title,
        go=_("File it"),
        back="/desk/filings/",
        backwards=_("Filings"),
    )
