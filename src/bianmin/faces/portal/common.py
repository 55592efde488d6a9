"""What every portal page needs: its agency, the reader's language, and what was sent."""

from collections.abc import Iterable
from typing import Any, Final

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponseBase
from django.shortcuts import render

from bianmin.faces.ui.agency import AgencyCard, agency_for
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.reader import language as language
from bianmin.faces.ui.refusals import mistakes as mistakes
from bianmin.foundation.forms.vocab import Upload
from bianmin.foundation.packs.queries.translations import Reader, reader

MOST_BYTES: Final = 50 * 1024 * 1024
"""The largest file that any form may allow."""


def letters_language() -> str:
    """The language of what the office sends and prints for the reader: English for one of the further languages."""
    return language() if language() in dict(settings.HOUSE_LANGUAGES) else "en"


def the_agency(slug: str) -> AgencyCard:
    """The agency of an address, by its short name or code."""
    found = agency_for(slug, language())
    if found is None or slug.lower() not in (found.slug, found.code.lower()):
        raise Http404
    return found


def only_here(agency: AgencyCard, code: str) -> None:
    """A matter of another agency is not under this agency's address."""
    if agency.code != code:
        raise Http404


def say(agency: AgencyCard) -> Reader:
    """Texts of the agency's data in the reader's language."""
    return reader(agency.code, language())


def show(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponseBase:
    """Render a page of the portal."""
    return render(request, f"portal/{template}.html", context, status=status)


def show_own(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponseBase:
    """Render a page about somebody's own matter: no browser and no proxy keeps it."""
    answer = show(request, template, status, **context)
    answer["Cache-Control"] = "no-store"
    return answer


def uploads_of(files: "Iterable[UploadedFile[bytes]]") -> list[Upload]:
    """Files as they were sent, read only as far as it takes to see that one is too big."""
    return [Upload(file.name or "", file.read(MOST_BYTES + 1)) for file in files]
