"""A plan as a document of its own: the sections of its template in order, and the table side by side 列表對照."""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import (
    Block,
    Column,
    Document,
    Heading,
    Items,
    Line,
    Note,
    Pairs,
    Paragraph,
    Table,
)
from bianmin.foundation.documents.writers import docx, odt, pdf
from bianmin.kernel.rocdate import roc
from bianmin.quality.indicators.vocab.values import DEMONSTRATION
from bianmin.quality.plans.queries.chapters import areas_listed, strategies
from bianmin.quality.plans.vocab.cards import AreaCard, ItemCard, PlanCard, State
from bianmin.quality.plans.vocab.shapes import Basis, Quantity, Section, Undertaker

AS_PRINTED: Final = ("實施要項", "推動作法", "完成期限", "承辦單位", "預期效益")
"""The columns of document 003's template, where the plan names none."""

SIGNS: Final = {"eq": "", "ge": "≥", "gt": ">", "le": "≤", "lt": "<", "between": ""}


def quantity_words(quantity: Quantity) -> str:
    """A quantity as it is printed: ≥3項／年, 5–10分鐘／件."""
    upper = f"–{quantity.upper}" if quantity.upper else ""
    per = f"／{quantity.per}" if quantity.per else ""
    return f"{SIGNS[quantity.op]}{quantity.value}{upper}{quantity.unit}{per}"


def unit_words(unit: Undertaker) -> str:
    """A unit with its part: 主辦 or 協辦."""
    part = {"lead": _("leads"), "co": _("co-operates")}.get(unit.role, "")
    return f"{unit.name}（{part}）" if part else unit.name


def basis_words(basis: Basis) -> str:
    """A basis as plans print it: issuer, day, number, how it came, title."""
    return f"{basis.issuer}{roc(basis.issued) if basis.issued else ''}{basis.number}{basis.mode}「{basis.title}」"


class _Table:
    """The cells of one plan's table, by the names of its columns."""

    def __init__(self, card: PlanCard) -> None:
        self.areas = {area.code: area for area in card.areas}
        self.rows = {row.code: row for row in card.rows}
        self.leaf = "指標" in card.head.columns
        self.names = tuple(card.head.columns) or AS_PRINTED

    def _of(self, item: ItemCard) -> list[AreaCard]:
        row = self.rows.get(item.shape.row)
        codes = row.shape.areas if row else item.areas
        return [self.areas[code] for code in codes if code in self.areas]

    def area(self, item: ItemCard) -> str:
        """The grouping; without its last level where that has a column of its own."""
        names = ["›".join(each.above if self.leaf else (*each.above, each.shape.name)) for each in self._of(item)]
        return "\n".join(dict.fromkeys(name for name in names if name))

    def leaf_area(self, item: ItemCard) -> str:
        """The last level of the grouping."""
        return "\n".join(dict.fromkeys(each.shape.name for each in self._of(item)))

    def criteria(self, item: ItemCard) -> str:
        """The criteria that stand beside the practices."""
        return "\n".join(words.text for each in self._of(item) for words in each.shape.criteria)

    def practice(self, item: ItemCard) -> str:
        """What is done, with its quantities and indicators."""
        quantities = "、".join(map(quantity_words, item.shape.quantities))
        measured = "、".join(item.shape.indicators)
        more = "；".join(each for each in (quantities, measured) if each)
        return f"{item.code} {item.shape.text}" + (f"（{more}）" if more else "")

    def deadline(self, item: ItemCard) -> str:
        """Until when, and how often."""
        return "\n".join(each for each in (item.deadline.text, item.shape.cadence) if each)

    def units(self, item: ItemCard) -> str:
        """By whom."""
        return "\n".join(map(unit_words, item.shape.units))

    def benefit(self, item: ItemCard) -> str:
        """To what end."""
        return item.shape.benefit


CELLS: Final[dict[str, tuple[Callable[[_Table, ItemCard], str], float]]] = {
    "實施要項": (_Table.area, 1.1),
    "項目": (_Table.area, 1.1),
    "指標": (_Table.leaf_area, 1.1),
    "內容": (_Table.criteria, 1.8),
    "推動作法": (_Table.practice, 3),
    "具體作法": (_Table.practice, 3),
    "完成期限": (_Table.deadline, 1.1),
    "承辦單位": (_Table.units, 1.4),
    "預期效益": (_Table.benefit, 1.8),
}
"""What stands in a column, by its printed name, and its share of the width."""


def rows(card: PlanCard) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Head and rows of the table as the plan prints it; what repeats the row above is left out."""
    table, found = _Table(card), list[tuple[str, ...]]()
    names = tuple(name for name in table.names if name in CELLS) or AS_PRINTED
    for item in card.items:
        found.append(tuple(CELLS[name][0](table, item) for name in names))
    return names, found


GROUPS: Final = frozenset({"實施要項", "項目", "指標", "內容"})


def _thinned(names: tuple[str, ...], found: list[tuple[str, ...]]) -> tuple[tuple[Line, ...], ...]:
    """The rows with groups printed once, where they begin."""
    lines: list[tuple[Line, ...]] = []
    before: tuple[str, ...] = ()
    for row in found:
        same = [name in GROUPS and bool(before) and row[place] == before[place] for place, name in enumerate(names)]
        lines.append(tuple(("",) if same[place] else (cell or "-",) for place, cell in enumerate(row)))
        before = row
    return tuple(lines)


def _table(card: PlanCard) -> Block:
    names, found = rows(card)
    return Table(tuple(Column(CELLS[name][1]) for name in names), names, _thinned(names, found))


def _list(heading: str, lines: list[str]) -> list[Block]:
    return [Heading(1, heading), Items(tuple((line,) for line in lines), ordered=True)] if lines else []


def _section(section: Section) -> list[Block]:
    return _list(section.title, [entry.text for entry in section.entries])


def _content(card: PlanCard) -> list[Block]:
    """The table; of a plan without items the names of its areas."""
    if not card.items and not card.areas:
        return []
    return [Heading(1, card.head.headings.content), *([_table(card)] if card.items else areas_listed(card, 2))]


def _targets(card: PlanCard, targets: list[tuple[str, str]]) -> list[Block]:
    if not targets:
        return []
    head = (_("Indicator"), _("Target"))
    lines: tuple[tuple[Line, ...], ...] = tuple(((name,), (goal,)) for name, goal in targets)
    return [
        Table((Column(3), Column(1, "right")), head, lines, caption=_("Targets of %(year)s") % {"year": card.head.year})
    ]


def _opening(card: PlanCard) -> list[Block]:
    """The number of the document that issued it, and that a draft is one."""
    head, blocks = card.head, list[Block]()
    if head.issued_on or head.issued_number:
        issued = f"{roc(head.issued_on) if head.issued_on else ''}{head.issued_number}"
        blocks.append(Pairs(((_("Document number"), (issued,)),), side=True))
    if card.state in (State.DRAFT, State.SUBMITTED):
        blocks.append(Note((_("A draft that nobody has approved yet."),)))
    return blocks


def paper(card: PlanCard, *, agency: str, targets: list[tuple[str, str]]) -> Document:
    """The plan as it is printed: A4, portrait, written across, bound on the left (document 003, line 257).

    `targets` are the names of indicators with their targets as printed.
    """
    head = card.head
    blocks = _opening(card)
    blocks += _list("計畫依據", [f"{basis_words(basis)}。" for basis in head.bases])
    blocks += _list("計畫目標", [goal.text for goal in head.goals])
    blocks += _list(head.headings.addressees, [words.text for words in head.addressees])
    if head.period:
        blocks += [Heading(1, "執行期程"), Paragraph((head.period.text,), indent=True)]
    if head.strategies:
        blocks += [Heading(1, head.headings.strategies), *strategies(card, 2)]
    blocks += [*_content(card), *_targets(card, targets)]
    for section in head.sections:
        blocks += _section(section)
    mark = _("Demonstration") if head.source == DEMONSTRATION or any(item.demonstration for item in card.items) else ""
    return Document(title=head.title, blocks=tuple(blocks), author=agency, mark=mark)


WRITERS: Final = {"pdf": pdf.write, "odt": odt.write, "docx": docx.write}


@lru_cache(maxsize=64)
def file_of(document: Document, kind: str) -> bytes:
    """The document as a file of a kind (pdf, odt, docx); the same document is written once."""
    return WRITERS[kind](document)


def pages_of(document: Document) -> int:
    """How many pages of paper the document takes."""
    return pdf.pages(file_of(document, "pdf"))
