"""Each request has a number, and leaves one line in the log: which route, which answer, how long; no address typed."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponse

from bianmin.kernel.request import REQUEST

LOG: Final = logging.getLogger("bianmin.request")
HEADER: Final = "X-Request-ID"
NUMBER: Final = re.compile(r"[A-Za-z0-9-]{8,64}")


def _number(request: HttpRequest) -> str:
    """The number that a proxy gave, when it is one; else a new one."""
    given = request.headers.get(HEADER, "")
    return given if NUMBER.fullmatch(given) else uuid.uuid4().hex


def _line(request: HttpRequest, answer: HttpResponse, begun: float) -> None:
    match = request.resolver_match
    said = {
        "route": match.route if match else "",
        "method": request.method,
        "status": answer.status_code,
        "milliseconds": round((time.monotonic() - begun) * 1000),
        "actor": getattr(getattr(request, "actor", None), "key", ""),
    }
    LOG.info("%s %s", request.method, said["route"] or "-", extra=said)


class RequestMiddleware:
    """Numbers requests and logs them; it stands first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Number, answer, log."""
        begun = time.monotonic()
        token = REQUEST.set(_number(request))
        try:
            answer = self.get_response(request)
            answer[HEADER] = REQUEST.get()
            _line(request, answer, begun)
        finally:
            REQUEST.reset(token)
        return answer
