"""Whoever comes back to an address that only takes what a form sends is led to the page on which the form stands.

So it is for somebody who chooses another language, size or colours on a page that answered a form, or loads it again
after signing in.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import is_valid_path

API: Final = "/api/"
"""Below this address systems are answered, which are told that the method is wrong."""


def page_above(path: str) -> str:
    """The nearest address above a path of this site; `/` where there is none."""
    while path != "/":
        path = path.rstrip("/").rpartition("/")[0] + "/"
        if is_valid_path(path):
            return path
    return path


class Upward:
    """Answers a reader, who reads HTML, with the page above instead of a bare 405."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a request."""
        answer = self.get_response(request)
        reads = request.method == "GET" and "text/html" in request.headers.get("Accept", "")
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED or not reads or request.path.startswith(API):
            return answer
        return HttpResponseRedirect(page_above(request.path))
