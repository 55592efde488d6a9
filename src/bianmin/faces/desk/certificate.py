"""Staff and their certificates: sign in by one, bind one's own, take it away again."""

import time
from functools import partial
from typing import Final

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from bianmin.faces.desk.common import show
from bianmin.faces.ui import oidc
from bianmin.faces.ui.doors import ANYONE, STAFF, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.sessions import begin as begin_session
from bianmin.foundation.accounts.certificates import admitted, bind, certificate_of, unbind
from bianmin.foundation.accounts.queries import user_with_key
from bianmin.foundation.persons.vocab import Told

BACKEND: Final = "django.contrib.auth.backends.ModelBackend"


RECENT: Final = 300
"""Seconds after a password within which a certificate may be bound: an open screen alone must not."""


def _recent(request: Request) -> bool:
    """Whether whoever is signed in proved it a moment ago."""
    proofs = request.session.get("account_authentication_methods", [])
    return any(time.time() - proof.get("at", 0) < RECENT for proof in proofs)


def _back(request: Request) -> str:
    return request.build_absolute_uri(reverse("desk-certificate-back"))


def _failed(request: Request, status: int, sentence: str = "") -> HttpResponseBase:
    answer = render(request, "desk/certificate_failed.html", {"sentence": sentence}, status=status)
    oidc.drop(answer)
    return answer


@door(STAFF)
@require_safe
def certificate(request: Request) -> HttpResponseBase:
    """Whether a certificate is bound to one's account."""
    bound = certificate_of(user_with_key(request.actor.key))
    return show(request, "certificate", bound=bound, name=settings.OIDC_NAME if settings.OIDC_ISSUER else "")


@door(STAFF)
@require_POST
def remove(request: Request) -> HttpResponseBase:
    """Take one's certificate from one's account."""
    unbind(by=request.actor, at=now())
    messages.success(request, _("Your certificate opens your account no more."))
    return redirect("desk-certificate")


@door(ANYONE)
@require_POST
@found
def start(request: Request) -> HttpResponseBase:
    """Go to the provider: to sign in, or, signed in a moment ago, to bind one's certificate."""
    if request.actor.staff and not _recent(request):
        return redirect(f"{reverse('account_reauthenticate')}?next={reverse('desk-certificate')}")
    staff = request.actor.key if request.actor.staff else ""
    return oidc.begun(_back(request), then=partial(_go, request), failed=partial(_failed, request), staff=staff)


def _go(request: Request, address: str) -> HttpResponseBase:
    return render(request, "desk/certificate_go.html", {"address": address, "name": settings.OIDC_NAME})


@door(ANYONE)
@require_safe
@found
def back(request: Request) -> HttpResponseBase:
    """Come back from the provider: the account is opened, or the certificate bound to the one that is."""
    kept = oidc.kept(request)
    if "staff" not in kept or kept["staff"] != (request.actor.key if request.actor.staff else ""):
        return _failed(request, 422)
    then = partial(_bound if kept["staff"] else _entered, request)
    return oidc.ended(request, _back(request), kept, then=then, failed=partial(_failed, request))


def _bound(request: Request, said: Told) -> HttpResponseBase:
    bind(provider=said.issuer, subject=said.subject, by=request.actor, at=now())
    messages.success(request, _("From now on your certificate opens your account."))
    return redirect("desk-certificate")


def _entered(request: Request, said: Told) -> HttpResponseBase:
    """Sign in: the card and its secret number are two factors."""
    at = now()
    user = admitted(provider=said.issuer, subject=said.subject, on=today(), at=at)
    login(request, user, backend=BACKEND)
    request.session["account_authentication_methods"] = [{"method": "mfa", "type": "certificate", "at": time.time()}]
    begin_session(request, at=at, change=False)
    return redirect("desk")
