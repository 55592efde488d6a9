"""The styles of an ODT: named ones, so that an official changes the look of a whole document in one place."""

import re
from typing import Final
from xml.sax.saxutils import quoteattr

from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.writers.fonts import OFFICE
from bianmin.kernel.tongues import is_chinese

LATIN: Final = "Liberation Serif"
GREY: Final = "#eef1f4"
LINE: Final = "0.5pt solid #5b6676"

PARAGRAPHS: Final[dict[str, tuple[str, str, str]]] = {
    # name: (parent, paragraph properties, text properties); em is the body's size
    "Text_20_body": ("Standard", 'fo:text-align="justify"', ""),
    "Body_20_indented": ("Text_20_body", 'fo:text-indent="2em"', ""),
    "Body_20_center": ("Text_20_body", 'fo:text-align="center"', ""),
    "Body_20_right": ("Text_20_body", 'fo:text-align="end"', ""),
    "Small": ("Text_20_body", "", 'fo:font-size="85%" style:font-size-asian="85%"'),
    "Title": (
        "Standard",
        'fo:text-align="center" fo:margin-bottom="0.3cm" fo:line-height="120%"',
        'fo:font-size="160%" style:font-size-asian="160%" fo:font-weight="bold" style:font-weight-asian="bold"',
    ),
    "Subtitle": (
        "Standard",
        'fo:text-align="center" fo:margin-bottom="0.5cm"',
        'fo:font-size="110%" style:font-size-asian="110%"',
    ),
    "Contents_20_Heading": ("Standard", 'fo:margin-top="0.3cm"', 'fo:font-size="115%" style:font-size-asian="115%"'),
    "Contents_20_1": ("Standard", "", ""),
    "Contents_20_2": ("Standard", 'fo:margin-left="1.5em"', ""),
    "Item": ("Text_20_body", 'fo:margin-left="2.9em" fo:text-indent="-2em" fo:margin-bottom="0.1cm"', ""),
    "Clause": ("Text_20_body", 'fo:margin-left="3em" fo:text-indent="-3em"', ""),
    "Clause_20_item": ("Text_20_body", 'fo:margin-left="5em" fo:text-indent="-2em" fo:margin-bottom="0.1cm"', ""),
    "Pair": ("Text_20_body", 'fo:margin-bottom="0.05cm" fo:text-align="start"', ""),
    "Pair_20_side": (
        "Pair",
        'fo:margin-left="8cm"',
        'fo:font-size="83%" style:font-size-asian="83%"',
    ),
    "Caption": (
        "Standard",
        'fo:text-align="center" fo:margin-top="0.2cm" fo:margin-bottom="0.1cm" fo:keep-with-next="always"',
        'fo:font-weight="bold" style:font-weight-asian="bold" fo:font-size="92%" style:font-size-asian="92%"',
    ),
    "Figure_20_caption": (
        "Standard",
        'fo:text-align="center" fo:margin-bottom="0.3cm"',
        'fo:font-weight="bold" style:font-weight-asian="bold" fo:font-size="92%" style:font-size-asian="92%"',
    ),
    "Drawing": ("Standard", 'fo:text-align="center" fo:margin-top="0.2cm" fo:keep-with-next="always"', ""),
    "Table_20_Contents": (
        "Standard",
        'fo:line-height="120%" fo:margin-bottom="0cm"',
        'fo:font-size="90%" style:font-size-asian="90%"',
    ),
    "Table_20_center": ("Table_20_Contents", 'fo:text-align="center"', ""),
    "Table_20_right": ("Table_20_Contents", 'fo:text-align="end"', ""),
    "Table_20_Heading": (
        "Table_20_center",
        "",
        'fo:font-weight="bold" style:font-weight-asian="bold" fo:font-size="90%" style:font-size-asian="90%"',
    ),
    "Signature": (
        "Standard",
        'fo:margin-top="1cm"',
        'fo:font-size="135%" style:font-size-asian="135%"',
    ),
    "Note": (
        "Small",
        'fo:background-color="#f4f6f8" fo:border-left="2.5pt solid #5b6676" fo:padding="0.2cm" fo:margin-top="0.2cm"',
        'fo:font-size="85%" style:font-size-asian="85%"',
    ),
    "Headline_20_label": (
        "Standard",
        'fo:text-align="center" fo:border-top="0.8pt solid #5b6676" fo:padding="0.1cm" fo:margin-top="0.3cm"',
        'fo:font-size="85%" style:font-size-asian="85%"',
    ),
    "Headline": (
        "Standard",
        'fo:text-align="center" fo:border-bottom="0.8pt solid #5b6676" fo:padding="0.1cm" fo:margin-bottom="0.4cm"',
        'fo:font-size="190%" style:font-size-asian="190%"',
    ),
    "Header": (
        "Standard",
        'fo:text-align="end"',
        'fo:color="#a4262c" fo:font-size="83%" style:font-size-asian="83%"',
    ),
    "Footer": (
        "Standard",
        'fo:text-align="center"',
        'fo:font-size="83%" style:font-size-asian="83%"',
    ),
    "Cover": ("Title", 'fo:margin-top="7cm"', ""),
    "Page_20_break": ("Standard", 'fo:break-before="page"', ""),
}
"""Paragraph styles by name."""

HEADINGS: Final = (120, 108, 100, 100, 100, 100)
"""Sizes of the six levels of headings, in percent of the body's."""


def _paragraph_style(name: str, parent: str, paragraph: str, text: str, more: str = "") -> str:
    shown = name.replace("_20_", " ")
    return (
        f'<style:style style:name="{name}" style:display-name="{shown}" style:family="paragraph" '
        f'style:parent-style-name="{parent}" {more}><style:paragraph-properties {paragraph}/>'
        f"<style:text-properties {text}/></style:style>"
    )


def _heading_style(level: int, percent: int) -> str:
    size = f'fo:font-size="{percent}%" style:font-size-asian="{percent}%"'
    weight = 'fo:font-weight="bold" style:font-weight-asian="bold"'
    space = 'fo:margin-top="0.45cm" fo:margin-bottom="0.2cm" fo:keep-with-next="always"'
    outline = f'style:default-outline-level="{level}" style:next-style-name="Text_20_body"'
    return _paragraph_style(f"Heading_20_{level}", "Standard", space, f"{size} {weight}", outline)


def font_faces(document: Document) -> str:
    """The faces: the wanted one with those an office may have instead."""
    family = quoteattr(";".join(OFFICE[document.face]))
    return (
        f'<style:font-face style:name="Body" svg:font-family={family} style:font-pitch="variable"/>'
        f'<style:font-face style:name="Latin" svg:font-family="{LATIN}" style:font-pitch="variable"/>'
    )


def common(document: Document) -> str:
    """The named styles: default, paragraphs, headings, links, cells of tables."""
    chinese = is_chinese(document.language)
    language, country = ("zh", "TW") if chinese else (document.language.split("-")[0], "GB")
    size = f"{document.size:g}pt"
    default = (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="150%" '
        'fo:margin-bottom="0.15cm" style:text-autospace="ideograph-alpha" style:punctuation-wrap="hanging" '
        'style:line-break="strict" fo:orphans="2" fo:widows="2"/>'
        f'<style:text-properties style:font-name="Latin" fo:font-size="{size}" style:font-name-asian="Body" '
        f'style:font-size-asian="{size}" fo:language="{"en" if chinese else language}" '
        f'fo:country="GB" style:language-asian="{language if chinese else "zh"}" '
        f'style:country-asian="{country if chinese else "TW"}"/></style:default-style>'
    )
    standard = '<style:style style:name="Standard" style:family="paragraph" style:class="text"/>'
    paragraphs = "".join(_paragraph_style(name, *parts) for name, parts in PARAGRAPHS.items())
    headings = "".join(_heading_style(level, percent) for level, percent in enumerate(HEADINGS, start=1))
    strong = (
        '<style:style style:name="Strong" style:family="text"><style:text-properties fo:font-weight="bold" '
        'style:font-weight-asian="bold"/></style:style>'
        '<style:style style:name="Figure" style:display-name="Figure with its source" style:family="text">'
        '<style:text-properties fo:color="#1d2433" style:text-underline-style="none"/></style:style>'
    )
    return _in_points(default + standard + paragraphs + headings + strong, document.size)


def _in_points(styles: str, size: float) -> str:
    """Lengths in em as points: ODF knows no em."""
    return re.sub(r'"(-?[0-9.]+)em"', lambda found: f'"{float(found[1]) * size:.1f}pt"', styles)


def automatic() -> str:
    """Styles of tables, cells and drawings, which belong to the content."""
    cell = f'fo:border="{LINE}" fo:padding="0.12cm" style:vertical-align="middle"'
    return (
        '<style:style style:name="Table" style:family="table"><style:table-properties style:rel-width="100%" '
        'table:align="margins" table:border-model="collapsing" fo:margin-bottom="0.2cm"/></style:style>'
        f'<style:style style:name="Cell" style:family="table-cell"><style:table-cell-properties {cell}/></style:style>'
        '<style:style style:name="Head" style:family="table-cell">'
        f'<style:table-cell-properties {cell} fo:background-color="{GREY}"/></style:style>'
        '<style:style style:name="Sign" style:family="table-row">'
        '<style:table-row-properties style:min-row-height="1.8cm" fo:keep-together="always"/></style:style>'
        '<style:style style:name="Row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="always"/></style:style>'
        '<style:style style:name="Drawn" style:family="graphic"><style:graphic-properties '
        'style:vertical-pos="top" style:vertical-rel="baseline" fo:border="none"/></style:style>'
    )


def page_layout(document: Document) -> str:
    """The sheet: size, margins, with room for header and footer."""
    page = document.page
    sides = f'fo:margin-left="{page.left:g}mm" fo:margin-right="{page.right:g}mm"'
    head, foot = 10.0, 10.0
    return (
        '<style:page-layout style:name="Sheet"><style:page-layout-properties '
        f'fo:page-width="{page.width:g}mm" fo:page-height="{page.height:g}mm" style:print-orientation="portrait" '
        f'fo:margin-top="{page.top - head:g}mm" fo:margin-bottom="{page.bottom - foot:g}mm" {sides}/>'
        f'<style:header-style><style:header-footer-properties fo:min-height="{head:g}mm" fo:margin-bottom="2mm"/>'
        f'</style:header-style><style:footer-style><style:header-footer-properties fo:min-height="{foot:g}mm" '
        'fo:margin-top="2mm"/></style:footer-style></style:page-layout>'
    )
