"""The recordings of one interview: keep a file or note where the device keeps it, and play one for a reason."""

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from bianmin.delivery.cases.actions.recording import keep_recording, note_recording, play_recording
from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.interview import may_play, recordings
from bianmin.delivery.cases.vocab.interview import InterviewCard
from bianmin.faces.desk.asking import Asked, boxes
from bianmin.faces.desk.common import REFUSED, english, mistakes, say, show, typed
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.files import download_file
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.accounts.queries import names
from bianmin.kernel.errors import NotAllowed, NotFound

REASONS: Final[tuple[tuple[str, str | Promise], ...]] = (
    ("review", gettext_lazy("To review the interview")),
    ("decision", gettext_lazy("To decide the case")),
    ("objection", gettext_lazy("An objection or appeal")),
    ("complaint", gettext_lazy("A complaint about the interview")),
    ("court", gettext_lazy("A court asks for it")),
)
TAKEN: Final = ".mp3,.m4a,.mp4,.ogg,.wav,.webm"


def _one(card: CaseCard, turn: int) -> InterviewCard:
    one = next((each for each in card.interviews if each.round == turn), None)
    if one is None:
        raise NotFound
    return one


def _questions(card: CaseCard) -> list[Asked]:
    offer = card.service.offer.interview
    kept = offer.recording.kept if offer else "either"
    most = _("MP3, M4A, MP4, OGG, WAV or WebM, at most %(most)s MB.") % {
        "most": offer.recording.most_mb if offer else 0
    }
    file = Asked("file", _("Recording"), part="file", required=False, accept=TAKEN, hint=most)
    where = [
        Asked("device", _("Device that keeps it"), required=False, hint=_("Where it is not kept here.")),
        Asked("reel", _("Reel or file there"), required=False, short=True),
        Asked(
            "minute", _("Begins at"), required=False, short=True, hint=_("For example 14:30, or 00:12:05 on the reel.")
        ),
    ]
    return {"file": [file], "device": where}.get(kept, [file, *where])


def _keep(request: Request, number: str, turn: int) -> None:
    file, said = request.FILES.get("file"), {name: typed(request, name) for name in ("device", "reel", "minute")}
    if file is None and any(said.values()):
        note_recording(number=number, turn=turn, **said, by=request.actor, at=now())
        return
    name, data = (file.name or "", file.read()) if file else ("", b"")
    keep_recording(number=number, turn=turn, name=name, data=data, by=request.actor, at=now())


@door(CASES)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def listing(request: Request, number: str, turn: int) -> HttpResponseBase:
    """The recordings of an interview, and the form that keeps another."""
    card = case(request.actor, number, english=english())
    one, errors = _one(card, turn), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, "file", passing=(NotFound, NotAllowed)):
            _keep(request, number, turn)
            messages.success(request, _("The recording is kept with the interview."))
            return redirect("desk-recordings", number=number, turn=turn)
    return _page(request, card, one, errors)


def _page(request: Request, card: CaseCard, one: InterviewCard, errors: dict[str, str]) -> HttpResponseBase:
    kept = recordings(request.actor, card.number, one.round)
    people = names(each.by for each in kept)
    reason = Asked("purpose", _("What is it played for?"), part="select", options=REASONS)
    shown: dict[str, Any] = {
        "lines": [(each, people.get(each.by, "")) for each in kept],
        "plays": may_play(request.actor, card.number, one.round),
        "keeps": OFFICER.opens(request.actor),
        "reason": boxes([reason], None, {"purpose": errors["purpose"]} if "purpose" in errors else {})[0],
    }
    asked = boxes(_questions(card), request.POST if errors else None, errors)
    return show(
        request, "cases/recordings", status=REFUSED if errors else 200, case=card, one=one, boxes=asked,
        errors=mistakes(errors), say=say(request), **shown,
    )  # fmt: skip


@door(CASES)
@require_POST
@found
def play(request: Request, number: str, turn: int, key: int) -> HttpResponseBase:
    """Hand a recording over to be played, for a reason that the journal keeps."""
    errors: dict[str, str] = {}
    with refusals(errors, "purpose", passing=(NotFound, NotAllowed)):
        opened = play_recording(
            number=number, turn=turn, recording=key, purpose=typed(request, "purpose"), by=request.actor, at=now()
        )
        return download_file(opened)
    card = case(request.actor, number, english=english())
    return _page(request, card, _one(card, turn), errors)
