"""What every desk page needs: its frame, the reader's language, refusals at their field."""

from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext_lazy

from bianmin.faces.desk.navigation import ways
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.reader import language as language
from bianmin.faces.ui.refusals import at_box
from bianmin.faces.ui.refusals import mistakes as mistakes
from bianmin.faces.ui.tables import table as table
from bianmin.foundation.orgs.queries import overseen
from bianmin.foundation.packs.queries.translations import Reader, reader
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.text import whole
from bianmin.kernel.tongues import is_chinese

REFUSED: Final = 422
"""The status of a page that shows what was typed again, with what is wrong."""


def english() -> bool:
    """Whether the reader does not read Chinese."""
    return not is_chinese(language())


def say(request: Request) -> Reader:
    """Texts of the agency's data in the reader's language."""
    return reader(request.actor.agency, language())


def show(request: Request, template: str, status: int = 200, **context: Any) -> HttpResponseBase:
    """Render a page of the desk with its navigation; what staff read is never kept by a browser or proxy."""
    daily, drawers = ways(request.actor, request.path)
    shown = {"ways": daily, "drawers": drawers, **context}
    answer = render(request, f"desk/{template}.html", shown, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def mistake_of(refusal: Refused) -> dict[str, str]:
    """The sentence of a refusal by the name of its box, empty where it belongs to the whole page."""
    return {refusal.field or "": str(refusal)}


def agency_of(request: Request) -> str:
    """The agency whose figures are read: one's own, or one below it that the address names.

    Raises:
        NotAllowed: the agency lies elsewhere.
    """
    own = request.actor.agency
    wanted = request.GET.get("agency", "")
    if not wanted or wanted == own:
        return own
    if wanted in overseen(request.actor):
        return wanted
    raise NotAllowed


def elsewhere(agency: str, request: Request) -> str:
    """What addresses of an agency below one's own carry on: `?agency=...`; nothing for one's own."""
    return "" if agency == request.actor.agency else f"?agency={agency}"


class DayIsMissing(Refused):
    """A box for a day was left empty."""

    message = gettext_lazy("Enter the date.")


def day_in(text: str, box: str) -> date:
    """The day typed into a box; a refusal names the box."""
    if not text.strip():
        raise DayIsMissing(field=box)
    with at_box(box):
        return rocdate.parse(text)


def typed(request: HttpRequest, name: str) -> str:
    """What a form sent under a name, without signs that no database keeps and spaces around it."""
    return request.POST.get(name, "").replace("\0", "").strip()


def lists(request: HttpRequest) -> dict[str, list[str]]:
    """All that a form sent, by name, without signs that no database keeps."""
    return {name: [text.replace("\0", "") for text in request.POST.getlist(name)] for name in request.POST}


def seen_of(request: HttpRequest) -> int | None:
    """The revision of the case that a page was made from, as its form sent it back; None where it sent none."""
    return whole(typed(request, "seen")) if "seen" in request.POST else None


def sent(request: HttpRequest, *names: str) -> dict[str, str]:
    """What a form sent under these names."""
    return {name: typed(request, name) for name in names}
