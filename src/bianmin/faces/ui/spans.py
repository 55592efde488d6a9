"""Spans of time in the reader's words."""

from bianmin.faces.ui import reader
from bianmin.kernel.rocdate import english
from bianmin.kernel.tongues import is_chinese
from bianmin.quality.indicators.vocab.spans import Span


def span_words(span: Span) -> str:
    """114年, 114年3月; in other languages 2025, or the first and last day."""
    if is_chinese(reader.language()):
        return span.label
    if span.text.isdecimal():
        return str(span.first.year)
    return f"{english(span.first)} – {english(span.last)}"
