"""Let somebody act for oneself, see who may, and revoke it 委託."""

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.delivery.cases.actions.mandates import authorise, revoke
from bianmin.delivery.cases.queries.mandates import mandates, may_name
from bianmin.delivery.cases.queries.track import track_card
from bianmin.delivery.cases.vocab import TrackCard
from bianmin.delivery.catalog.queries import service as service_on
from bianmin.faces.portal.common import mistakes, only_here, say, show_own, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.mandates import asked, said, sheet
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.errors import NotFound
from bianmin.kernel.receipts import spaced


def _card(request: Request, agency: str, number: str) -> TrackCard:
    """The case of whoever may name an agent in it.

    Raises:
        NotFound: it is not theirs, or they act for somebody themselves.
    """
    card = track_card(request.actor, number)
    only_here(the_agency(agency), card.agency)
    if not may_name(request.actor, number):
        raise NotFound
    return card


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def listing(request: Request, agency: str, number: str) -> HttpResponseBase:
    """Who may act for me, and one more."""
    card, here = _card(request, agency, number), the_agency(agency)
    form, checked = asked(request, staff=False)
    wrong = dict(checked.errors)
    if request.method == "POST" and not wrong:
        with refusals(wrong, "name", passing=(NotFound,)):
            _key, code = authorise(number=number, by=request.actor, at=now(), **said(checked.answers))
            told = _("Done. The code of the person who acts for you: %(code)s. Give it to nobody else.")
            messages.success(
                request, told % {"code": spaced(code)} if code else _("Done. It holds from its first day.")
            )
            return redirect("mandates", agency=agency, number=number)
    return show_own(
        request,
        "mandates/list",
        status=422 if wrong else 200,
        case=card,
        say=say(here),
        plain=Reader({}, complete=True),
        rows=[(one, one.standing(today())) for one in mandates(request.actor, number)],
        asking=layout(form, replace(checked, errors=wrong))[0],
        errors=mistakes(wrong, form),
    )


@door(ANYONE)
@require_POST
@found
def end(request: Request, agency: str, number: str, mandate: int) -> HttpResponseBase:
    """Revoke one; who applied for me knew my code, so that I get another."""
    card = _card(request, agency, number)
    code = revoke(number=number, mandate=mandate, by=request.actor, at=now())
    if code:
        hold(request, card.subject)
        told = _("Revoked. Your application has a new query code: %(code)s. The old one opens nothing any more.")
        messages.success(request, told % {"code": spaced(code)})
    else:
        messages.success(request, _("Revoked. This person may no longer act for you."))
    return redirect("mandates", agency=agency, number=number)


@door(ANYONE)
@require_safe
@found
def paper(request: Request, agency: str, number: str, mandate: int) -> HttpResponseBase:
    """One authorisation as a paper to sign."""
    card, here = _card(request, agency, number), the_agency(agency)
    of = next((one for one in mandates(request.actor, number) if one.id == mandate), None)
    if of is None:
        raise Http404
    document = sheet(agency=here.name, service=say(here)(card.service_name), number=number, of=of)
    return download(pdf.write(document), f"{number}-authority-{mandate}.pdf", "application/pdf")


@door(ANYONE)
@require_safe
@found
def blank(_request: Request, agency: str, service: str) -> HttpResponseBase:
    """The letter of authority of a service, to fill in by hand."""
    here = the_agency(agency)
    card = service_on(here.code, service, today())
    document = sheet(agency=here.name, service=say(here)(card.name))
    return download(pdf.write(document), f"{service}-authority.pdf", "application/pdf")
