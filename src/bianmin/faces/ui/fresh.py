"""Parts of a page that keep themselves fresh: asked for again by `fresh.js`, answered 304 while nothing has changed."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import get_language


def freshened(request: HttpRequest, version: str, draw: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """The part as `draw` draws it with the version as its ETag, or 304 where the reader has that version."""
    tag = tag_of(version)
    if request.headers.get("If-None-Match", "").removeprefix("W/") == tag:
        answer: HttpResponseBase = HttpResponse(status=304)
    else:
        answer = draw()
    answer["ETag"] = tag
    answer["Cache-Control"] = "no-store"
    return answer


def tag_of(version: str) -> str:
    """The ETag of a version in the reader's language."""
    return f'"{get_language()}.{version}"'
