"""What is loaded, and how a pack differs from it."""

import difflib
import json

import yaml
from django.db.models import QuerySet

from bianmin.foundation.packs.models import Loaded
from bianmin.foundation.packs.queries.checks import Pack
from bianmin.foundation.packs.vocab import KINDS, Header


def loaded(agencies: frozenset[str] | None = None) -> QuerySet[Loaded]:
    """Packs that were loaded, newest first; those of some agencies and the shared ones when `agencies` is given."""
    rows = Loaded.objects.order_by("-id")
    return rows if agencies is None else rows.filter(agency__in={*agencies, ""})


class _Dumper(yaml.SafeDumper):
    """Writes members of text enumerations as the text they are."""


_Dumper.add_multi_representer(str, lambda dumper, text: dumper.represent_str(str(text)))


def as_yaml(document: Header) -> str:
    """A document as the text of a pack: what is as usual is left out, dates are dates."""
    plain = document.model_dump(exclude_defaults=True)
    return yaml.dump(plain, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def exported(kind: str, agency: str, code: str) -> str | None:
    """The pack of this kind and code written back from the rows, ready to be loaded again, or None."""
    found = KINDS.kinds[kind]
    document = found.export(agency, code)
    if document is None:
        return None
    return as_yaml(found.shape.model_validate_json(json.dumps(document, default=str)))


def _ordered(text: str) -> list[str]:
    """The lines of a pack with its keys in one order: databases keep the keys of a column in their own."""
    return yaml.dump(yaml.safe_load(text), Dumper=_Dumper, allow_unicode=True, sort_keys=True, width=110).splitlines()


def difference(pack: Pack) -> list[str]:
    """Lines by which a pack differs from the rows: `-` stands in the rows, `+` in the pack; none when they agree."""
    document = pack.document
    text = exported(document.kind, document.agency, document.id)
    now, then = _ordered(text) if text else [], _ordered(as_yaml(document))
    return list(difflib.unified_diff(now, then, "rows", pack.file, lineterm="", n=1))
