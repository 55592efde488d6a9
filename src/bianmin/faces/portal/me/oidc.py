"""Prove who you are by an identity provider."""

import json
from typing import Any, Final

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.portal.common import show_own, the_agency
from bianmin.faces.portal.me.pages import CODE
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.visits import remember
from bianmin.foundation.persons.actions.proofs import enter
from bianmin.foundation.persons.contrib.oidc import Client, Untrusted, begin, finish
from bianmin.kernel.errors import NotFound, Refused

NAME: Final = "oidc"
HOLDS: Final = 600
"""How many seconds somebody may take at the provider."""


def client() -> Client:
    """The provider that is set.

    Raises:
        NotFound: none is.
    """
    if not settings.OIDC_ISSUER:
        raise NotFound
    return Client(settings.OIDC_ISSUER, settings.OIDC_CLIENT, settings.OIDC_SECRET, settings.OIDC_NUMBER)


def _landing(agency: str, service: str) -> HttpResponseBase:
    """Where whoever proved goes on: with the application begun, or to the own matters."""
    if service:
        return redirect("apply-step", agency=agency, service=service, step="check")
    return redirect("me", agency=agency)


def _back(request: Request, agency: str) -> str:
    return request.build_absolute_uri(reverse("me-oidc-back", kwargs={"agency": agency}))


def _failed(request: Request, status: int, sentence: str = "") -> HttpResponseBase:
    answer = show_own(request, "me/failed", status=status, sentence=sentence)
    answer.delete_cookie(NAME, samesite="Lax")
    return answer


@door(ANYONE)
@require_POST
@found
def start(request: Request, agency: str) -> HttpResponseBase:
    """Send the browser to the provider: a page with a link, since forms lead nowhere but here."""
    the_agency(agency)
    given = request.POST.get("service", "")
    service = given if CODE.fullmatch(given) else ""
    try:
        begun = begin(client(), _back(request, agency))
    except Untrusted:
        return _failed(request, 502)
    answer = show_own(request, "me/go", address=begun.address, name=settings.OIDC_NAME, service=service)
    kept = json.dumps({"state": begun.state, "nonce": begun.nonce, "verifier": begun.verifier, "service": service})
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_signed_cookie(NAME, kept, salt=NAME, max_age=HOLDS, httponly=True, samesite="Lax", secure=secure)
    return answer


def _kept(request: Request) -> dict[str, Any]:
    try:
        found_of: dict[str, Any] = json.loads(request.get_signed_cookie(NAME, salt=NAME, max_age=HOLDS) or "")
    except (KeyError, BadSignature, ValueError):
        return {}
    return found_of


@door(ANYONE)
@require_safe
@found
def back(request: Request, agency: str) -> HttpResponseBase:
    """Come back from the provider: its word is checked, then the visit begins."""
    here, kept = the_agency(agency), _kept(request)
    state, given = request.GET.get("state", ""), request.GET.get("code", "")
    if not kept or not given or not constant_time_compare(state, kept["state"]):
        return _failed(request, 422)
    try:
        told = finish(
            client(), _back(request, agency), code=given, nonce=kept["nonce"], verifier=kept["verifier"], at=now()
        )
        token = enter(agency=here.code, told=told, at=now())
    except Untrusted:
        return _failed(request, 502)
    except NotFound:
        raise
    except Refused as refusal:
        return _failed(request, 422, str(refusal))
    answer = _landing(agency, kept.get("service", ""))
    answer.delete_cookie(NAME, samesite="Lax")
    remember(answer, token)
    return answer
