"""The pages as they are served, with one more: an empty view behind the same middleware."""

from bianmin.config.wsgi import application  # isort: skip - it sets Django up

__all__ = ["application"]

from django.http import HttpRequest, HttpResponse
from django.urls import path

from bianmin.config import urls
from bianmin.faces.ui.doors import ANYONE, door


@door(ANYONE)
def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing, as quickly as may be."""
    return HttpResponse("")


urls.urlpatterns.insert(0, path("bench-empty/", empty))
