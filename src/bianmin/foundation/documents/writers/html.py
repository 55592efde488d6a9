"""Write the tree as HTML for a preview inside a page: everything escaped, no styles of its own, only class names.

Drawings stand in `img` with a data address, where a script inside them cannot run.
"""

import base64
from collections.abc import Callable
from html import escape
from typing import Any, Final

from bianmin.foundation.documents import tree
from bianmin.foundation.documents.words import CONTENTS, say
from bianmin.foundation.documents.writers.clean import clean
from bianmin.foundation.documents.writers.numbering import item_number, numbered
from bianmin.kernel.tongues import is_chinese

SAFE: Final = ("http://", "https://", "/", "#", "mailto:")


def _text(text: str) -> str:
    return escape(text).replace("\n", "<br>")


def _address(href: str) -> str:
    """An address that a preview may lead to; empty for any other."""
    return href if href.startswith(SAFE) else ""


def _anchor(text: str, href: str, ref: str = "") -> str:
    kept = f' data-value="{escape(ref)}"' if ref else ""
    if not _address(href):
        return f"<span{kept}>{_text(text)}</span>"
    return f'<a href="{escape(href)}"{kept}>{_text(text)}</a>'


def _run(run: tree.Inline) -> str:
    match run:
        case str():
            return _text(run)
        case tree.Text():
            return f"<strong>{_text(run.text)}</strong>" if run.strong else _text(run.text)
        case tree.Value():
            return _anchor(run.text, run.href, run.ref)
        case tree.Link():
            return _anchor(run.text, run.href)


def _runs(line: tree.Line) -> str:
    return "".join(map(_run, line))


def _heading(block: tree.Heading, _language: str) -> str:
    level = min(block.level + 1, 6)
    return f"<h{level}>{_text(block.text)}</h{level}>"


def _paragraph(block: tree.Paragraph, _language: str) -> str:
    kinds: list[str] = [block.align] if block.align != "left" else []
    kinds += [name for name, given in (("indent", block.indent), ("small", block.small)) if given]
    named = "".join(f" doc-{kind}" for kind in kinds)
    return f'<p class="doc-p{named}">{_runs(block.content)}</p>'


def _listed(items: tuple[tree.Line, ...], language: str, *, ordered: bool) -> str:
    """A list whose numbers are text, since browsers number otherwise."""
    if not ordered:
        return '<ul class="doc-items">' + "".join(f"<li>{_runs(line)}</li>" for line in items) + "</ul>"
    rows = (f"<li>{item_number(at, language)}{_runs(line)}</li>" for at, line in enumerate(items, start=1))
    return '<ol class="doc-items doc-numbered" role="list">' + "".join(rows) + "</ol>"


def _items(block: tree.Items, language: str) -> str:
    return _listed(block.items, language, ordered=block.ordered)


def _clause(block: tree.Clause, language: str) -> str:
    colon = "：" if is_chinese(language) else ":"
    items = _listed(block.items, language, ordered=True) if block.items else ""
    body = f"<p>{_runs(block.content)}</p>" if block.content else ""
    return f'<section class="doc-clause"><strong>{_text(block.label)}{colon}</strong>{body}{items}</section>'


def _pairs(block: tree.Pairs, _language: str) -> str:
    side = " doc-side" if block.side else ""
    rows = "".join(f"<div><dt>{_text(label)}</dt><dd>{_runs(line)}</dd></div>" for label, line in block.pairs)
    return f'<dl class="doc-pairs{side}">{rows}</dl>'


def _table(block: tree.Table, _language: str) -> str:
    caption = f"<caption>{_text(block.caption)}</caption>" if block.caption else ""
    head = "".join(f'<th scope="col">{_text(words)}</th>' for words in block.head)
    aligns = [column.align for column in block.columns]
    rows = "".join(
        "<tr>"
        + "".join(f'<td class="doc-{align}">{_runs(line)}</td>' for align, line in zip(aligns, row, strict=False))
        + "</tr>"
        for row in block.rows
    )
    note = f'<p class="doc-p doc-small">{_text(block.note)}</p>' if block.note else ""
    top = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f'<div class="doc-frame" tabindex="0"><table>{caption}{top}<tbody>{rows}</tbody></table></div>{note}'


def _figure(block: tree.Figure, _language: str) -> str:
    data = base64.b64encode(block.svg.encode()).decode()
    caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
    image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(block.alt)}">'
    return f'<figure class="doc-figure">{image}{caption}</figure>'


def _sign_off(block: tree.SignOff, _language: str) -> str:
    boxes = "".join(f"<div><dt>{_text(role)}</dt><dd></dd></div>" for role in block.roles)
    return f'<dl class="doc-sign">{boxes}</dl>'


def _signature(block: tree.Signature, _language: str) -> str:
    return f'<p class="doc-signature">{_text(block.title)} {_text(block.name)}</p>'


def _note(block: tree.Note, _language: str) -> str:
    return f'<p class="doc-note">{_runs(block.content)}</p>'


def _headline(block: tree.Headline, _language: str) -> str:
    return f'<p class="doc-headline"><span>{_text(block.label)}</span> <strong>{_text(block.text)}</strong></p>'


def _page_break(_block: tree.PageBreak, _language: str) -> str:
    return '<hr class="doc-break">'


def _contents(block: tree.Contents, language: str) -> str:
    rows = "".join(f'<li class="doc-level-{one.level}">{_text(one.text)}</li>' for one in block.headings)
    return f'<p class="doc-p"><strong>{say(CONTENTS, language)}</strong></p><ul class="doc-items">{rows}</ul>'


BLOCKS: Final[dict[type, Callable[[Any, str], str]]] = {
    tree.Heading: _heading,
    tree.Paragraph: _paragraph,
    tree.Items: _items,
    tree.Clause: _clause,
    tree.Pairs: _pairs,
    tree.Table: _table,
    tree.Figure: _figure,
    tree.SignOff: _sign_off,
    tree.Signature: _signature,
    tree.Note: _note,
    tree.Headline: _headline,
    tree.PageBreak: _page_break,
    tree.Contents: _contents,
}
"""How each block is written."""


def write(document: tree.Document) -> bytes:
    """The document as one `article` in UTF-8; headings begin at h2, under the h1 of the page around it."""
    prepared = numbered(clean(document))
    mark = f'<p class="doc-mark">{_text(prepared.mark)}</p>' if prepared.mark else ""
    subtitle = f'<p class="doc-subtitle">{_text(prepared.subtitle)}</p>' if prepared.subtitle else ""
    blocks = "".join(BLOCKS[type(block)](block, prepared.language) for block in prepared.blocks)
    title = f'<p class="doc-title">{_text(prepared.title)}</p>'
    return f'<article class="doc" lang="{escape(prepared.language)}">{mark}{title}{subtitle}{blocks}</article>'.encode()
