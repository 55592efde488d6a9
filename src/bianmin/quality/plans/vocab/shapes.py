"""What packs say about plans and about the rules that governing plans set for them."""

from datetime import date
from typing import Final, Literal

from pydantic import Field

from bianmin.foundation.packs.vocab import Header, Shape
from bianmin.quality.plans.vocab.strategies import Follows, Headings, StrategyShape

CODE: Final = r"^[A-Za-z0-9._-]+$"
NO_JUDGE: Final = "none"


class Words(Shape):
    """A text with the line of the document it stands on, where it comes from one."""

    text: str = Field(min_length=1)
    line: str = ""


class Basis(Shape):
    """A document the plan rests on 計畫依據: issuer, day, number, title, how it came (函頒, 函轉, 函修正, 訂頒)."""

    issuer: str
    issued: date | None = None
    number: str = ""
    mode: str = ""
    title: str
    line: str = ""


class GoalShape(Words):
    """A goal 計畫目標; `serves` names the goal of the governing plan it is combined with."""

    serves: str = ""


class Period(Shape):
    """The period 執行期程 as written, and its days."""

    text: str
    first: date
    last: date
    line: str = ""


class AreaShape(Shape):
    """A node of the plan's grouping: 標準服務, 實施要項, 項目, 指標; `level` is what the plan calls it.

    `printed` keeps a slip of the document where `name` is the corrected text.
    """

    code: str = Field(pattern=CODE, max_length=40)
    level: str
    name: str
    printed: str = ""
    line: str = ""
    criteria: list[Words] = Field(default_factory=list)
    areas: list["AreaShape"] = Field(default_factory=list)


class RowShape(Shape):
    """A row of the printed table: the areas it stands for, and one deadline for all its items; blank where none is."""

    code: str = Field(pattern=CODE, max_length=40)
    areas: list[str]
    deadline: str = ""
    line: str = ""


class Quantity(Shape):
    """A quantity an item promises 量化的衡量指標: `value` (to `upper` for between) in `unit`, per `per`."""

    op: Literal["eq", "ge", "le", "gt", "lt", "between"]
    value: str = Field(pattern=r"^\d+(\.\d+)?$")
    upper: str = Field(default="", pattern=r"^(\d+(\.\d+)?)?$")
    unit: str
    per: str = ""


class Undertaker(Shape):
    """A unit or person that does it 承辦單位: lead 主辦, co-operating 協辦, or not said."""

    name: str
    path: str = ""
    role: Literal["lead", "co", "unsaid"] = "unsaid"


class ItemShape(Shape):
    """An item 推動作法／具體作法: what is done, for which areas, until when (blank: the row's), by whom, to what end.

    `indicators` are codes whose targets it serves, `strategies` those it carries out. `same_as` is the item that the
    plan prints again here. `printed` keeps a slip of the document where `text` is the corrected text.
    """

    code: str = Field(pattern=CODE, max_length=40)
    row: str = ""
    areas: list[str] = Field(default_factory=list)
    strategies: list[str] = Field(default_factory=list)
    text: str = Field(min_length=1)
    printed: str = ""
    quantities: list[Quantity] = Field(default_factory=list)
    cadence: str = ""
    deadline: str = ""
    units: list[Undertaker] = Field(default_factory=list)
    benefit: str = ""
    indicators: list[str] = Field(default_factory=list)
    same_as: str = ""
    line: str = ""
    source: str = ""


class Entry(Words):
    """An entry of a section; `covers` says which requirement of the governing plan it answers."""

    covers: str = ""


class Section(Shape):
    """A section of text beside the table: 執行步驟, 考核獎懲, 其他; `role` is steps, evaluation or other."""

    role: Literal["steps", "evaluation", "other"]
    title: str
    line: str = ""
    entries: list[Entry] = Field(min_length=1)


class PlannedTarget(Shape):
    """A target 目標值 the plan sets for an indicator over its year; it is in force once the plan is approved."""

    indicator: str = Field(pattern=CODE, max_length=40)
    op: Literal["ge", "gt", "le", "lt", "eq"]
    value: str = Field(pattern=r"^-?\d+(\.\d+)?$", max_length=30)
    source: str = ""


class Head(Header):
    """What a plan says about itself, apart from its table; `targets` are those written with it on pages.

    `unit` is the path of the unit whose plan it is 內部單位之執行計畫; empty where it is the whole agency's.
    `follows` is the plan above whose `strategies` it takes over and localises. `matched` says where it comes from which
    item serves which strategy, where the document does not say it.
    """

    kind: Literal["plan"]
    agency: str = Field(min_length=1, max_length=10)
    title: str = Field(min_length=1, max_length=200)
    year: int = Field(ge=1, le=999)
    programme: str = ""
    category: Literal["", "overall", "project"] = ""
    unit: str = Field(default="", pattern=r"^(/[A-Za-z0-9-]+/([a-z0-9-]+/)*)?$", max_length=200)
    issued_on: date | None = None
    issued_number: str = ""
    history: bool = False
    judge: str = NO_JUDGE
    bases: list[Basis] = Field(default_factory=list)
    goals: list[GoalShape] = Field(default_factory=list)
    addressees: list[Words] = Field(default_factory=list)
    headings: Headings = Field(default_factory=Headings)
    follows: Follows | None = None
    strategies: list[StrategyShape] = Field(default_factory=list)
    matched: str = ""
    period: Period | None = None
    columns: list[str] = Field(default_factory=list)
    sections: list[Section] = Field(default_factory=list)
    targets: list[PlannedTarget] = Field(default_factory=list)


class PlanPack(Head):
    """A plan as a pack: what it says about itself, its areas, the rows of its table and its items.

    A plan for the plans below 實施計畫 has strategies and no items of its own.
    """

    areas: list[AreaShape] = Field(default_factory=list)
    rows: list[RowShape] = Field(default_factory=list)
    items: list[ItemShape] = Field(default_factory=list)


class DraftingRule(Shape):
    """One rule of drafting 研訂原則: a check by name with its parameters, an error or a warning."""

    code: str
    check: Literal[
        "measurable", "benefit", "evaluable", "deadline", "uniform_deadline", "certain_deadline", "within_year",
        "lead_unit", "pages", "goals_linked", "period", "sections", "drawn",
    ]  # fmt: skip
    severity: Literal["error", "warning"]
    line: str
    terms: list[str] = Field(default_factory=list)
    share: int = Field(default=100, ge=1, le=100)
    most: int = Field(default=0, ge=0)


class DraftingPack(Header):
    """The rules that a governing plan sets for the plans below it."""

    kind: Literal["drafting"]
    title: str
    rules: list[DraftingRule] = Field(min_length=1)
