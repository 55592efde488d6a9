"""The annex of a list 建議事項辦理情形彙整表: five columns for judges and committees, four for what citizens say."""

from typing import Final

from bianmin.foundation.documents.tree import Column, Document, Line, Page, Paragraph, Table
from bianmin.foundation.documents.writers import docx, odt, pdf
from bianmin.kernel.rocdate import roc
from bianmin.quality.recommendations.vocab import Adoption, ListCard, RecommendationCard, Source

KINDS: Final = ("odt", "docx", "pdf")
ADOPTED: Final = {
    Adoption.OPEN: "研議中。", Adoption.CARRIED_OUT: "本項建議已採納，並據以執行。",
    Adoption.PLANNED: "本項建議已採納，並納入未來規劃。", Adoption.DECLINED: "本項建議未採納。",
}  # fmt: skip
FIVE: Final = ("編號", "建議事項", "辦理情形", "最新辦理進度", "建議事項參採情形")
FOUR: Final = ("項目", "民眾意見反映", "改善情形", "後續處理")
WIDE: Final = Page(width=297, height=210)


def _cell(*parts: str) -> Line:
    return (" ".join(part.replace("\n", " ") for part in parts if part) or "-",)


def _progress(one: RecommendationCard) -> str:
    return f"{one.progress}{'（' + one.document + '）' if one.document else ''}" if one.progress else one.document


def table(card: ListCard) -> Table:
    """The rows of a list, the head repeated on every page."""
    if card.source == Source.CITIZENS:
        rows = tuple(
            (_cell(str(one.place)), _cell(one.text), _cell(one.handling), _cell(_progress(one), one.benefit))
            for one in card.items
        )
        return Table((Column(0.5), Column(3), Column(4), Column(3)), FOUR, rows, note=f"計{len(rows)}件")
    lines = tuple(
        (
            _cell(str(one.place)), _cell(one.text), _cell(one.handling), _cell(_progress(one), one.benefit),
            _cell(ADOPTED[Adoption(one.adoption)]),
        )
        for one in card.items
    )  # fmt: skip
    return Table((Column(0.6), Column(3), Column(4), Column(4), Column(1.6)), FIVE, lines, note=f"計{len(lines)}項")


def paper(card: ListCard, agency: str, mark: str = "") -> Document:
    """The annex as a tree, on a sheet laid across."""
    held = Paragraph((f"{roc(card.held_on)}；會後補充期限{roc(card.due_on)}。",), small=True)
    title = f"{agency}{card.title}辦理情形彙整表"
    return Document(title=title, blocks=(held, table(card)), mark=mark, page=WIDE, face="kai")


def file_of(document: Document, kind: str) -> bytes:
    """A document as ODT, DOCX or PDF."""
    return {"odt": odt.write, "docx": docx.write, "pdf": pdf.write}[kind](document)
