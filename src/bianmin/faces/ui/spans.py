"""Spans of time in the reader's words."""

from django.utils.translation import get_language

from bianmin.kernel.rocdate import english
from bianmin.quality.indicators.vocab.spans import Span


def span_words(span: Span) -> str:
    """114年, 114年3月; in other languages 2025, or the first and last day."""
    if (get_language() or "zh-hant").startswith("zh"):
        return span.label
    if span.text.isdecimal():
        return str(span.first.year)
    return f"{english(span.first)} – {english(span.last)}"
