"""Who may act for the applicant of a case: noted from a letter of authority, revoked, printed 委託書."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.cases.actions.mandates import authorise, revoke
from bianmin.delivery.cases.queries.card import case
from bianmin.delivery.cases.queries.mandates import mandates
from bianmin.delivery.cases.vocab.mandate import Proof
from bianmin.faces.desk.common import REFUSED, english, mistakes, say, show
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.mandates import asked, said, sheet
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.receipts import spaced


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def listing(request: Request, number: str) -> HttpResponseBase:
    """The authorisations of a case, and one more from the letter that was seen."""
    card = case(request.actor, number, english=english())
    form, checked = asked(request, staff=True)
    wrong = dict(checked.errors)
    if request.method == "POST" and not wrong:
        with refusals(wrong, "name"):
            _key, code = authorise(number=number, by=request.actor, at=now(), **said(checked.answers))
            told = _("The authorisation is noted. The code of this person: %(code)s. Give it to nobody else.")
            plain = _("The authorisation is noted.")
            messages.success(request, told % {"code": spaced(code)} if code else plain)
            return redirect("desk-mandates", number=number)
    given = mandates(request.actor, number)
    people = names(key for one in given for key in (one.given_by, one.revoked_by))
    return show(
        request,
        "cases/mandates",
        status=REFUSED if wrong else 200,
        case=card,
        say=say(request),
        plain=Reader({}, complete=True),
        rows=[
            {
                "one": one,
                "standing": one.standing(today()),
                "proof": Proof(one.proof).label,
                "given": people.get(one.given_by, ""),
                "revoked": people.get(one.revoked_by, ""),
            }
            for one in given
        ],
        asking=layout(form, replace(checked, errors=wrong))[0],
        errors=mistakes(wrong, form),
    )


@door(OFFICER)
@require_POST
@found
def end(request: Request, number: str, mandate: int) -> HttpResponseBase:
    """Revoke one at the applicant's wish; where the agent knew the code, the applicant gets another."""
    code = revoke(number=number, mandate=mandate, by=request.actor, at=now())
    told = _("Revoked. The applicant's new query code: %(code)s. Give it to the applicant alone; it is shown once.")
    messages.success(request, told % {"code": spaced(code)} if code else _("The authorisation is revoked."))
    return redirect("desk-mandates", number=number)


@door(CASES)
@require_safe
@found
def paper(request: Request, number: str, mandate: int) -> HttpResponseBase:
    """One authorisation as a paper to sign; names are written by hand."""
    card = case(request.actor, number, english=english())
    of = next((one for one in mandates(request.actor, number) if one.id == mandate), None)
    if of is None:
        raise Http404
    document = sheet(
        agency=agency_named(card.agency).name, service=say(request)(card.service.name), number=number, of=of
    )
    return download(pdf.write(document), f"{number}-authority-{mandate}.pdf", "application/pdf")
