"""Check whether somebody may act for the applicant."""

from typing import Final

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.actions.parties import check_representation
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.parties import parties
from bianmin.delivery.cases.vocab.party import Part, Soundness
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import english
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals

CHOICES: Final = (
    (Soundness.SOUND.value, gettext_lazy("Sound: the letter or the law lets this person act")),
    (Soundness.UNSOUND.value, gettext_lazy("Not sound: something is missing or does not fit")),
)


def _questions() -> list[Asked]:
    return [
        Asked("soundness", _("Is the representation sound?"), part="choices", options=CHOICES),
        Asked("note", _("What was found"), part="lines", required=False),
    ]


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def representation(request: Request, number: str) -> HttpResponseBase:
    """Look at the letter of authority and write down what was found."""
    card = case(request.actor, number, english=english())
    if not any(one.part == Part.AGENT for one in parties(request.actor, number)):
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        said = {name: request.POST.get(name, "").replace("\0", "") for name in ("soundness", "note")}
        with refusals(errors):
            check_representation(number=number, by=request.actor, at=now(), **said)
            return redirect("desk-case", number=number)
    return ask_page(
        request,
        _questions(),
        errors,
        title=_("Check the representation"),
        lead=_("Compare the letter of authority with both persons: names, numbers, what it covers, signature."),
        case=card,
        go=_("Keep"),
        back=f"/desk/cases/{number}/",
    )
