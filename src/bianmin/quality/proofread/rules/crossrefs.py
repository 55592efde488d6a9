"""One quantity in two places: equal numbers with words in common, and one sentence with two numbers."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from fractions import Fraction

from bianmin.quality.proofread import formulas, units
from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind
from bianmin.quality.proofread.grids import Entry, grid
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.phrases import Mention, bigrams, mentions, state

_BEFORE, _AFTER, _FEWEST, _MOST = 40, 24, 2, 12
_SHARED, _LARGE, _TENS = 3, 1000, 10
_KEY, _PREFIX, _MORE, _LONG, _LONGEST = 6, 12, 12, 22, 400
_DROP = re.compile(r"[\s,*]|同期|[A-Z]\.|\([A-Za-z\d一二三四五六七八九十]\)|^- ")
_SENTENCE = "。；;!?\t\n"


def check(document: Document) -> Iterator[Claim]:
    """Repeated quantities of the whole document."""
    everything = [mention for passage in document.passages if passage.quantities for mention in mentions(passage)]
    yield from _equal(everything)
    yield from _with_tables(document, everything)
    yield from _unequal(everything)


def _family(unit: str) -> str:
    """One name for units that count the same."""
    return (
        next((name for name in ("人", "天", "項", "場", "件", "個月") if units.alike(unit, name)), unit) if unit else ""
    )


def _window(mention: Mention) -> set[str]:
    text = mention.passage.text
    around = (
        text[max(0, mention.start - _BEFORE) : mention.start]
        + " "
        + text[mention.quantity.stop : mention.quantity.stop + _AFTER]
    )
    return bigrams(around)


def _digits(value: Fraction) -> int:
    return (
        len(str(abs(value.numerator)).rstrip("0"))
        if value.denominator == 1
        else len(str(float(value)).replace(".", "").strip("0"))
    )


def _equal(everything: Sequence[Mention]) -> Iterator[Claim]:
    """Each number that stands again elsewhere with words in common."""
    groups: dict[tuple[Fraction, str], list[Mention]] = defaultdict(list)
    for mention in everything:
        value = mention.quantity.value
        if value > 1 and mention.quantity.unit:
            groups[value, "" if _digits(value) > _SHARED else _family(mention.quantity.unit)].append(mention)
    for group in [group for group in groups.values() if _FEWEST <= len(group) <= _MOST]:
        windows = [_window(mention) for mention in group]
        partners = [(mention, _partner(group, windows, at)) for at, mention in enumerate(group)]
        yield from (_cross(mention, other.as_input(), other.line) for mention, other in partners if other)


def _partner(group: list[Mention], windows: list[set[str]], at: int) -> Mention | None:
    best: tuple[int, Mention] | None = None
    for index, other in enumerate(group):
        apart = _apart(group[at], other)
        shared = len(windows[at] & windows[index])
        needed = 1 if _digits(group[at].quantity.value) > _SHARED or _same_noun(group[at], other) else _SHARED
        if index != at and apart and shared >= needed and (best is None or shared > best[0]):
            best = (shared, other)
    return best[1] if best else None


def _apart(one: Mention, other: Mention) -> bool:
    """In different paragraphs, or in different cells of a row."""
    if one.passage is not other.passage:
        return True
    return "\t" in one.passage.text[min(one.quantity.stop, other.quantity.stop) : max(one.start, other.start)]


def _same_noun(one: Mention, other: Mention) -> bool:
    nouns = one.quantity.noun[:_SHARED], other.quantity.noun[:_SHARED]
    return nouns[0] == nouns[1] and len(nouns[0]) == _SHARED and one.quantity.value >= _TENS


def _cross(mention: Mention, other: Input, line: int, certainty: Certainty = Certainty.LIKELY) -> Claim:
    return state(
        mention,
        Kind.CROSS,
        formulas.same,
        [Input(f"line {line}", other.value, other.step, other.exact, line)],
        f"value on line {line}",
        since=mention.start - 20,
        certainty=certainty,
    )


def _with_tables(document: Document, everything: Sequence[Mention]) -> Iterator[Claim]:
    """Large numbers of tables that prose repeats."""
    cells: dict[Fraction, list[Entry]] = defaultdict(list)
    for table in document.tables:
        found = grid(table)
        for number in found.numbers.values() if found else ():
            if number.value >= _LARGE and _digits(number.value) > _SHARED and not number.percent:
                cells[number.value].append(number)
    for mention in everything:
        for number in cells.get(mention.quantity.value, ())[:1]:
            yield _cross(mention, number.as_input("table"), number.cell.line)


def _plain(text: str) -> str:
    return _DROP.sub("", text)


def _prefix(mention: Mention) -> str:
    """The sentence before the number, blanks and numbering left out."""
    text = mention.passage.text
    begin = max(mention.start - _LONGEST, *(text.rfind(sign, 0, mention.start) + 1 for sign in _SENTENCE))
    return _plain(text[begin : mention.start])


def _suffix(mention: Mention) -> str:
    return re.sub(r"\d", "", _plain(mention.passage.text[mention.quantity.stop : mention.quantity.stop + 60]))


def _unequal(everything: Sequence[Mention]) -> Iterator[Claim]:
    """The same sentence, up to the number and after it, in two places with different numbers."""
    groups: dict[tuple[str, str], list[tuple[Mention, str, str]]] = defaultdict(list)
    for mention in everything:
        prefix, suffix = _prefix(mention), _suffix(mention)
        if len(prefix) >= _PREFIX and len(suffix) >= _KEY and mention.quantity.unit:
            groups[_family(mention.quantity.unit), suffix[:_KEY]].append((mention, prefix, suffix))
    for group in groups.values():
        for one, other in itertools.combinations(group[:_MOST], 2):
            if _differs(one, other):
                yield _cross(one[0], other[0].as_input(), other[0].line)
                yield _cross(other[0], one[0].as_input(), one[0].line)


def _common(one: str, other: str) -> int:
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _differs(one: tuple[Mention, str, str], other: tuple[Mention, str, str]) -> bool:
    """Two mentions of one quantity, in different places, with different values."""
    first, second = one[0], other[0]
    if first.passage is second.passage or first.quantity.value == second.quantity.value or first.year != second.year:
        return False
    if not units.alike(first.quantity.unit, second.quantity.unit) or first.quantity.step != second.quantity.step:
        return False
    if _common(one[2], other[2]) + _common(one[1][::-1], other[1][::-1]) < _LONG:
        return False
    return _grown(one[1], other[1])


def _grown(one: str, other: str) -> bool:
    """Whether two beginnings are the same but for a few words more in one: nothing stands for something else."""
    steps = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    size = sum(max(step[2] - step[1], step[4] - step[3]) for step in changed)
    words = "".join(one[step[1] : step[2]] + other[step[3] : step[4]] for step in changed)
    return size <= _MORE and not re.search(r"\d", words) and all(step[0] != "replace" for step in changed)
