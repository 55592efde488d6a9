"""Write the tree as PDF with typst: accessible (PDF/UA-1, tagged) and fit for archives (PDF/A-2a)."""

import json
import re
from dataclasses import asdict, replace
from importlib.resources import files
from typing import Any, Final

from bianmin.foundation.documents import tree
from bianmin.foundation.documents.press.client import PRESS
from bianmin.foundation.documents.press.engines import Unsettable
from bianmin.foundation.documents.words import CONTENTS, colon, say
from bianmin.foundation.documents.writers import fonts
from bianmin.foundation.documents.writers.clean import clean, with_codes
from bianmin.foundation.documents.writers.numbering import item_number, numbered
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

TEMPLATE: Final = str(files("bianmin.foundation.documents.writers") / "letter.typ")
PAGE_WORDS: Final = N_("Page {page} of {pages}")
MISSING: Final = N_(
    "No font here has some characters of this document. They are printed as their Unicode code: {codes}."
)
_UNSHOWN = re.compile(
    r'the (?:text|PDF contains the codepoint|text contains the disallowed codepoint) `"((?:[^"\\]|\\.)*)"`'
)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}|\\(.)")
_TRIES = 6

Json = dict[str, Any]


def _run(run: tree.Inline) -> Json:
    if isinstance(run, str):
        return {"kind": "text", "text": run, "href": ""}
    if isinstance(run, tree.Text):
        return {"kind": "strong" if run.strong else "text", "text": run.text, "href": ""}
    return {"kind": "link", "text": run.text, "href": run.href}


def _line(line: tree.Line) -> list[Json]:
    return [_run(run) for run in line]


def _lines(lines: tuple[tree.Line, ...]) -> list[list[Json]]:
    return [_line(line) for line in lines]


def _numbers(count: int, language: str, *, ordered: bool) -> list[str]:
    return [item_number(number, language) if ordered else "• " for number in range(1, count + 1)]


def _block(block: tree.Block, language: str) -> Json:
    """One block as the template reads it; the names of most parts are the tree's own."""
    match block:
        case tree.Paragraph() | tree.Note():
            return {**asdict(block), "content": _line(block.content)}
        case tree.Items():
            numbers = _numbers(len(block.items), language, ordered=block.ordered)
            return {"items": _lines(block.items), "numbers": numbers}
        case tree.Clause():
            numbers = _numbers(len(block.items), language, ordered=True)
            parts = {"content": _line(block.content), "items": _lines(block.items)}
            return {"label": block.label + colon(language), "numbers": numbers, **parts}
        case tree.Pairs():
            pairs = [[label + colon(language), _line(line)] for label, line in block.pairs]
            return {"side": block.side, "pairs": pairs}
        case tree.Table():
            return {**asdict(block), "rows": [_lines(row) for row in block.rows]}
        case _:
            return asdict(block)


KINDS: Final[dict[type[tree.Block], str]] = {
    tree.Heading: "heading",
    tree.Paragraph: "paragraph",
    tree.Items: "items",
    tree.Clause: "clause",
    tree.Pairs: "pairs",
    tree.Table: "table",
    tree.Figure: "figure",
    tree.SignOff: "sign_off",
    tree.Signature: "signature",
    tree.Note: "note",
    tree.Headline: "headline",
    tree.PageBreak: "page_break",
    tree.Contents: "contents",
}
"""The template's name of each block."""


def _data(document: tree.Document) -> Json:
    """The whole document as the template reads it."""
    families = fonts.chain(document.face)
    chinese = is_chinese(document.language)
    blocks = [{"kind": KINDS[type(block)], **_block(block, document.language)} for block in document.blocks]
    return {
        **{name: getattr(document, name) for name in ("title", "subtitle", "author", "mark", "size", "cover")},
        "numbered_pages": document.numbered_pages,
        "page": asdict(document.page),
        "blocks": blocks,
        "lang": "zh" if chinese else document.language.split("-")[0],
        "region": "TW" if chinese else None,
        "latin": fonts.LATIN,
        "scripts": fonts.scripts(),
        "fonts": families,
        "fake_bold": not fonts.has_bold(families[0]),
        "page_words": say(PAGE_WORDS, document.language),
        "contents_word": say(CONTENTS, document.language),
    }


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def unshown(diagnostic: str) -> frozenset[str]:
    """The characters the typesetter complains of: no font has them, or they mean nothing outside (private use)."""
    texts = (_ESCAPED.sub(_unescaped, found) for found in _UNSHOWN.findall(diagnostic))
    return frozenset(char for text in texts for char in text if not char.isascii())


def _with_note(document: tree.Document, missing: frozenset[str]) -> tree.Document:
    """The document with the missing characters as codes, and a note that says so at its end."""
    if not missing:
        return document
    changed = tree.map_text(document, lambda text: with_codes(text, missing))
    codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(missing))
    note = tree.Note((say(MISSING, document.language).format(codes=codes),))
    return replace(changed, blocks=(*changed.blocks, note))


def write(document: tree.Document) -> bytes:
    """The document as PDF; a character no font has is printed as its code, with a note at the end.

    Raises:
        NoChineseFont: the machine has no Chinese font at all.
        NotPrinted: the typesetter gives no answer.
    """
    prepared = numbered(clean(document))
    missing: frozenset[str] = frozenset()
    for _attempt in range(_TRIES):
        data = json.dumps(_data(_with_note(prepared, missing)), ensure_ascii=False)
        try:
            return PRESS.ask("paper", template=TEMPLATE, data=data, **fonts.PLACES)
        except Unsettable as fault:
            found = unshown(str(fault))
            if found <= missing:
                raise
            missing |= found
    raise AssertionError("every attempt found further characters that no font has")


def pages(data: bytes) -> int:
    """How many pages a PDF has."""
    import pypdfium2  # noqa: PLC0415 - read when first needed: a process starts sooner

    pdf = pypdfium2.PdfDocument(data)
    try:
        return len(pdf)
    finally:
        pdf.close()
