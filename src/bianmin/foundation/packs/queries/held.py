"""Read the pack of one kind that holds for an agency: one row, read once for as long as it stays the same."""

from functools import partial
from typing import Any, TypeVar

from bianmin.foundation.packs.models import Held
from bianmin.foundation.packs.vocab import Header
from bianmin.kernel.lasting import lasting

Document = TypeVar("Document", bound=Header)


def held(table: type[Held], shape: type[Document], agency: str) -> Document | None:
    """The document of a table's kind that holds for an agency; None where none was loaded."""
    return lasting(table, agency, partial(_read, table, shape, agency))


def held_or_shared(table: type[Held], shape: type[Document], agency: str) -> Document | None:
    """The document that holds for an agency, else the one without an agency, which all share; read by one statement."""
    return lasting(table, ("or shared", agency), partial(_read_or_shared, table, shape, agency))


def _read_or_shared(table: type[Held], shape: type[Document], agency: str) -> Document | None:
    row = table._default_manager.filter(agency__in=(agency, "")).order_by("-agency").first()
    return shape.model_validate_json(row.text) if row else None


def _read(table: type[Held], shape: type[Document], agency: str) -> Document | None:
    row = table._default_manager.filter(agency=agency).first()
    return shape.model_validate_json(row.text) if row else None


def exported(found: Header | None, code: str) -> dict[str, Any] | None:
    """The document that holds as a pack, if it has this id."""
    return found.model_dump(mode="json", exclude_defaults=True) if found and found.id == code else None
