"""Addresses of the API: `/api/v1/...`, each with the door of its operation."""

from collections.abc import Iterator
from typing import Final

from django.urls import URLPattern, include, path
from ninja.operation import Operation

from bianmin.faces.api import pages
from bianmin.faces.api.house import ROUTERS, api
from bianmin.faces.ui.doors import Door


def operations() -> Iterator[Operation]:
    """Every operation of the API."""
    for router in ROUTERS:
        for view in router.path_operations.values():
            yield from view.operations


DOORS: Final[dict[str, Door]] = {one.url_name: one.view_func.door for one in operations()}  # type: ignore[attr-defined] # set by `door`


def _opened() -> Iterator[URLPattern]:
    """The API's addresses with their doors; the library's own page is left out."""
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name in DOORS:
            pattern.callback.door = DOORS[pattern.name]  # type: ignore[attr-defined] # read by the middleware
            yield pattern


urlpatterns = [
    path("", pages.reference, name="api"),
    path("v1/openapi.json", pages.openapi, name="api-openapi"),
    path("v1/", include(list(_opened()))),
    path("<path:rest>", pages.nothing, name="api-nothing"),
]
