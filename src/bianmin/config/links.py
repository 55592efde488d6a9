"""Follow a link for the weekly test: inside without the network, outside only where the installation allows it."""

import ipaddress
import socket
from collections.abc import Callable
from datetime import datetime
from http.client import HTTPException
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import unquote, urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.utils.translation import get_language, override

from bianmin.delivery.publishing.actions.checking import call_looks, test_links, tested_lately
from bianmin.delivery.publishing.vocab import Verdict
from bianmin.foundation.orgs.queries import agencies
from bianmin.kernel.actor import system

PATIENCE: Final = 10
WRONG: Final = 400
EVERY: Final = 7
"""Days between two tests."""


def inside(path: str) -> tuple[Verdict, str]:
    """Whether a path of our own site answers."""
    parts = urlsplit(path)
    environ: dict[str, Any] = {}
    setup_testing_defaults(environ)
    host = settings.ALLOWED_HOSTS[0].lstrip(".*") or "localhost"
    environ |= {
        "PATH_INFO": unquote(parts.path), "QUERY_STRING": parts.query, "HTTP_HOST": host, "SERVER_NAME": host,
    }  # fmt: skip
    said: list[str] = []

    def begin(status: str, _headers: object, _error: object = None, /) -> Callable[[bytes], object]:
        said.append(status)
        return len

    with override(get_language()):
        answer = WSGIHandler()(environ, begin)
        answer.close()
    status = said[0] if said else "500"
    return (Verdict.GOOD if int(status.split()[0]) < WRONG else Verdict.BROKEN), status


def _reachable(address: str) -> bool:
    """Whether the host lies in the public net: a link must not be a way into the agency's own."""
    parts = urlsplit(address)
    found = socket.getaddrinfo(parts.hostname or "", parts.port or 443)
    return all(ipaddress.ip_address(str(place[0]).partition("%")[0]).is_global for *_rest, place in found)


class _PublicOnly(HTTPRedirectHandler):
    """Follows no redirection into the agency's own net."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        """The next request, where it stays in the public net."""
        return super().redirect_request(req, fp, code, msg, headers, newurl) if _reachable(newurl) else None


def outside(address: str) -> tuple[Verdict, str]:
    """Whether an address of another site answers; not tested where the installation keeps to itself."""
    if not settings.LINKS_OUTSIDE:
        return Verdict.UNTESTED, ""
    try:
        if not _reachable(address):
            return Verdict.UNTESTED, "private"
        asked = Request(address, method="HEAD", headers={"User-Agent": "Bianmin link test"})  # noqa: S310 - http(s) only, checked by the markup
        with build_opener(_PublicOnly).open(asked, timeout=PATIENCE) as answer:
            return Verdict.GOOD, str(answer.status)
    except HTTPError as error:
        return (Verdict.UNTESTED if error.code in (401, 403, 405, 429) else Verdict.BROKEN), str(error.code)
    except (OSError, HTTPException, ValueError) as error:
        return Verdict.BROKEN, type(error).__name__


def ask(address: str) -> tuple[Verdict, str]:
    """Follow one address."""
    return inside(address) if address.startswith("/") else outside(address)


def keep_site(*, at: datetime, follow: Callable[[str], tuple[Verdict, str]] = ask) -> int:
    """Call for this month's looks, and test the links of every agency that were not tested this week; how many."""
    by, done = system("site"), 0
    for agency in agencies():
        done += call_looks(agency=agency.code, by=by, at=at)
        if not tested_lately(agency.code, at, EVERY):
            test_links(agency=agency.code, ask=follow, by=by, at=at)
    return done
