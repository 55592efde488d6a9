"""A cell's number and the details its own row gives in words: 簡報 30 分鐘 = 5 分鐘 + 5 分鐘 + 20 分鐘."""

from collections.abc import Iterator

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Claim, Kind, Verdict
from bianmin.quality.proofread.grids import entry, squeezed
from bianmin.quality.proofread.layout import Document, Passage, Table
from bianmin.quality.proofread.phrases import Mention, mentions

_FEW = 2


def check(document: Document) -> Iterator[Claim]:
    """Cells that the words of their row add up to."""
    rows = {passage.parts[0][1]: passage for passage in document.passages if passage.is_row}
    for table in document.tables:
        for row in table.rows[1:]:
            passage = rows.get(row[0].line)
            if passage:
                yield from _row(table, passage)


def _row(table: Table, passage: Passage) -> Iterator[Claim]:
    line = passage.parts[0][1]
    row = next(row for row in table.rows if row[0].line == line)
    for column, cell in enumerate(row):
        number = entry(cell)
        addends = _details(passage, squeezed(table.rows[0][column].text), cell.offset + len(cell.text))
        added = formulas.total([mention.quantity.value for mention in addends])
        if number and len(addends) >= _FEW and added == number.value:
            yield _claim(cell.text, line, cell.offset, addends)


def _details(passage: Passage, head: str, after: int) -> list[Mention]:
    """The later numbers of a row in the unit that a column's head names."""
    later = [mention for mention in mentions(passage) if mention.start > after and mention.quantity.unit]
    return [mention for mention in later if mention.quantity.unit in head]


def _claim(text: str, line: int, offset: int, addends: list[Mention]) -> Claim:
    inputs = tuple(mention.as_input() for mention in addends)
    value = formulas.total([item.value for item in inputs])
    return Claim(
        line=line,
        quote=text,
        kind=Kind.SUM,
        inputs=inputs,
        formula=" + ".join(item.name for item in inputs),
        printed=text,
        value=value,
        recomputed=value,
        verdict=Verdict.CONSISTENT,
        certainty=None,
        column=offset,
    )
