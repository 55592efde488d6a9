"""Begin an appraisal, judge the answers that were drawn, say what follows, approve."""

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.opinions.queries.figures import sampled
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.desk.common import lists, say, typed
from bianmin.faces.ui.doors import KEEPERS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole
from bianmin.quality.appraisals import actions
from bianmin.quality.appraisals.queries.appraisals import appraisal, halves
from bianmin.quality.appraisals.rules import may_approve
from bianmin.quality.appraisals.vocab import AppraisalCard, Judged, SampleCard
from bianmin.quality.indicators.vocab.spans import span

LIST = "/desk/appraisals/"


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def new(request: Request) -> HttpResponseBase:
    """Choose mailbox and half-year; the answers are drawn."""
    reader, errors = say(request), dict[str, str]()
    boxes = tuple((one.code, reader(one.name)) for one in mailboxes(request.actor.agency))
    over = tuple((one.text, one.label) for one in halves(today()))
    if request.method == "POST":
        with refusals(errors, "mailbox"):
            if typed(request, "mailbox") not in dict(boxes) or typed(request, "half") not in dict(over):
                raise actions.NotOverYet(field="half")
            begun = actions.begin(
                agency=request.actor.agency, mailbox=typed(request, "mailbox"), half=span(typed(request, "half")),
                by=request.actor, at=now(),
            )  # fmt: skip
            messages.success(request, _("The answers are drawn. Judge one after the other."))
            return redirect("desk-appraisal", number=begun.number)
    questions = [
        Asked("mailbox", _("Mailbox"), part="select", options=boxes, value=request.GET.get("mailbox", "")),
        Asked("half", _("Half-year"), part="select", options=over, value=request.GET.get("half", over[0][0])),
    ]
    return ask_page(
        request, questions, errors, title=_("Begin an appraisal"), go=_("Draw the answers"), back=LIST,
        backwards=_("Appraisals of mailboxes"),
        lead=_("A sample of the answers is drawn by lot; whoever draws it again draws the same."),
    )  # fmt: skip


def _asked(card: AppraisalCard, sample: SampleCard, request: Request) -> list[Asked]:
    reader = say(request)
    scores = [
        Asked(
            one.code, _("%(name)s (0 to %(most)s points)") % {"name": reader(one.name), "most": one.most},
            hint=reader(one.about), short=True, mode="numeric", value=str(sample.scores.get(one.code, "")),
        )
        for one in card.document.criteria
    ]  # fmt: skip
    points = tuple((one.code, reader(one.name)) for one in card.document.points)
    return [
        *scores,
        Asked("points", _("What it lacks"), part="choices", several=True, required=False, options=points,
              value=sample.points),
        Asked("remark", _("Remark"), part="lines", required=False, value=sample.remark,
              hint=_("Without names. The unit reads it.")),
    ]  # fmt: skip


def _judged(request: Request, card: AppraisalCard) -> Judged:
    given = {one.code: whole(typed(request, one.code), -1) for one in card.document.criteria}
    return Judged(given, tuple(lists(request).get("points", ())), typed(request, "remark"))


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def judge(request: Request, number: str, place: int) -> HttpResponseBase:
    """One answer beside the criteria; then the next one that waits."""
    card, errors = appraisal(request.actor, number), dict[str, str]()
    sample = next((one for one in card.samples if one.place == place), None)
    if sample is None:
        raise NotFound
    if not card.open:
        return redirect("desk-appraisal", number=number)
    if request.method == "POST":
        with refusals(errors, "remark"):
            said = _judged(request, card)
            actions.judge(number=number, place=place, judged=said, by=request.actor, at=now())
            waiting = [one.place for one in card.samples if one.score is None and one.place != place]
            if not waiting:
                messages.success(request, _("Every answer of the sample is judged."))
                return redirect("desk-appraisal", number=number)
            return redirect("desk-appraisal-answer", number=number, place=waiting[0])
    return ask_page(
        request, _asked(card, sample, request), errors, template="appraisals/judge", card=card, sample=sample,
        opinion=sampled(card.agency, sample.number), go=_("Keep it, then the next"), back=f"{LIST}{number}/",
        backwards=number, title=_("Answer %(place)s of %(all)s") % {"place": place, "all": len(card.samples)},
    )  # fmt: skip


@door(KEEPERS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Say what follows, or approve: asked on a page of its own, then done."""
    card, errors = appraisal(request.actor, number), dict[str, str]()
    if verb not in ("conclude", "approve"):
        raise Http404
    if not card.open or (verb == "approve" and not may_approve(request.actor, card.agency)):
        return redirect("desk-appraisal", number=number)
    if request.method == "POST":
        with refusals(errors, "conclusion" if verb == "conclude" else ""):
            if verb == "conclude":
                actions.conclude(number=number, text=typed(request, "conclusion"), by=request.actor, at=now())
                messages.success(request, _("What follows is kept."))
            else:
                actions.approve(number=number, by=request.actor, at=now())
                messages.success(request, _("The appraisal is approved; its figures stay as they are now."))
            return redirect("desk-appraisal", number=number)
    hint = _("What is common to the answers, what is changed, by whom and until when.")
    if verb == "conclude":
        asked = [Asked("conclusion", _("What follows"), part="lines", hint=hint, value=card.conclusion)]
        title, go, lead = _("What follows"), _("Keep it"), _("It is printed with the figures.")
    else:
        asked, title, go = [], _("Approve the appraisal"), _("Approve it")
        lead = _("Figures, judgements and conclusion stay as they are from then on.")
    return ask_page(request, asked, errors, title=title, go=go, lead=lead, back=f"{LIST}{number}/", backwards=number)
