"""Parts that come from the plan a report answers."""

from collections.abc import Callable
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from bianmin.foundation.documents.tree import Block, Column, Items, Line, Paragraph, Table
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rocdate import roc
from bianmin.quality.plans.queries.chapters import strategy_table
from bianmin.quality.plans.queries.plans import in_force, progress
from bianmin.quality.plans.vocab.cards import PlanCard, Progress
from bianmin.quality.reports.queries.figures import goal_words, mark_note, met_words
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import PlanTable, PlanText


class NoPlan(NotFound):
    """The report answers a plan, and there is none for the year."""

    message = _lazy("There is no plan for the year {year}. Load its pack first.")


PLAN_COLUMNS: Final = (
    Column(3.2),
    Column(1.2),
    Column(2.4),
    *(Column(1.2, "right") for _each in range(3)),
    Column(1.2),
)


def the_plan(sheet: Sheet) -> PlanCard:
    """The plan that the report answers: the agency's own of that year.

    Raises:
        NotFound: there is none the reader may see.
    """
    year = int(sheet.span.text.partition("-")[0])
    card = in_force(sheet.actor, agency=sheet.agency, year=year)
    if card is None:
        raise NoPlan(year=year)
    return card


def plan_table(sheet: Sheet, part: PlanTable) -> list[Block]:
    """Each item of the plan with its deadline, and for each of its indicators target, actual and the year before."""
    found = progress(sheet.actor, the_plan(sheet), over=sheet.span)
    rows = [row for each in found for row in _item(sheet, each)]
    note = mark_note(value.goal for each in found for value in each.values)
    spans = (sheet.span.label, sheet.span.year_before.label)
    head = (_("Item"), _("Deadline"), _("Indicator"), _("Target"), *spans, _("Result"))
    return [Table(PLAN_COLUMNS, head, tuple(rows), caption=part.caption, note=note)]


def _item(sheet: Sheet, each: Progress) -> list[tuple[Line, ...]]:
    text: Line = (f"{each.item.code}. {each.item.shape.text}",)
    deadline: Line = (each.item.deadline.text or "-",)
    if not each.values:
        return [(text, deadline, ("-",), ("-",), ("-",), ("-",), ("-",))]
    found: list[tuple[Line, ...]] = []
    for value in each.values:
        sheet.known[value.code] = value
        first = not found
        found.append(
            (
                text if first else ("",),
                deadline if first else ("",),
                (f"{value.name}（{value.code}）",),
                (goal_words(value.goal),),
                (sheet.now(value.code),),
                (sheet.before(value.code),),
                (met_words(value),),
            )
        )
    return found


def _bases(card: PlanCard) -> list[Block]:
    lines = []
    for basis in card.head.bases:
        issued = roc(basis.issued) if basis.issued else ""
        lines.append((f"{basis.issuer}{issued}{basis.number}{basis.mode}「{basis.title}」。",))
    return [Items(tuple(lines), ordered=True)]


def _goals(card: PlanCard) -> list[Block]:
    return [Items(tuple((goal.text,) for goal in card.head.goals), ordered=True)]


def _addressees(card: PlanCard) -> list[Block]:
    return [Items(tuple((words.text,) for words in card.head.addressees), ordered=True)]


def _period(card: PlanCard) -> list[Block]:
    return [Paragraph((card.head.period.text,), indent=True)] if card.head.period else []


def _sections(role: str) -> Callable[[PlanCard], list[Block]]:
    def found(card: PlanCard) -> list[Block]:
        entries = [entry for section in card.head.sections if section.role == role for entry in section.entries]
        return [Items(tuple((entry.text,) for entry in entries), ordered=True)] if entries else []

    return found


TEXTS: Final[dict[str, Callable[[PlanCard], list[Block]]]] = {
    "bases": _bases,
    "goals": _goals,
    "addressees": _addressees,
    "period": _period,
    "strategies": strategy_table,
    "steps": _sections("steps"),
    "evaluation": _sections("evaluation"),
    "other": _sections("other"),
}


def plan_text(sheet: Sheet, part: PlanText) -> list[Block]:
    """A section of the plan as it was approved."""
    return TEXTS[part.section](the_plan(sheet))
