"""A sign-in at the identity provider: what the browser keeps meanwhile, and what came of it."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare

from bianmin.faces.ui.now import now
from bianmin.foundation.persons.contrib.oidc import Began, Client, Untrusted, begin, finish
from bianmin.foundation.persons.vocab import Told
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


def begun(
    back: str,
    *,
    then: Callable[[str], HttpResponseBase],
    failed: Callable[[int], HttpResponseBase],
    **more: str,
) -> HttpResponseBase:
    """Begin a visit at the provider: the page `then` with its address, or `failed` where it cannot be reached.

    `more` is what the browser brings back besides.

    Raises:
        NotFound.
    """
    try:
        visit = begin(client(), back)
    except Untrusted:
        return failed(HTTPStatus.BAD_GATEWAY)
    answer = then(visit.address)
    _keep(answer, visit, **more)
    return answer


def _keep(answer: HttpResponseBase, visit: Began, **more: str) -> None:
    """Let the browser keep what it must bring back."""
    kept = json.dumps({"state": visit.state, "nonce": visit.nonce, "verifier": visit.verifier, **more})
    secure = settings.SESSION_COOKIE_SECURE
    answer.set_signed_cookie(NAME, kept, salt=NAME, max_age=HOLDS, httponly=True, samesite="Lax", secure=secure)


def drop(answer: HttpResponseBase) -> None:
    """Let the browser forget it."""
    answer.delete_cookie(NAME, samesite="Lax")


def kept(request: HttpRequest) -> dict[str, Any]:
    """What the browser brought back; nothing where its state is not the one that was given."""
    try:
        found: dict[str, Any] = json.loads(request.get_signed_cookie(NAME, salt=NAME, max_age=HOLDS) or "")
    except (KeyError, BadSignature, ValueError):
        return {}
    state = request.GET.get("state", "")
    return found if request.GET.get("code") and constant_time_compare(state, found["state"]) else {}


def told(request: HttpRequest, back: str, brought: dict[str, Any]) -> Told:
    """What the provider says of whoever came back.

    Raises:
        Untrusted, NotFound.
    """
    return finish(
        client(), back, code=request.GET["code"], nonce=brought["nonce"], verifier=brought["verifier"], at=now()
    )


def ended(
    request: HttpRequest,
    back: str,
    brought: dict[str, Any],
    *,
    then: Callable[[Told], HttpResponseBase],
    failed: Callable[[int, str], HttpResponseBase],
) -> HttpResponseBase:
    """End a visit at the provider: what `then` answers to its word, or the page `failed` that says why not.

    Raises:
        NotFound.
    """
    try:
        answer = then(told(request, back, brought))
    except Untrusted:
        answer = failed(HTTPStatus.BAD_GATEWAY, "")
    except NotFound:
        raise
    except Refused as refusal:
        answer = failed(HTTPStatus.UNPROCESSABLE_ENTITY, str(refusal))
    drop(answer)
    return answer
