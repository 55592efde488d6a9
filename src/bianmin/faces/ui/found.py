"""Turn "nothing was found" and "you may not" into the pages that say so."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase

from bianmin.faces.ui.doors import Request
from bianmin.kernel.errors import NotAllowed, NotFound

P = ParamSpec("P")
View = Callable[Concatenate[Request, P], HttpResponseBase]


def found(view: View[P]) -> View[P]:
    """A view whose refusals NotFound and NotAllowed become 404 and 403, with their sentence."""

    @wraps(view)
    def looked(request: Request, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotFound as nothing:
            raise Http404(nothing) from nothing
        except NotAllowed as closed:
            raise PermissionDenied(str(closed)) from closed

    return looked
