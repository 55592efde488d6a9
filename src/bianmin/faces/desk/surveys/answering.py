"""Answer at the desk: a colleague for herself, an officer for a visitor; or a table that a call centre brings."""

import secrets

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import REFUSED, mistakes, say, show, typed
from bianmin.faces.ui.doors import ASKED, KEEPERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.questionnaires import checked_of, form_of
from bianmin.faces.ui.questions import boxes_of
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.tables import table
from bianmin.foundation.documents.readers.sheets import read
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.quality.surveys.actions.answering import MOST_ROWS, answer, answer_as_colleague, bring
from bianmin.quality.surveys.queries.surveys import survey as survey_card
from bianmin.quality.surveys.rules import may_keep
from bianmin.quality.surveys.vocab import State, SurveyCard, Way

MOST_BYTES = 5_000_000


class FileIsMissing(Refused):
    """No table was chosen."""

    message = gettext_lazy("Choose the table.")


def _keep(request: Request, card: SurveyCard, said: dict[str, object]) -> None:
    if card.design.way == Way.STAFF:
        answer_as_colleague(number=card.number, said=said, by=request.actor, at=now())
    else:
        key = typed(request, "key")[:64]
        answer(agency=card.agency, number=card.number, said=said, key=key, by=request.actor, at=now())


@door(ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def fill(request: Request, number: str) -> HttpResponseBase:
    """Fill in a survey of the staff for oneself, or one of the counter for a visitor."""
    card, reader = survey_card(request.actor, number), say(request)
    if card.state != State.OPEN or card.design.way not in (Way.STAFF, Way.COUNTER):
        return redirect("desk-survey", number=number)
    form, sent = form_of(card.document, reader), request.method == "POST"
    checked, wrong = checked_of(form, request.POST if sent else None), dict[str, str]()
    if sent and checked.errors:
        wrong = {name: str(sentence) for name, sentence in checked.errors.items()}
    elif sent:
        with refusals(wrong, card.document.questions[0].code):
            _keep(request, card, dict(checked.answers))
            messages.success(request, _("Thank you. The answers are kept without a name."))
            return redirect("desk-surveys")
    return show(
        request, "surveys/fill", status=REFUSED if wrong else 200, survey=card, say=reader,
        errors=mistakes(wrong, form), boxes=boxes_of(form, checked, wrong),
        key=typed(request, "key")[:64] or secrets.token_urlsafe(24), colleague=card.design.way == Way.STAFF,
    )  # fmt: skip


def _taken(request: Request, card: SurveyCard) -> list[tuple[int, str, str]]:
    """Take the table that was chosen; gives what is wrong with it."""
    chosen = request.FILES.get("table")
    if chosen is None:
        raise FileIsMissing(field="table")
    rows = [row.cells for row in read(chosen.read(MOST_BYTES + 1), most_rows=MOST_ROWS, most_bytes=MOST_BYTES)]
    brought = bring(number=card.number, rows=rows, by=request.actor, at=now())
    if not brought.faults:
        messages.success(request, _("%(count)d questionnaires are taken.") % {"count": brought.taken})
    return list(brought.faults)


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def bring_table(request: Request, number: str) -> HttpResponseBase:
    """Bring the answers of a telephone or counter survey as a table: all of it, or nothing where a cell is wrong."""
    card, errors, faults = survey_card(request.actor, number), dict[str, str](), list[tuple[int, str, str]]()
    if card.state != State.OPEN:
        return redirect("desk-survey", number=number)
    if request.method == "POST":
        with refusals(errors, "table"):
            faults = _taken(request, card)
            if not faults:
                return redirect("desk-survey", number=number)
            errors["table"] = _("The table has faults; nothing was taken. Mend them and choose it again.")
    hint = _("One row a questionnaire, the head as in the empty table; levels as numbers, dk for I don't know.")
    asked = Asked("table", _("Table (ODS, XLSX or CSV)"), part="file", hint=hint, accept=".csv,.ods,.xlsx")
    return ask_page(
        request, [asked], errors, template="surveys/bring", title=_("Bring answers as a table"), survey=card,
        go=_("Take the answers"), back=f"/desk/surveys/{number}/", backwards=card.number, faults=faults,
    )  # fmt: skip


@door(KEEPERS)
@require_safe
@found
def empty(request: Request, number: str) -> HttpResponseBase:
    """The empty table for a survey's answers: its head alone."""
    card = survey_card(request.actor, number)
    if not may_keep(request.actor, card.agency):
        raise NotAllowed
    return table(card.number, [one.code for one in card.document.questions], [])
