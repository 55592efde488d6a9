"""The interviewer's recommendation as a sheet 面(訪)談結果建議表, with the proposal ticked (FRM-01)."""

from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.vocab.interview import Finding, InterviewCard
from bianmin.faces.desk.common import english, say
from bianmin.faces.ui.doors import CASES, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import today
from bianmin.faces.ui.receipts import pairs
from bianmin.faces.ui.templatetags.ui import day, moment
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.tree import Block, Document, Heading, Headline, Note, Paragraph, SignOff
from bianmin.foundation.documents.writers import docx, odt, pdf
from bianmin.foundation.orgs.queries import agency_named

WRITERS = {
    "pdf": (pdf, "application/pdf"),
    "odt": (odt, "application/vnd.oasis.opendocument.text"),
    "docx": (docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def _blocks(card: CaseCard, one: InterviewCard, request: Request) -> tuple[Block, ...]:
    reader, people = say(request), names([one.interviewer, one.reviewed_by])
    place = f"{reader(one.place)} {one.room}".strip()
    ticked = [Paragraph((f"{'☑' if code == one.finding else '☐'} {label}",)) for code, label in Finding.choices]
    reviewed = [pairs([(_("Reviewed by"), people.get(one.reviewed_by, "")), (_("Remark"), one.remark or "-")])]
    return (
        Headline(_("Receipt number"), card.number),
        pairs([
            (_("Service"), reader(card.service.name)), (_("Applicant"), card.applicant.name),
            (_("When and where"), f"{moment(one.at)} {place}"), (_("Held by"), people.get(one.interviewer, "")),
        ]),
        Heading(1, _("Recommended"), numbered=False),
        *ticked,
        Heading(1, _("Reasons"), numbered=False),
        *(Paragraph((line,)) for line in one.reasons.splitlines() if line.strip()),
        Heading(1, _("Record"), numbered=False),
        *(Paragraph((line,)) for line in one.record.splitlines() if line.strip()),
        *(reviewed if one.reviewed_by else []),
        SignOff((_("Interviewer"), _("Captain or who is authorised"))),
        Note((_("Whoever held the interview recommends and decides nothing."),)),
        Paragraph((day(today()),), small=True),
    )  # fmt: skip


@door(CASES)
@require_safe
@found
def interview_sheet(request: Request, number: str, turn: int, kind: str) -> HttpResponseBase:
    """The sheet of one interview that was held, to print and sign; the applicant's name is masked."""
    card = case(request.actor, number, english=english())
    one = next((each for each in card.interviews if each.round == turn and each.finding), None)
    if one is None or kind not in WRITERS:
        raise Http404
    author = agency_named(card.agency).name
    document = Document(
        title=_("Recommendation after an interview"),
        blocks=_blocks(card, one, request),
        language="en" if english() else "zh-Hant",
        author=author,
        numbered_pages=False,
    )
    writer, media = WRITERS[kind]
    return download(writer.write(document), f"{number}-interview-{turn}.{kind}", media)
