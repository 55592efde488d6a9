"""Appraisals: the list, one with its sample and figures, and the mailboxes that are to be appraised."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from bianmin.delivery.opinions.queries.figures import mailbox_figures, received_by_mailbox
from bianmin.delivery.opinions.queries.mailboxes import mailboxes
from bianmin.delivery.opinions.vocab import MailboxFigures
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.orgs.queries import unit_names
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.appraisals.models import Appraisal, Policy, Sample
from bianmin.quality.appraisals.rules import readable
from bianmin.quality.appraisals.vocab import AppraisalCard, AppraisalRules, CommonPoint, Due, SampleCard, State
from bianmin.quality.indicators.vocab.spans import Span, span

MOST: Final = 200
JULY: Final = 7
FIRST_YEAR: Final = 1911
SAME: Final = (
    "agency", "number", "mailbox", "mailbox_name", "state", "conclusion", "due_on", "made_by", "made_on",
    "approved_by", "approved_on",
)  # fmt: skip


def rules_of(agency: str) -> AppraisalRules | None:
    """The appraisal pack that holds for an agency; None where none is loaded: then nothing is appraised."""
    return held(Policy, AppraisalRules, agency)


def half_before(half: Span) -> Span:
    """The half-year before one."""
    return last_half(half.first)


def last_half(on: date) -> Span:
    """The half-year that was over on a day."""
    year = on.year - FIRST_YEAR
    return span(f"{year}-H1" if on.month >= JULY else f"{year - 1}-H2")


def halves(on: date, count: int = 4) -> list[Span]:
    """The half-years that were over on a day, the newest first."""
    found = [last_half(on)]
    while len(found) < count:
        found.append(half_before(found[-1]))
    return found


def due_on(rules: AppraisalRules, half: Span) -> date:
    """Until when the appraisal of a half-year is approved."""
    return due(Limit(half.last, Period.parse(rules.within), office_calendar(rules.agency))).due_on


def kept(figures: MailboxFigures) -> dict[str, Any]:
    """Figures as they are kept."""
    names = ("received", "answered", "days", "halves", "closed", "in_time", "reasons")
    return {name: getattr(figures, name) for name in names} | {
        "levels": {str(level): count for level, count in figures.levels.items()}
    }


def _read(said: Mapping[str, Any]) -> MailboxFigures:
    levels = {int(level): count for level, count in said["levels"].items()}
    return MailboxFigures(**{**said, "levels": levels})


def visible_to(actor: Actor) -> QuerySet[Appraisal]:
    """The appraisals an actor may read."""
    return Appraisal.objects.filter(readable(actor))


def row(actor: Actor, number: str) -> Appraisal:
    """An appraisal of the actor's agency that the actor may read.

    Raises:
        NotFound.
    """
    found = visible_to(actor).filter(agency=actor.agency, number=number).first()
    if found is None:
        raise NotFound
    return found


def _card(found: Appraisal) -> AppraisalCard:
    same: dict[str, Any] = {name: getattr(found, name) for name in SAME}
    document = AppraisalRules.model_validate_json(found.document)
    return AppraisalCard(id=found.pk, half=span(found.half), document=document, **same)


def _samples(rows: list[Sample]) -> tuple[SampleCard, ...]:
    names = unit_names(one.unit_path for one in rows)
    return tuple(
        SampleCard(
            one.place, one.number, names.get(one.unit_path, ""), one.closed_on, one.score, one.scores,
            tuple(one.points), one.remark, one.judged_by,
        )
        for one in rows
    )  # fmt: skip


def appraisals(actor: Actor) -> list[AppraisalCard]:
    """The appraisals of the actor's agency, the newest first, with how far each sample is; two statements."""
    found = list(visible_to(actor).filter(agency=actor.agency).order_by("-half", "mailbox")[:MOST])
    drawn: dict[int, list[SampleCard]] = {one.pk: [] for one in found}
    for one in Sample.objects.filter(appraisal__in=found).order_by("place"):
        drawn[one.appraisal_id].append(SampleCard(one.place, "", "", one.closed_on, one.score, {}, (), "", ""))
    return [replace(_card(one), samples=tuple(drawn[one.pk])) for one in found]


def figures_of(card: AppraisalCard, half: Span) -> MailboxFigures:
    """The figures of its mailbox over a half-year, as they are now."""
    return mailbox_figures(card.agency, card.mailbox, half.first, half.last)


def appraisal(actor: Actor, number: str) -> AppraisalCard:
    """One with its sample and figures: those that were kept, or as they are now while it is open.

    Raises:
        NotFound.
    """
    found = row(actor, number)
    card = replace(_card(found), samples=_samples(list(found.samples.order_by("place"))))
    if card.open:
        return replace(card, figures=figures_of(card, card.half), before=figures_of(card, half_before(card.half)))
    return replace(card, figures=_read(found.figures), before=_read(found.before))


def common_points(card: AppraisalCard) -> list[CommonPoint]:
    """What the judged answers lack 共通應改進事項, the most common first, with the units whose answers they are."""
    counted = Counter(code for one in card.samples for code in one.points)
    units = {
        point.code: tuple(sorted({one.unit for one in card.samples if point.code in one.points and one.unit}))
        for point in card.document.points
    }
    lines = [
        CommonPoint(point, counted[point.code], card.judged, units[point.code])
        for point in card.document.points
        if counted[point.code]
    ]
    return sorted(lines, key=lambda one: -one.count)


def to_appraise(agency: str, on: date) -> list[Due]:
    """The mailboxes whose last half-year brought opinions and is not appraised yet; two statements."""
    rules = rules_of(agency)
    if rules is None:
        return []
    half = last_half(on)
    until, came = due_on(rules, half), received_by_mailbox(agency, half.first, half.last)
    rows = Appraisal.objects.filter(agency=agency, half=half.text).values_list("mailbox", "number", "state")
    begun = {mailbox: (number, state) for mailbox, number, state in rows}
    return [
        Due(one.code, one.name, half, until, on > until, begun.get(one.code, ("", ""))[0])
        for one in mailboxes(agency)
        if came.get(one.code) and begun.get(one.code, ("", ""))[1] != State.APPROVED
    ]
