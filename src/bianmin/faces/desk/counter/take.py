"""Take one application: everything on one page, the receipt next; matters of the moment decided in the same act."""

import uuid
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.cases.vocab import Application, Outcome, ProofKind
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.faces.desk.asking import Asked, box
from bianmin.faces.desk.cases.receipt import remember
from bianmin.faces.desk.common import REFUSED, language, mistake_of, mistakes, say, show
from bianmin.faces.desk.counter.choose import HERE
from bianmin.faces.desk.counter.sheet import APPLICANT, FIRST, SERVICE, Sheet, sheet
from bianmin.faces.ui.applicants import particulars
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.foundation.forms.vocab import Upload
from bianmin.journeys.apply import apply, serve_at_counter
from bianmin.kernel.errors import NotFound, Refused

LOOK: Final = "look"
LATER: Final = ""
NOW: Final = (
    (LATER, _("Receive now, decide later")),
    (Outcome.GRANTED.value, Outcome.GRANTED.label),
    (Outcome.PARTLY.value, Outcome.PARTLY.label),
    (Outcome.REFUSED.value, Outcome.REFUSED.label),
)


def _channels(service: ServiceCard) -> tuple[tuple[str, Any], ...]:
    return tuple((one.value, one.label) for one in service.offer.channels if one in HERE)


def _before(service: ServiceCard) -> list[Asked]:
    ways = _channels(service)
    return [Asked("channel", _("Channel"), part="choices", options=ways, value=ways[0][0])] if len(ways) > 1 else []


def _after(service: ServiceCard, *, proxy: bool) -> list[Asked]:
    offer = service.offer
    ways = tuple((way.code, way.name) for way in offer.pickup)
    found_of = [Asked("pickup", _("Pick-up"), part="choices", options=ways, value=ways[0][0])] if ways[1:] else []
    kinds = (("", _("Not seen yet")), *ProofKind.choices)
    if offer.proof_required:
        words = _("What proved the applicant's identity?")
        found_of.append(Asked("proof", words, part="choices", options=kinds, required=False, value=""))
    if offer.proof_required and proxy:
        words = _("What proved the identity of the person who applies for another?")
        found_of.append(Asked("proxy_proof", words, part="choices", options=kinds, required=False, value=""))
    if offer.on_the_spot:
        found_of.append(Asked("outcome", _("Decide on the spot"), part="choices", options=NOW, required=False))
        hint = _("Needed where not everything is granted.")
        found_of.append(Asked("reasons", _("Reasons"), part="lines", required=False, hint=hint))
    return found_of


class Page:
    """The page of one service, for one request."""

    def __init__(self, request: Request, service: ServiceCard) -> None:
        self.request, self.service = request, service
        self.sent = request.POST if request.method == "POST" else None
        typed = dict(request.POST.lists()) if self.sent is not None else FIRST
        files = {
            name: [Upload(file.name or "", file.read()) for file in group] for name, group in request.FILES.lists()
        }
        self.sheet: Sheet = sheet(service, typed, files, on=today())

    @property
    def proxy(self) -> bool:
        """Whether somebody applies for another."""
        return self.sheet.checked[APPLICANT].answers.get("for_whom") == "other"

    def draw(self, errors: dict[str, str] | None = None, *, more: str = "") -> HttpResponseBase:
        """Show the page, with what is wrong on top and at its place."""
        known, reader = errors or {}, say(self.request)
        return show(
            self.request,
            "counter/take",
            status=REFUSED if known else 200,
            service=self.service,
            key=self._typed("key") or uuid.uuid4().hex,
            before=[box(asked, self.sent, known) for asked in _before(self.service)],
            after=[box(asked, self.sent, known) for asked in _after(self.service, proxy=self.proxy)],
            parts=self.sheet.parts(reader, quiet=not known, more=more),
            errors=mistakes(known),
            files_lost=bool(known and self.request.FILES),
            promised=promise(self.service, now()),
            balance=balance(self.service, today()),
            say=reader,
        )

    def _typed(self, name: str, default: str = "") -> str:
        return self.sent.get(name, default).strip() if self.sent is not None else default

    def _application(self) -> Application:
        who, asked = self.sheet.checked[APPLICANT].answers, self.sheet.checked[SERVICE]
        ways, pickups = _channels(self.service), self.service.offer.pickup
        return Application(
            service=self.service,
            channel=self._typed("channel", ways[0][0] if ways else Channel.COUNTER.value),
            answers=asked.answers,
            form_version=asked.version,
            applicant=particulars(who, language=language()),
            pickup=self._typed("pickup", pickups[0].code),
            key=self._typed("key"),
            proxy=particulars(who, language=language(), prefix="proxy_") if self.proxy else None,
            uploads=asked.files,
        )

    def take(self) -> HttpResponseBase:
        """Keep the application and go to its receipt; a refusal is shown at its place with everything typed."""
        if self.sheet.errors:
            return self.draw(self.sheet.errors)
        try:
            number = self._keep()
        except NotFound:
            raise
        except Refused as refusal:
            return self.draw(mistake_of(refusal))
        remember(self.request, number)
        return redirect("desk-receipt", number=number)

    def _keep(self) -> str:
        sent, by, at = self._application(), self.request.actor, now()
        proof, proxy_proof = self._typed("proof"), self._typed("proxy_proof") if self.proxy else ""
        outcome = self._typed("outcome")
        if not outcome:
            return apply(application=sent, proof=proof, proxy_proof=proxy_proof, by=by, at=at).number
        receipt, _decision = serve_at_counter(
            application=sent,
            outcome=outcome,
            reasons=self._typed("reasons"),
            proof=proof,
            proxy_proof=proxy_proof,
            by=by,
            at=at,
        )
        messages.success(self.request, _("Received, decided and handed over."))
        return receipt.number


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def take(request: Request, service: str) -> HttpResponseBase:
    """The page of one service: show it, show the questions that follow from an answer, or take the application."""
    card = service_card(request.actor.agency, service, today())
    if not _channels(card):
        raise Http404
    page = Page(request, card)
    more = request.POST.get("more", "")
    if request.method != "POST" or more or request.POST.get("step") == LOOK:
        return page.draw(more=more)
    return page.take()
