"""Choose a language, a text size and colours; pages for what went wrong."""

import sys

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from bianmin.faces.ui.back import way_back
from bianmin.faces.ui.context import SIZES, THEMES
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.room import no_room
from bianmin.foundation.documents.press.client import NotPrinted
from bianmin.kernel.errors import NotFound
from bianmin.kernel.request import REQUEST

YEAR = 365 * 24 * 3600
RETRY = 600
"""Seconds after which it is worth trying again when the disk was full."""


@door(ANYONE)
@require_POST
def language(request: Request) -> HttpResponse:
    """Keep the chosen language in a cookie and go back."""
    answer = HttpResponseRedirect(way_back(request, "/"))
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        answer.set_cookie(settings.LANGUAGE_COOKIE_NAME, chosen, max_age=YEAR, samesite="Lax")
    return answer


@door(ANYONE)
@require_POST
def size(request: Request) -> HttpResponse:
    """Keep the chosen text size in a cookie and go back."""
    answer = HttpResponseRedirect(way_back(request, "/"))
    chosen = request.POST.get("size", "")
    if chosen in SIZES:
        answer.set_cookie("size", chosen, max_age=YEAR, samesite="Lax")
    return answer


@door(ANYONE)
@require_POST
def theme(request: Request) -> HttpResponse:
    """Keep the chosen colours in a cookie and go back."""
    answer = HttpResponseRedirect(way_back(request, "/"))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        answer.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax")
    return answer


def strange(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001 - Django's
    """400: what was sent cannot be read, or is far too large."""
    return render(request, "ui/strange.html", status=400)


def refused(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but without the right; with the sentence of the refusal, when it has one."""
    return render(request, "ui/refused.html", {"sentence": str(exception or "")}, status=403)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here; with the sentence of the refusal, when it has one."""
    sentence = str(exception) if isinstance(exception, NotFound) else ""
    return render(request, "ui/missing.html", {"sentence": sentence}, status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault; what was kept and what to do, even when the database cannot say whose page this is.

    503 where it is worth trying again later: nothing can be stored because the disk is full, a paper was not printed.
    """
    fault = sys.exc_info()[1]
    sentence = str(fault) if isinstance(fault, NotPrinted) else ""
    full = no_room(fault)
    page, status = "ui/full.html" if full else "ui/broken.html", 503 if full or sentence else 500
    said = {"number": REQUEST.get(), "sentence": sentence}
    try:
        answer = render(request, page, said, status=status)
    except DatabaseError:
        told = render_to_string(page, {"lang": get_language(), "size": "medium", "colours": THEMES["auto"], **said})
        answer = HttpResponse(told, status=status)
    if full:
        answer["Retry-After"] = str(RETRY)
    return answer


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form was too old or came from elsewhere."""
    return render(request, "ui/forged.html", {"reason": reason}, status=403)
