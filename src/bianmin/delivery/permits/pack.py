"""The pack kinds `permit` and `ladder`: one kind of permit, or one ladder of reminders, a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.actions.publish import publish
from bianmin.delivery.permits.queries.published import KIND, LADDER, newest_text
from bianmin.delivery.permits.vocab.kinds import PermitKind
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: PermitKind | Ladder, loading: Loading) -> None:
    """Publish the kind or the ladder."""
    publish(document=document, by=loading.by, at=loading.at)


def _export(sort: str, agency: str, code: str) -> dict[str, Any] | None:
    found = newest_text(agency, sort, code)
    return found.model_dump(mode="json", exclude_defaults=True) if found else None


def export_kind(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a kind as a pack."""
    return _export(KIND, agency, code)


def export_ladder(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a ladder as a pack."""
    return _export(LADDER, agency, code)


KINDS = (
    Kind(LADDER, _("Reminders before permits end"), 42, Ladder, load, export_ladder),
    Kind(KIND, _("Kind of permit"), 43, PermitKind, load, export_kind),
)
