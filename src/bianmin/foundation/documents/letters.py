"""The official letter 函 as a tree built from plain data; letters with a wording of their own are in `wording`.

The order of a letter's parts is that of the official letter 函: agency and kind, contact, addressee, date and number,
subject 主旨, explanation 說明, instruction on remedies 救濟教示, copies, signature.
"""

from dataclasses import dataclass
from datetime import date

from bianmin.foundation.documents.tree import Block, Clause, Document, Line, Pairs, Signature
from bianmin.foundation.documents.words import day_in_full, say
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_


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
