"""Receive papers at the counter: which were shown, and files of them."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import english, seen_of
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Section, Upload
from bianmin.journeys.meanwhile import as_seen
from bianmin.journeys.supplement import supplement
from bianmin.kernel.errors import NotFound

MOST_FILES = 10


def _questions(card: CaseCard) -> list[Asked]:
    wanted = {defect.paper for notice in card.supplements[-1:] for defect in notice.defects if defect.paper}
    papers = tuple((paper.code, paper.name) for paper in card.papers if not paper.lookup and not paper.file)
    shown = tuple(code for code, _name in papers if code in wanted)
    asked = Asked(
        "shown", _("Papers shown at the counter"), part="choices", options=papers, several=True, required=False,
        value=shown,
    )  # fmt: skip
    files = Asked(
        "files", _("Files"), part="file", several=True, required=False, accept=".pdf,.png,.jpg,.jpeg,.odt",
        hint=_("PDF, JPEG, PNG or ODT, at most 10 MB each."),
    )  # fmt: skip
    return [*([asked] if papers else []), files]


def _checked(request: Request) -> Checked:
    """The files, judged by their bytes as those of citizens are."""
    asked = Field(code="files", type=FieldType.FILE, label=_("Files"), most=MOST_FILES)
    section = Section(code="papers", title=_("Papers"), fields=(asked,))
    form = Form(kind="form", id="papers", version="1", source="desk", title=_("Papers"), sections=(section,))
    uploads = [Upload(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    return check(form, {}, {"files": uploads} if uploads else {})


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def papers(request: Request, number: str) -> HttpResponseBase:
    """Note what was handed in; the clock runs again and the review goes on."""
    card = case(request.actor, number, english=english())
    errors: dict[str, str] = {}
    if request.method == "POST":
        checked = _checked(request)
        errors = {name: str(sentence) for name, sentence in checked.errors.items()}
        shown = request.POST.getlist("shown")
        with refusals(errors, passing=(NotFound,)):
            if not errors:
                as_seen(
                    supplement,
                    number=number,
                    seen=seen_of(request),
                    by=request.actor,
                    at=now(),
                    uploads=checked.files,
                    shown=shown,
                )
        if not errors:
            messages.success(request, _("The papers are noted, and the clock runs again."))
            return redirect("desk-case", number=number)
    return ask_page(
        request,
        _questions(card),
        errors,
        title=_("Papers handed in"),
        lead=_("Tick what was shown; scan what is to be kept."),
        case=card,
        go=_("Receive the papers"),
        back=f"/desk/cases/{number}/",
    )
