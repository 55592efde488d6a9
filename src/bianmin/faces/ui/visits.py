"""The visit of somebody who proved who they are: a token in a signed cookie that ends with the visit."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from bianmin.faces.ui.carried import Request
from bianmin.faces.ui.now import now
from bianmin.foundation.persons.vocab import VISIT_LASTS
from bianmin.journeys.mine import actor_of
from bianmin.kernel.actor import Actor

NAME: Final = "me"
LASTS: Final = int(VISIT_LASTS.total_seconds())


def token_of(request: HttpRequest) -> str:
    """The token this browser holds; empty for none, a changed or an old one."""
    return request.get_signed_cookie(NAME, default="", salt=NAME, max_age=LASTS) or ""


def visitor(request: Request) -> Actor | None:
    """The actor of a visit that goes on; puts the visit on the request."""
    token = token_of(request)
    found = actor_of(token, now()) if token else None
    request.visit = found[1] if found else None
    return found[0] if found else None


def remember(answer: HttpResponseBase, token: str) -> None:
    """Let the browser hold a token."""
    answer.set_signed_cookie(
        NAME, token, salt=NAME, max_age=LASTS, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )


def forget(answer: HttpResponseBase) -> None:
    """Take the token from the browser."""
    answer.delete_cookie(NAME, samesite="Lax")
