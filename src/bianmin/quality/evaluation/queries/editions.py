"""Which node of one edition became which of a later one, so that figures of several years can be read side by side."""

from collections import defaultdict
from dataclasses import dataclass, field

from bianmin.quality.evaluation.models import Framework
from bianmin.quality.evaluation.queries.selves import frameworks
from bianmin.quality.evaluation.vocab import walk


@dataclass(frozen=True, slots=True)
class Succession:
    """Of one edition: what each node became (`became`), what each continues (`continues`), by the node's code.

    `later` and `earlier` are the titles of the editions; `fresh` are constructs here that continue nothing, `unborn`
    those of the later edition that nothing here became.
    """

    later: str = ""
    earlier: str = ""
    became: dict[str, list[str]] = field(default_factory=dict)
    continues: dict[str, list[str]] = field(default_factory=dict)
    fresh: tuple[str, ...] = ()
    unborn: tuple[str, ...] = ()


def _names(row: Framework) -> dict[str, str]:
    return {node.code: node.name or node.text for _level, _above, node in walk(row.shape.nodes)}


def _links(row: Framework) -> list[tuple[str, str]]:
    return [(node.code, code) for _level, _above, node in walk(row.shape.nodes) for code in node.became]


def _without(row: Framework, reached: set[str]) -> tuple[str, ...]:
    """The names of the constructs of an edition of which no node was reached."""
    tops = [(top, {top.code, *(node.code for _level, _above, node in walk(top.nodes))}) for top in row.shape.nodes]
    return tuple(top.name for top, codes in tops if not codes & reached)


def succession(agency: str, code: str) -> Succession:
    """What an edition in force became and continues; empty where no pack says it."""
    rows = {row.code: row for row in frameworks(agency)}
    here = rows.get(code)
    if here is None:
        return Succession()
    later = rows.get(here.shape.later)
    earlier = next((row for row in rows.values() if row.shape.later == code), None)
    became, continues = defaultdict(list), defaultdict(list)
    known = _names(later) if later else {}
    for node, after in _links(here):
        if after in known:
            became[node].append(known[after])
    before = _names(earlier) if earlier else {}
    for node, after in _links(earlier) if earlier else ():
        continues[after].append(before[node])
    return Succession(
        later=later.title if later else "",
        earlier=earlier.title if earlier else "",
        became=dict(became),
        continues=dict(continues),
        fresh=_without(here, {*continues}) if earlier else (),
        unborn=_without(later, {after for _node, after in _links(here)}) if later else (),
    )
