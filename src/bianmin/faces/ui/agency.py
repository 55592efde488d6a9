"""The agency as pages show it, in the reader's language."""

from dataclasses import dataclass
from typing import Any

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


def _said(texts: dict[str, Any] | None, language: str, default: Any) -> Any:
    """What stands under the reader's language, else under English for a further one, else Chinese, else the default."""
    known = texts or {}
    spoken = language if language in known or language == "zh-hant" else "en"
    return known.get(spoken, known.get("zh-hant", default))


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
