"""Choose photographs that the registers hold 照片庫 as evidence of one node of a self-evaluation."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from bianmin.faces.desk.common import REFUSED, say, show
from bianmin.faces.desk.quality.evaluation import address, card_named, node_named
from bianmin.faces.ui.doors import DRAFTS, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.journeys.opening import open_file
from bianmin.kernel.act import act
from bianmin.kernel.errors import NotFound
from bianmin.quality.evaluation.actions.selves import write
from bianmin.quality.evaluation.vocab import Evidence, NodeCard, SelfEvaluationCard
from bianmin.quality.registers.queries.pictures import pictures
from bianmin.quality.registers.vocab import Picture


@act()
def _add(request: Request, card: SelfEvaluationCard, node: NodeCard, chosen: list[Picture]) -> None:
    """Keep the chosen photographs with the self-evaluation, named by their captions, beside what is there already."""
    by, at = request.actor, now()
    more = []
    for one in chosen:
        opened = open_file(file_id=one.key, by=by, at=at)
        kept = store(
            data=opened.data, name=f"{one.caption}{one.suffix}", subject=card.subject, agency=card.agency,
            retention=Retention.EVIDENCE, by=by, at=at,
        )  # fmt: skip
        more.append(Evidence(kind="file", ref=kept.sha256, note=kept.name))
    write(
        evaluation=(card.agency, card.year, card.framework), node=node.code, text=node.text, score=node.score,
        evidence=(*node.evidence, *more), shows=node.shows, by=by, at=at,
    )  # fmt: skip


def _added(request: Request, card: SelfEvaluationCard, node: NodeCard, chosen: list[Picture]) -> HttpResponseBase:
    """Add them, all or none, and go back to the node."""
    _add(request, card, node, chosen)
    said = ngettext("%(n)s photograph is added.", "%(n)s photographs are added.", len(chosen))
    messages.success(request, said % {"n": len(chosen)})
    return redirect(f"{address(card.framework, card.year)}#node-{node.code}")


@door(DRAFTS)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def choose(request: Request, edition: str, code: str) -> HttpResponseBase:
    """The newest photographs that hold the words typed; those ticked become evidence."""
    card = card_named(request, edition)
    node, errors = node_named(card, code), dict[str, str]()
    text = request.GET.get("q", "").strip()[:60]
    there = {proof.ref for proof in node.evidence}
    offered = pictures(request.actor, card.agency, say(request), text=text, on=today())
    fresh = list({one.digest: one for one in offered if one.digest not in there}.values())
    if request.method == "POST":
        ticked = request.POST.getlist("picture")
        chosen = [one for one in fresh if str(one.key) in ticked]
        if not chosen:
            errors["picture"] = _("Tick the photographs that show what you write about.")
        with refusals(errors, "picture", passing=(NotFound,)):
            if chosen:
                return _added(request, card, node, chosen)
    return show(
        request, "evaluation/pictures", status=REFUSED if errors else 200, card=card, node=node, pictures=fresh, q=text,
        error=errors.get("picture", ""), back=address(edition, card.year),
    )  # fmt: skip
