"""The pack kind `translation`: texts of data in another language."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy
from pydantic import Field, Strict

from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.models import Loaded, Translation
from bianmin.foundation.packs.queries.text import read
from bianmin.foundation.packs.queries.translations import digest_of
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Problem, Shape
from bianmin.kernel.rows import AT_ONCE


class Text(Shape):
    """One source text and its translation."""

    source: str = Field(min_length=1)
    text: str = Field(min_length=1)


class TranslationPack(Header):
    """Translations into `locale`; the header's `source` says who translated."""

    kind: Literal["translation"]
    texts: Annotated[tuple[Text, ...], Strict(strict=False), Field(min_length=1)]


def _load(document: TranslationPack, _loading: Loading) -> None:
    said = {digest_of(entry.source): entry.text for entry in document.texts}
    of = {"agency": document.agency, "locale": document.locale}
    Translation.objects.bulk_create(
        (Translation(**of, digest=digest, text=text) for digest, text in said.items()),
        update_conflicts=True,
        unique_fields=["agency", "locale", "digest"],
        update_fields=["text"],
        batch_size=AT_ONCE,
    )
    reissue(Translation)


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Loaded.objects.filter(agency=agency, kind="translation", code=code).order_by("-id").first()
    if row is None:
        return None
    found = read(code, row.text.encode())
    return None if isinstance(found, Problem) else found[0]


KINDS = (Kind("translation", gettext_lazy("Translations"), 90, TranslationPack, _load, _export),)
