"""The pack kind `letter`: the wording of one letter in several languages."""

from typing import Any

from django.utils.translation import gettext_lazy

from bianmin.foundation.documents.actions import publish_letter
from bianmin.foundation.documents.models import Letter
from bianmin.foundation.documents.wording import LetterPack
from bianmin.foundation.packs.vocab import Kind, Loading


def _load(document: LetterPack, loading: Loading) -> None:
    publish_letter(
        agency=document.agency,
        code=document.id,
        version=document.version,
        texts=[text.model_dump(mode="json", exclude_defaults=True) for text in document.texts],
        source=document.source,
        by=loading.by,
        at=loading.at,
    )


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Letter.objects.filter(agency=agency, code=code).order_by("-pk").first()
    if row is None:
        return None
    header = {"kind": "letter", "id": code, "version": row.version, "agency": agency, "source": row.source}
    return {key: value for key, value in header.items() if value} | {"texts": row.texts}


KINDS = (Kind("letter", gettext_lazy("Letters"), 30, LetterPack, _load, _export),)
