"""The token by which a browser's second vote is known: random, signed, in a cookie, and about nobody."""

import secrets
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

NAME: Final = "voter"
YEAR: Final = 365 * 24 * 3600


def browser(request: HttpRequest) -> str:
    """The token of this browser; empty where it keeps none, or a changed one."""
    return request.get_signed_cookie(NAME, default="", salt=NAME, max_age=YEAR) or ""


def remember(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Let the browser keep a token, if it keeps none yet: on the page of the question, before anything is chosen."""
    if not browser(request):
        answer.set_signed_cookie(
            NAME, secrets.token_urlsafe(18), salt=NAME, max_age=YEAR, httponly=True, samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return answer
