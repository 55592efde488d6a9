"""The paper of an appraisal 電子信箱評核報告: figures, answers judged, what to improve, what follows."""

from collections.abc import Sequence
from fractions import Fraction

from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import MailboxFigures
from bianmin.foundation.documents.tree import Block, Column, Document, Heading, Line, Paragraph, SignOff, Table
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.kernel.rocdate import roc
from bianmin.quality.appraisals.queries.appraisals import common_points
from bianmin.quality.appraisals.vocab import AppraisalCard
from bianmin.quality.indicators.vocab.printing import rounded

KINDS = ("odt", "pdf")
LEVELS = ((5, "非常滿意"), (4, "滿意"), (3, "尚可"), (2, "不滿意"), (1, "很不滿意"))


def share(part: int, whole: int) -> str:
    """A share in percent to one decimal; a stroke where there is nothing to divide by."""
    return f"{rounded(Fraction(100 * part, whole), 1)}%" if whole else "-"


def number(value: Fraction | None, decimals: int = 2) -> str:
    """An exact number rounded, a stroke for none."""
    return rounded(value, decimals) if value is not None else "-"


def reason_names(agency: str, figures: MailboxFigures) -> list[tuple[str, int]]:
    """The reasons of dissatisfaction by name, the most frequent first."""
    rules = rules_of(agency)
    named = [((rules.reason(code) if rules else "") or code, count) for code, count in figures.reasons.items()]
    return sorted(named, key=lambda one: (-one[1], one[0]))


def score(card: AppraisalCard) -> Fraction | None:
    """The mean of the answers judged, in hundredths of the points an answer can have."""
    given = [one.score for one in card.samples if one.score is not None]
    return Fraction(100 * sum(given), len(given) * card.document.most) if given else None


def rows_of(card: AppraisalCard) -> list[tuple[str, str, str]]:
    """The figures of this half-year beside those of the one before: name, now, before."""
    now, before = card.figures, card.before
    return [
        ("收件數", f"{now.received:,}件", f"{before.received:,}件"),
        ("答復數", f"{now.answered:,}件", f"{before.answered:,}件"),
        ("平均答復日數", f"{number(now.mean)}日", f"{number(before.mean)}日"),
        ("答復日數中位數", f"{number(now.median, 1)}日", f"{number(before.median, 1)}日"),
        ("期限內處理比率", share(now.in_time, now.closed), share(before.in_time, before.closed)),
        ("評價份數", f"{now.rated:,}份", f"{before.rated:,}份"),
        ("滿意比率", share(now.satisfied, now.rated), share(before.satisfied, before.rated)),
    ]


def _table(caption: str, head: tuple[str, ...], rows: Sequence[tuple[str, ...]], note: str = "") -> Table:
    columns = (Column(3), *(Column(1, "right") for _place in head[1:]))
    cells: tuple[tuple[Line, ...], ...] = tuple(tuple((cell,) for cell in one) for one in rows)
    return Table(columns, head, cells, caption=caption, note=note)


def _figures(card: AppraisalCard) -> list[Block]:
    levels = [
        (words, f"{card.figures.levels.get(level, 0):,}", share(card.figures.levels.get(level, 0), card.figures.rated))
        for level, words in LEVELS
    ]
    why = [
        (name, f"{count:,}", share(count, card.figures.unhappy))
        for name, count in reason_names(card.agency, card.figures)
    ]
    blocks: list[Block] = [
        _table("收件與答復", ("項目", "本期", "前半年"), rows_of(card), "日數為收到次日起的上班日。"),
        _table("對答復的滿意程度", ("滿意程度", "份數", "百分比"), levels, f"n＝{card.figures.rated:,}"),
    ]
    if why:
        note = f"n＝{card.figures.unhappy:,}（不滿意和很不滿意）"
        blocks.append(_table("不滿意的理由", ("理由", "份數", "百分比"), why, note))
    return blocks


def _judged(card: AppraisalCard) -> list[Block]:
    mean = number(score(card), 1)
    drawn = f"以亂數從本期答復中抽出{len(card.samples)}件，已評{card.judged}件，平均{mean}分（滿分100分）。"
    rows = [
        (one.name, f"{one.most}", number(_mean(card, one.code), 1)) for one in card.document.criteria
    ]  # fmt: skip
    return [Paragraph((drawn,), indent=True), _table("各項平均得分", ("評核項目", "配分", "平均"), rows)]


def _mean(card: AppraisalCard, code: str) -> Fraction | None:
    given = [one.scores[code] for one in card.samples if code in one.scores]
    return Fraction(sum(given), len(given)) if given else None


def _common(card: AppraisalCard) -> list[Block]:
    found = common_points(card)
    if not found:
        return [Paragraph(("抽評的答復沒有共通應改進的事項。",), indent=True)]
    rows = tuple(
        ((one.point.name,), (one.point.advice,), (f"{one.count}／{one.of}",), ("、".join(one.units),)) for one in found
    )
    columns = (Column(2), Column(3), Column(1, "right"), Column(2))
    return [Table(columns, ("應改進事項", "改進做法", "件數", "單位"), rows, caption="共通應改進事項表")]


def paper(card: AppraisalCard, agency: str, mark: str = "") -> Document:
    """The paper as a tree."""
    said = [Paragraph((part,), indent=True) for part in card.conclusion.split("\n") if part.strip()]
    approved = f"{roc(card.approved_on)}核定" if card.approved_on else "尚未核定"
    blocks: list[Block] = [
        Heading(1, "收件與答復情形"), *_figures(card),
        Heading(1, "答復抽評"), *_judged(card),
        Heading(1, "共通應改進事項"), *_common(card),
        Heading(1, "檢討改善"), *(said or [Paragraph(("尚未檢討。",), indent=True)]),
        Paragraph((f"評核期間：{roc(card.half.first)}至{roc(card.half.last)}；{approved}。",), small=True),
        SignOff(("承辦人", "單位主管", "機關首長")),
    ]  # fmt: skip
    return Document(title=f"{agency}{card.half.label}{card.mailbox_name}評核報告", blocks=tuple(blocks), mark=mark)


def as_file(card: AppraisalCard, agency: str, kind: str, mark: str = "") -> bytes:
    """The paper as PDF or ODT."""
    document = paper(card, agency, mark)
    return pdf.write(document) if kind == "pdf" else odt.write(document)
