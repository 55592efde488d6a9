"""The same document as TXT, MD, HTML, ODT, DOCX and PDF, written with the libraries officials' programs stand for."""

from collections.abc import Callable
from html import escape
from pathlib import Path

import docx
import odfdo
import typst

from tests.quality.proofread.generator.figures import Piece


def write_text(pieces: list[Piece], path: Path) -> None:
    path.write_text("\n\n".join("\n".join("\t".join(row) for row in piece.rows) for piece in pieces), encoding="utf-8")


def write_markdown(pieces: list[Piece], path: Path) -> None:
    blocks = []
    for piece in pieces:
        if piece.is_table:
            rows = ["| " + " | ".join(row) + " |" for row in piece.rows]
            rows.insert(1, "|" + " --- |" * len(piece.rows[0]))
            blocks.append("\n".join(rows))
        else:
            blocks.append(piece.rows[0][0])
    path.write_text("\n\n".join(blocks), encoding="utf-8")


def _html_row(piece: Piece, index: int) -> str:
    cells, at = [], 0
    while at < len(piece.rows[index]):
        span = piece.spans.get((index, at), 1)
        cells.append(f'<td colspan="{span}">{escape(piece.rows[index][at])}</td>')
        at += span
    return "<tr>" + "".join(cells) + "</tr>"


def write_html(pieces: list[Piece], path: Path) -> None:
    blocks = [
        "<table>" + "".join(_html_row(piece, index) for index in range(len(piece.rows))) + "</table>"
        if piece.is_table
        else f"<p>{escape(piece.rows[0][0])}</p>"
        for piece in pieces
    ]
    path.write_text(
        f"<!doctype html><html><head><title>x</title></head><body>{''.join(blocks)}</body></html>", encoding="utf-8"
    )


def write_odt(pieces: list[Piece], path: Path) -> None:
    document = odfdo.Document("text")
    document.body.clear()
    for piece in pieces:
        if piece.is_table:
            table = odfdo.Table("t", width=len(piece.rows[0]), height=len(piece.rows))
            for r, row in enumerate(piece.rows):
                table.set_row_values(r, row)
            for (r, c), size in piece.spans.items():
                table.set_span((c, r, c + size - 1, r))
            document.body.append(table)
        else:
            document.body.append(odfdo.Paragraph(piece.rows[0][0]))
    document.save(path)


def write_docx(pieces: list[Piece], path: Path) -> None:
    document = docx.Document()
    for piece in pieces:
        if not piece.is_table:
            document.add_paragraph(piece.rows[0][0])
            continue
        table = document.add_table(rows=len(piece.rows), cols=len(piece.rows[0]))
        for r, row in enumerate(piece.rows):
            for c, text in enumerate(row):
                table.cell(r, c).text = text
        for (r, c), size in piece.spans.items():
            text = piece.rows[r][c]
            table.cell(r, c).merge(table.cell(r, c + size - 1)).text = text
    document.save(str(path))


def _typst(text: str) -> str:
    return '#"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def write_pdf(pieces: list[Piece], path: Path) -> None:
    blocks = [
        '#set page(numbering: "1")',
        '#set text(font: ("Noto Sans CJK TC", "Noto Serif CJK TC"), lang: "zh", region: "tw", size: 10.5pt)',
    ]
    blocks.append("#set par(justify: true)")
    for piece in pieces:
        if not piece.is_table:
            blocks.append(_typst(piece.rows[0][0]))
            continue
        cells = []
        for r, row in enumerate(piece.rows):
            c = 0
            while c < len(row):
                span = piece.spans.get((r, c), 1)
                cells.append(f"table.cell(colspan: {span})[{_typst(row[c])}]")
                c += span
        blocks.append(f"#table(columns: {len(piece.rows[0])}, {', '.join(cells)})")
    source = path.with_suffix(".typ")
    source.write_text("\n\n".join(blocks), encoding="utf-8")
    path.write_bytes(typst.compile(str(source)))


WRITERS: dict[str, Callable[[list[Piece], Path], None]] = {
    "md": write_markdown,
    "html": write_html,
    "odt": write_odt,
    "docx": write_docx,
    "pdf": write_pdf,
}
