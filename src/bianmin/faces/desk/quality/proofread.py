"""Proofreading on the desk: upload a document, see which of its numbers do not agree, and have it removed."""

import json
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, english, mistake_of, mistakes, show, table
from bianmin.faces.ui.doors import FIGURES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.journeys.proofreading import documents
from bianmin.kernel.errors import Refused
from bianmin.quality.proofread.claims import Certainty, Verdict

MOST_LISTED: Final = 300
MOST_INLINE: Final = 3_000_000
READING: Final = 202
READ: Final = 204
FILE: Final = Asked(
    "file",
    _lazy("Document"),
    part="file",
    hint=_lazy("ODT, DOCX, PDF with text, HTML, TXT or Markdown, at most 20 MB."),
    accept=documents.ENDINGS,
)
COLUMNS: Final = ("line", "kind", "verdict", "certainty", "printed", "recomputed", "formula", "why", "quote")
TAGS: Final = {Certainty.CERTAIN.value: "bad", Certainty.LIKELY.value: "bad", Certainty.POSSIBLE.value: "warn"}


def _language() -> str:
    return "en" if english() else "zh_Hant"


def _list(request: Request, errors: dict[str, str] | None = None) -> HttpResponseBase:
    return show(
        request,
        "proofread/list",
        status=REFUSED if errors else 200,
        cards=documents.here(by=request.actor, at=now(), language=_language()),
        boxes=boxes((FILE,), None, errors or {}),
        errors=mistakes(errors or {}),
    )


def _upload(request: Request) -> HttpResponseBase:
    sent = request.FILES.get("file")
    if sent is None:
        return _list(request, {"file": _("Choose the document first.")})
    data = sent.read(documents.MOST_BYTES + 1)
    try:
        card = documents.upload(data=data, name=sent.name or "", by=request.actor, at=now())
    except Refused as refusal:
        return _list(request, mistake_of(refusal))
    card = documents.look(key=card.key, by=request.actor, at=now(), language=_language())
    if card.refused:
        documents.remove(key=card.key, by=request.actor, at=now())
        return _list(request, {"file": card.refused})
    return redirect("desk-proofread-one", key=card.key)


@door(FIGURES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def proofread(request: Request) -> HttpResponseBase:
    """Upload a document, or go back to one that is still here."""
    return _upload(request) if request.method == "POST" else _list(request)


def _opened(request: Request, key: str) -> documents.Checked:
    return documents.open_checked(key=key, by=request.actor, at=now(), language=_language())


def _counted(checked: documents.Checked) -> dict[str, int]:
    """How many statements there are of each certainty and verdict."""
    sure = [claim["certainty"] for claim in checked.worst]
    return {
        **{one.value: sure.count(one.value) for one in Certainty},
        "rounded": checked.counts[Verdict.ROUNDED.value],
        "right": checked.counts[Verdict.CONSISTENT.value],
    }


@door(FIGURES)
@require_safe
@found
def one(request: Request, key: str) -> HttpResponseBase:
    """What was found in one's document, the worst first, and the document with its marks; or how far it is."""
    card = documents.look(key=key, by=request.actor, at=now(), language=_language())
    if card.reading or card.refused:
        return show(request, "proofread/waiting", card=card)
    checked = _opened(request, key)
    whole = len(checked.part) <= MOST_INLINE
    shown: dict[str, Any] = {
        "claims": [{**claim, "tag": TAGS.get(claim["certainty"], "")} for claim in checked.worst[:MOST_LISTED]],
        "more": max(0, len(checked.worst) - MOST_LISTED),
        "counts": _counted(checked),
        "marked": mark_safe(checked.part) if whole else "",  # noqa: S308 - the library escapes every text
    }
    return show(request, "proofread/one", card=card, checked=checked, **shown)


@door(FIGURES)
@require_safe
@found
def state(request: Request, key: str) -> HttpResponseBase:
    """Whether one's document is still being read (202) or its page has an answer (204)."""
    card = documents.look(key=key, by=request.actor, at=now())
    answer = HttpResponse(status=READING if card.reading else READ)
    answer["Cache-Control"] = "no-store"
    return answer


@door(FIGURES)
@require_POST
@found
def remove(request: Request, key: str) -> HttpResponseBase:
    """Remove one's document now."""
    documents.remove(key=key, by=request.actor, at=now())
    messages.success(request, _("The document and everything found in it were removed."))
    return redirect("desk-proofread")


@door(FIGURES)
@require_safe
@found
def as_table(request: Request, key: str) -> HttpResponseBase:
    """Every recomputed statement as CSV."""
    checked = _opened(request, key)
    head = [
        _("Line"), _("Kind"), _("Verdict"), _("Certainty"), _("Printed"), _("Recomputed"), _("Formula"), _("Why"),
        _("Words around it"),
    ]  # fmt: skip
    return table("proofread", head, [[claim[name] for name in COLUMNS] for claim in checked.claims])


@door(FIGURES)
@require_safe
@found
def as_json(request: Request, key: str) -> HttpResponseBase:
    """Every recomputed statement as JSON, as `bianmin proofread --json` prints it."""
    claims = {"claims": _opened(request, key).claims}
    return download(json.dumps(claims, ensure_ascii=False), "proofread.json", "application/json; charset=utf-8")


@door(FIGURES)
@require_safe
@found
def as_page(request: Request, key: str) -> HttpResponseBase:
    """The marked document as one file to keep or pass on."""
    return download(_opened(request, key).page, "proofread.html", "text/html; charset=utf-8")
