"""Texts of data in the reader's language; a source text that changed is untranslated by itself."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import partial
from typing import Final

from django.utils.html import format_html

from bianmin.foundation.packs.models import Translation
from bianmin.kernel.lasting import lasting

SOURCE_LOCALE = "zh-hant"
MARK: Final = "中文"
"""The small mark behind a text that is shown in Chinese among others."""


def digest_of(text: str) -> str:
    """The key of a source text."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


class Foreign(str):
    """A text for which there is none in the reader's language: in a page it says which language it is in."""

    __slots__ = ()
    tongue = "zh-Hant"
    mark = MARK

    def __html__(self) -> str:
        """The text with its language, and a small mark for who sees it."""
        return format_html(
            '<span lang="{0}">{1}</span><span class="tongue" lang="{0}">{2}</span>', self.tongue, str(self), self.mark
        )


class English(Foreign):
    """A text shown in English to whoever reads a language in which it is not there."""

    __slots__ = ()
    tongue = "en"
    mark = "English"


class Reader(dict[str, str]):
    """Source text -> text in the reader's language; `reader(text)` gives the source itself where none is there.

    `second` holds what is there in English, which is shown before the source.

    `missing` holds the source texts asked for that have no translation: pages mark them, `bianmin pack check` lists
    them.
    """

    do_not_call_in_templates = True

    def __init__(self, found: dict[str, str], *, complete: bool, second: Mapping[str, str] | None = None) -> None:
        super().__init__(found)
        self.second = second or {}
        self.complete = complete
        self.missing: set[str] = set()

    def __call__(self, text: str) -> str:
        """The text in the reader's language."""
        if not text or self.complete:
            return text
        found = self.get(digest_of(text))
        if found is None:
            self.missing.add(text)
            english = self.second.get(digest_of(text))
            return Foreign(text) if english is None else English(english)
        return found


def reader(agency: str, locale: str) -> Reader:
    """All translations an agency has in one language, with those that all agencies share; one query."""
    if locale.lower() == SOURCE_LOCALE:
        return Reader({}, complete=True)
    second = {} if locale.lower().startswith(("en", "zh")) else _known(agency, "en")
    return Reader(_known(agency, locale), complete=False, second=second)


def _known(agency: str, locale: str) -> dict[str, str]:
    return lasting(Translation, (agency, locale), partial(_texts, agency, locale))


def _texts(agency: str, locale: str) -> dict[str, str]:
    rows = Translation.objects.filter(agency__in=["", agency], locale=locale).order_by("agency")
    return dict(rows.values_list("digest", "text"))


def untranslated(texts: Iterable[str], agency: str, locale: str) -> list[str]:
    """Those of the texts that have no translation."""
    known = reader(agency, locale)
    return [text for text in texts if text and digest_of(text) not in known]
