"""What every answer below `/api/` has: mistakes as problem documents, a tag to ask again by, doors for other sites."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_http_date_safe
from django.utils.translation import override

from bianmin.faces.api.problems import MEDIA, SAID, problem
from bianmin.faces.ui.doors import ANYONE
from bianmin.faces.ui.tongues import house_language
from bianmin.kernel.tongues import tag_of

HERE: Final = "/api/"
LARGE: Final = 12 * 1024 * 1024
SMALL: Final = 64 * 1024
"""So many bytes may be sent with a key, and without one."""
FRESH: Final = "public, max-age=60"
TAKEN: Final = ("GET", "HEAD")
"""What other sites' pages may ask of what is open to everybody."""


class ApiAnswers:
    """Makes answers below `/api/` fit for programmes; every other address passes untouched."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then dress the answer."""
        if not _here(request):
            return self.get_response(request)
        tongue = house_language(request)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        answer = self.get_response(request)
        with override(tongue):
            dressed = self._dressed(request, answer, tongue)
        if head and isinstance(dressed, HttpResponse):
            size = len(dressed.content)
            dressed.content = b""
            dressed["Content-Length"] = str(size)
        return dressed

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _kwargs: Any) -> HttpResponse | None:
        """Refuse what is too large unread; tell other sites what they may ask, before they ask it."""
        if int(request.META.get("CONTENT_LENGTH") or 0) > (LARGE if "Authorization" in request.headers else SMALL):
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, SAID[413]) if _here(request) else None
        if request.method != "OPTIONS" or not _for_everybody(request, view):
            return None
        answer = HttpResponse(status=HTTPStatus.NO_CONTENT)
        del answer["Content-Type"]
        answer["Access-Control-Allow-Methods"] = ", ".join(TAKEN)
        answer["Access-Control-Allow-Headers"] = "Accept-Language, If-None-Match, If-Modified-Since"
        answer["Access-Control-Max-Age"] = "86400"
        return answer

    def _dressed(self, request: HttpRequest, answer: HttpResponseBase, tongue: str) -> HttpResponseBase:
        media = answer.get("Content-Type", "").partition(";")[0]
        if answer.status_code >= HTTPStatus.BAD_REQUEST and media != MEDIA:
            answer = _as_problem(answer)
        public = _is_public(request)
        if public and request.method in (*TAKEN, "OPTIONS"):
            answer["Access-Control-Allow-Origin"] = "*"
        if media == "text/html" or not isinstance(answer, HttpResponse):
            return answer
        answer["Content-Language"] = tag_of(tongue)
        patch_vary_headers(answer, ["Accept-Language"])
        if public and request.method in TAKEN and answer.status_code == HTTPStatus.OK:
            return _tagged(request, answer)
        answer.setdefault("Cache-Control", "no-store")
        return answer


def _tagged(request: HttpRequest, answer: HttpResponse) -> HttpResponseBase:
    """What is open to everybody, with a tag to ask again by: 304 for who has it already."""
    answer.setdefault("Cache-Control", FRESH)
    tag = f'"{hashlib.sha256(answer.content).hexdigest()[:32]}"'
    answer["ETag"] = tag
    last = parse_http_date_safe(answer.get("Last-Modified", ""))
    return get_conditional_response(request, etag=tag, last_modified=last, response=answer) or answer


def _here(request: HttpRequest) -> bool:
    return request.path_info.startswith(HERE)


def _is_public(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and _for_everybody(request, match.func)


def _for_everybody(request: HttpRequest, view: Any) -> bool:
    return getattr(view, "door", None) is ANYONE and _here(request)


def _as_problem(answer: HttpResponseBase) -> HttpResponse:
    """The same mistake as a problem document; every other header of it stays."""
    status = answer.status_code
    known = SAID.get(status, SAID[400] if status < HTTPStatus.INTERNAL_SERVER_ERROR else SAID[500])
    said = problem(status, known)
    for name, value in answer.items():
        if name not in ("Content-Type", "Content-Length"):
            said.setdefault(name, value)
    return said
