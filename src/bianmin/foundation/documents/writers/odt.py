"""Write the tree as ODT (CNS 15251): named styles, real headings, repeated table heads, drawings with their words."""

import io
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape, quoteattr

from bianmin.foundation.documents import tree
from bianmin.foundation.documents.words import CONTENTS, colon, say
from bianmin.foundation.documents.writers import odt_styles
from bianmin.foundation.documents.writers.clean import clean
from bianmin.foundation.documents.writers.drawing import as_png, proportion
from bianmin.foundation.documents.writers.numbering import item_number, numbered
from bianmin.foundation.documents.writers.pdf import PAGE_WORDS
from bianmin.kernel.tongues import is_chinese

if TYPE_CHECKING:
    import odfdo

STYLES: Final = {"left": "Table_20_Contents", "center": "Table_20_center", "right": "Table_20_right"}
ALIGNED: Final = {"left": "Text_20_body", "center": "Body_20_center", "right": "Body_20_right"}


def _text(text: str) -> str:
    """Text as XML: line ends and runs of spaces keep their meaning."""
    lines = (escape(line).replace("  ", ' <text:s text:c="1"/>') for line in text.split("\n"))
    return "<text:line-break/>".join(line.replace("\t", "<text:tab/>") for line in lines)


def _run(run: tree.Inline) -> str:
    match run:
        case str():
            return _text(run)
        case tree.Text():
            return (
                f'<text:span text:style-name="Strong">{_text(run.text)}</text:span>' if run.strong else _text(run.text)
            )
        case tree.Value() if not run.href:
            return f"<text:bookmark text:name={quoteattr(run.ref)}/>{_text(run.text)}"
        case tree.Value():
            return (
                f'<text:a xlink:type="simple" xlink:href={quoteattr(run.href)} office:name={quoteattr(run.ref)} '
                f'text:style-name="Figure" text:visited-style-name="Figure">{_text(run.text)}</text:a>'
            )
        case tree.Link():
            return f'<text:a xlink:type="simple" xlink:href={quoteattr(run.href)}>{_text(run.text)}</text:a>'


def _runs(line: tree.Line) -> str:
    return "".join(map(_run, line))


def _p(style: str, content: str) -> str:
    return f'<text:p text:style-name="{style}">{content}</text:p>'


class _Writer:
    """One document while it is written: `styles` collects widths of columns, `odt` takes the drawings."""

    def __init__(self, document: tree.Document, odt: "odfdo.Document") -> None:
        self.document, self.odt = document, odt
        self.chinese = is_chinese(document.language)
        self.colon = colon(document.language)
        self.styles: list[str] = []
        self.tables = 0
        self.room = document.page.width - document.page.left - document.page.right

    def items(self, items: tuple[tree.Line, ...], style: str, *, ordered: bool) -> str:
        """Items, each a paragraph that hangs from its number."""
        numbers = [item_number(at, self.document.language) if ordered else "• " for at in range(1, len(items) + 1)]
        return "".join(_p(style, number + _runs(line)) for number, line in zip(numbers, items, strict=True))

    def columns(self, widths: list[float]) -> str:
        """Columns by their shares of the width."""
        self.tables += 1
        found = []
        for at, width in enumerate(widths):
            name = f"Table{self.tables}.{at}"
            exact = f'style:column-width="{self.room * width / (sum(widths) or 1):.2f}mm"'
            self.styles.append(
                f'<style:style style:name="{name}" style:family="table-column"><style:table-column-properties '
                f'{exact} style:rel-column-width="{round(width * 1000)}*"/></style:style>'
            )
            found.append(f'<table:table-column table:style-name="{name}"/>')
        return "".join(found)

    def grid(self, widths: list[float], head: str, rows: str) -> str:
        """A table of rows already written."""
        columns = self.columns(widths)
        first = f"<table:table-header-rows>{head}</table:table-header-rows>" if head else ""
        name = f'table:name="Table{self.tables}" table:style-name="Table"'
        return f"<table:table {name}>{columns}{first}{rows}</table:table>"

    def heading(self, block: tree.Heading) -> str:
        """A heading of its level."""
        level = block.level
        return f'<text:h text:style-name="Heading_20_{level}" text:outline-level="{level}">{_text(block.text)}</text:h>'

    def paragraph(self, block: tree.Paragraph) -> str:
        """A paragraph in the style its parts name."""
        style = "Small" if block.small else "Body_20_indented" if block.indent else ALIGNED[block.align]
        return _p(style, _runs(block.content))

    def listed(self, block: tree.Items) -> str:
        """A list."""
        return self.items(block.items, "Item", ordered=block.ordered)

    def clause(self, block: tree.Clause) -> str:
        """A labelled part of a letter."""
        first = _p("Clause", _text(block.label + self.colon) + _runs(block.content))
        return first + self.items(block.items, "Clause_20_item", ordered=True)

    def pairs(self, block: tree.Pairs) -> str:
        """Labels with what belongs to them, a line each."""
        style = "Pair_20_side" if block.side else "Pair"
        return "".join(_p(style, _text(label + self.colon) + _runs(line)) for label, line in block.pairs)

    def table(self, block: tree.Table) -> str:
        """A table with caption and note; its head is repeated on every page."""
        head = "".join(_cell("Head", _p("Table_20_Heading", _text(words))) for words in block.head)
        styles = [STYLES[column.align] for column in block.columns]
        rows = "".join(
            _row("".join(_cell("Cell", _p(style, _runs(line))) for style, line in zip(styles, row, strict=False)))
            for row in block.rows
        )
        widths = [column.width for column in block.columns]
        caption = _p("Caption", _text(block.caption)) if block.caption else ""
        note = _p("Small", _text(block.note)) if block.note else ""
        return caption + self.grid(widths, _row(head) if head else "", rows) + note

    def figure(self, block: tree.Figure) -> str:
        """A drawing as SVG with a PNG behind it, and its words for those who do not see it."""
        width = self.room * block.width
        size = f'svg:width="{width:.1f}mm" svg:height="{width * proportion(block.svg):.1f}mm"'
        images = "".join(
            f'<draw:image xlink:href={quoteattr(self.odt.add_file(file))} xlink:type="simple" xlink:show="embed" '
            'xlink:actuate="onLoad"/>'
            for file in (_named(block.svg.encode(), "figure.svg"), _named(as_png(block.svg), "figure.png"))
        )
        frame = (
            f'<draw:frame draw:style-name="Drawn" text:anchor-type="as-char" {size}>{images}'
            f"<svg:title>{escape(block.caption or block.alt)}</svg:title><svg:desc>{escape(block.alt)}</svg:desc>"
            "</draw:frame>"
        )
        return _p("Drawing", frame) + (_p("Figure_20_caption", _text(block.caption)) if block.caption else "")

    def sign_off(self, block: tree.SignOff) -> str:
        """Boxes to sign in."""
        head = _row("".join(_cell("Head", _p("Table_20_Heading", _text(role))) for role in block.roles))
        empty = _row(_cell("Cell", _p("Table_20_center", "")) * len(block.roles), "Sign")
        return _p("Text_20_body", "") + self.grid([1.0] * len(block.roles), head, empty)

    def signature(self, block: tree.Signature) -> str:
        """Who signs."""
        return _p("Signature", _text(f"{block.title}\u3000{block.name}".strip()))

    def note(self, block: tree.Note) -> str:
        """A remark set apart."""
        return _p("Note", _runs(block.content))

    def headline(self, block: tree.Headline) -> str:
        """One thing to be read from afar."""
        return _p("Headline_20_label", _text(block.label)) + _p("Headline", _text(block.text))

    def page_break(self, _block: tree.PageBreak) -> str:
        """A new page."""
        return _p("Page_20_break", "")

    def contents(self, block: tree.Contents) -> str:
        """The table of contents."""
        return _contents(block, self.document.language)

    def blocks(self) -> str:
        """Every block, in order."""
        writers: dict[type, Callable[[Any], str]] = {
            tree.Heading: self.heading, tree.Paragraph: self.paragraph, tree.Items: self.listed,
            tree.Clause: self.clause, tree.Pairs: self.pairs, tree.Table: self.table, tree.Figure: self.figure,
            tree.SignOff: self.sign_off, tree.Signature: self.signature, tree.Note: self.note,
            tree.Headline: self.headline, tree.PageBreak: self.page_break, tree.Contents: self.contents,
        }  # fmt: skip
        return "".join(writers[type(block)](block) for block in self.document.blocks)


def _cell(style: str, content: str) -> str:
    return f'<table:table-cell table:style-name="{style}" office:value-type="string">{content}</table:table-cell>'


def _row(cells: str, style: str = "Row") -> str:
    return f'<table:table-row table:style-name="{style}">{cells}</table:table-row>'


def _named(data: bytes, name: str) -> io.BytesIO:
    """Bytes as a file with a name, by which odfdo knows its kind."""
    file = io.BytesIO(data)
    file.name = name
    return file


def _replace(part: "odfdo.XmlPart", name: str, content: str) -> None:
    """Put content in the place of everything an element of a part holds."""
    parent = part.get_element(f"//office:{name}")
    assert parent is not None
    parent.clear()
    holder = parent.from_tag(f"<office:text>{content}</office:text>")
    for child in holder.children:
        parent.append(child)


def _master(document: tree.Document) -> str:
    """The master page: the mark on top, the page's number at the foot."""
    words = _text(say(PAGE_WORDS, document.language))
    numbers = {"page": "<text:page-number/>", "pages": "<text:page-count/>"}
    foot = _p("Footer", words.format(**numbers) if document.numbered_pages else "")
    return (
        '<style:master-page style:name="Standard" style:page-layout-name="Sheet">'
        f"<style:header>{_p('Header', _text(document.mark))}</style:header>"
        f"<style:footer>{foot}</style:footer></style:master-page>"
    )


def _contents(block: tree.Contents, language: str) -> str:
    """The table of contents: entries lead to their headings; the office suite adds pages when it is updated."""
    levels = "".join(
        f'<text:table-of-content-entry-template text:outline-level="{level}" text:style-name="Contents_20_{level}">'
        '<text:index-entry-link-start/><text:index-entry-text/><text:index-entry-tab-stop style:type="right" '
        'style:leader-char="."/><text:index-entry-page-number/><text:index-entry-link-end/>'
        "</text:table-of-content-entry-template>"
        for level in (1, 2)
    )
    entries = "".join(
        _p(
            f"Contents_20_{one.level}",
            f'<text:a xlink:type="simple" xlink:href={quoteattr(f"#{one.text}|outline")} text:style-name="Figure" '
            f'text:visited-style-name="Figure">{_text(one.text)}</text:a>',
        )
        for one in block.headings
    )
    title = _p("Contents_20_Heading", _text(say(CONTENTS, language)))
    return (
        '<text:table-of-content text:name="Contents" text:protected="true">'
        f'<text:table-of-content-source text:outline-level="2">{levels}</text:table-of-content-source>'
        f'<text:index-body><text:index-title text:name="Contents head">{title}</text:index-title>{entries}'
        "</text:index-body></text:table-of-content>"
    )


def _opening(document: tree.Document) -> str:
    subtitle = _p("Subtitle", _text(document.subtitle)) if document.subtitle else ""
    return _p("Cover" if document.cover else "Title", _text(document.title)) + subtitle


def _dress(odt: "odfdo.Document", document: tree.Document) -> None:
    """Give a new ODT our styles, page and particulars."""
    for part in (odt.styles, odt.content):
        _replace(part, "font-face-decls", odt_styles.font_faces(document))
    _replace(odt.styles, "styles", odt_styles.common(document))
    _replace(odt.styles, "automatic-styles", odt_styles.page_layout(document))
    _replace(odt.styles, "master-styles", _master(document))
    odt.meta.title = document.title
    odt.meta.creator = document.author
    odt.meta.language = document.language


def write(document: tree.Document) -> bytes:
    """The document as ODT."""
    import odfdo  # noqa: PLC0415 - read when first needed: a process starts sooner

    prepared = numbered(clean(document))
    odt = odfdo.Document("text")
    _dress(odt, prepared)
    writer = _Writer(prepared, odt)
    content = writer.blocks()
    _replace(odt.content, "automatic-styles", odt_styles.automatic() + "".join(writer.styles))
    _replace(odt.content, "text", _opening(prepared) + content)
    target = io.BytesIO()
    odt.save(target)
    return target.getvalue()
