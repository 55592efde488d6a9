"""Words shown to people: marked where they are written, translated where they are shown."""

import gettext
from collections.abc import Callable
from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Final


class InEnglish(str):
    """A sentence said in English to a reader of another language, for want of one in it; in a page it says so."""

    __slots__ = ()

    def __html__(self) -> str:
        """The sentence, escaped, with its language."""
        return f'<span lang="en">{escape(self)}</span>'


def N_(text: str) -> str:
    """Mark an English sentence for the catalogues of messages and hand it back unchanged."""
    return text


@cache
def catalogue(package: str, language: str) -> gettext.NullTranslations:
    """The compiled messages of one package (`bianmin.quality.statistics`) in one language (`zh_Hant`)."""
    folder = Path(str(files(package))) / "locale"
    return gettext.translation("django", folder, [language], fallback=True)


def translate(text: str, *, package: str, language: str) -> str:
    """Translate a marked sentence with the catalogue of the package that wrote it; needs no web framework."""
    return catalogue(package, language).gettext(text)


class Listener:
    """Tells which language is being read right now, and how days are written in it; a web face says both.

    Elsewhere it is English, and days are ISO 8601.
    """

    def __init__(self) -> None:
        self.ask: Callable[[], str | None] = lambda: None
        self.spoken: Callable[[object, str], object] = lambda value, _language: value

    def language(self) -> str:
        """The active language as catalogues name it (`zh_Hant`), or empty."""
        tag = self.ask() or ""
        head, _dash, tail = tag.partition("-")
        return f"{head}_{tail.title()}" if tail else head


LISTENER: Final = Listener()
