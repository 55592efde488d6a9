"""The pages of an application."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.queries.places import balance
from bianmin.delivery.catalog.queries import promise
from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, SERVICE, Draft, become
from bianmin.faces.portal.apply.files import subject, take
from bianmin.faces.portal.apply.notice import notice
from bianmin.faces.portal.apply.proven import judge, proven, sender, signed
from bianmin.faces.portal.apply.proven import shown as proof
from bianmin.faces.portal.apply.sending import application_of
from bianmin.faces.portal.apply.steps import CHECK, NOTICE, PICKUP, Sheet, Step, sheet, steps
from bianmin.faces.portal.common import language, letters_language, say, show_own, the_agency, uploads_of
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.found import found
from bianmin.faces.ui.holds import hold
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.sessions import keep_within
from bianmin.foundation.documents.actions import forget_draft
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.prefill import earlier, from_address
from bianmin.foundation.forms.rules.printing import Printed, in_words
from bianmin.journeys.apply import apply as send_application
from bianmin.journeys.askfirst import ask_first
from bianmin.journeys.saving import end_saved, saved_of
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Assurance
from bianmin.kernel.errors import Refused


def opened(request: Request, agency: str, service: str) -> tuple[AgencyCard, ServiceCard, Draft]:
    """The agency, the service as it stands today, and this visitor's draft of an application for it."""
    here = the_agency(agency)
    card = service_card(here.code, service, today())
    if not card.online:
        raise Http404
    return here, card, Draft.load(request.session, here.code, service, card.version)


@door(ANYONE)
@require_safe
@found
def begin(request: Request, agency: str, service: str) -> HttpResponseBase:
    """Go to the first page; what the address says is filled in where the form lets it."""
    _here, card, draft = opened(request, agency, service)
    given = {name: values for name, values in request.GET.lists() if "\0" not in "".join(values)}
    if linked := from_address(sheet(draft, card, today()).forms[SERVICE], given, draft.typed[SERVICE]):
        draft.typed[SERVICE] |= linked
        draft.save(request.session)
    return redirect("apply-step", agency=agency, service=service, step=NOTICE)


@door(ANYONE)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def step(request: Request, agency: str, service: str, step: str) -> HttpResponseBase:
    """One page of the application: show it, or take what was typed and go on."""
    if case := become(request.session, request.POST.get("key", "")):
        number, subject = case
        hold(request, subject)  # the answer that said so may never have arrived
        return redirect("receipt", agency=agency, number=number)
    here, card, draft = opened(request, agency, service)
    judged = judge(draft, card, today(), proven(request))
    pages = steps(judged, card)
    current = next((page for page in pages if page.slug == step), None)
    if current is None or (not draft.noticed and current.slug != NOTICE):
        return redirect("apply-step", agency=agency, service=service, step=NOTICE)
    page = Page(request, here, card, draft, judged, pages, current)
    if request.method == "POST":
        return page.take()
    gap = page.gap() if current.slug == CHECK else None
    return redirect("apply-step", agency=agency, service=service, step=gap.slug) if gap else page.draw()


class Page:
    """One page of one application, for one request."""

    def __init__(
        self,
        request: Request,
        here: AgencyCard,
        service: ServiceCard,
        draft: Draft,
        judged: Sheet,
        pages: list[Step],
        current: Step,
    ) -> None:
        self.request, self.here, self.service, self.draft = request, here, service, draft
        self.judged, self.pages, self.current = judged, pages, current
        self.number = pages.index(current) + 1

    def draw(self, errors: dict[str, str] | None = None, status: int = 200) -> HttpResponseBase:
        """Show the page, with a summary of what is wrong on top."""
        known = errors or {}
        shown: dict[str, Any] = {
            "service": self.service,
            "step": self.current,
            "number": self.number,
            "total": len(self.pages),
            "previous": self.pages[self.number - 2].slug if self.number > 1 else "",
            "say": say(self.here),
            "errors": self._summary(known),
            "draft": self.draft,
            "cosign": self.judged.forms[SERVICE].cosign,
            **proof(self.request),
        }
        if self.current.section:
            more = int("more" in self.request.POST)
            judged = self._filled_in(shown) if self.request.method != "POST" else self.judged
            shown["asking"] = judged.block(self.current, quiet=not known, more=more)
        if self.current.slug == NOTICE:
            shown["notice"] = notice(self.here.said, say(self.here)(self.service.name))
            shown["balance"] = balance(self.service, today())
        if self.current.slug == CHECK:
            shown |= self._answers()
        name = {NOTICE: "notice", PICKUP: "pickup", CHECK: "check"}.get(self.current.slug, "section")
        return show_own(self.request, f"apply/{name}", status=status, **shown)

    def _filled_in(self, shown: dict[str, Any]) -> Sheet:
        """The sheet with what earlier answers put into boxes of this page that nobody has typed in."""
        group, typed = self.current.group, self.draft.typed[self.current.group]
        section = self.judged.block(self.current).section
        who = self.judged.checked[APPLICANT].answers
        found = earlier(section, typed, self.judged.checked[group].answers, who)
        if not found:
            return self.judged
        shown["filled_in"] = True
        on = replace(self.draft, typed={**self.draft.typed, group: {**typed, **found}})
        return self._judged(on)

    def _judged(self, draft: Draft) -> Sheet:
        """A draft as it stands for this visitor."""
        return judge(draft, self.service, today(), proven(self.request))

    def gap(self) -> Step | None:
        """The first page on which something is missing or wrong."""
        return next((page for page in self.pages if self._wrong(page)), None)

    def _wrong(self, page: Step) -> dict[str, str]:
        """What is wrong on a page, by the name of the box."""
        if page.section:
            return self.judged.errors(page)
        ways = {way.code for way in self.service.offer.pickup}
        return {"pickup": _("Choose one of these.")} if page.slug == PICKUP and self.draft.pickup not in ways else {}

    def _summary(self, errors: dict[str, str]) -> list[dict[str, str]]:
        """What is wrong, each line naming its question and leading to it."""
        labels = self.judged.labels(self.current) if self.current.section else {}
        reader = say(self.here)
        return [
            {"key": "q-" + name.replace(".", "-"), "label": reader(labels.get(name, "")), "sentence": sentence}
            for name, sentence in errors.items()
        ]

    def _answers(self) -> dict[str, Any]:
        reader = say(self.here)
        told = {
            group: in_words(asked, self.judged.checked[group].answers, say=reader, language=language())
            for group, asked in self.judged.forms.items()
        }
        words = [
            (page.slug, part)
            for page in self.pages
            if page.section
            for part in [one for one in told[page.group] if one.section == page.section]
            or [Printed(page.section, reader(str(page.title)), ())]
        ]
        return {
            "words": words,
            "pickup": next(
                (way.name for way in self.service.offer.pickup if way.code == self.draft.pickup),
                self.service.offer.pickup[0].name,
            ),
            "promised": promise(self.service, now()),
        }

    def take(self) -> HttpResponseBase:
        """Take what was typed: keep it first, then go on or show what is wrong."""
        if "later" in self.request.POST:
            return self._later()
        if self.current.slug == CHECK:
            return self._send()
        if self.current.slug == NOTICE:
            self.draft.noticed = True
        elif self.current.slug == PICKUP:
            return self._take_pickup()
        else:
            refused = self._keep_typed()
            self.judged = self._judged(self.draft)
            self.judged.checked[self.current.group].errors.update(refused)
            errors = self.judged.errors(self.current)
            self.draft.save(self.request.session)
            if self.request.POST.keys() & {"more", "remove", "drop"}:
                return self.draw()
            if errors:
                return self.draw(errors, status=422)
        self.draft.save(self.request.session)
        return self._on()

    def _later(self) -> HttpResponseBase:
        """Keep what this page sent, right or wrong, and go to where it is put aside."""
        if self.current.section:
            self._keep_typed()
        elif self.current.slug == PICKUP:
            self.draft.pickup = self.request.POST.get("pickup", "")
        self.draft.save(self.request.session)
        return redirect("apply-later", agency=self.here.slug, service=self.service.code)

    def _keep_typed(self) -> dict[str, str]:
        """Put what this page sent in the draft; gives the sentences of files that were not accepted."""
        group, typed = self.current.group, self.draft.typed[self.current.group]
        ours = self._ours()
        dropped = self._dropped()
        sent = {name: values for name, values in self.request.POST.lists() if ours(name) and not dropped(name)}
        self.draft.typed[group] = {name: values for name, values in typed.items() if not ours(name)} | sent
        uploads = {name: uploads_of(files) for name, files in self.request.FILES.lists() if ours(name)}
        judged = check(self.judged.forms[group], self.draft.typed[group], {**self.draft.kept(), **uploads}, on=today())
        good = {name: judged.files[name] for name in uploads if name in judged.files and name not in judged.errors}
        taken = take(self.draft, good, by=applicant(), at=now())
        self.draft.keep(taken.kept)
        for sentence in taken.apart:
            messages.warning(self.request, sentence)
        self._remove_file(ours)
        self.draft.files = {name: files for name, files in self.draft.files.items() if not dropped(name)}
        return {name: str(judged.errors[name]) for name in uploads if name in judged.errors} | taken.wrong

    def _dropped(self) -> Callable[[str], bool]:
        """Tells whether a box stands in the row whose button was pressed: `drop` names a box of that row."""
        code = self.current.section
        row = ".".join(self.request.POST.get("drop", "").split(".")[:2])
        return lambda name: row.startswith(f"{code}.") and name.startswith(f"{row}.")

    def _remove_file(self, ours: Callable[[str], bool]) -> None:
        """Take back the file whose button was pressed: `remove` names the box and the file's digest."""
        name, _colon, digest = self.request.POST.get("remove", "").rpartition(":")
        if name and ours(name) and self.draft.let_go(name, digest):
            forget_draft(agency=self.draft.agency, subject=subject(self.draft), sha256=digest, by=applicant(), at=now())

    def _ours(self) -> Callable[[str], bool]:
        """Tells whether the name of a box belongs to this page."""
        block = self.judged.block(self.current)
        names = {slot.name for row in block.rows for slot in row}
        prefix = f"{block.section.code}."
        return lambda name: name in names or name.startswith(prefix) or name.rpartition(".")[0] in names

    def _take_pickup(self) -> HttpResponseBase:
        before, self.draft.pickup = self.draft.pickup, self.request.POST.get("pickup", "")
        if wrong := self._wrong(self.current):
            self.draft.pickup = before
            return self.draw(wrong, status=422)
        self.draft.save(self.request.session)
        return self._on()

    def _on(self) -> HttpResponseBase:
        pages = steps(self._judged(self.draft), self.service)
        slugs = [page.slug for page in pages]
        following = slugs[min(slugs.index(self.current.slug) + 1, len(slugs) - 1)]
        if self.request.GET.get("back") == CHECK:
            following = CHECK
        return redirect("apply-step", agency=self.here.slug, service=self.service.code, step=following)

    def _send(self) -> HttpResponseBase:
        if page := self.gap():
            self.current, self.number = page, self.pages.index(page) + 1
            return self.draw(self._wrong(page), status=422)
        if self.judged.forms[SERVICE].cosign is not None:
            return redirect("cosign-ask", agency=self.here.slug, service=self.service.code)
        application = replace(
            application_of(self.draft, self.service, self.judged, letters_language()), signed=signed(self.request)
        )
        by, saved = sender(self.request) or applicant(), saved_of(self.here.code, self.draft.key)
        try:
            with act():
                end_saved(saved, by=applicant(), at=now())
                receipt = send_application(application=application, by=by, at=now())
                self.draft.sent(self.request.session, receipt.number, receipt.subject)
                keep_within(self.request.session)
        except Refused as refusal:
            return self.draw({refusal.field or "check": str(refusal)}, status=422)
        if self.service.offer.principles:  # the application is kept: nothing that follows can lose it
            ask_first(subject=receipt.subject, at=now())
        hold(self.request, receipt.subject)
        return redirect("receipt", agency=self.here.slug, number=receipt.number)


def applicant() -> Actor:
    """Whoever applies at the portal: nobody we know."""
    return Actor(key="citizen", assurance=Assurance.NONE)
