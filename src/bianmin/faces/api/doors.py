"""Who may call an address: everybody, or a system whose key opens it; never whoever is signed in on a page."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec, TypeVar

from django.http import HttpRequest
from ninja.security import HttpBearer

from bianmin.faces.ui.doors import ANYONE, Door, Request
from bianmin.faces.ui.now import now
from bianmin.foundation.clients.actions import enter
from bianmin.foundation.clients.rules import KeyOpensNothing, ScopeNotHeld, opens
from bianmin.foundation.clients.vocab import Scope
from bianmin.foundation.forms.actions.knocks import knock
from bianmin.kernel.actor import PUBLIC, Actor

P = ParamSpec("P")
T = TypeVar("T")
WRONG_KEYS: Final = 60
"""So many wrong keys an hour from one address; then they are not even looked up."""


def _keyed(scope: Scope) -> Door:
    return Door(f"key:{scope.value}", lambda actor: opens(actor, scope), staff=False)


KEYED: Final = Door("key", lambda actor: actor.key.startswith("client:"), staff=False)
APPLY: Final = _keyed(Scope.APPLY)
FOLLOW: Final = _keyed(Scope.FOLLOW)
PERSON: Final = _keyed(Scope.PERSON)
LINE: Final = _keyed(Scope.LINE)
TALK: Final = _keyed(Scope.TALK)
FIGURES: Final = _keyed(Scope.FIGURES)


class ApiKey(HttpBearer):
    """The key of a system as `Authorization: Bearer KEY`; it becomes the actor of the request."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor:
        """The actor behind a key.

        Raises:
            KeyOpensNothing, TooManyRequests; TooManyKnocks where wrong ones come without end.
        """
        at = now()
        try:
            actor = enter(key=token, at=at)
        except KeyOpensNothing:
            knock(agency="", what="api.key", address=request.META.get("REMOTE_ADDR", ""), at=at, most=WRONG_KEYS)
            raise
        request.actor = actor  # type: ignore[attr-defined] # declared on Request
        return actor


KEY: Final = ApiKey()


def door(
    entrance: Door,
) -> Callable[[Callable[Concatenate[Request, P], T]], Callable[Concatenate[Request, P], T]]:
    """State who may call an address; a page's visitor, signed in or not, is anybody here."""

    def guard(view: Callable[Concatenate[Request, P], T]) -> Callable[Concatenate[Request, P], T]:
        @wraps(view)
        def guarded(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> T:
            if entrance is ANYONE:
                request.actor = PUBLIC
            if not entrance.opens(request.actor):
                raise ScopeNotHeld(scope=entrance.name.partition(":")[2])
            return view(request, *args, **kwargs)

        guarded.door = entrance  # type: ignore[attr-defined] # read by the middleware and by `bianmin routes`
        return guarded

    return guard
