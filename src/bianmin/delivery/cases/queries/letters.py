"""The letters of a case as trees of text: the one-time notice 一次告知單 and the decision 處分書."""

from collections.abc import Callable, Sequence
from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bianmin.delivery.cases.models import Case, Contest, Decision, Supplement
from bianmin.delivery.cases.queries.conditions import conditions
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.vocab import OTHERWISE, Outcome
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.delivery.cases.vocab.contest import ContestResult
from bianmin.foundation.documents.tree import (
    Block,
    Clause,
    Document,
    Heading,
    Items,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Signature,
)
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.foundation.persons.queries import contact as reach
from bianmin.kernel import rocdate
from bianmin.kernel.words import N_

CHINESE = "zh-hant"
Say = Callable[[str], str]
Body = Callable[[Say], tuple[Block, ...]]


def _day(day: date) -> str:
    return rocdate.roc_full(day) if _language() == CHINESE else rocdate.english(day)


def _language() -> str:
    return translation.get_language() or CHINESE


def _name(agency: Agency) -> str:
    return str(agency.names.get(_language(), agency.name))


def _head(case: Case, agency: Agency, number: str, day: date, say: Say) -> tuple[Block, ...]:
    officer, _deputy = contacts(case)
    side = [
        (pgettext("letter", "Address"), (str(agency.addresses.get(_language(), agency.address)),)),
        (pgettext("letter", "Officer"), (f"{officer.name} {officer.phone}".strip(),)),
    ]
    lines = [
        (pgettext("letter", "To"), (reach(case.applicant_id).name,)),
        (pgettext("letter", "Date"), (_day(day),)),
        (pgettext("letter", "Document number"), (number,)),
        (pgettext("letter", "Receipt number"), (case.number,)),
        (pgettext("letter", "Service"), (say(case.service_name),)),
    ]
    return Pairs(tuple(side), side=True), Pairs(tuple(pair for pair in lines if pair[1] != ("",)))


def _letter(case: Case, title: str, body: Body, *, demonstration: bool) -> Document:
    """A letter in Chinese, which alone counts; readers of another language get a translation behind it."""
    agency, language = agency_named(case.agency), (case.proxy or case.applicant).language
    with translation.override(CHINESE):
        words = f"{agency.name}{_(title)}"
        mark = pgettext("letter", "Demonstration") if demonstration else ""
        blocks = body(str)
    if language.lower() != CHINESE:
        with translation.override(language):
            remark = Note((_("This translation is for your information; the Chinese text alone counts."),))
            blocks += (PageBreak(), remark, Heading(1, _(title), numbered=False), *body(reader(case.agency, language)))
    return Document(title=words, blocks=blocks, author=agency.name, mark=mark)


def _basis(text: str, say: Say) -> Clause:
    lines = tuple((say(line),) for line in text.split("；") if line)
    label = pgettext("letter", "Legal basis")
    return Clause(label, *lines) if len(lines) == 1 else Clause(label, items=lines)


def notice_letter(case: Case, asked: Supplement) -> Document:
    """The one-time notice: everything that is missing, on what basis, until when and how, and what happens else."""
    agency, service = agency_named(case.agency), service_of(case)

    def body(say: Say) -> tuple[Block, ...]:
        until = _("Please hand in the following by {day}.").format(day=_day(asked.due_on))
        how = _("At our counter, by post to the address above, or online with receipt number and query code.")
        return (
            *_head(case, agency, "", asked.asked_on, say),
            Clause(pgettext("letter", "Subject"), (until,)),
            Items(tuple((defect["text"],) for defect in asked.defects), ordered=True),
            _basis(asked.basis, say),
            Clause(pgettext("letter", "How"), (how,)),
            Clause(pgettext("letter", "Otherwise"), (say(asked.otherwise) or str(OTHERWISE),)),
            Signature(_name(agency)),
        )

    return _letter(case, N_("One-time notice of papers"), body, demonstration=service.demonstration)


def contest_letter(case: Case, contest: Contest) -> Document:
    """The answer to an objection: what came of it, the reasons, and what can still be done."""
    agency, service = agency_named(case.agency), service_of(case)
    further = any(way.kind == "appeal" for way in service.offer.contests)

    def body(say: Say) -> tuple[Block, ...]:
        subject = _("Your objection of {day} ({service}): {result}.").format(
            day=_day(contest.filed_on), service=say(case.service_name), result=ContestResult(contest.result).label
        )
        remedies = (Clause(_("How to contest this"), (say(service.offer.remedies),)),) if further else ()
        return (
            *_head(case, agency, contest.result_number, contest.result_on or contest.filed_on, say),
            Clause(pgettext("letter", "Subject"), (subject,)),
            Clause(pgettext("letter", "Reasons"), (contest.result_reasons,)),
            *remedies,
            Paragraph((_("Please keep this letter."),), small=True),
            Signature(_name(agency)),
        )

    return _letter(case, N_("Answer to your objection"), body, demonstration=service.demonstration)


def decision_letter(case: Case, decision: Decision, held: Sequence[Wish] | None = None) -> Document:
    """The decision: what was decided, the reasons, the legal basis, and how to contest it.

    `held` are the conditions of one that is not kept yet.
    """
    agency, service = agency_named(case.agency), service_of(case)

    def body(say: Say) -> tuple[Block, ...]:
        subject = _("Your application ({service}): {outcome}.").format(
            service=say(case.service_name), outcome=Outcome(decision.outcome).label
        )
        remedies = (Clause(_("How to contest this"), (say(decision.remedies),)),) if decision.remedies else ()
        wishes = conditions(case) if held is None else held
        listed = tuple((f"{one.text} ({_day(one.due_on)})",) for one in wishes)
        limits = (Clause(_("Conditions, each with its last day"), items=listed),) if listed else ()
        reasons = (Clause(pgettext("letter", "Reasons"), (decision.reasons,)),) if decision.reasons else ()
        return (
            *_head(case, agency, decision.number, decision.decided_on, say),
            Clause(pgettext("letter", "Subject"), (subject,)),
            *limits,
            *reasons,
            _basis(decision.basis, say),
            *remedies,
            Paragraph((_("Please keep this letter."),), small=True),
            Signature(_name(agency)),
        )

    return _letter(case, N_("Decision on your application"), body, demonstration=service.demonstration)
