"""The reply slip 申請延期特延案件回復單 as a PDF, for the applicant's hand or for the post."""

from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.slips import Slip
from bianmin.delivery.cases.queries.slips import slip as slip_of
from bianmin.faces.desk.common import english, language, say
from bianmin.faces.ui.agency import AgencyCard, agency_for
from bianmin.faces.ui.doors import OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.receipts import pairs
from bianmin.faces.ui.templatetags.ui import day
from bianmin.foundation.documents.tree import Block, Document, Headline, Paragraph, Signature
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.packs.queries.translations import Reader


def _blocks(of: Slip, agency: AgencyCard, reader: Reader) -> tuple[Block, ...]:
    sent = _("%(name)s, on %(day)s") % {"name": of.forwarded_to, "day": day(of.forwarded_on)} if of.forwarded_to else ""
    officer = f"{of.officer.name} {of.officer.title} {of.officer.phone}"
    return (
        Headline(_("Receipt number"), of.number),
        pairs(
            [
                (_("Service"), reader(of.service_name)),
                (_("Applicant"), of.applicant),
                (_("Received"), day(of.received_on)),
                (_("Promised so far"), day(of.before_on)),
                (_("Ready by"), day(of.due_on)),
                (_("Legal limit"), day(of.statutory_due_on)),
                (_("Why it takes longer"), of.reason),
                (_("Forwarded to"), sent),
                (_("Officer"), officer),
            ]
        ),
        Paragraph((_("You can follow your application with this number and the query code on your receipt."),)),
        Signature(agency.name),
        Paragraph((f"{day(today())} · {agency.address} {agency.phone}",), small=True),
    )


@door(OFFICER)
@require_safe
@found
def slip(request: Request, number: str) -> HttpResponseBase:
    """The slip of a case that was extended or forwarded."""
    found_of = slip_of(request.actor, number)
    agency = agency_for(found_of.agency, language())
    if agency is None:
        return HttpResponse(status=404)
    document = Document(
        title=_("Reply slip: your application takes longer"),
        blocks=_blocks(found_of, agency, say(request)),
        language="en" if english() else "zh-Hant",
        author=agency.name,
        numbered_pages=False,
    )
    return download(pdf.write(document), f"{number}-slip.pdf", "application/pdf")
