"""The form of a service on paper: blank to fill in by hand, what was filled in before it is sent, and its schema."""

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, Draft
from bianmin.faces.portal.apply.notice import notice
from bianmin.faces.portal.apply.steps import sheet
from bianmin.faces.portal.apply.views import opened
from bianmin.faces.portal.common import language, say, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.templatetags.ui import moment
from bianmin.foundation.documents.tree import Block, Document, Heading, Note, Page, Pairs, Paragraph, SignOff
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.paper import Sheet, blocks
from bianmin.foundation.forms.rules.schema import schema
from bianmin.foundation.forms.vocab import Checked
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.tongues import tag_of


@dataclass(frozen=True, slots=True)
class Paper:
    """A service's form for one reader; `checked` holds what was filled in, by form."""

    agency: AgencyCard
    service: ServiceCard
    say: Reader
    checked: dict[str, Checked] | None = None

    @property
    def language(self) -> str:
        """The language of the sheet."""
        return tag_of(language())

    def _sheets(self) -> tuple[Block, ...]:
        codes = (self.service.offer.applicant, self.service.offer.form)
        given = list(self.checked.values()) if self.checked else [None, None]
        return tuple(
            block
            for code, checked in zip(codes, given, strict=True)
            for block in blocks(
                Sheet(
                    form(self.agency.code, code, checked.version if checked else None),
                    self.say,
                    self.language,
                    checked.answers if checked else None,
                )
            )
        )

    def _foot(self) -> tuple[Block, ...]:
        told = Pairs(tuple((heading, (text,)) for heading, text in notice(self.agency.name, self._name())))
        law = _("This notice is required by Article 8 of the Personal Data Protection Act.")
        data = (Heading(1, _("How we use your data"), numbered=False), told, Paragraph((law,), small=True))
        if self.checked:
            words = _("This is a copy of what you filled in on %(at)s. It has not been sent by being saved.")
            return (Note((words % {"at": moment(now())},)),)
        return (*data, SignOff((_("Applicant's signature or stamp"), _("Date"), _("Received by the office"))))

    def _name(self) -> str:
        return self.say(self.service.name)

    def document(self) -> Document:
        """The whole sheet."""
        hand_in = _("Hand it in at the counter or send it by post: %(address)s, telephone %(phone)s.")
        where = hand_in % {"address": self.agency.address, "phone": self.agency.phone}
        pickup = " ".join(f"□ {self.say(way.name)}" for way in self.service.offer.pickup)
        ways: tuple[Block, ...] = () if self.checked else (Pairs(((_("How you get it"), (pickup,)),)),)
        return Document(
            title=self._name(),
            subtitle=f"{self.agency.name} {_('Application form')}",
            blocks=(Paragraph((where,), small=True), *self._sheets(), *ways, *self._foot()),
            language=self.language,
            author=self.agency.name,
            mark=_("Demonstration") if self.service.demonstration else "",
            page=Page(top=18, bottom=18, left=22, right=20),
            size=11,
        )


@door(ANYONE)
@require_safe
@found
def blank(_request: Request, agency: str, service: str, ending: str) -> HttpResponseBase:
    """The blank form of a service as PDF, ODT or DOCX, in the reader's language."""
    here = the_agency(agency)
    card = service_card(here.code, service, today())
    if ending not in WRITERS:
        raise Http404
    data = WRITERS[ending](Paper(here, card, say(here)).document())
    return download(data, f"{service}.{ending}", MEDIA[ending])


@door(ANYONE)
@require_safe
@found
def filled(request: Request, agency: str, service: str) -> HttpResponseBase:
    """What this visitor filled in so far, in the layout of the form."""
    here, card, draft = opened(request, agency, service)
    if not draft.noticed:
        raise Http404
    paper = Paper(here, card, say(here), _checked(draft, card))
    return download(WRITERS["pdf"](paper.document()), f"{service}.pdf", MEDIA["pdf"])


def _checked(draft: Draft, card: ServiceCard) -> dict[str, Checked]:
    checked = sheet(draft, card, today()).checked
    return {APPLICANT: checked[APPLICANT], **checked}


@door(ANYONE)
@require_safe
@found
def form_schema(_request: Request, agency: str, code: str) -> HttpResponseBase:
    """A form's answers as JSON Schema (2020-12), for other programmes."""
    here = the_agency(agency)
    place = reverse("form-schema", kwargs={"agency": here.slug, "code": code})
    answer = JsonResponse(
        schema(form(here.code, code), address=settings.PUBLIC_ADDRESS.rstrip("/") + place),
        json_dumps_params={"ensure_ascii": False},
    )
    answer["Content-Type"] = "application/schema+json; charset=utf-8"
    return answer
