"""In which languages a page is offered: Chinese and English all of them, others where a service says so."""

from collections.abc import Callable
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils.translation import activate, get_language_from_request

from bianmin.delivery.catalog.queries.services import service
from bianmin.faces.ui.agency import agency_for
from bianmin.faces.ui.carried import Request
from bianmin.faces.ui.now import today
from bianmin.kernel.errors import NotFound

SERVICE: Final = frozenset({"service", "selfcheck", "principles", "apply", "apply-step", "apply-later"})
"""Pages of a service that are drawn in its further languages; its papers are printed in Chinese and English."""
OWN: Final = frozenset({
    "resume", "receipt", "track", "status", "papers", "talk", "talk-lines", "withdraw", "rate", "permits", "verify",
    "dates", "case-bills", "forum", "forum-theme", "forum-write", "forum-vote", "forum-find", "forum-own",
    "forum-withdraw", "organisation", "disclosure", "laws", "news", "questions",
    "topics", "topic", "glossary",
})  # fmt: skip
"""Pages of somebody's own matter, of the forum and of what is published, that say nothing of one service.

They stay in the language that was chosen.
"""
ENGLISH: Final = "en"


def house_language(request: HttpRequest) -> str:
    """The language for what is said in Chinese and English only: English for readers of any other."""
    wanted = get_language_from_request(request)
    return wanted if wanted in dict(settings.HOUSE_LANGUAGES) else ENGLISH


def offered(name: str, words: dict[str, Any], wanted: str) -> tuple[tuple[str, str], ...]:
    """The further languages of the page called `name`, by code, each under its own name."""
    further = dict(settings.FURTHER_LANGUAGES)
    if name in OWN and wanted in further:
        return tuple(further.items())
    agency = agency_for(str(words.get("agency", "")), ENGLISH) if name in SERVICE else None
    if agency is None:
        return ()
    try:
        found = service(agency.code, str(words.get("service", "")), today())
    except NotFound:
        return ()
    return tuple((code, further[code]) for code in found.offer.languages)


def speak(request: HttpRequest, language: str) -> None:
    """Read the page in a further language; its compiled catalogues hold the English of what they do not translate."""
    activate(language)
    request.LANGUAGE_CODE = language


class Tongues(LocaleMiddleware):
    """Django's choice of language, with the further languages only on pages that are offered in them."""

    def process_request(self, request: HttpRequest) -> None:
        """Begin in a language of the house, which also holds where no page is found."""
        language = house_language(request)
        activate(language)
        request.LANGUAGE_CODE = language

    def process_view(
        self, request: Request, view: Callable[..., Any], args: tuple[Any, ...], words: dict[str, Any]
    ) -> None:
        """Say which languages the page is offered in, and go over to the one that was chosen."""
        del view, args
        match, wanted = request.resolver_match, get_language_from_request(request)
        tongues = offered(match.url_name or "", words, wanted) if match else ()
        request.tongues = tongues
        if wanted in dict(tongues):
            speak(request, wanted)
