"""The paper of a survey 調查報告, in its five parts: design, sampling, results, trend, what is mended."""

from dataclasses import replace
from datetime import date

from bianmin.foundation.documents.tree import Block, Column, Document, Heading, Items, Line, Pairs, Paragraph, Table
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.kernel.rocdate import roc, year
from bianmin.quality.surveys.queries.results import chosen, tabled
from bianmin.quality.surveys.vocab import Questionnaire, SurveyCard, Tabled, Way

KINDS = ("odt", "pdf")
NO_SAMPLE = "填答的人是自願回答，不是機率樣本，數字不能推論到沒有填答的人。"
BASES = {
    "levels": "百分比以回答滿意程度的人為分母，不含不知道或沒有意見；不知道或拒答以所有受訪的人為分母。",
    "asked": "百分比以所有受訪的人為分母，含不知道或沒有意見。",
}
WAYS = {Way.WEB: "網站自願填答", Way.COUNTER: "櫃檯詢問", Way.PHONE: "電話訪問", Way.STAFF: "內部同仁填答"}


def _plain(text: str) -> list[Block]:
    return [Paragraph((part,), indent=True) for part in text.split("\n") if part.strip()]


def sampling_words(card: SurveyCard) -> str:
    """Sampling error or the sentence that there is none."""
    if card.margin:
        return f"在95%信心水準下，抽樣誤差為正負{card.margin}個百分點。"
    return NO_SAMPLE


def _sample(card: SurveyCard) -> list[Block]:
    pairs: list[tuple[str, Line]] = [
        ("調查對象", (card.design.population,)),
        ("調查方式", (WAYS[Way(card.design.way)],)),
        ("調查期間", (f"{roc(card.design.opens_on)}至{roc(card.design.closes_on)}",)),
        ("有效樣本", (f"{card.n:,}份",)),
    ]
    if card.design.population_size:
        pairs.insert(1, ("母體人數", (f"{card.design.population_size:,}人",)))
    if card.response_rate:
        pairs.append(("回收率", (f"{card.response_rate}%（{card.n:,}／{card.design.contacted:,}）",)))
    return [Pairs(tuple(pairs)), *_plain(card.design.sampling), Paragraph((sampling_words(card),), indent=True)]


def _share(text: str) -> str:
    return f"{text}%" if text else "-"


def _table(document: Questionnaire, table: Tabled) -> Table:
    """One table for the questions of a part on the same scale: both sides with their sums, and who did not know."""
    head = ("項目", *(str(words) for words in table.head), "有效")
    rows = tuple(
        ((one.question.text,), *((_share(share),) for _words, share in one.printed), (f"{one.n:,}",))
        for one in table.rows
    )
    columns = (Column(3), *(Column(1, "right") for _level in head[1:]))
    return Table(columns, head, rows, caption=table.part or "調查結果", note=BASES[document.base])


def _found(card: SurveyCard) -> list[Table]:
    return [_table(card.document, table) for table in tabled(card, whole=False)]


def _picked(card: SurveyCard) -> list[Table]:
    columns = (Column(3), Column(1, "right"), Column(1, "right"))
    return [
        Table(
            columns,
            (one.question.text, "人次", "百分比"),
            tuple(((str(level.words),), (f"{level.count:,}",), (_share(level.percent),)) for level in one.levels),
            caption=one.question.text,
        )
        for one in chosen(card)
    ]


def _compared(card: SurveyCard) -> list[Table]:
    """What the survey before asked too, part by part."""
    return [_changes(table, *table.spans) for table in tabled(card) if table.spans and table.compared]


def _trend(card: SurveyCard) -> list[Block]:
    none = Paragraph(("這份問卷以前沒有用同樣的方式調查過，還不能比較。",), indent=True)
    return [*_compared(card)] or [none]


def _changes(table: Tabled, before: date, now: date) -> Table:
    """The shares of both sides then and now, and the change in points."""
    then, here = (year(before), year(now)) if before.year != now.year else ("上次", "這次")
    head = ("項目", f"滿意 {then}", f"滿意 {here}", "增減", f"不滿意 {then}", f"不滿意 {here}", "增減")
    rows = tuple(
        (
            (one.question.text,), (_share(one.before),), (_share(one.good),), (one.change or "-",),
            (_share(one.bad_before),), (_share(one.bad),), (one.bad_change or "-",),
        )
        for one in table.compared
    )  # fmt: skip
    columns = (Column(3), *(Column(1, "right") for _place in head[1:]))
    return Table(columns, head, rows, caption=f"{table.part}趨勢", note="增減以百分點計。")


def told(card: SurveyCard, caption: str = "") -> list[Block]:
    """A survey as a report prints it (STR-27): 調查對象, 時間, 方式, 抽樣誤差, 結果, and 檢討策進作為 if written."""
    design, tables = card.design, [*_found(card), *_compared(card), *_picked(card)]
    lines = (
        f"調查對象：{design.population}。",
        f"調查時間：{roc(design.opens_on)}至{roc(design.closes_on)}。",
        f"調查方式：{WAYS[Way(design.way)]}，有效樣本{card.n:,}份。",
        f"抽樣誤差：{sampling_words(card)}",
        "調查結果如下表。",
        *([f"檢討策進作為：{card.improvement}"] if card.improvement else []),
    )
    named = [replace(one, caption=caption) if caption and place == 0 else one for place, one in enumerate(tables)]
    return [Items(tuple((line,) for line in lines), ordered=True), *named]


def paper(card: SurveyCard, agency: str, mark: str = "") -> Document:
    """The paper as a tree."""
    blocks: list[Block] = [
        Heading(1, "調查設計"), *_plain(card.design.purpose),
        Heading(1, "抽樣設計"), *_sample(card),
        Heading(1, "調查結果"), *_found(card), *_picked(card),
        Heading(1, "趨勢分析"), *_trend(card),
        Heading(1, "檢討改善"), *(_plain(card.improvement) or [Paragraph(("尚未檢討。",), indent=True)]),
    ]  # fmt: skip
    return Document(title=f"{agency}{card.design.title}", blocks=tuple(blocks), mark=mark)


def as_file(card: SurveyCard, agency: str, kind: str, mark: str = "") -> bytes:
    """The paper as PDF or ODT."""
    document = paper(card, agency, mark)
    return pdf.write(document) if kind == "pdf" else odt.write(document)
