"""What every page knows: the agency it belongs to, the reader's language and text size."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language

from bianmin.faces.ui.agency import AgencyCard, agency_for

SIZES = ("small", "medium", "large")


def house(request: HttpRequest) -> dict[str, Any]:
    """The variables of the base page: `agency`, `size`, `lang`, `actor`, `demo`."""
    match = getattr(request, "resolver_match", None)
    code = str(match.kwargs.get("agency", "")) if match else request.path.split("/")[1]
    actor = getattr(request, "actor", None)
    language = get_language() or "zh-hant"
    own = actor.agency if actor else ""
    agency: AgencyCard | None = (agency_for(code, language) if code else None) or agency_for(own, language)
    size = request.COOKIES.get("size", "medium")
    return {
        "agency": agency,
        "actor": actor,
        "size": size if size in SIZES else "medium",
        "lang": get_language() or "zh-hant",
        "here": request.get_full_path(),
    }
