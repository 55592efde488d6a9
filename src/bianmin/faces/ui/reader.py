"""For whom a page is written: the language that is being read."""

from django.utils.translation import get_language


def language() -> str:
    """The reader's language by its code; Chinese where nothing was chosen."""
    return get_language() or "zh-hant"
