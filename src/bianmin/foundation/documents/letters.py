"""The papers an office hands out, as trees built from plain data: letter 函, one-time notice 一次告知單, receipt 收據.

The order of a letter's parts is that of the official letter 函: agency and kind, contact, addressee, date and number,
subject 主旨, explanation 說明, instruction on remedies 救濟教示, copies, signature.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bianmin.foundation.documents.tree import (
    Block,
    Clause,
    Column,
    Document,
    Headline,
    Line,
    Note,
    Page,
    Pairs,
    Paragraph,
    Signature,
    SignOff,
    Table,
    Text,
)
from bianmin.foundation.documents.words import day_in_full, is_chinese, say
from bianmin.kernel.words import N_

ONE_PAGE: Final = Page(top=20, bottom=20)


@dataclass(frozen=True, slots=True)
class Office:
    """The agency that writes, and whom to ask."""

    name: str
    address: str
    phone: str
    officer: str = ""
    officer_phone: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What an official letter says; empty parts are left out."""

    office: Office
    recipient: str
    day: date
    number: str
    subject: str
    explanation: tuple[str, ...] = ()
    remedies: str = ""
    recipient_address: str = ""
    speed: str = ""
    enclosures: str = ""
    copies: str = ""
    signed_title: str = ""
    signed_name: str = ""


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing that is missing: what, how to mend it, on what basis."""

    what: str
    how: str
    basis: str


@dataclass(frozen=True, slots=True)
class Notice:
    """What a one-time notice tells: all defects at once, until when, and what happens otherwise."""

    office: Office
    case_number: str
    service: str
    applicant: str
    day: date
    defects: tuple[Defect, ...]
    until: date
    ways: str
    otherwise: str


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a receipt tells: number, query code (empty: not printed again), promises, and what happens next."""

    office: Office
    number: str
    query_code: str
    service: str
    applicant: str
    received: str
    lines: tuple[tuple[str, str], ...]
    next_steps: tuple[str, ...] = ()
    remark: str = ""


def _pairs(rows: tuple[tuple[str, str], ...], language: str, *, side: bool = False) -> Pairs:
    """Labels, marked for translation, with their texts; pairs without a text are left out."""
    kept: tuple[tuple[str, Line], ...] = tuple((say(label, language), (text,)) for label, text in rows if text)
    return Pairs(kept, side=side)


def _contact(office: Office, language: str) -> Pairs:
    rows = (
        (N_("Address"), office.address),
        (N_("Officer in charge"), office.officer),
        (N_("Telephone"), office.officer_phone or office.phone),
        (N_("E-mail"), office.email),
    )
    return _pairs(rows, language, side=True)


def _clause(label: str, text: str, language: str) -> tuple[Block, ...]:
    return (Clause(say(label, language), (text,)),) if text else ()


def official_letter(letter: Letter, *, language: str = "zh-Hant", mark: str = "") -> Document:
    """An official letter 函."""
    head = (
        (N_("To"), letter.recipient),
        (N_("Recipient's address"), letter.recipient_address),
        (N_("Date of dispatch"), day_in_full(letter.day, language)),
        (N_("Document number"), letter.number),
        (N_("Speed"), letter.speed),
        (N_("Enclosures"), letter.enclosures),
    )
    explanation: tuple[Block, ...] = ()
    if letter.explanation:
        items: tuple[Line, ...] = tuple((text,) for text in letter.explanation)
        explanation = (Clause(say(N_("Explanation"), language), items=items),)
    blocks: tuple[Block, ...] = (
        _contact(letter.office, language),
        _pairs(head, language),
        *_clause(N_("Subject"), letter.subject, language),
        *explanation,
        *_clause(N_("Remedies"), letter.remedies, language),
        _pairs(((N_("Original to"), letter.recipient), (N_("Copies to"), letter.copies)), language),
        Signature(letter.signed_title or letter.office.name, letter.signed_name),
    )
    between = "\u3000" if is_chinese(language) else ": "
    title = letter.office.name + between + say(N_("Official letter"), language)
    return Document(title, blocks, language=language, author=letter.office.name, mark=mark)


def one_time_notice(notice: Notice, *, language: str = "zh-Hant", mark: str = "") -> Document:
    """A one-time notice 一次告知單: a table of every defect, with room for the applicant's signature."""
    head = (
        (N_("Receipt number"), notice.case_number),
        (N_("Matter applied for"), notice.service),
        (N_("Applicant"), notice.applicant),
        (N_("Date"), day_in_full(notice.day, language)),
    )
    columns = (Column(0.5, "center"), Column(2.4), Column(2.6), Column(2))
    words = (N_("No."), N_("What is missing"), N_("How to mend it"), N_("Basis"))
    rows: tuple[tuple[Line, ...], ...] = tuple(
        ((str(at),), (defect.what,), (defect.how,), (defect.basis,))
        for at, defect in enumerate(notice.defects, start=1)
    )
    opening = say(N_("Your application still lacks what is listed below. We tell you everything at once."), language)
    blocks: tuple[Block, ...] = (
        _pairs(head, language),
        Paragraph((opening,)),
        Table(columns, tuple(say(word, language) for word in words), rows),
        Clause(say(N_("Until when"), language), (Text(day_in_full(notice.until, language), strong=True),)),
        *_clause(N_("How to hand it in"), notice.ways, language),
        *_clause(N_("If you do not"), notice.otherwise, language),
        _contact(notice.office, language),
        SignOff((say(N_("Officer in charge"), language), say(N_("Received by the applicant"), language))),
    )
    title = say(N_("One-time notice of missing papers"), language)
    return Document(
        title,
        blocks,
        subtitle=notice.office.name,
        language=language,
        author=notice.office.name,
        mark=mark,
        page=ONE_PAGE,
    )


def receipt(paper: Receipt, *, language: str = "zh-Hant", mark: str = "") -> Document:
    """A receipt 收據 of an application: its number to be read from afar, the query code, the promises."""
    code = (Headline(say(N_("Query code"), language), paper.query_code),) if paper.query_code else ()
    rows = (
        (N_("Matter applied for"), paper.service),
        (N_("Applicant"), paper.applicant),
        (N_("Received"), paper.received),
        *paper.lines,
    )
    steps: tuple[Line, ...] = tuple((step,) for step in paper.next_steps)
    blocks: tuple[Block, ...] = (
        Headline(say(N_("Receipt number"), language), paper.number),
        *code,
        _pairs(rows, language),
        *((Clause(say(N_("What happens next"), language), items=steps),) if steps else ()),
        *((Note((paper.remark,)),) if paper.remark else ()),
        _contact(paper.office, language),
    )
    return Document(
        say(N_("Receipt of an application"), language),
        blocks,
        subtitle=paper.office.name,
        language=language,
        author=paper.office.name,
        mark=mark,
        numbered_pages=False,
        page=ONE_PAGE,
    )
