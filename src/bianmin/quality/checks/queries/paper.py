"""The paper of a quarter 查核結果報告: what was checked, scores, findings, what is demanded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bianmin.foundation.documents.charts import Chart, Series, draw
from bianmin.foundation.documents.tree import Block, Column, Document, Figure, Heading, Paragraph, SignOff, Table
from bianmin.foundation.documents.writers import docx, odt, pdf
from bianmin.kernel.rocdate import roc
from bianmin.quality.checks.vocab.cards import CheckCard, FindingCard, ReviewCard, Standing, UnitScore
from bianmin.quality.checks.vocab.shapes import Way
from bianmin.quality.indicators.vocab.printing import rounded
from bianmin.quality.indicators.vocab.spans import Span

KINDS: Final = ("odt", "docx", "pdf")
WAYS: Final = {
    Way.UNANNOUNCED: "不定期查核", Way.PERIODIC: "定期查核", Way.AUDIT: "內部稽核", Way.MEASURES: "推動作法考核",
    Way.TELEPHONE: "電話禮貌測試",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Quarter:
    """What the paper of a quarter is made of; `standings` say how far the mending of each finding is, by reference.

    `scores` are the units of each plan by its name, `before` their means in the quarter before, in percent.
    """

    agency: str
    over: Span
    checks: Sequence[CheckCard]
    standings: Mapping[str, Standing]
    before: Mapping[str, Fraction]
    telephone: Sequence[UnitScore]
    review: ReviewCard | None

    @property
    def findings(self) -> list[FindingCard]:
        """Everything that was found, in the order of checks."""
        return [one for check in self.checks for one in check.findings]

    @property
    def tally(self) -> dict[str, int]:
        """How many findings there are, mended, being mended and overdue."""
        known = [self.standings[one.ref] for one in self.findings if one.ref in self.standings]
        mended, late = sum(one.mended for one in known), sum(one.overdue for one in known)
        return {"all": len(self.findings), "mended": mended, "late": late, "open": len(self.findings) - mended - late}


def state_of(standing: Standing | None) -> str:
    """How far the mending of a finding is."""
    if standing is None:
        return "未列管"
    if standing.mended:
        return "已改善"
    return "逾期" if standing.overdue else "待驗證" if standing.done_on else "改善中"


def percent(total: int | None, most: int) -> Fraction | None:
    """A total in hundredths of what can be had."""
    return Fraction(100 * total, most) if total is not None and most else None


def by_unit(checks: Sequence[CheckCard]) -> dict[str, Fraction]:
    """The mean of each unit's checks, in hundredths of the points that can be had."""
    found: dict[str, list[Fraction]] = {}
    for one in checks:
        if (value := percent(one.total, one.plan.most)) is not None:
            found.setdefault(one.unit, []).append(value)
    return {unit: sum(every, Fraction(0)) / len(every) for unit, every in sorted(found.items())}


NAMES: Final = ("各單位查核得分率", "本季", "前一季")
"""How the chart is called on paper: its title, this quarter, the quarter before."""


def chart_of(quarter: Quarter, names: tuple[str, str, str] = NAMES) -> Chart | None:
    """The means of the units beside those of the quarter before, as bars; None without a check."""
    now = by_unit(quarter.checks)
    if not now:
        return None
    series = [Series(names[1], tuple(round(value) for value in now.values()))]
    if quarter.before:
        points = tuple(round(quarter.before[unit]) if unit in quarter.before else None for unit in now)
        series.append(Series(names[2], points))
    return Chart(names[0], tuple(now), tuple(series), unit="%", bars=True)


def _checks(quarter: Quarter) -> list[Block]:
    if not quarter.checks:
        return [Paragraph(("本季沒有查核。",), indent=True)]
    rows = tuple(
        (
            (roc(one.on),), (WAYS[one.plan.way],), (one.unit,), (f"{one.total}／{one.plan.most}",),
            (one.grade or ("未達標準" if one.low else "-"),), (f"{len(one.findings)}",),
        )
        for one in quarter.checks
    )  # fmt: skip
    columns = (Column(2), Column(2), Column(2), Column(1.4, "right"), Column(1.2), Column(0.8, "right"))
    head = ("日期", "查核方式", "受查單位", "得分／總分", "等第", "缺失")
    return [Table(columns, head, rows, caption="查核情形")]


def _drawing(quarter: Quarter) -> list[Block]:
    chart = chart_of(quarter)
    if chart is None:
        return []
    return [Figure(draw(chart), chart.words, caption="各單位得分率與前一季比較")]


def _findings(quarter: Quarter) -> list[Block]:
    found, tally = quarter.findings, quarter.tally
    if not found:
        return [Paragraph(("本季查核沒有發現應改進事項。",), indent=True)]
    rows = tuple(
        ((f"{place}",), (one.unit,), (one.found,), (one.demand,), _until(quarter.standings.get(one.ref)))
        for place, one in enumerate(found, 1)
    )
    how = f"已改善{tally['mended']}項，改善中{tally['open']}項，逾期{tally['late']}項。"
    counted = f"本季發現應改進事項{tally['all']}項：{how}"
    columns = (Column(0.5, "right"), Column(1.4), Column(3), Column(3), Column(1.8))
    head = ("項次", "單位", "應改進事項", "改進要求", "期限與辦理情形")
    return [Paragraph((counted,), indent=True), Table(columns, head, rows, caption="應改進事項列管表")]


def _until(standing: Standing | None) -> tuple[str, ...]:
    return (f"{roc(standing.due_on)}前，{state_of(standing)}" if standing else state_of(standing),)


def _betterments(quarter: Quarter) -> list[Block]:
    low = [one for one in quarter.checks if one.low]
    if not low:
        return []
    lines = [f"{one.unit}{one.total}分，低於{one.plan.below}分：{one.betterment}" for one in low]
    return [Heading(1, "低於標準者的具體改善作法"), *(Paragraph((line,), indent=True) for line in lines)]


def _telephone(quarter: Quarter) -> list[Block]:
    if not quarter.telephone:
        return []
    rows = tuple(
        ((f"{one.place}",), (one.unit,), (f"{one.count}",), (rounded(one.mean, 1),)) for one in quarter.telephone
    )
    columns = (Column(1, "right"), Column(3), Column(1, "right"), Column(1, "right"))
    return [
        Heading(1, "電話禮貌測試"),
        Table(columns, ("名次", "單位", "通數", "平均"), rows, caption="各單位平均分數"),
    ]


def paper(quarter: Quarter, agency: str, mark: str = "") -> Document:
    """The paper as a tree."""
    said = quarter.review.conclusion.split("\n") if quarter.review else ["尚未檢討。"]
    minutes = (
        [Paragraph((f"會議紀錄：{quarter.review.minutes}",), small=True)]
        if (quarter.review and quarter.review.minutes)
        else []
    )
    blocks: list[Block] = [
        Heading(1, "查核情形"), *_checks(quarter), *_drawing(quarter),
        Heading(1, "應改進事項"), *_findings(quarter),
        *_betterments(quarter), *_telephone(quarter),
        Heading(1, "檢討"), *(Paragraph((part,), indent=True) for part in said if part.strip()), *minutes,
        SignOff(("承辦人", "單位主管", "機關首長")),
    ]  # fmt: skip
    return Document(title=f"{agency}{quarter.over.label}查核結果報告", blocks=tuple(blocks), mark=mark)


def file_of(document: Document, kind: str) -> bytes:
    """A document as ODT, DOCX or PDF."""
    return {"odt": odt.write, "docx": docx.write, "pdf": pdf.write}[kind](document)
