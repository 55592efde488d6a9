"""The agency as pages show it, in the reader's language."""

from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from bianmin.foundation.orgs.queries import directory


@dataclass(frozen=True, slots=True)
class AgencyCard:
    """Name, address, telephone, hours and statements of an agency in one language."""

    code: str
    slug: str
    name: str
    address: str
    phone: str
    fax: str
    email: str
    hours: tuple[tuple[str, str], ...]
    brand: str
    statements: dict[str, str]
    demonstration: bool
    tongue: str = ""

    @property
    def said(self) -> SafeString:
        """The name in a page: with the language it is in (`tongue`), where that is not the page's."""
        return in_tongue(self.name, self.tongue)


def _said(texts: dict[str, Any] | None, language: str, default: Any) -> Any:
    """What stands under the reader's language, else under English for a further one, else Chinese, else the default."""
    known = texts or {}
    spoken = language if language in known or language == "zh-hant" else "en"
    return known.get(spoken, known.get("zh-hant", default))


def in_tongue(text: str, tongue: str) -> SafeString:
    """A text with the language it is in; as it is where that is the page's own."""
    return format_html('<span lang="{}">{}</span>', tongue, text) if tongue else format_html("{}", text)


def _tongue(names: dict[str, Any], language: str) -> str:
    """The language of an agency's name, where it has none in the reader's."""
    if language == "zh-hant" or language in names:
        return ""
    return "en" if "en" in names else "zh-Hant"


def card(row: Any, language: str) -> AgencyCard:
    """The card of an agency's row."""
    return AgencyCard(
        code=row.code,
        slug=row.short.lower(),
        name=_said(row.names, language, row.name),
        address=_said(row.addresses, language, row.address),
        phone=row.phone,
        fax=row.fax,
        email=row.email,
        hours=tuple((days, open_hours) for days, open_hours in _said(row.hours, language, [])),
        brand=row.brand,
        statements=_said(row.statements, language, {}),
        demonstration=row.source == "demonstration",
        tongue=_tongue(row.names or {}, language),
    )


def agency_for(key: str, language: str) -> AgencyCard | None:
    """The agency with this code or short name; when the key is empty the office that was first here."""
    known = directory()
    if not key:
        above = {row.parent_code for row in known.values()}
        offices = [row for row in known.values() if row.code not in above]
        found = min(offices, key=lambda row: row.pk, default=None)
    else:
        found = known.get(key) or next((row for row in known.values() if row.short.lower() == key.lower()), None)
    return card(found, language) if found else None
