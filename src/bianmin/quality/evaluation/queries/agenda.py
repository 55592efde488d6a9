"""The agenda of the next meeting 會報議程: what the last ones decided, and every improvement that is still tracked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Column, Document, Heading, Paragraph, Table
from bianmin.kernel.actor import Actor
from bianmin.kernel.rocdate import roc
from bianmin.quality.evaluation.queries.minutes import MinutesCard, card_of, visible_to
from bianmin.quality.evaluation.vocab import Meeting
from bianmin.quality.improvements.queries import cards
from bianmin.quality.improvements.vocab import ImprovementCard, State

MEETINGS = (Meeting.AFFAIRS, Meeting.COMMITTEE)


@dataclass(frozen=True, slots=True)
class Decided:
    """The last minutes of a kind of meeting that decided something; `tracked` are the improvements begun from them."""

    minutes: MinutesCard
    tracked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """What the next meeting has to look at: decisions, and what is tracked 列管, the soonest due first."""

    decided: tuple[Decided, ...]
    tracked: tuple[ImprovementCard, ...]


def agenda(actor: Actor, *, agency: str, on: date) -> Agenda:
    """What comes onto the agenda of the next meeting of an agency, as far as the actor may read it."""
    works = cards(actor, agency=agency, on=on)
    last = [
        visible_to(actor).filter(agency=agency, meeting=meeting).exclude(decided="").first() for meeting in MEETINGS
    ]
    decided = [card_of(row) for row in last if row is not None]
    return Agenda(
        tuple(
            Decided(card, tuple(work.number for work in works if work.source_ref == card.subject)) for card in decided
        ),
        tuple(work for work in works if work.state != State.VERIFIED),
    )


def standing(work: ImprovementCard) -> str:
    """How far a tracked improvement is, in words."""
    return _("Overdue") if work.overdue else str(work.state.label)


def lines(of: Agenda, owners: Mapping[str, str]) -> str:
    """What is tracked as lines to begin minutes with."""
    words = [
        f"{place}. {work.number} {work.measure} ({owners.get(work.owner, '-')}, {roc(work.due_on)}, {standing(work)})"
        for place, work in enumerate(of.tracked, 1)
    ]
    return "\n".join([_("What is tracked"), *words]) if words else ""


def paper(of: Agenda, owners: Mapping[str, str], *, agency: str) -> Document:
    """The agenda as a document."""
    title, decisions = _("Agenda of the next meeting"), _("Decisions")
    body: list[Block] = []
    for one in of.decided:
        body.append(Heading(1, f"{decisions} {roc(one.minutes.held_on)} {one.minutes.title}"))
        body += [Paragraph((line,)) for line in one.minutes.decided.splitlines() if line.strip()]
    heads = (_("Number"), _("Improvement"), _("Who does it"), _("Due date"), _("Status"))
    rows = [
        (work.number, work.measure, owners.get(work.owner, "-"), roc(work.due_on), standing(work))
        for work in of.tracked
    ]
    columns = tuple(Column(share) for share in (2, 5, 2, 2, 2))
    body.append(Heading(1, _("What is tracked")))
    body.append(Table(columns, heads, tuple(tuple((cell,) for cell in row) for row in rows)))
    return Document(title=f"{agency} {title}", blocks=tuple(body), author=agency)
