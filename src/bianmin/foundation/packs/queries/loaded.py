"""What is loaded, and how a pack differs from it."""

import difflib
from typing import Any

import yaml
from django.db.models import QuerySet

from bianmin.foundation.packs.models import Loaded
from bianmin.foundation.packs.queries.checks import Pack
from bianmin.foundation.packs.vocab import KINDS


def loaded(agencies: frozenset[str] | None = None) -> QuerySet[Loaded]:
    """Packs that were loaded, newest first; those of some agencies and the shared ones when `agencies` is given."""
    rows = Loaded.objects.order_by("-id")
    return rows if agencies is None else rows.filter(agency__in={*agencies, ""})


def as_yaml(document: dict[str, Any]) -> str:
    """Plain data as the text of a pack."""
    return yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=110)


def exported(kind: str, agency: str, code: str) -> str | None:
    """The pack of this kind and code written back from the rows, or None."""
    document = KINDS.kinds[kind].export(agency, code)
    return None if document is None else as_yaml(document)


def difference(pack: Pack) -> list[str]:
    """Lines by which a pack differs from the rows: `-` stands in the rows, `+` in the pack; none when they agree."""
    document = pack.document
    now = exported(document.kind, document.agency, document.id) or ""
    then = as_yaml(document.model_dump(mode="json", exclude_defaults=True))
    return list(difflib.unified_diff(now.splitlines(), then.splitlines(), "rows", pack.file, lineterm="", n=1))
