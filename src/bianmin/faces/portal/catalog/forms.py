"""The library of forms 申請書表下載: every form by class and service, in every format, with its version and samples."""

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.catalog.queries import published
from bianmin.delivery.catalog.queries.find import matching
from bianmin.delivery.catalog.queries.library import library as classes_of
from bianmin.delivery.catalog.queries.library import numbers
from bianmin.delivery.catalog.vocab import DEMONSTRATION
from bianmin.faces.portal.common import language, say, show, the_agency
from bianmin.faces.ui.doors import ANYONE, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.foundation.documents.tree import Document, Page, SignOff
from bianmin.foundation.documents.writers.files import MEDIA, WRITERS
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.paper import Sheet, blocks
from bianmin.kernel.errors import NotFound
from bianmin.kernel.tongues import tag_of


@door(ANYONE)
@require_safe
@found
def library(request: Request, agency: str) -> HttpResponseBase:
    """Every form of the services in force, found by words where somebody looks for some."""
    here, reader = the_agency(agency), say(the_agency(agency))
    services, wanted = published(here.code, today()), request.GET.get("q", "").strip()
    classes = classes_of(here.code, matching(services, wanted, reader) if wanted else services)
    rows = [row for one in classes for row in one.rows]
    return show(
        request,
        "catalog/forms",
        classes=classes,
        wanted=wanted,
        endings=tuple(WRITERS),
        numbers=numbers(rows),
        newest=max((row.form.published_at for row in rows), default=None),
        say=reader,
    )


@door(ANYONE)
@require_safe
@found
def further(_request: Request, agency: str, code: str, ending: str) -> HttpResponseBase:
    """A blank form that is handed in with a service's own, as PDF, ODT or DOCX."""
    here, reader = the_agency(agency), say(the_agency(agency))
    if ending not in WRITERS or all(code not in card.offer.more_forms for card in published(here.code, today())):
        raise NotFound
    asked, tongue = form(here.code, code), tag_of(language())
    document = Document(
        title=reader(asked.title),
        subtitle=here.name,
        blocks=(*blocks(Sheet(asked, reader, tongue, None)), SignOff((_("Signature or stamp"), _("Date")))),
        language=tongue,
        author=here.name,
        mark=_("Demonstration") if asked.source == DEMONSTRATION else "",
        page=Page(top=18, bottom=18, left=22, right=20),
        size=11,
    )
    return download(WRITERS[ending](document), f"{code}.{ending}", MEDIA[ending])
