"""Read a case unmasked: for a purpose, which the journal keeps."""

from typing import Any, Final

from django.http import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.actions.reading import read_answers
from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.cases.page import shown
from bianmin.faces.desk.common import english, show
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.persons.actions import read_person
from bianmin.foundation.persons.rules import reads_protected
from bianmin.kernel.actor import Actor

PURPOSES: Final = (
    ("review", _("To handle this application")),
    ("contact", _("To reach the applicant")),
    ("applicant", _("The applicant asks for it")),
    ("inspection", _("An inspection of this case")),
)
"""What unmasked data may be needed for; the journal keeps the code with the case's number."""

FIELDS: Final = ("name", "latin_name", "id_number", "birth_on", "phone", "email", "address")


def _question() -> Asked:
    return Asked("purpose", _("What do you need the personal data for?"), part="choices", options=PURPOSES)


def _read(card: CaseCard, purpose: str, *, by: Actor) -> dict[str, Any]:
    """Applicant, proxy and answers in full, of somebody protected only for whom it is meant; each writes its line."""
    why, at = f"{card.number} {purpose}" if purpose else "", now()
    people = [card.applicant] + ([card.proxy] if card.proxy else [])
    charge = card.in_charge
    hidden = card.applicant.protected and not (charge or reads_protected(by, card.agency))
    read = [read_person(one.id, fields=FIELDS, purpose=why, by=by, at=at, in_charge=charge) for one in people]
    if hidden:
        return {"read": read, "answers": card.answers}
    return {"read": read, "answers": read_answers(number=card.number, purpose=why, by=by, at=at, english=english())}


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def reading(request: Request, number: str) -> HttpResponseBase:
    """Ask for the purpose, then show the case once in full."""
    card = case(request.actor, number, english=english())
    errors: dict[str, str] = {}
    if request.method == "POST":
        known = dict(PURPOSES)
        purpose = request.POST.get("purpose", "")
        with refusals(errors):
            full = _read(card, purpose if purpose in known else "", by=request.actor)
            return show(request, "cases/page", **shown(request, card), full=full, purpose=known[purpose])
    return ask_page(
        request,
        [_question()],
        errors,
        title=_("Show personal data"),
        lead=_("Every reading is written into the journal with its purpose. The page is shown once, not kept."),
        case=card,
        go=_("Show"),
        back=f"/desk/cases/{number}/",
    )
