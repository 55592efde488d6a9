"""The monthly paper of telephone tests 電話禮貌測試月報: ranks, months beside the year before, who is commended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from bianmin.foundation.documents.charts import Chart, Series, draw
from bianmin.foundation.documents.tree import Block, Column, Document, Figure, Heading, Paragraph, SignOff, Table
from bianmin.quality.checks.vocab.cards import Best, CheckCard, Duty, UnitScore
from bianmin.quality.checks.vocab.shapes import CheckPlan
from bianmin.quality.indicators.vocab.printing import rounded
from bianmin.quality.indicators.vocab.spans import Span

YEAR: Final = "年"


@dataclass(frozen=True, slots=True)
class Month:
    """What the paper of a month is made of; `now` and `before` are means by month of the year and of the one before."""

    plan: CheckPlan
    month: Span
    ranks: Sequence[UnitScore]
    duties: Sequence[Duty]
    persons: Sequence[Best]
    repeat: Sequence[CheckCard]
    now: Mapping[str, Fraction | None]
    before: Mapping[str, Fraction | None]
    complaints: str = ""

    @property
    def mean(self) -> str:
        """The mean of all tests of the month; a stroke without any."""
        value = self.now.get(self.month.text)
        return rounded(value, 1) if value is not None else "-"

    @property
    def first(self) -> list[Best]:
        """Who has the highest mean; several where it is the same."""
        return [one for one in self.persons if one.mean == self.persons[0].mean]


def tenths(value: Fraction | None) -> Fraction | None:
    """As it is printed, to one decimal."""
    return None if value is None else Fraction(rounded(value, 1))


def chart_of(month: Month, title: str = "各月平均分數") -> Chart:
    """The months of the year beside those of the year before."""
    years = [str(next(iter(each)).partition("-")[0]) for each in (month.now, month.before)]
    series = [Series(f"{years[0]}{YEAR}", tuple(tenths(value) for value in month.now.values()))]
    if any(value is not None for value in month.before.values()):
        series.append(Series(f"{years[1]}{YEAR}", tuple(tenths(value) for value in month.before.values())))
    return Chart(title, tuple(str(place) for place in range(1, 13)), tuple(series), bars=True)


def _ranks(month: Month) -> list[Block]:
    if not month.ranks:
        return [Paragraph(("本月沒有測試。",), indent=True)]
    counted = month.plan.calls.counted if month.plan.calls else ""
    rows = tuple(
        (
            (f"{one.place}",), (one.unit,), (f"{one.count}",), (one.printed,),
            (month.plan.grade(int(one.mean)) or "-",), (f"{one.counted}",),
        )
        for one in month.ranks
    )  # fmt: skip
    head = ("名次", "單位", "通數", "平均分數", "等第", f"{counted or '乙等'}通數")
    columns = (
        Column(0.8, "right"),
        Column(3),
        *(Column(1, "right") for _place in range(2)),
        Column(1),
        Column(1, "right"),
    )
    return [Table(columns, head, rows, caption="各單位成績評比")]


def why(duty: Duty) -> str:
    """Why a head reports."""
    months = "、".join(one.label for one in duty.months)
    return f"{months}連續{duty.grade or '評列最後1名'}"


def _duties(month: Month) -> list[Block]:
    lines = [f"{one.unit}：{why(one)}，請單位主管作檢討改進報告。" for one in month.duties]
    lines += [f"{one.unit}{one.number}（{one.total}分）待複測。" for one in month.repeat]
    return [Paragraph((line,), indent=True) for line in lines or ["本月沒有單位須作檢討改進報告，也沒有待複測的電話。"]]


def _complaints(month: Month) -> list[Block]:
    if not month.complaints:
        return []
    return [Heading(1, "遭投訴電話"), Paragraph((f"本月遭投訴電話{month.complaints}。",), indent=True)]


def paper(month: Month, agency: str, mark: str = "") -> Document:
    """The paper as a tree."""
    chart = chart_of(month)
    praised = "、".join(f"{one.unit}{one.person}（{one.printed}分，{one.count}通）" for one in month.first)
    blocks: list[Block] = [
        Heading(1, "測試結果"), Paragraph((f"本月平均{month.mean}分。",), indent=True), *_ranks(month),
        Figure(draw(chart), chart.words, caption="各月平均分數與前一年比較"),
        Heading(1, "檢討與複測"), *_duties(month),
        Heading(1, "電話禮貌楷模"),
        Paragraph((f"本月第一名：{praised}。" if praised else "本月的測試沒有登錄受測人員。",), indent=True),
        *_complaints(month), SignOff(("承辦人", "單位主管", "機關首長")),
    ]  # fmt: skip
    title = f"{agency}{month.month.label}{month.plan.name}報告"
    return Document(title=title, blocks=tuple(blocks), mark=mark)
