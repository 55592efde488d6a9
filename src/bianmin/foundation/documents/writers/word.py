"""Write the tree as DOCX, for offices that edit with Word: East Asian fonts, repeated heads, drawings as PNG."""

import io
from collections.abc import Callable
from typing import Any, Final

import docx
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from bianmin.foundation.documents import tree
from bianmin.foundation.documents.words import CONTENTS, colon, say
from bianmin.foundation.documents.writers.clean import clean
from bianmin.foundation.documents.writers.drawing import as_png, proportion
from bianmin.foundation.documents.writers.numbering import item_number, numbered
from bianmin.foundation.documents.writers.pdf import PAGE_WORDS

EAST_ASIAN: Final[dict[tree.Face, str]] = {"kai": "標楷體", "ming": "新細明體"}
LATIN: Final = "Times New Roman"
ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
HEADING_SIZES: Final = (1.2, 1.08, 1.0, 1.0, 1.0, 1.0)
INK: Final = RGBColor(0x1D, 0x24, 0x33)


def _fonts(style: Any, face: tree.Face, size: float) -> None:
    """Fonts of a style: Word takes Chinese from `eastAsia`."""
    style.font.name = LATIN
    style.font.size = Pt(size)
    style.font.color.rgb = INK
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), EAST_ASIAN[face])


def _element(paragraph: Any) -> Any:
    """The XML behind a paragraph, for what python-docx cannot write: fields, links, flags of rows."""
    return paragraph.paragraph_format.element


def _field(paragraph: Any, code: str) -> None:
    """A field that Word computes: PAGE, NUMPAGES."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), code)
    _element(paragraph).append(simple)


def _link(paragraph: Any, text: str, href: str, tip: str = "") -> None:
    """A run that leads to an address; python-docx reads hyperlinks but does not write them."""
    key = paragraph.part.relate_to(href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), key)
    if tip:
        link.set(qn("w:tooltip"), tip)
    link.append(paragraph.add_run(text).font.element)
    _element(paragraph).append(link)


def _fill(paragraph: Any, line: tree.Line) -> None:
    """Put a line's runs into a paragraph."""
    for run in line:
        if isinstance(run, tree.Value | tree.Link) and run.href:
            _link(paragraph, run.text, run.href, run.ref if isinstance(run, tree.Value) else "")
        else:
            words = run if isinstance(run, str) else run.text
            paragraph.add_run(words).bold = True if isinstance(run, tree.Text) and run.strong else None


def _shade(cell: Any) -> None:
    """Shade a cell of a head."""
    box = _element(cell.paragraphs[0]).getparent()
    box.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="EEF1F4"/>'))


def _mark_row(row: Any, name: str) -> None:
    """Set a flag of a row: `w:tblHeader` repeats it, `w:cantSplit` keeps it on one page."""
    line = _element(row.cells[0].paragraphs[0]).getparent().getparent()
    line.get_or_add_trPr().append(OxmlElement(name))


class _Writer:
    """One document while it is written."""

    def __init__(self, document: tree.Document) -> None:
        self.document = document
        self.word = docx.Document()
        self.colon = colon(document.language)
        self.room = document.page.width - document.page.left - document.page.right

    def line(self, line: tree.Line, *, hang: float = 0, left: float = 0, style: str = "Normal") -> Any:
        """A paragraph; `left` and `hang` in characters, the first line begins `hang` before the others."""
        paragraph = self.word.add_paragraph(style=style)
        _fill(paragraph, line)
        paragraph.paragraph_format.left_indent = Pt(left * self.document.size)
        paragraph.paragraph_format.first_line_indent = Pt(-hang * self.document.size)
        return paragraph

    def items(self, items: tuple[tree.Line, ...], left: float, *, ordered: bool) -> None:
        """Items that hang from their numbers."""
        for at, line in enumerate(items, start=1):
            self.line((item_number(at, self.document.language) if ordered else "• ", *line), hang=2, left=left + 2)

    def grid(self, widths: list[float], head: tuple[str, ...], rows: int) -> Any:
        """An empty table with its head."""
        table = self.word.add_table(rows=rows + bool(head), cols=len(widths), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(self.room * width / (sum(widths) or 1))
        if head:
            _mark_row(table.rows[0], "w:tblHeader")
            for cell, words in zip(table.rows[0].cells, head, strict=False):
                _shade(cell)
                cell.paragraphs[0].add_run(words).bold = True
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        return table

    def heading(self, block: tree.Heading) -> None:
        """A heading of its level."""
        self.word.add_heading(block.text, level=block.level)

    def paragraph(self, block: tree.Paragraph) -> None:
        """A paragraph."""
        written = self.line(block.content, hang=-2 if block.indent else 0)
        written.alignment = ALIGN[block.align]
        if block.small:
            _shrink(written, self.document.size)

    def listed(self, block: tree.Items) -> None:
        """A list."""
        self.items(block.items, 1, ordered=block.ordered)

    def clause(self, block: tree.Clause) -> None:
        """A labelled part of a letter."""
        self.line((block.label + self.colon, *block.content), hang=3, left=3)
        self.items(block.items, 3, ordered=True)

    def pairs(self, block: tree.Pairs) -> None:
        """Labels with what belongs to them."""
        for label, line in block.pairs:
            written = self.line(
                (label + self.colon, *line), left=self.room / 2 / 0.353 / self.document.size * block.side
            )
            written.paragraph_format.space_after = Pt(1)

    def table(self, block: tree.Table) -> None:
        """A table with caption, repeated head and note."""
        if block.caption:
            caption = self.line((tree.Text(block.caption, strong=True),))
            caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
            caption.paragraph_format.keep_with_next = True
        table = self.grid([column.width for column in block.columns], block.head, len(block.rows))
        body = table.rows[bool(block.head) :]
        for row, lines in zip(body, block.rows, strict=True):
            _mark_row(row, "w:cantSplit")
            for column, line, cell in zip(block.columns, lines, row.cells, strict=False):
                _fill(cell.paragraphs[0], line)
                cell.paragraphs[0].alignment = ALIGN[column.align]
        _shrink(self.line((block.note,)), self.document.size)

    def figure(self, block: tree.Figure) -> None:
        """A drawing with its words."""
        paragraph = self.word.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.keep_with_next = True
        width = self.room * block.width
        size = {"width": Mm(width), "height": Mm(width * proportion(block.svg))}
        paragraph.add_run().add_picture(io.BytesIO(as_png(block.svg)), **size)
        for properties in _element(paragraph).iter(qn("wp:docPr")):
            properties.set("descr", block.alt)
        self.line((tree.Text(block.caption, strong=True),)).alignment = WD_ALIGN_PARAGRAPH.CENTER

    def sign_off(self, block: tree.SignOff) -> None:
        """Boxes to sign in."""
        self.word.add_paragraph()
        table = self.grid([1.0] * len(block.roles), block.roles, 1)
        table.rows[1].height = Mm(18)

    def signature(self, block: tree.Signature) -> None:
        """Who signs."""
        written = self.line((f"{block.title}\u3000{block.name}".strip(),))
        written.paragraph_format.space_before = Pt(24)
        written.runs[0].font.size = Pt(self.document.size * 1.35)

    def note(self, block: tree.Note) -> None:
        """A remark set apart."""
        _shrink(self.line(block.content, left=1), self.document.size)

    def headline(self, block: tree.Headline) -> None:
        """One thing to be read from afar."""
        for words, size in ((block.label, 0.85), (block.text, 1.9)):
            written = self.line((words,))
            written.alignment = WD_ALIGN_PARAGRAPH.CENTER
            written.runs[0].font.size = Pt(self.document.size * size)

    def page_break(self, _block: tree.PageBreak) -> None:
        """A new page."""
        self.word.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def contents(self, block: tree.Contents) -> None:
        """The table of contents, without pages: Word counts them anew when the reader asks for it."""
        self.line((tree.Text(say(CONTENTS, self.document.language), strong=True),))
        for one in block.headings:
            self.line((one.text,), left=2 * (one.level - 1))

    def write(self) -> None:
        """Title and every block, in order."""
        title = self.word.add_paragraph(self.document.title, style="Title")
        title.paragraph_format.space_before = Mm(70) if self.document.cover else None
        if self.document.subtitle:
            self.line((self.document.subtitle,)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        writers: dict[type, Callable[[Any], None]] = {
            tree.Heading: self.heading, tree.Paragraph: self.paragraph, tree.Items: self.listed,
            tree.Clause: self.clause, tree.Pairs: self.pairs, tree.Table: self.table, tree.Figure: self.figure,
            tree.SignOff: self.sign_off, tree.Signature: self.signature, tree.Note: self.note,
            tree.Headline: self.headline, tree.PageBreak: self.page_break, tree.Contents: self.contents,
        }  # fmt: skip
        for block in self.document.blocks:
            writers[type(block)](block)


def _shrink(paragraph: Any, size: float) -> None:
    for run in paragraph.runs:
        run.font.size = Pt(size * 0.85)


def _dress(word: Any, document: tree.Document) -> None:
    """Page, styles, header with the mark, footer with the page's number, and particulars."""
    page, section = document.page, word.sections[0]
    section.page_width, section.page_height = Mm(page.width), Mm(page.height)
    section.left_margin, section.right_margin = Mm(page.left), Mm(page.right)
    section.top_margin, section.bottom_margin = Mm(page.top), Mm(page.bottom)
    _fonts(word.styles["Normal"], document.face, document.size)
    _fonts(word.styles["Title"], document.face, document.size * 1.6)
    word.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for border in word.styles["Title"].element.iter(qn("w:pBdr")):
        border.getparent().remove(border)
    for level, times in enumerate(HEADING_SIZES, start=1):
        _fonts(word.styles[f"Heading {level}"], document.face, document.size * times)
        word.styles[f"Heading {level}"].font.italic = False
    head = section.header.paragraphs[0]
    head.text = document.mark
    head.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    if document.numbered_pages:
        _page_numbers(section.footer.paragraphs[0], say(PAGE_WORDS, document.language))
    word.core_properties.title = document.title[:255]
    word.core_properties.author = document.author[:255]
    word.core_properties.language = document.language


def _page_numbers(foot: Any, words: str) -> None:
    front, _, rest = words.partition("{page}")
    middle, _, end = rest.partition("{pages}")
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for text, code in ((front, "PAGE"), (middle, "NUMPAGES"), (end, "")):
        foot.add_run(text)
        if code:
            _field(foot, code)


def write(document: tree.Document) -> bytes:
    """The document as DOCX."""
    prepared = numbered(clean(document))
    writer = _Writer(prepared)
    _dress(writer.word, prepared)
    writer.write()
    target = io.BytesIO()
    writer.word.save(target)
    return target.getvalue()
