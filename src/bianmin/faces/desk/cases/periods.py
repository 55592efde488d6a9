"""Periods added up for a case: as the applicant sent them, as the officer found them, and the answer as a paper."""

from django.http import Http404, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from bianmin.delivery.cases.actions.totals import add_up_found
from bianmin.delivery.cases.queries.card import CaseCard, case
from bianmin.delivery.cases.queries.totals import workings
from bianmin.delivery.cases.vocab.total import SECTION, WorkingCard
from bianmin.delivery.catalog.queries.sheets import calculator
from bianmin.faces.desk.common import REFUSED, english, mistakes, say, show
from bianmin.faces.ui.doors import CASES, OFFICER, Request, door
from bianmin.faces.ui.files import download
from bianmin.faces.ui.found import found
from bianmin.faces.ui.now import now, today
from bianmin.faces.ui.periods import Said, backwards, form_of
from bianmin.faces.ui.receipts import pairs
from bianmin.faces.ui.refusals import refusals
from bianmin.faces.ui.templatetags.ui import day, moment
from bianmin.foundation.accounts.queries import names
from bianmin.foundation.documents.tree import Block, Document, Heading, Headline, Note, Paragraph, Signature
from bianmin.foundation.documents.writers import pdf
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.orgs.queries import agency_named


def _card(request: Request, number: str) -> CaseCard:
    card = case(request.actor, number, english=english())
    if not card.service.offer.calculator:
        raise Http404
    return card


def _sent(request: Request, newest: WorkingCard | None) -> dict[str, list[str]]:
    """What was typed; at first the newest periods, to be compared with the records."""
    if request.method == "POST":
        return {name: request.POST.getlist(name) for name in request.POST}
    rows = newest.rows if newest else ()
    return {f"{SECTION}.{at}.{name}": [str(value)] for at, row in enumerate(rows) for name, value in row.items()}


@door(OFFICER)
@require_http_methods(["GET", "HEAD", "POST"])
@found
def periods(request: Request, number: str) -> HttpResponseBase:
    """Correct the periods after the records were looked up, add them up, and keep the result with the case."""
    card, kept = _card(request, number), workings(request.actor, number)
    sheet, reader = calculator(card.agency, card.service.offer.calculator), say(request)
    form, more = form_of(sheet), "more" in request.POST
    judged = check(form, _sent(request, kept[0] if kept else None), on=today())
    rows, errors = judged.answers.get(SECTION, []), dict[str, str]()
    if request.method == "POST" and not more:
        errors = {name: str(text) for name, text in judged.errors.items()} or backwards(rows)
        if not errors:
            with refusals(errors):
                add_up_found(number=number, stays=rows, by=request.actor, at=now())
                return redirect("desk-periods", number=number)
    (block,) = layout(form, judged, more=int(more))
    people = names(one.by for one in kept)
    return show(
        request,
        "cases/periods",
        status=REFUSED if errors else 200,
        case=card,
        sheet=sheet,
        say=Said(reader),
        asking=block,
        kept=[(one, people.get(one.by, "")) for one in kept],
        errors=mistakes(errors, form, Said(reader)),
    )


def _blocks(card: CaseCard, one: WorkingCard, who: str, request: Request) -> tuple[Block, ...]:
    reader = say(request)
    lines = [(str(at), f"{day(first)} – {day(last)}") for at, (first, last) in enumerate(one.stays, 1)]
    totals: list[Block] = []
    for total in one.totals:
        words = _("%(years)s full years of %(need)s, %(days)s days; missing: %(missing)s") % {
            "years": total.full_years, "need": total.need, "days": total.days, "missing": total.missing,
        }  # fmt: skip
        mark = f" ({_('Demonstration')})" if total.demonstration else ""
        totals.append(pairs([(reader(total.name) + mark, words)]))
    decision = card.decision
    told = f"{day(decision.decided_on)} {decision.number} {decision.reasons}".strip() if decision else ""
    return (
        Headline(_("Receipt number"), card.number),
        pairs([(_("Service"), reader(card.service.name)), (_("Applicant"), card.applicant.name)]),
        Heading(1, _("Periods"), numbered=False),
        pairs(lines),
        Heading(1, _("Added up"), numbered=False),
        *totals,
        pairs([(_("Added up by"), f"{who} {moment(one.at)}"), (_("Result told"), told or _("Not told yet"))]),
        Note((_("Version of the rules: %(version)s") % {"version": one.version},)),
        Signature(agency_named(card.agency).name),
        Paragraph((day(today()),), small=True),
    )


@door(CASES)
@require_safe
@found
def periods_pdf(request: Request, number: str) -> HttpResponseBase:
    """The newest adding-up with the reply, as a paper; the name is masked."""
    card, kept = _card(request, number), workings(request.actor, number)
    if not kept:
        raise Http404
    one = kept[0]
    who = _("The applicant") if one.own else names([one.by]).get(one.by, "")
    document = Document(
        title=_("Periods added up"),
        blocks=_blocks(card, one, who, request),
        language="en" if english() else "zh-Hant",
        author=agency_named(card.agency).name,
        numbered_pages=False,
    )
    return download(pdf.write(document), f"{number}-periods.pdf", "application/pdf")
