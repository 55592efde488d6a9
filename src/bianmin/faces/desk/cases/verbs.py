"""What may be done with a case, each on a small page of its own: questions, the act, and the refusal at its place."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.actions.review import record_proof, take
from bianmin.delivery.cases.actions.second import send_back
from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.vocab import Outcome, ProofKind, Verb
from bianmin.faces.desk.asking import Asked, Options, ask_page
from bianmin.faces.desk.cases.acting import Act
from bianmin.faces.desk.cases.conditions import CONDITIONS, carried
from bianmin.faces.desk.cases.conditions import asked as asked_conditions
from bianmin.faces.desk.cases.contests import CONTESTS
from bianmin.faces.desk.cases.interviews import INTERVIEWING
from bianmin.faces.desk.cases.online import ONLINE
from bianmin.faces.desk.cases.page import beside
from bianmin.faces.desk.cases.submission import SUBMISSION
from bianmin.faces.desk.cases.timing import TIMING
from bianmin.faces.desk.cases.urgency import URGENCY
from bianmin.faces.desk.common import english, say, seen_of, sent
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.files import display
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now
from bianmin.faces.ui.refusals import refusals
from bianmin.journeys.decide import decide, draft
from bianmin.journeys.forward import forward
from bianmin.journeys.meanwhile import as_seen
from bianmin.journeys.recommend import recommend
from bianmin.journeys.release import release
from bianmin.journeys.withdraw import withdraw
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import whole


def _proof(card: CaseCard) -> list[Asked]:
    kinds = tuple(ProofKind.choices)
    asked = [Asked("kind", _("What proved the applicant's identity?"), part="choices", options=kinds)]
    if card.proxy:
        words = _("What proved the identity of the person who applies for another?")
        asked.append(Asked("proxy_kind", words, part="choices", options=kinds))
    return asked


def _decision(card: CaseCard) -> list[Asked]:
    """The questions of a decision; where somebody recommended one, its words stand in them."""
    offer = card.service.offer
    said = next((one for one in card.proposals if not one.answer), None)
    basis, remedies = (said.basis, said.remedies) if said else ("；".join(offer.legal_basis), offer.remedies)
    return [
        Asked(
            "outcome", _("Outcome"), part="choices", options=tuple(Outcome.choices), value=said.outcome if said else ""
        ),
        Asked(
            "reasons",
            _("Reasons"),
            part="lines",
            required=False,
            value=said.reasons if said and said.outcome != Outcome.GRANTED else "",
            hint=_("Needed where not everything is granted."),
        ),
        Asked("basis", _("Legal basis"), value=basis, required=False),
        Asked("remedies", _("How it can be contested"), part="lines", value=remedies, required=False),
        asked_conditions(said.conditions if said else ()),
    ]


def _recommendation(card: CaseCard) -> list[Asked]:
    outcome, reasons, *words = _decision(card)
    hint = _("The second reader reads them; of what is not granted the applicant reads them too.")
    return [outcome, replace(reasons, required=True, hint=hint), *words]


def _remark(_card: CaseCard) -> list[Asked]:
    return [Asked("remark", _("What is to be looked at again"), part="lines", hint=_("The first reader reads it."))]


def _who_fetches(card: CaseCard) -> list[Asked]:
    """Who stands there, where somebody may act for the applicant."""
    agents = [one for one in card.mandates if not one.revoked_at]
    if not agents:
        return []
    who: Options = (("0", _("The applicant, or it is sent")),)
    who += tuple((str(one.id), f"{one.agent} ({' / '.join(one.words)})") for one in agents)
    return [Asked("to", _("Who fetches it?"), part="choices", options=who, value="0")]


def _hand_over(*, number: str, by: Actor, at: datetime, to: str = "") -> None:
    release(number=number, to=whole(to), by=by, at=at)


ACTS: Final = {
    act.slug: act
    for act in (
        Act(
            Verb.TAKE,
            _("You become its officer, and its review begins."),
            _("You have taken over this case."),
            take,
        ),
        Act(
            Verb.RECORD_PROOF,
            _("Without it this is a request, and nothing is handed over."),
            _("The proof of identity is recorded."),
            record_proof,
            _proof,
        ),
        Act(
            Verb.FORWARD,
            _("The authority that the service names decides. The applicant sees where the application is."),
            _("The case is forwarded."),
            forward,
        ),
        Act(
            Verb.RECOMMEND,
            _("You recommend and somebody else decides: whoever read a case first never decides it."),
            _("Your recommendation waits for the second reader."),
            carried(recommend),
            _recommendation,
        ),
        Act(
            Verb.SEND_BACK,
            _("The case goes back to its first reader, who reads your remark. Nothing is decided."),
            _("The case is back with its first reader."),
            send_back,
            _remark,
        ),
        Act(
            Verb.DECIDE,
            _("The letter is written as ODT and PDF, and the applicant is told that it is there."),
            _("The case is decided and the letter written."),
            carried(decide),
            _decision,
        ),
        Act(
            Verb.RELEASE,
            _("Hand over the result to the applicant, or to the person named for it."),
            _("The result is handed over."),
            _hand_over,
            _who_fetches,
        ),
        Act(
            Verb.WITHDRAW,
            _("Only at the applicant's wish. It cannot be undone."),
            _("The application is withdrawn."),
            withdraw,
        ),
        *TIMING,
        *CONDITIONS,
        *CONTESTS,
        *INTERVIEWING,
        *SUBMISSION,
        *URGENCY,
        *ONLINE,
    )
}


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def act(request: Request, number: str, verb: str) -> HttpResponseBase:
    """Ask what a verb needs and do it; a refusal is shown where it belongs, with everything typed kept."""
    known = ACTS.get(verb)
    if known is None:
        raise Http404
    card = case(request.actor, number, english=english())
    asked, errors = known.asks(card), dict[str, str]()
    if request.method == "POST":
        with refusals(errors, passing=(NotFound,)):
            words: dict[str, Any] = sent(request, *(one.name for one in asked if not one.several))
            words |= {one.name: tuple(request.POST.getlist(one.name)) for one in asked if one.several}
            if known.verb is Verb.DECIDE and request.POST.get("step") == "draft":
                letter = carried(draft)(number=number, by=request.actor, at=now(), **words)
                return display(letter, f"{number}-draft.pdf", "application/pdf")
            came = as_seen(known.run, number=number, seen=seen_of(request), by=request.actor, at=now(), **words)
            messages.success(request, str(known.said(came)))
            return redirect("desk-case", number=number)
    return ask_page(
        request,
        asked,
        errors,
        title=known.verb.label,
        lead=known.lead,
        case=card,
        say=say(request),
        **beside(card, known.verb),
        go=known.verb.label,
        drafts=known.verb is Verb.DECIDE,
        danger=known.verb is Verb.WITHDRAW,
        back=f"/desk/cases/{number}/",
    )
