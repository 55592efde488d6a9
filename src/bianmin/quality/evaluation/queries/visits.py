"""Read how a visit goes, step by step by the clock, by when it is supplemented, and how a score is honoured."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.documents.tree import Block, Column, Document, Heading, Items, Pairs, Table
from bianmin.foundation.packs.queries.held import held_or_shared
from bianmin.kernel.rocdate import roc
from bianmin.quality.evaluation.models import Award
from bianmin.quality.evaluation.queries.rounds import EntrantCard, RoundCard
from bianmin.quality.evaluation.vocab import AwardPack, Honour, VisitStep


@dataclass(frozen=True, slots=True)
class Slot:
    """A step of a visit with the times it begins and ends."""

    first: time
    last: time
    step: VisitStep


def award_of(agency: str) -> AwardPack | None:
    """How visits of an agency's evaluations go: its own pack, else the one that all share."""
    return held_or_shared(Award, AwardPack, agency)


def slots(pack: AwardPack, begins: time) -> list[Slot]:
    """The steps of a visit that begins at a time, one after another."""
    at, found = datetime.combine(date.min, begins), list[Slot]()
    for step in pack.steps:
        end = at + timedelta(minutes=step.minutes)
        found.append(Slot(at.time(), end.time(), step))
        at = end
    return found


def supplement_due(pack: AwardPack, agency: str, visit_on: date) -> date:
    """By when what was asked for at a visit is handed in, by the office calendar 補充資料期限."""
    return due(Limit(visit_on, Period.parse(pack.supplement), office_calendar(agency))).due_on


def honour(pack: AwardPack, total: Fraction | None) -> Honour | None:
    """What a total is honoured with: the honour with the highest score that it reaches."""
    reached = [one for one in pack.honours if total is not None and total >= one.at_least]
    return max(reached, key=lambda one: one.at_least, default=None)


def _time(at: time) -> str:
    return f"{at:%H:%M}"


def paper(card: RoundCard, each: EntrantCard, pack: AwardPack, *, agency: str) -> Document:
    """The programme of a visit 實地審查程序表."""
    planned = slots(pack, each.visit_at or time(9, 0))
    rows = tuple(
        (
            (f"{_time(one.first)}–{_time(one.last)}",), (one.step.name,), (str(one.step.minutes),),
            ("；".join(f"{part.text}{f'（{part.minutes}分鐘）' if part.minutes else ''}" for part in one.step.parts),),
        )
        for one in planned
    )  # fmt: skip
    rules = [f"{one.step.name}：{rule.text}" for one in planned for rule in one.step.rules]
    rules += [rule.text for rule in pack.rules]
    day = roc(each.visit_on) if each.visit_on else "-"
    blocks: list[Block] = [
        Pairs(((_("Who is evaluated"), (each.name,)), (_("Day"), (day,)))),
        Table(
            (Column(2), Column(3), Column(1, "right"), Column(6)),
            (_("From and to"), _("Step"), pgettext("length", "Minutes"), _("What happens")),
            rows,
        ),
        Heading(1, _("Rules")),
        Items(tuple((rule,) for rule in rules)),
    ]
    return Document(title=f"{agency} {card.title} {_('Programme of the visit')}", blocks=tuple(blocks), author=agency)
