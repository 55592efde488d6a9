"""The letters of a case and the application as it was filed, each as PDF, ODT and DOCX from one tree."""

from typing import Final

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.letters import LetterKind, letters_of
from bianmin.faces.desk.cases.receipt import given
from bianmin.faces.desk.common import english, language, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.receipts import document
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.journeys.letters import printed_application, printed_letter
from bianmin.kernel.errors import NotFound

APPLICATION: Final = "application"


@door(OFFICER)
@require_safe
@found
def letters(request: Request, number: str) -> HttpResponseBase:
    """What can be printed for one case."""
    card = case(request.actor, number, english=english())
    lines = [
        (APPLICATION, _("Application as it was filed (masked)"), card.received_on),
        (LetterKind.RECEIPT.value, LetterKind.RECEIPT.label, card.received_on),
        *((one.name, LetterKind(one.kind).label, one.on) for one in letters_of(request.actor, number)),
    ]
    return show(request, "cases/printing", case=card, lines=lines, endings=tuple(WRITERS))


@door(OFFICER)
@require_safe
@found
def letter(request: Request, number: str, name: str, ending: str) -> HttpResponseBase:
    """One of them as a file."""
    if ending not in WRITERS:
        raise NotFound
    if name == APPLICATION:
        data = printed_application(number=number, ending=ending, language=language(), by=request.actor)
    elif name == LetterKind.RECEIPT:
        data = WRITERS[ending](document(given(request, number)))
    else:
        data = printed_letter(number=number, name=name, ending=ending, by=request.actor, at=now())
    return download(data, f"{number}-{name}.{ending}", MEDIA[ending])
