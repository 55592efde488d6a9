"""Prove who you are by an identity provider."""

from functools import partial

from django.conf import settings
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.portal.common import show_own, the_agency
from bianmin.faces.portal.me.pages import CODE
from bianmin.faces.ui import oidc
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.visits import remember
from bianmin.foundation.persons.actions.proofs import enter
from bianmin.foundation.persons.vocab import Told


def _landing(agency: str, service: str) -> HttpResponseBase:
    """Where whoever proved goes on: with the application begun, or to the own matters."""
    if service:
        return redirect("apply-step", agency=agency, service=service, step="check")
    return redirect("me", agency=agency)


def _back(request: Request, agency: str) -> str:
    return request.build_absolute_uri(reverse("me-oidc-back", kwargs={"agency": agency}))


def _failed(request: Request, status: int, sentence: str = "") -> HttpResponseBase:
    answer = show_own(request, "me/failed", status=status, sentence=sentence)
    oidc.drop(answer)
    return answer


@door(ANYONE)
@require_POST
@found
def start(request: Request, agency: str) -> HttpResponseBase:
    """Send the browser to the provider: a page with a link, since forms lead nowhere but here."""
    the_agency(agency)
    given = request.POST.get("service", "")
    service = given if CODE.fullmatch(given) else ""
    then = partial(_go, request, service)
    return oidc.begun(_back(request, agency), then=then, failed=partial(_failed, request), service=service)


def _go(request: Request, service: str, address: str) -> HttpResponseBase:
    return show_own(request, "me/go", address=address, name=settings.OIDC_NAME, service=service)


@door(ANYONE)
@require_safe
@found
def back(request: Request, agency: str) -> HttpResponseBase:
    """Come back from the provider: its word is checked, then the visit begins."""
    here, kept = the_agency(agency), oidc.kept(request)
    if not kept:
        return _failed(request, 422)

    def entered(told: Told) -> HttpResponseBase:
        token = enter(agency=here.code, told=told, at=now())
        answer = _landing(agency, kept.get("service", ""))
        remember(answer, token)
        return answer

    return oidc.ended(request, _back(request, agency), kept, then=entered, failed=partial(_failed, request))
