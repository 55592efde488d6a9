"""The pack kind `report`: outlines of reports."""

import json
from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.reports.models import OutlineVersion
from bianmin.quality.reports.vocab import Outline


def _load(document: Outline, _loading: Loading) -> None:
    OutlineVersion.objects.update_or_create(
        agency=document.agency,
        code=document.id,
        version=document.version,
        defaults={"title": document.title, "source": document.source, "text": document.model_dump_json()},
    )


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = OutlineVersion.objects.filter(agency=agency, code=code).order_by("-id").first()
    if row is None:
        return None
    document = Outline.model_validate_json(row.text)
    found: dict[str, Any] = json.loads(document.model_dump_json(exclude_defaults=True))
    return found


KINDS = (Kind("report", gettext_lazy("Outlines of reports"), 80, Outline, _load, _export),)
