"""Take one application: everything on one page, the receipt next; matters of the moment decided in the same act."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from bianmin.delivery.cases.queries.intake import alike
from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.cases.vocab import Application, Outcome, ProofKind, State
from bianmin.delivery.cases.vocab.intake import DATED, Alike
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import Channel, ServiceCard
from bianmin.faces.desk.asking import Asked, box
from bianmin.faces.desk.cases.receipt import remember
from bianmin.faces.desk.common import REFUSED, day_in, language, mistakes, show
from bianmin.faces.desk.counter.choose import HERE
from bianmin.faces.desk.counter.sheet import APPLICANT, FIRST, SERVICE, Sheet, sheet
from bianmin.faces.ui.applicants import entrusted, particulars, relation
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.refusals import refusals
from bianmin.foundation.forms.vocab import Upload
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.journeys.apply import serve_at_counter
from bianmin.journeys.intake import check_least, receive
from bianmin.kernel import rocdate
from bianmin.kernel.errors import NotFound

LOOK: Final = "look"
SEEN: Final = "seen"
NOON: Final = time(12)
LEAST: Final = {name: f"{APPLICANT}.{name}" for name in ("phone", "address")}
VISITS: Final = (Channel.HOME, Channel.TOUR)
LATER: Final = ""
NOW: Final = (
    (LATER, _("Receive now, decide later")),
    (Outcome.GRANTED.value, Outcome.GRANTED.label),
    (Outcome.PARTLY.value, Outcome.PARTLY.label),
    (Outcome.REFUSED.value, Outcome.REFUSED.label),
)


def _channels(service: ServiceCard) -> tuple[tuple[str, Any], ...]:
    return tuple((one.value, one.label) for one in service.offer.channels if one in HERE)


def _before(service: ServiceCard, channel: str) -> list[Asked]:
    ways, hint = _channels(service), _("For example 115/9/2 or 2026-09-02; today where it is empty.")
    asked = [Asked("channel", _("Channel"), part="choices", options=ways, value=ways[0][0])] if len(ways) > 1 else []
    if channel in DATED:
        asked.append(Asked("arrived_on", _("When it came in"), hint=hint, required=False, short=True))
    if channel == Channel.MAIL:
        words = _("The day of the postmark counts for whether it is in time.")
        asked.append(Asked("sent_on", _("Postmark"), hint=words, required=False, short=True))
    if channel in VISITS:
        asked.append(Asked("place", _("Where it was received"), required=channel == Channel.TOUR))
    return asked


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


def _in_words(same: Sequence[Alike]) -> list[tuple[Alike, Any, Any]]:
    return [(one, State(one.state).label, Channel(one.channel).label) for one in same]


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

    @property
    def other(self) -> str:
        """The office it is received for, where that is another one."""
        code = self.service.agency
        return "" if code == self.request.actor.agency else agency_named(code).name

    @property
    def channel(self) -> str:
        """The way it came, the first one offered where nothing was chosen."""
        ways = _channels(self.service)
        return self._typed("channel", ways[0][0] if ways else Channel.COUNTER.value)

    def alike(self) -> list[Alike]:
        """Cases that look like this one, for as long as the officer has not seen them."""
        if self._typed("alike") == SEEN:
            return []
        who = particulars(self.sheet.checked[APPLICANT].answers, language=language())
        return alike(self.request.actor, self.service, who, on=today(), key=self._typed("key"))

    def draw(
        self, errors: dict[str, str] | None = None, *, more: str = "", same: Sequence[Alike] = ()
    ) -> HttpResponseBase:
        """Show the page, with what is wrong on top and at its place."""
        known, say = errors or {}, reader(self.service.agency, language())
        before = [box(asked, self.sent, known) for asked in _before(self.service, self.channel)]
        after = [box(asked, self.sent, known) for asked in _after(self.service, proxy=self.proxy)]
        parts = self.sheet.parts(say, quiet=not known, more=more)
        return show(
            self.request,
            "counter/take",
            status=REFUSED if known else 200,
            service=self.service,
            key=self._typed("key") or uuid.uuid4().hex,
            before=before,
            after=after,
            parts=parts,
            boxes=[*before, *(one for part in parts for row in part.rows for one in row), *after],
            errors=mistakes(known),
            files_lost=bool(known and self.request.FILES),
            promised=promise(self.service, now()),
            balance=balance(self.service, today()),
            alike=_in_words(same),
            other=self.other,
            back=self.request.path,
            say=say,
        )

    def _typed(self, name: str, default: str = "") -> str:
        return self.sent.get(name, default).strip() if self.sent is not None else default

    def _day(self, name: str) -> date | None:
        """A day as typed; a sentence at its box when it cannot be read."""
        text = self._typed(name).replace("\0", "")
        return day_in(text, name) if text else None

    def _arrived(self) -> datetime | None:
        """When it came in: on an earlier day at noon, today now."""
        day = self._day("arrived_on")
        return None if day in (None, today()) else datetime.combine(day or today(), NOON, rocdate.TAIPEI)

    def _application(self) -> Application:
        who, asked = self.sheet.checked[APPLICANT].answers, self.sheet.checked[SERVICE]
        pickups = self.service.offer.pickup
        return Application(
            service=self.service,
            channel=self.channel,
            arrived_at=self._arrived(),
            sent_on=self._day("sent_on"),
            place=self._typed("place"),
            linked_to=self._typed("linked_to"),
            answers=asked.answers,
            form_version=asked.version,
            applicant=particulars(who, language=language()),
            pickup=self._typed("pickup", pickups[0].code),
            key=self._typed("key"),
            proxy=particulars(who, language=language(), prefix="proxy_") if self.proxy else None,
            relation=relation(self.sheet.forms[APPLICANT], who) if self.proxy else "",
            **entrusted(who),
            uploads={**self.sheet.checked[APPLICANT].files, **asked.files},
        )

    def take(self) -> HttpResponseBase:
        """Keep the application and go to its receipt; a refusal is shown at its place with everything typed."""
        if self.sheet.errors:
            return self.draw(self.sheet.errors)
        if same := self.alike():
            return self.draw(same=same)
        errors: dict[str, str] = {}
        with refusals(errors, passing=(NotFound,)):
            number = self._keep()
            remember(self.request, number)
            return redirect("desk-receipt", number=number)
        return self.draw({LEAST.get(name, name): sentence for name, sentence in errors.items()})

    def _keep(self) -> str:
        sent, by, at = self._application(), self.request.actor, now()
        proof, proxy_proof = self._typed("proof"), self._typed("proxy_proof") if self.proxy else ""
        outcome = self._typed("outcome")
        if not outcome:
            return receive(application=sent, proof=proof, proxy_proof=proxy_proof, by=by, at=at).number
        check_least(sent)
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
def take_for(request: Request, agency: str, service: str) -> HttpResponseBase:
    """The page of a service of another office that may be received here 跨區收件."""
    card = service_card(agency, service, today())
    if not card.offer.elsewhere:
        raise Http404
    return _take(request, card)


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def take(request: Request, service: str) -> HttpResponseBase:
    """The page of one service: show it, show the questions that follow from an answer, or take the application."""
    return _take(request, service_card(request.actor.agency, service, today()))


def _take(request: Request, card: ServiceCard) -> HttpResponseBase:
    if not _channels(card):
        raise Http404
    page = Page(request, card)
    more = request.POST.get("more", "")
    if request.method != "POST" or more or request.POST.get("step") == LOOK:
        return page.draw(more=more)
    return page.take()
