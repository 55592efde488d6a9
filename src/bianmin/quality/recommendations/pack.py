"""The pack of kind `recommendations`: one list a file, as a document printed it."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.recommendations.actions import bring
from bianmin.quality.recommendations.queries.lists import as_pack
from bianmin.quality.recommendations.vocab import ListPack


def load(document: ListPack, loading: Loading) -> None:
    """Bring the list in."""
    bring(document=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The list as it was brought."""
    found = as_pack(agency, code)
    return found.model_dump(mode="json", exclude_defaults=True) if found else None


KINDS = (Kind("recommendations", _("Recommendations"), 54, ListPack, load, export),)
