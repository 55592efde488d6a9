"""The pack kind `notice`: the texts of one notice in several languages."""

from typing import Annotated, Any, Literal

from django.utils.translation import gettext_lazy
from pydantic import AfterValidator, Field, Strict

from bianmin.foundation.notices.models import Template
from bianmin.foundation.notices.vocab import PLACEHOLDERS
from bianmin.foundation.packs.actions import reissue
from bianmin.foundation.packs.models import Loaded
from bianmin.foundation.packs.vocab import Header, Kind, Loading, Shape, check_placeholders


def _known(text: str) -> str:
    return check_placeholders(text, PLACEHOLDERS)


Words = Annotated[str, AfterValidator(_known)]


class Text(Shape):
    """The notice in one language: plain text, which says that something is there and never what was decided.

    `sms` is the short text for a telephone; a notice without one is never sent as a text message.
    """

    locale: str = Field(pattern=r"^[a-z]{2}(-[a-z]+)?$")
    subject: Annotated[Words, Field(min_length=1, max_length=120)]
    body: Annotated[Words, Field(min_length=1, max_length=4000)]
    sms: Annotated[Words, Field(max_length=200)] = ""


class NoticePack(Header):
    """One notice; its id is the code that actions send it by."""

    kind: Literal["notice"]
    texts: Annotated[tuple[Text, ...], Strict(strict=False), Field(min_length=1)]


def _load(document: NoticePack, _loading: Loading) -> None:
    texts = {text.locale: text.model_dump(exclude={"locale"}, exclude_defaults=True) for text in document.texts}
    Template.objects.get_or_create(
        agency=document.agency, code=document.id, version=document.version, defaults={"texts": texts}
    )
    reissue(Template)


def _export(agency: str, code: str) -> dict[str, Any] | None:
    row = Template.objects.filter(agency=agency, code=code).order_by("-pk").first()
    if row is None:
        return None
    loaded = Loaded.objects.filter(agency=agency, kind="notice", code=code, version=row.version).first()
    document = {"kind": "notice", "id": code, "version": row.version, "agency": agency}
    document["source"] = loaded.source if loaded else "desk"
    chinese_first = sorted(row.texts.items(), key=lambda text: (text[0] == "en", text[0]))
    texts = [{"locale": locale, **text} for locale, text in chinese_first]
    return {key: value for key, value in document.items() if value} | {"texts": texts}


KINDS = (Kind("notice", gettext_lazy("Notices"), 30, NoticePack, _load, _export),)
