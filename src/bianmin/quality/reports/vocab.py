"""What a report is made of: an outline of chapters and parts, and what was built from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Final, Literal

from pydantic import Field as Key
from pydantic import Strict

from bianmin.foundation.packs.vocab import Header, Shape

Lax = Strict(strict=False)
Text = Annotated[str, Key(min_length=1, max_length=2000)]
Codes = Annotated[tuple[str, ...], Lax]
PAGES_IN_PRINCIPLE: Final = 10
"""More pages than this are warned about 以不超過10頁為原則 (document 003, line 257)."""


class Words(Shape):
    """Paragraphs; `{IN-04}` stands for a value, `{IN-04.before}` for the year before, `{agency}` and `{span}` too."""

    part: Literal["words"]
    paragraphs: Annotated[tuple[Text, ...], Lax, Key(min_length=1)]


class FiguresTable(Shape):
    """A table of indicators: target, actual, the year before, change."""

    part: Literal["figures"]
    caption: str = ""
    indicators: Codes


class PlanTable(Shape):
    """The items of a plan with targets beside actuals and the year before."""

    part: Literal["plan"]
    caption: str = ""


class PlanText(Shape):
    """A section of the plan as it was approved: bases, goals, addressees, period, strategies, or sections of text."""

    part: Literal["plan_text"]
    section: Literal["bases", "goals", "addressees", "period", "strategies", "steps", "evaluation", "other"]


class MonthChart(Shape):
    """One indicator by month, beside the same months a year before, with its target as a line."""

    part: Literal["chart"]
    indicator: str
    caption: str = ""


class Breakdown(Shape):
    """One indicator by the dimension that its measures keep, as bars and as a table."""

    part: Literal["breakdown"]
    indicator: str
    caption: str = ""
    labels: dict[str, str] = Key(default_factory=dict)


class Compare(Shape):
    """Indicators beside their baselines, peers and what documents printed (特殊性、比較性、成長性: 文件000 line 58)."""

    part: Literal["compare"]
    caption: str = ""
    indicators: Codes


class Reviews(Shape):
    """Every missed target with its review: cause, measure, owner, due date, state."""

    part: Literal["reviews"]


class Corrections(Shape):
    """Improvements begun in the span from unhappy ratings, and how far they are."""

    part: Literal["corrections"]


class SelfEvaluation(Shape):
    """The result of the self-evaluation by a framework: constructs with weight and score, and the total."""

    part: Literal["evaluation"]
    framework: str


class Points(Shape):
    """The self-evaluation by a framework written out, construct by construct, point by point 逐項撰擬 (DR-24).

    `under`: only what is written of one node, and under it; the chapter's heading is that node's.
    """

    part: Literal["points"]
    framework: str
    under: str = ""


class Profile(Shape):
    """The agency's particulars 基本資料 as its newest entry in a register says them, and its organisation chart."""

    part: Literal["profile"]
    of: str = "agency-profile"
    chart: bool = True


class Entries(Shape):
    """What a register holds of the span, by the day it happened: as numbered items of one question, or as a table.

    `columns`: the questions printed, one for items. `only`: the answers that an entry has to have.
    """

    part: Literal["entries"]
    of: str
    layout: Literal["items", "table"] = "table"
    columns: Annotated[Codes, Key(min_length=1, max_length=8)]
    only: dict[str, str] = Key(default_factory=dict, max_length=5)
    caption: str = ""


class SurveyResult(Shape):
    """The newest survey by a questionnaire that ended in the span: its five parts and its tables (STR-27)."""

    part: Literal["survey"]
    questionnaire: str
    caption: str = ""


class Recommended(Shape):
    """The newest list of recommendations from one source that was held by the span's end 建議事項辦理情形彙整表."""

    part: Literal["recommendations"]
    by: Literal["judges", "committee", "citizens"]
    caption: str = ""


class SignOffBoxes(Shape):
    """Boxes to sign or stamp."""

    part: Literal["signoff"]
    roles: Codes


Part = Annotated[
    Words | FiguresTable | PlanTable | PlanText | MonthChart | Breakdown | Reviews | Corrections | SelfEvaluation
    | SignOffBoxes | Compare | Points | Profile | Entries | SurveyResult | Recommended,
    Key(discriminator="part"),
]  # fmt: skip


class Chapter(Shape):
    """A heading with its parts and the headings below it: 壹、 一、 (一) 1.

    An `annex` has no number itself, and those below it begin again with the first: 附件二, 壹、.
    """

    heading: Text
    annex: bool = False
    parts: Annotated[tuple[Part, ...], Lax] = ()
    chapters: Annotated[tuple["Chapter", ...], Lax] = ()


class Outline(Header):
    """A report as its pack lays it out; `title` may hold `{agency}` and `{span}`.

    Parts about a plan take the agency's own plan of the year. More than `most_pages` are warned about; 0: never.
    `cover`: title, agency and day have a page of their own. `front`: parts before the contents.
    """

    kind: Literal["report"]
    title: Text
    subtitle: str = ""
    face: Literal["kai", "ming"] = "kai"
    cover: bool = False
    front: Annotated[tuple[Part, ...], Lax] = ()
    contents: bool = False
    numbered_captions: bool = False
    captions_by: Literal["chapter", "part"] = "chapter"
    most_pages: int = Key(default=PAGES_IN_PRINCIPLE, ge=0)
    chapters: Annotated[tuple[Chapter, ...], Lax, Key(min_length=1)]

    def parts(self) -> Iterator[Part]:
        """Every part, in order."""
        yield from self.front
        for chapter in self.chapters:
            yield from _parts(chapter)

    def indicators(self) -> list[str]:
        """Codes of every indicator the parts name, in order."""
        found: dict[str, None] = {}
        for part in self.parts():
            codes = getattr(part, "indicators", ()) or ((part.indicator,) if hasattr(part, "indicator") else ())
            found.update(dict.fromkeys(codes))
        return list(found)


def _parts(chapter: Chapter) -> Iterator[Part]:
    yield from chapter.parts
    for below in chapter.chapters:
        yield from _parts(below)


def filled(text: str, holes: Mapping[str, str]) -> str:
    """A text with its `{names}` filled; other braces are text, so that no pack can reach into what fills them."""
    for name, words in holes.items():
        text = text.replace(f"{{{name}}}", words)
    return text


@dataclass(frozen=True, slots=True)
class FigureCard:
    """One printed figure: its reference, exact counts, and how it was printed."""

    ref: str
    indicator: str
    unit: str
    span: str
    n: int
    d: int
    printed: str


@dataclass(frozen=True, slots=True)
class BuiltCard:
    """A report that was built: its files by format (`odt`, `pdf`), pages, warnings and figures."""

    id: int
    agency: str
    outline: str
    version: str
    title: str
    unit_path: str
    span: str
    pages: int
    warnings: tuple[str, ...]
    figures: tuple[FigureCard, ...]
    files: dict[str, str]
    built_at: datetime
    built_on: date
    built_by: str
    published_at: datetime | None
