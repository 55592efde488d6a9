"""Does a procedure lead from its first step to its end? What its shapes cannot say."""

from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from bianmin.delivery.catalog.vocab import END, Next, Step
from bianmin.foundation.packs.vocab import Place


def follows(steps: Sequence[Step], at: int) -> tuple[Next, ...]:
    """What may follow a step: what it says, else the step below it, else the end."""
    step = steps[at]
    below = steps[at + 1].code if at + 1 < len(steps) else END
    return step.next or (Next(to=below),)


def _reached(ways: dict[str, list[str]], start: str) -> set[str]:
    found, edge = {start}, [start]
    while edge:
        edge = [there for here in edge for there in ways.get(here, ()) if there not in found]
        found.update(edge)
    return found


def faults(steps: Sequence[Step]) -> Iterator[tuple[Place, str]]:
    """Sentences about steps that stand twice, lead nowhere, are never come to, or never come to the end.

    Where codes are wrong only these are told, since all else follows from them.
    """
    wrong = [*_codes(steps)]
    yield from wrong or _ways(steps)


def _codes(steps: Sequence[Step]) -> Iterator[tuple[Place, str]]:
    times = Counter(step.code for step in steps)
    for at, step in enumerate(steps):
        if times[step.code] > 1 or step.code == END:
            yield (
                ("sop", at, "code"),
                _("The code %(code)s is taken. Give this step another one.") % {"code": step.code},
            )
        for place, one in enumerate(step.next):
            if one.to not in {*times, END}:
                sentence = _("%(code)s leads to %(to)s, which is none of the steps. Name a step, or end.")
                yield ("sop", at, "next", place), sentence % {"code": step.code, "to": one.to}


def _ways(steps: Sequence[Step]) -> Iterator[tuple[Place, str]]:
    ways = {step.code: [one.to for one in follows(steps, at)] for at, step in enumerate(steps)}
    backwards: dict[str, list[str]] = {}
    for here, targets in ways.items():
        for there in targets:
            backwards.setdefault(there, []).append(here)
    reached, ending = _reached(ways, steps[0].code if steps else ""), _reached(backwards, END)
    for at, step in enumerate(steps):
        names = {"code": step.code}
        if step.code not in reached:
            yield ("sop", at), _("Nothing leads to the step %(code)s. Name it under next of a step before it.") % names
        if step.code not in ending:
            yield ("sop", at), _("From the step %(code)s nothing leads to the end. Mend its next.") % names
