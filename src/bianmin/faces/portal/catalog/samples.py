"""Filled-in forms as examples 填寫範例: every question of the form with what somebody like you would write."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import service as service_card
from bianmin.delivery.catalog.vocab import Sample, ServiceCard
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.ui.agency import AgencyCard
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.tree import Document, Note, Page
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.foundation.forms.queries.published import form as form_of
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.paper import Sheet, blocks
from bianmin.foundation.forms.rules.printing import in_words
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.errors import NotFound
from bianmin.kernel.tongues import tag_of


@dataclass(frozen=True, slots=True)
class Filled:
    """A sample with its form and the answers that the form's check let through."""

    service: ServiceCard
    sample: Sample
    form: Form
    answers: dict[str, Any]


def _filled(agency: AgencyCard, service: str, code: str) -> Filled:
    card = service_card(agency.code, service, today())
    one = next((found_of for found_of in card.offer.samples if found_of.code == code), None)
    if one is None:
        raise NotFound
    form = form_of(agency.code, card.offer.form)
    typed = {name: [answer] if isinstance(answer, str) else list(answer) for name, answer in one.answers.items()}
    return Filled(card, one, form, check(form, typed, on=today()).answers)


@door(ANYONE)
@require_safe
@found
def sample(request: Request, agency: str, service: str, sample: str) -> HttpResponseBase:
    """One sample, section by section."""
    here = the_agency(agency)
    one, reader = _filled(here, service, sample), say(here)
    printed = in_words(one.form, one.answers, say=reader, language=language())
    shown: dict[str, Any] = {"service": one.service, "sample": one.sample, "form": one.form}
    return show(request, "catalog/sample", **shown, printed=printed, say=reader)


@door(ANYONE)
@require_safe
@found
def sample_file(_request: Request, agency: str, service: str, sample: str, ending: str) -> HttpResponseBase:
    """One sample in the layout of its form, as PDF, ODT or DOCX."""
    here = the_agency(agency)
    one, reader = _filled(here, service, sample), say(here)
    if ending not in WRITERS:
        raise NotFound
    tongue = tag_of(language())
    document = Document(
        title=reader(one.service.name),
        subtitle=f"{here.name} {reader(one.sample.name)}",
        blocks=(
            Note((_("A filled-in sample. Names and numbers are invented."),)),
            *blocks(Sheet(one.form, reader, tongue, one.answers)),
        ),
        language=tongue,
        author=here.name,
        mark=_("Sample"),
        page=Page(top=18, bottom=18, left=22, right=20),
        size=11,
    )
    return download(WRITERS[ending](document), f"{service}-{sample}.{ending}", MEDIA[ending])
