"""What the pages of money share: windows to choose from, one question-and-act page, PDFs."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.ui.doors import Request
from bianmin.faces.ui.now import today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.orgs.queries import units_of

Words = str | Promise
WINDOW: Final = "window"


def windows(agency: str) -> Options:
    """Where money can be taken: the windows of the agency, or its units where it has none."""
    rows = list(units_of(agency, on=today()))
    chosen = [row for row in rows if row.kind == "window"] or rows
    return tuple((row.path, row.name) for row in chosen)


def window_of(request: Request) -> str:
    """The window this session takes money at; the first where it has not chosen."""
    known = [path for path, _name in windows(request.actor.agency)]
    kept = str(request.session.get(WINDOW, ""))
    return kept if kept in known else next(iter(known), "")


def ask_window(request: Request) -> Asked:
    """The question at which window; the answer is kept for the session."""
    options = windows(request.actor.agency)
    return Asked("window", _("Window"), part="select", options=options, value=window_of(request))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that asks and acts: its words, questions, what it does, and where it leads."""

    title: Words
    go: Words
    done: Words
    back: str
    asks: Sequence[Asked]
    run: Callable[[], str | None]
    lead: Words = ""
    danger: bool = False
    template: str = "ask"


def sheet(request: Request, of: Sheet, **context: Any) -> HttpResponseBase:
    """Show the questions, or act and go on; a refusal stands at its place with everything typed."""
    errors: dict[str, str] = {}
    if request.method == "POST":
        with refusals(errors):
            leads = of.run()
            messages.success(request, str(of.done))
            return redirect(leads or of.back)
    return ask_page(
        request,
        of.asks,
        errors,
        template=of.template,
        title=of.title,
        lead=of.lead,
        go=of.go,
        back=of.back,
        backwards=of.back.rstrip("/").rpartition("/")[2],
        danger=of.danger,
        **context,
    )
