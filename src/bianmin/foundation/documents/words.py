"""The words that writers and letters print themselves, in the document's language."""

from datetime import date
from typing import Final

from bianmin.kernel import rocdate
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_, translate

CONTENTS: Final = N_("Contents")


def colon(language: str) -> str:
    """What stands between a label and what it labels."""
    return "：" if is_chinese(language) else ": "


def say(sentence: str, language: str) -> str:
    """One of this package's sentences in the document's language."""
    if not is_chinese(language):
        return sentence
    return translate(sentence, package="bianmin.foundation.documents", language="zh_Hant")


def day_in_full(day: date, language: str) -> str:
    """A date as letters print it: 中華民國115年11月22日, or 22 November 2026 in other languages."""
    if is_chinese(language):
        return f"中華{rocdate.roc(day)}" if day.year < rocdate.FOUNDED else f"中華民國{rocdate.roc(day)}"
    return rocdate.english(day).partition(" ")[2]
