"""A procedure leads from its first step to its end, or `pack check` says at which step it does not."""

import pytest

from bianmin.delivery.catalog.rules.procedure import faults, follows
from bianmin.delivery.catalog.vocab import Next, Step
from bianmin.foundation.packs.queries.checks import examine
from tests.delivery.catalog.test_catalog import PACK


def steps(*ways: tuple[str, list[str]]) -> list[Step]:
    return [Step(code=code, name=code, next=tuple(Next(to=to) for to in onwards)) for code, onwards in ways]


def test_without_next_the_step_below_follows_and_the_last_one_ends():
    plain = steps(("receive", []), ("decide", []))
    assert [[one.to for one in follows(plain, at)] for at in range(2)] == [["decide"], ["end"]]
    assert list(faults(plain)) == []


def test_a_way_back_is_no_fault():
    assert list(faults(steps(("receive", ["ask", "decide"]), ("ask", ["receive"]), ("decide", ["end"])))) == []


@pytest.mark.parametrize(
    ("ways", "place", "word"),
    [
        ([("receive", ["nowhere", "end"])], ("sop", 0, "next", 0), "nowhere"),
        ([("receive", ["end"]), ("lost", [])], ("sop", 1), "lost"),
        ([("receive", ["ask"]), ("ask", ["receive"])], ("sop", 0), "receive"),
        ([("end", [])], ("sop", 0, "code"), "end"),
    ],
)
def test_a_step_that_leads_nowhere_is_named(ways: list[tuple[str, list[str]]], place: tuple[object, ...], word: str):
    found = dict(faults(steps(*ways)))
    assert word in found[place]


def test_the_same_code_twice_is_refused():
    found = list(faults(steps(("receive", ["decide"]), ("decide", ["end"]), ("decide", ["end"]))))
    assert [place for place, _sentence in found] == [("sop", 1, "code"), ("sop", 2, "code")]


@pytest.mark.row("SYS-037")
def test_a_pack_with_such_a_step_is_refused_at_its_line():
    wrong = PACK + "sop:\n- {code: receive, name: 收件}\n- {code: decide, name: 核定, next: [{to: nowhere}]}\n"
    (first,) = examine("transcript.yaml", wrong.encode())
    assert (first.key, first.line) == (
        "sop.1.next.0",
        wrong.splitlines().index("- {code: decide, name: 核定, next: [{to: nowhere}]}") + 1,
    )
    assert "nowhere" in first.sentence
