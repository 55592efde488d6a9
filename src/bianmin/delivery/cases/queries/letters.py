"""The letters of a case as trees of text, each by its wording 函稿."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from bianmin.delivery.cases.models import Case, Contest, Decision, Event, Supplement
from bianmin.delivery.cases.queries.conditions import conditions
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.people import contacts
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.vocab import OTHERWISE, EventKind, Outcome
from bianmin.delivery.cases.vocab.condition import Wish
from bianmin.delivery.cases.vocab.contest import ContestKind, ContestResult
from bianmin.foundation.documents.queries import wording_for
from bianmin.foundation.documents.tree import Block, Document, Heading, Line, Note, PageBreak, Pairs, Signature
from bianmin.foundation.documents.wording import Matter, Wording, chosen, fill, titled
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.foundation.persons.queries import contact as reach
from bianmin.kernel import rocdate
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound

CHINESE = "zh-hant"
Say = Callable[[str], str]
Fill = Callable[[Say], Matter]


class LetterKind(models.TextChoices):
    """What a letter of a case is for 函稿用途; its code in packs."""

    GRANTED = "granted", gettext_lazy("Decision: granted")
    CONDITIONAL = "conditional", gettext_lazy("Decision: granted with conditions")
    PARTLY = "partly", gettext_lazy("Decision: granted in part")
    REFUSED = "refused", gettext_lazy("Decision: refused")
    DECISION = "decision", gettext_lazy("Decision: any other outcome")
    WITHDRAWN = "withdrawn", gettext_lazy("Confirmation of a withdrawal")
    OBJECTION = "objection", gettext_lazy("Answer to an objection")
    FORWARDED = "forwarded", gettext_lazy("Forwarded to another authority")
    NOTICE = "notice", gettext_lazy("One-time notice")
    RECEIPT = "receipt", gettext_lazy("Receipt")


@dataclass(frozen=True, slots=True)
class LetterCard:
    """A letter of a case that can be printed: its name in addresses, what it is, and the day of what it tells."""

    name: str
    kind: str
    on: date


def codes_of(kind: str, service: str) -> tuple[str, ...]:
    """The codes under which a letter's wording is looked for: the service's own first, any decision's last."""
    general = (LetterKind.DECISION.value,) if kind in Outcome else ()
    return tuple(code for one in dict.fromkeys((kind, *general)) for code in (f"{one}.{service}", one))


def _day(day: date) -> str:
    return rocdate.roc_full(day) if _language() == CHINESE else rocdate.english(day)


def _language() -> str:
    return translation.get_language() or CHINESE


def _name(agency: Agency) -> str:
    return str(agency.names.get(_language(), agency.name))


def _head(case: Case, number: str, day: date, say: Say) -> tuple[Block, ...]:
    lines = [
        (pgettext("letter", "To"), (reach(case.applicant_id).name,)),
        (pgettext("letter", "Date"), (_day(day),)),
        (pgettext("letter", "Document number"), (number,)),
        (pgettext("letter", "Receipt number"), (case.number,)),
        (pgettext("letter", "Service"), (say(case.service_name),)),
    ]
    return (Pairs(tuple(pair for pair in lines if pair[1] != ("",))),)


def _contact(case: Case, agency: Agency) -> tuple[Block, ...]:
    officer, _deputy = contacts(case)
    side = [
        (pgettext("letter", "Address"), (str(agency.addresses.get(_language(), agency.address)),)),
        (pgettext("letter", "Officer"), (f"{officer.name} {officer.phone}".strip(),)),
    ]
    return (Pairs(tuple(side), side=True),)


def _matter(
    case: Case, say: Say, *, on: date, number: str = "", lists: dict[str, tuple[Line, ...]] | None = None, **words: str
) -> Matter:
    """What every letter of a case may say, with what this one says besides."""
    agency = agency_named(case.agency)
    common = {
        "agency": _name(agency),
        "phone": agency.phone,
        "number": case.number,
        "document": number,
        "service": say(case.service_name),
        "applicant": reach(case.applicant_id).name,
        "received_on": _day(case.received_on),
        "due_on": _day(case.due_on),
        "done_on": _day(on),
    }
    blocks = {
        "contact": _contact(case, agency),
        "head": _head(case, number, on, say),
        "signature": (Signature(_name(agency)),),
    }
    return Matter({**common, **words}, lists or {}, blocks)


def _letter(case: Case, kind: str, on: date, filled: Fill) -> Document:
    """A letter in Chinese, which alone counts; readers of another language get a translation behind it.

    It is printed with the wording that stood on the day of what it tells.
    """
    agency, language = agency_named(case.agency), (case.proxy or case.applicant).language
    texts = wording_for(case.agency, codes_of(kind, case.service_code), on=on).texts
    with translation.override(CHINESE):
        mark = pgettext("letter", "Demonstration") if service_of(case).demonstration else ""
        title, blocks = _filled(chosen(texts, CHINESE), filled(str))
    if language.lower() != CHINESE:
        with translation.override(language):
            remark = Note((_("This translation is for your information; the Chinese text alone counts."),))
            heading, behind = _filled(chosen(texts, language), filled(reader(case.agency, language)))
        blocks += (PageBreak(), remark, Heading(1, heading, numbered=False), *behind)
    return Document(title=f"{agency.name}{title}", blocks=blocks, author=agency.name, mark=mark)


def _filled(wording: Wording, matter: Matter) -> tuple[str, tuple[Block, ...]]:
    return titled(wording, matter), fill(wording.parts, matter)


def _basis(text: str, say: Say) -> tuple[Line, ...]:
    return tuple((say(line),) for line in text.split("；") if line)


def notice_letter(case: Case, asked: Supplement) -> Document:
    """The one-time notice: everything that is missing, on what basis, until when and how, and what happens else."""

    def filled(say: Say) -> Matter:
        defects: tuple[Line, ...] = tuple((defect["text"],) for defect in asked.defects)
        return _matter(
            case,
            say,
            on=asked.asked_on,
            lists={"defects": defects, "basis": _basis(asked.basis, say)},
            due_on=_day(asked.due_on),
            otherwise=say(asked.otherwise) or str(OTHERWISE),
        )

    return _letter(case, LetterKind.NOTICE, asked.asked_on, filled)


def contest_letter(case: Case, contest: Contest) -> Document:
    """The answer to an objection: what came of it, the reasons, and what can still be done."""
    service, on = service_of(case), contest.result_on or contest.filed_on
    further = any(way.kind == "appeal" for way in service.offer.contests)

    def filled(say: Say) -> Matter:
        return _matter(
            case,
            say,
            on=on,
            number=contest.result_number,
            outcome=str(ContestResult(contest.result).label),
            reasons=contest.result_reasons,
            remedies=say(service.offer.remedies) if further else "",
            filed_on=_day(contest.filed_on),
        )

    return _letter(case, LetterKind.OBJECTION, on, filled)


def decision_letter(case: Case, decision: Decision, held: Sequence[Wish] | None = None) -> Document:
    """The decision: what was decided, the reasons, the legal basis, and how to contest it.

    `held` are the conditions of one that is not kept yet.
    """

    def filled(say: Say) -> Matter:
        wishes = conditions(case) if held is None else held
        listed: tuple[Line, ...] = tuple((f"{one.text} ({_day(one.due_on)})",) for one in wishes)
        return _matter(
            case,
            say,
            on=decision.decided_on,
            number=decision.number,
            lists={"conditions": listed, "basis": _basis(decision.basis, say)},
            outcome=str(Outcome(decision.outcome).label),
            reasons=decision.reasons,
            remedies=say(decision.remedies),
        )

    return _letter(case, decision.outcome, decision.decided_on, filled)


TOLD: Final = {EventKind.FORWARDED.value: LetterKind.FORWARDED, EventKind.WITHDRAWN.value: LetterKind.WITHDRAWN}
"""What is told by a letter when somebody wants one: the message alone says enough to most."""


def _event_letter(case: Case, event: Event) -> Document:
    def filled(say: Say) -> Matter:
        return _matter(case, say, on=event.on, to_agency=say(str(event.params.get("name", ""))))

    return _letter(case, TOLD[event.kind], event.on, filled)


def _listed(case: Case) -> list[tuple[LetterCard, Callable[[], Document]]]:
    """Every letter of a case in the order of what it tells, with how it is written."""
    found: list[tuple[LetterCard, Callable[[], Document]]] = []
    for asked in case.supplements.order_by("round"):
        card = LetterCard(f"notice-{asked.round}", LetterKind.NOTICE, asked.asked_on)
        found.append((card, partial(notice_letter, case, asked)))
    for decision in case.decisions.exclude(number="").order_by("round"):
        known = decision.outcome if decision.outcome in LetterKind else LetterKind.DECISION
        card = LetterCard(f"decision-{decision.round}", known, decision.decided_on)
        found.append((card, partial(decision_letter, case, decision)))
    answered = case.contests.filter(kind=ContestKind.OBJECTION).exclude(result_number="")
    for contest in answered.order_by("round"):
        card = LetterCard(f"objection-{contest.round}", LetterKind.OBJECTION, contest.result_on or contest.filed_on)
        found.append((card, partial(contest_letter, case, contest)))
    for event in case.events.filter(kind__in=TOLD).order_by("pk"):
        card = LetterCard(f"{event.kind}-{event.pk}", TOLD[event.kind], event.on)
        found.append((card, partial(_event_letter, case, event)))
    return sorted(found, key=lambda one: one[0].on)


def letters_of(actor: Actor, number: str) -> list[LetterCard]:
    """The letters of a case that can be printed."""
    return [card for card, _write in _listed(row(actor, number))]


def letter_named(case: Case, name: str) -> Document:
    """One letter of a case by its name in addresses.

    Raises:
        NotFound: the case has no such letter.
    """
    written = next((write for card, write in _listed(case) if card.name == name), None)
    if written is None:
        raise NotFound
    return written()
