"""The unified number of a case's applicant: given by itself, or by an officer who finds out who somebody is."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import case
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import english, sent
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.persons.vocab import Sex
from bianmin.journeys.unified import Found, Standing, give, standing
from bianmin.kernel import rocdate


def _asked(of: Standing) -> list[Asked]:
    """Class, sex, travel document; and whose number it is where somebody like this has one."""
    questions = [
        Asked("group", _("Class of person"), part="choices", options=of.groups, value=of.group),
        Asked("sex", _("Sex"), part="choices", options=tuple(Sex.choices), value=of.sex),
        Asked("document", _("Number of the travel document"), value=of.document, short=True),
    ]
    if of.perhaps:
        known = [
            (str(one.id), _("The same person: %(number)s, given %(day)s, case %(case)s")
             % {"number": one.masked, "day": rocdate.roc(one.assigned_on), "case": one.source})
            for one in of.perhaps
        ]  # fmt: skip
        options = (*known, ("0", _("Another person: give a new number")))
        questions.append(Asked("which", _("Somebody like this has a number"), part="choices", options=options))
    return questions


def _which(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < len(str(2**62)) else None


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def unified(request: Request, number: str) -> HttpResponseBase:
    """Give a number where it was not given by itself: the sex was not asked, or somebody alike has one."""
    card, of = case(request.actor, number, english=english()), standing(number=number, by=request.actor)
    if of is None or not of.waits:
        raise Http404
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = sent(request, "group", "sex", "document", "which")
        found_out = Found(typed["group"], typed["sex"], typed["document"], _which(typed["which"]))
        with refusals(errors):
            give(number=number, found=found_out, by=request.actor, at=now())
            messages.success(request, _("The number is given. It stands with the case and on the paper."))
            return redirect("desk-case", number=number)
    return ask_page(
        request,
        _asked(of),
        errors,
        title=_("Give a unified ID number"),
        lead=_("One person has one number for ever. Compare the travel document before you give one."),
        case=card,
        go=_("Give the number"),
        back=f"/desk/cases/{number}/",
    )
