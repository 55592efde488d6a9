"""Addresses of the API: `/api/v1/...`, each with the door of its operation."""

from collections.abc import Iterator

from django.urls import URLPattern, include, path

from bianmin.faces.api import pages
from bianmin.faces.api.house import DOORS, api


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
