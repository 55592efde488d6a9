"""What is printed: the permit itself with its rights statement, and the notices that a permit ends 延期通知書."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bianmin.delivery.permits.models import Contact, Permit
from bianmin.delivery.permits.queries.codes import code_of
from bianmin.delivery.permits.queries.published import kind_version
from bianmin.delivery.permits.queries.sticker import sticker
from bianmin.delivery.permits.queries.validity import span
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.states import DEMONSTRATION
from bianmin.foundation.documents.tree import (
    Block,
    Document,
    Heading,
    Headline,
    Items,
    Line,
    Note,
    PageBreak,
    Pairs,
    Paragraph,
    Signature,
)
from bianmin.foundation.documents.writers.fonts import writes
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import agency_named
from bianmin.foundation.packs.queries.translations import reader
from bianmin.foundation.persons.queries.unified import unified_of
from bianmin.kernel import rocdate
from bianmin.kernel.daywords import CALENDARS
from bianmin.kernel.receipts import spaced
from bianmin.kernel.text import has_han
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

CHINESE = "zh-hant"
FURTHER: Final = frozenset(CALENDARS)
"""Languages beside Chinese and English in which a paper says what it is, where the machine can print their letters."""


def _chinese() -> bool:
    return is_chinese(translation.get_language() or CHINESE)


def _day(day: date | None) -> str:
    if day is None:
        return _("without an end")
    return rocdate.roc_full(day) if _chinese() else rocdate.english(day)


def _name(agency: Agency) -> str:
    return agency.name if _chinese() else str(agency.names.get(translation.get_language() or "", agency.name))


def _address(agency: Agency, page: str) -> str:
    return f"{settings.PUBLIC_ADDRESS.rstrip('/')}/{agency.short.lower()}/{page}/"


def _mark(of: PermitKind) -> str:
    return pgettext("letter", "Demonstration") if of.source == DEMONSTRATION else ""


def _both(text: str) -> str:
    """A label in Chinese and English, since whoever checks the paper may read either."""
    with translation.override(CHINESE):
        chinese = _(text)
    return f"{chinese} {text}"


def _both_days(day: date | None) -> str:
    """A day as both readers write it, for who looks at the paper outside Taiwan."""
    with translation.override(CHINESE):
        chinese = _day(day)
    with translation.override("en"):
        return f"{chinese} {_day(day)}"


def _own_words(permit: Permit, of: PermitKind, language: str) -> tuple[Block, ...]:
    """What the paper is and until when it holds, in the holder's language, where its letters can be printed."""
    if language not in FURTHER or not writes(language):
        return ()
    with translation.override(language):
        days = span(of, permit.valid_from, chosen=permit.valid_until)
        return (Note((" ".join((f"{reader(of.agency, language)(of.name)}.", *days.steps)),)),)


def _heads(of: PermitKind, agency: Agency) -> tuple[Block, ...]:
    """The names of paper and agency in English, below the Chinese ones."""
    named = reader(of.agency, "en")
    told = [text for text in (named(of.name), agency.names.get("en", "")) if text and not has_han(text)]
    return (Paragraph((" · ".join(told),), align="center", small=True),) if told else ()


def permit_paper(permit: Permit, language: str = "") -> Document:
    """The permit as it is printed 證件: number, holder, days, annotations, check code; then the statement of rights.

    In Chinese and English; what matters most in a third `language` too, where the printer has its letters.
    """
    of, agency = kind_version(permit.agency, permit.kind, permit.kind_version), agency_named(permit.agency)
    if of.sticker:
        with translation.override(CHINESE):
            return sticker(permit, of, agency, _mark(of))
    holder = " ".join(part for part in (permit.holder.name, permit.holder.latin_name) if part)
    unified = unified_of(permit.holder)
    with translation.override(CHINESE):
        lines: list[tuple[str, Line]] = [
            (_both(N_("Holder")), (holder,)),
            *([(_both(N_("Unified ID number")), (unified.number,))] if unified else []),
            (_both(N_("Valid from")), (_both_days(permit.valid_from),)),
            (_both(N_("Valid until")), (_both_days(permit.valid_until),)),
        ]
        lines += (
            [(_both(N_("Address")), (permit.holder.address,))] if of.prints_address and permit.holder.address else []
        )
        lines += [(_both(N_("Annotation")), (one.text,)) for one in permit.annotations.order_by("id")]
        lines += [(_both(N_("Holds in one")), ("、".join(of.parts),))] if of.parts else []
        lines += [(_both(N_("Legal basis")), ("；".join(of.legal_basis),))] if of.legal_basis else []
        check = _both(N_("Anybody may check this paper at {address} with number and check code."))
        blocks: tuple[Block, ...] = (
            *_heads(of, agency),
            Headline(_both(N_("Permit number")), permit.number),
            Pairs(tuple(lines)),
            Headline(_both(N_("Check code")), spaced(code_of(permit))),
            Note((check.format(address=_address(agency, "verify")),)),
            *_own_words(permit, of, language),
            Signature(agency.name),
        )
        title, mark = of.name, _mark(of)
        blocks += _rights(of, permit.holder.language)
    return Document(title, blocks, subtitle=agency.name, author=agency.name, mark=mark, numbered_pages=False)


def _rights(of: PermitKind, language: str) -> tuple[Block, ...]:
    """The statement of rights 權益說明, in Chinese and, where it is translated, in the holder's language."""
    if not of.rights:
        return ()
    said = reader(of.agency, language)
    items: list[Line] = []
    for text in of.rights:
        other = said(text)
        items.append((text if other == text else f"{text} {other}",))
    return PageBreak(), Heading(1, _("Your rights"), numbered=False), Items(tuple(items), ordered=True)


def _notice(contact: Contact, agency: Agency, said: str) -> tuple[Block, ...]:
    """One notice in one language."""
    day, permit = _day(contact.ends_on), contact.permit
    ends = _("Your {kind} (number {number}) ends on {day}.").format(kind=said, number=permit.number, day=day)
    act = _("Please apply for its renewal before that day. If you have applied already, you need not do anything.")
    where = _("To see the working of the date and to apply: {address}").format(address=_address(agency, "permits"))
    line = _("To book a time, or to ask what you need: {phone}").format(phone=agency.phone)
    return (
        Heading(1, _("Notice that your document ends"), numbered=False),
        Paragraph((ends,)),
        Paragraph((act,)),
        Items(((where,), (line,))),
        Signature(_name(agency)),
    )


def notices(contacts: Sequence[Contact]) -> Document:
    """Notices to be posted 屆期通知書, a page each: in Chinese, then in the holder's language or English."""
    agency = agency_named(contacts[0].agency)
    blocks: list[Block] = []
    for place, contact in enumerate(contacts):
        blocks += [PageBreak()] if place else []
        holder = contact.permit.holder
        with translation.override(CHINESE):
            to = (holder.address, holder.name)
            blocks.append(Pairs(((pgettext("letter", "To"), (" ".join(part for part in to if part),)),)))
            blocks += _notice(contact, agency, contact.permit.kind_name)
        if not is_chinese(contact.language):
            with translation.override("en"):
                blocks += _notice(contact, agency, reader(agency.code, "en")(contact.permit.kind_name))
    of = kind_version(agency.code, contacts[0].permit.kind, contacts[0].permit.kind_version)
    with translation.override(CHINESE):
        title, mark = _("Notice that your document ends"), _mark(of)
    return Document(title, tuple(blocks), author=agency.name, mark=mark, numbered_pages=False)
