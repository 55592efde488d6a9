"""May I apply? One question a page, the answers in the address; nothing is kept."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponseBase, QueryDict
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.queries.sheets import eligibility
from bianmin.delivery.catalog.vocab import Eligibility, ServiceCard
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.questions import Box, box
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.rules.printing import answer_in_words
from bianmin.foundation.forms.tables.decide import decide
from bianmin.foundation.forms.vocab import Checked, Form, Section, Slot
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.errors import NotFound

SHOWN = "show"
"""In the address: an answer was sent, so that what is wrong with it is said."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with its answer in words, and the address that leads back to it."""

    question: str
    answer: str
    back: str


def _form(of: Eligibility) -> Form:
    section = Section(code="self_check", title=of.name, fields=of.questions)
    return Form(kind="form", id=of.id, version=of.version, source=of.source, title=of.name, sections=(section,))


def _judged(of: Eligibility, sent: QueryDict, on: date) -> Checked:
    return check(_form(of), {key: sent.getlist(key) for key in sent}, on=on)


def _next(slots: tuple[Slot, ...], answers: dict[str, object]) -> Slot | None:
    """The first question that is shown and not answered yet."""
    return next((slot for slot in slots if slot.shown and slot.field.code not in answers), None)


def _answered(slots: tuple[Slot, ...], judged: Checked, reader: Reader) -> list[Answered]:
    found_of, before = [], QueryDict(mutable=True)
    for slot in slots:
        if slot.field.code not in judged.answers or not slot.shown:
            continue
        words = answer_in_words(slot.field, judged.answers[slot.field.code], say=reader, language=language())
        found_of.append(Answered(reader(slot.field.label), words, "?" + before.urlencode()))
        before.setlist(slot.name, list(slot.typed))
    return found_of


def _asking(slot: Slot, sent: QueryDict, reader: Reader) -> Box:
    """The question as a box; what is wrong is said only where this very question was sent."""
    drawn = box(slot, reader)
    return (
        drawn
        if sent.get(SHOWN) == slot.field.code
        else box(Slot(slot.field, slot.name, slot.typed, "", shown=True), reader)
    )


@door(ANYONE)
@require_safe
@found
def selfcheck(request: Request, agency: str, service: str) -> HttpResponseBase:
    """The next question, or the verdict: who may, who may not and why, and what to do instead."""
    here = the_agency(agency)
    card: ServiceCard = service_card(here.code, service, today())
    if not card.offer.check:
        raise NotFound
    table, reader = eligibility(here.code, card.offer.check), say(here)
    judged = _judged(table, request.GET, today())
    (block,) = layout(_form(table), judged)
    slots = block.rows[0]
    asked = _next(slots, judged.answers)
    answered = _answered(slots, judged, reader)
    drawn = _asking(asked, request.GET, reader) if asked else None
    errors = [{"key": drawn.key, "sentence": drawn.error}] if drawn and drawn.error else []
    return show(
        request,
        "catalog/selfcheck",
        status=422 if errors else 200,
        service=card,
        table=table,
        say=reader,
        box=drawn,
        code=asked.field.code if asked else "",
        errors=errors,
        answered=answered,
        kept=[(slot.name, text) for slot in slots if slot.field.code in judged.answers for text in slot.typed],
        verdict=None if asked else decide(table.rows, judged.answers),
        number=len(answered) + 1,
    )
