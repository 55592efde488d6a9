"""The cases a visitor has proved by their codes, in a signed cookie: looking a case up writes nothing."""

from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bianmin.delivery.cases.queries.mandates import kept_as
from bianmin.faces.ui.carried import Request

NAME: Final = "holds"
MOST: Final = 40
"""So many cases one visitor holds; the earliest is let go first."""
BETWEEN: Final = " "


def held(request: HttpRequest) -> list[str]:
    """The subjects this visitor proved, the latest last; a cookie that was changed or is too old holds nothing."""
    said = request.get_signed_cookie(NAME, default="", salt=NAME, max_age=settings.SESSION_COOKIE_AGE)
    return (said or "").split(BETWEEN) if said else []


def hold(request: Request, subject: str) -> None:
    """Remember that this visitor proved a case by its code; `keep` writes it with the answer."""
    kept = kept_as(subject)
    before = [known for known in held(request) if known != kept]
    request.holds = [*before, kept][-MOST:]


def keep(request: HttpRequest, response: HttpResponse) -> None:
    """Write the cookie where this request proved a case."""
    subjects = getattr(request, "holds", None)
    if subjects is None:
        return
    response.set_signed_cookie(
        NAME,
        BETWEEN.join(subjects),
        salt=NAME,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
