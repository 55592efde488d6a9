"""A service's procedure ready for a page: the drawing, and the same steps as a list."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from bianmin.delivery.catalog.rules.procedure import follows
from bianmin.delivery.catalog.vocab import END, Step, Work
from bianmin.faces.ui.flowchart import Box, flowchart
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.kernel.words import LISTENER

STRONG = frozenset({Work.DECIDE, Work.REVIEW, Work.SECOND_REVIEW})
"""Steps drawn with a strong edge: where somebody judges."""


@dataclass(frozen=True, slots=True)
class Line:
    """One step in words: `ways` name the number of the step that follows, 0 for the end, and in which case."""

    number: int
    code: str
    name: str
    role: str
    limit: str
    work: str
    checklist: tuple[str, ...]
    ways: tuple[tuple[int, str, str], ...]


def limit_in_words(limit: str) -> str:
    """A limit as people read it: 3個工作日, 3 working days; nothing where none is published."""
    return Period.parse(limit).words(LISTENER.language() or "zh_Hant") if limit else ""


def lines(steps: Sequence[Step], say: Reader) -> list[Line]:
    """The steps in words."""
    return [
        Line(
            number=at + 1,
            code=step.code,
            name=say(step.name),
            role=say(step.role),
            limit=limit_in_words(step.limit),
            work="" if step.work is Work.OTHER else str(step.work.label),
            checklist=tuple(map(say, step.checklist)),
            ways=_ways(steps, at, say),
        )
        for at, step in enumerate(steps)
    ]


def _ways(steps: Sequence[Step], at: int, say: Reader) -> tuple[tuple[int, str, str], ...]:
    """Where it goes on from a step, unless that is just the next one."""
    places = {step.code: (number, say(step.name)) for number, step in enumerate(steps, 1)}
    places[END] = 0, pgettext("procedure", "end")
    onwards = [one for one in follows(steps, at) if steps[at].next and (one.to != END or one.when)]
    found = tuple((*places[one.to], say(one.when)) for one in onwards)
    return () if len(found) == 1 and found[0][0] == at + 2 else found


def drawing(steps: Sequence[Step], say: Reader, *, title: str) -> SafeString:
    """The steps as a flow chart; nothing where there are none."""
    if not steps:
        return SafeString()
    places = {step.code: at for at, step in enumerate(steps)}
    boxes = [
        Box(
            name=say(step.name),
            small=" · ".join(text for text in (say(step.role), limit_in_words(step.limit)) if text),
            ways=tuple((places.get(one.to, len(steps)), say(one.when)) for one in follows(steps, at)),
            strong=step.work in STRONG,
        )
        for at, step in enumerate(steps)
    ]
    return flowchart(boxes, title=title)
