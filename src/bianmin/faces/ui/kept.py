"""A page that says the same to everybody is drawn once and handed out for up to a minute.

It is drawn anew for another edition of the reference data, and when what it shows of the moment (`live`) has changed.
The tokens of its forms are each visitor's own. Whoever is signed in, proved something or has a message waiting gets a
page drawn for them.
"""

import re
from collections.abc import Callable, Hashable
from functools import wraps
from http import HTTPStatus
from typing import Concatenate, Final, ParamSpec

from django.http import HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.utils.translation import get_language

from bianmin.faces.ui.context import manner
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import now
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.lasting import edition

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]
TOKEN: Final = re.compile(r'(?<=name="csrfmiddlewaretoken" value=")\w+')
MOST: Final = 300
"""So many pages are kept at once; then the process begins anew."""
OWN: Final = frozenset({"sessionid", "messages", "holds", "me"})
"""Cookies of visitors who may see something of their own."""

_PAGES: Final[dict[Hashable, tuple[Hashable, list[str]]]] = {}


def _common(request: Request) -> bool:
    """Whether the request is one that many make: read, without words of its own, by somebody unknown."""
    plain = request.method == "GET" and not request.META.get("QUERY_STRING")
    return plain and request.actor is PUBLIC and OWN.isdisjoint(request.COOKIES)


def kept(live: Callable[..., Hashable]) -> Callable[[View[P]], View[P]]:
    """Keep a view's page; `live` takes the view's address words and gives what else the page depends on."""

    def keeping(view: View[P]) -> View[P]:
        @wraps(view)
        def drawn(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not _common(request):
                return view(request, *args, **kwargs)
            key = (request.get_host(), request.path, get_language(), *manner(request))
            stamp = (edition(), f"{now():%Y%m%d%H%M}", live(**kwargs))
            known = _PAGES.get(key)
            if known and known[0] == stamp:
                return HttpResponse(get_token(request).join(known[1]))
            answer = view(request, *args, **kwargs)
            _remember(key, stamp, answer)
            return answer

        return drawn

    return keeping


def _remember(key: Hashable, stamp: tuple[Hashable, ...], answer: HttpResponseBase) -> None:
    if answer.status_code != HTTPStatus.OK or not isinstance(answer, HttpResponse) or not stamp[0]:
        return
    if len(_PAGES) >= MOST:
        _PAGES.clear()
    _PAGES[key] = (stamp, TOKEN.split(answer.content.decode()))
