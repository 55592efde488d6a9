"""What every page knows: the agency it belongs to, the reader's language, text size and colours."""

from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest

from bianmin.faces.ui import reader
from bianmin.faces.ui.agency import AgencyCard, agency_for

SIZES: Final = ("small", "medium", "large", "huge")
"""Text sizes, the last one large print."""

THEMES: Final[dict[str, dict[str, str]]] = {
    "auto": {
        "dark": "screen and (prefers-color-scheme: dark)",
        "sharp": "screen and (prefers-contrast: more) and (not (prefers-color-scheme: dark))",
        "contrast": "screen and (prefers-contrast: more) and (prefers-color-scheme: dark)",
    },
    "light": {"sharp": "screen and (prefers-contrast: more)"},
    "dark": {"dark": "screen", "contrast": "screen and (prefers-contrast: more)"},
    "contrast": {"contrast": "screen"},
}
"""The colours a reader may choose, and where each style sheet of colours then holds; never on paper."""


def manner(request: HttpRequest) -> tuple[str, str]:
    """The text size and the colours that a reader chose."""
    size, theme = request.COOKIES.get("size", ""), request.COOKIES.get("theme", "")
    return size if size in SIZES else "medium", theme if theme in THEMES else "auto"


def house(request: HttpRequest) -> dict[str, Any]:
    """The variables of the base page: `agency`, `size`, `theme`, `lang`, `tongues`, `actor`, `oidc`."""
    match = getattr(request, "resolver_match", None)
    code = str(match.kwargs.get("agency", "")) if match else request.path.split("/")[1]
    actor = getattr(request, "actor", None)
    language = reader.language()
    own = actor.agency if actor else ""
    agency: AgencyCard | None = (agency_for(code, language) if code else None) or agency_for(own, language)
    size, theme = manner(request)
    return {
        "agency": agency,
        "actor": actor,
        "size": size,
        "theme": theme,
        "colours": THEMES[theme],
        "lang": language,
        "tongues": getattr(request, "tongues", ()),
        "oidc": settings.OIDC_NAME if settings.OIDC_ISSUER else "",
        "here": request.get_full_path(),
    }
