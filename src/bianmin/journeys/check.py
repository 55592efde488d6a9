"""Check: the practices of the plan become a sheet, what was found corrective work, a quarter a report."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from random import Random

from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.queries import files_of
from bianmin.foundation.documents.vocab import Audience, FileCard, Retention
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import Refused
from bianmin.kernel.rocdate import FOUNDED
from bianmin.quality.checks.actions import checking
from bianmin.quality.checks.models import Check
from bianmin.quality.checks.queries.checks import check as check_card
from bianmin.quality.checks.queries.checks import of_span
from bianmin.quality.checks.queries.figures import totals, unit_scores
from bianmin.quality.checks.queries.paper import Quarter, by_unit
from bianmin.quality.checks.queries.phonepaper import Month
from bianmin.quality.checks.queries.reviews import before, review
from bianmin.quality.checks.queries.sheets import check_plans
from bianmin.quality.checks.queries.telephone import best, by_month, duties, ranked, to_repeat
from bianmin.quality.checks.vocab.cards import CheckCard, Duty, Opening, Standing
from bianmin.quality.checks.vocab.shapes import CheckPlan, Item, Way
from bianmin.quality.improvements.actions import begin
from bianmin.quality.improvements.queries import standing
from bianmin.quality.improvements.rules import UNIT, may_begin
from bianmin.quality.improvements.vocab import Source, State, Work
from bianmin.quality.indicators.queries.values import root_of, value
from bianmin.quality.indicators.vocab.spans import Span, span
from bianmin.quality.plans.queries.plans import in_force

NAME_MOST, ABOUT_MOST = 300, 600
COMPLAINTS = "IN-91"


def practices(agency: str, plan: CheckPlan, on: date) -> tuple[Item, ...]:
    """The practices and deadlines of the year's plan as items, met or not met; drawn by lot where the plan says so.

    The lot is sown with agency, plan and day, so that whoever draws it again draws the same.
    """
    running = in_force(system("checks"), agency=agency, year=on.year - FOUNDED + 1)
    items = [
        Item(code=one.code, name=one.shape.text[:NAME_MOST], about=one.deadline.text[:ABOUT_MOST], most=1)
        for one in (running.items if running else ())
    ]
    if 0 < plan.drawn < len(items):
        lot = Random(f"{agency}/{plan.id}/{on}")  # noqa: S311 - a lot that can be drawn again, no secret
        chosen = set(lot.sample(range(len(items)), plan.drawn))
        items = [one for place, one in enumerate(items) if place in chosen]
    return tuple(items)


@act()
def open_check(*, opening: Opening, by: Actor, at: datetime) -> Check:
    """Open a check; of one without a sheet of its own the practices of the year's plan are looked at.

    Raises:
        What `checks` refuses.
    """
    plan = opening.plan
    if plan.of_plan and opening.unit.startswith("/"):
        plan = plan.model_copy(update={"items": practices(opening.unit.split("/")[1], plan, opening.on)})
    return checking.open_check(opening=replace(opening, plan=plan), by=by, at=at)


@act()
def attach(*, number: str, agency: str, files: Iterable[Kept], by: Actor, at: datetime) -> int:
    """Keep photographs and papers with an open check; how many.

    Raises:
        NotFound, NotAllowed, IsClosed.
    """
    found, kept = checking.working_on(number, agency, by), list(files)
    for one in kept:
        store(
            data=one.data, name=one.name, subject=found.subject, agency=found.agency, retention=Retention.CHECK,
            audience=Audience.HOLDER, by=by, at=at,
        )  # fmt: skip
    return len(kept)


@act()
def close_check(*, number: str, agency: str = "", betterment: str = "", by: Actor, at: datetime) -> Check:
    """Close a check; every finding is tracked 列管, and below the mark each section concerned mends it concretely.

    Raises:
        What `checks` refuses.
    """
    found = checking.close(number=number, agency=agency, betterment=betterment, by=by, at=at)
    card = check_card(by, number, agency=found.agency)
    for one in card.findings:
        _begin(card, one.unit_path, one.ref, (one.found, one.demand, one.period), by, at)
    if card.low:
        cause = f"{card.plan.name}{card.number}總分{card.total}分，低於{card.plan.below}分。"
        for path in sorted({one.unit_path for one in card.findings} or {card.unit_path}):
            ref = f"checks.check:{card.number}@{path}"
            _begin(card, path, ref, (cause, card.betterment, card.plan.mend), by, at)
    return found


def _begin(card: CheckCard, path: str, ref: str, work: tuple[str, str, str], by: Actor, at: datetime) -> None:
    """Whoever checks from outside begins nothing in the house; the platform does it for the check that she closed."""
    cause, measure, period = work
    hand = by if may_begin(by, path) and by.agency == card.agency else system("checks")
    begin(
        unit_path=path, source_kind=Source.CHECK, source_ref=ref,
        work=Work(cause, measure, f"{UNIT}{path}", period), by=hand, at=at,
    )  # fmt: skip


def standings(agency: str, cards: Iterable[CheckCard], on: date) -> dict[str, Standing]:
    """How far the mending of what checks found is, by the reference of the finding; one statement."""
    refs = [one.ref for card in cards for one in card.findings]
    found = standing(agency, Source.CHECK, refs=refs) if refs else {}
    return {
        ref: Standing(
            row.number, row.due_on, row.done_on, row.state == State.VERIFIED,
            row.state == State.OPEN and row.due_on < on, row.result,
        )
        for ref, row in found.items()
    }  # fmt: skip


def files_of_check(actor: Actor, card: CheckCard) -> list[FileCard]:
    """The evidence of a check, for whoever may read the check."""
    reader = replace(actor, holds=actor.holds | {card.subject})
    return files_of(reader, agency=card.agency, subject=card.subject)


def quarter_of_checks(agency: str, over: Span, on: date, *, published: bool = False) -> Quarter:
    """What the report of a quarter is made of; only what is published where the public asks."""
    cards = of_span(agency, over, published=published)
    tests = [one for one in check_plans(agency) if one.way is Way.TELEPHONE and (one.published or not published)]
    rows = [total for one in tests for total in totals(agency, one.id, over)]
    earlier = by_unit(of_span(agency, before(over), published=published))
    return Quarter(
        agency, over, cards, standings(agency, cards, on), earlier, unit_scores(rows), review(agency, over)
    )  # fmt: skip


def month_of_calls(actor: Actor, plan: CheckPlan, month: Span) -> Month:
    """What the report of a month of telephone tests is made of, with the complaints by telephone (IN-91) beside it."""
    agency, year = actor.agency, span(month.text.partition("-")[0])
    repeat = [one for one in to_repeat(agency) if one.plan.id == plan.id and one.on <= month.last]
    return Month(
        plan, month, ranked(agency, plan, month), duties(agency, plan, month), best(agency, plan.id, month), repeat,
        by_month(agency, plan.id, year), by_month(agency, plan.id, year.year_before), _complaints(actor, month),
    )  # fmt: skip


def _complaints(actor: Actor, month: Span) -> str:
    """How many calls complained in a month, as the indicator prints it; nothing where there is none."""
    try:
        return value(actor, COMPLAINTS, agency=actor.agency, unit=root_of(actor.agency), span=month).printed
    except Refused:
        return ""


def reported(agency: str, found: Iterable[Duty]) -> dict[str, str]:
    """The improvements that heads of units reported with, by the reference of the duty; one statement."""
    refs = [one.ref for one in found]
    return {ref: row.number for ref, row in standing(agency, Source.CHECK, refs=refs).items()} if refs else {}
