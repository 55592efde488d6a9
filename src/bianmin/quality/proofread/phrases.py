"""Numbers in their sentences: the words before each, its sentence, its brackets, its year."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from bianmin.quality.proofread.claims import Certainty, Claim, Formula, Input, Kind, Verdict, verdict
from bianmin.quality.proofread.layout import Passage
from bianmin.quality.proofread.quantities import Quantity

_SENTENCE = re.compile(r"[。；;!?\t\n]")
_CLAUSE = re.compile(r"[。；;!?\t\n，,](?!\d)|[，。；]")
_BOUNDARY = frozenset("，、。；;：:()「」『』!?\t\n【】《》")
_ROUND_HEDGES = frozenset({"約", "近", "逾", "超過", "突破", "將近", "大約"})
_TOLERANCE = Fraction(3, 100)
_QUOTE = 110
_PAIR = re.compile(r"[\u4e00-\u9fff]{2}")


@dataclass(frozen=True, slots=True, eq=False)
class Mention:
    """A quantity in its passage. `label` is what stands before it in its clause; `depth` counts open brackets."""

    passage: Passage
    quantity: Quantity
    label: str
    sentence: int
    clause: int
    depth: int
    year: int | None

    @property
    def start(self) -> int:
        """Where the number begins."""
        return self.quantity.start

    @property
    def line(self) -> int:
        """The source line of the number."""
        return self.passage.line(self.quantity.start)

    @property
    def name(self) -> str:
        """A short name for the number: its label, its year."""
        text = re.sub(r"[\s*-]+", " ", self.label).strip() or self.quantity.noun or self.quantity.unit or "number"
        return text[-24:]

    def as_input(self, name: str = "") -> Input:
        """The quantity as an input of a recomputation."""
        quantity = self.quantity
        return Input(name or self.name, quantity.value, quantity.step, quantity.exact, self.line)


def _starts(pattern: re.Pattern[str], text: str) -> list[int]:
    return [0] + [match.end() for match in pattern.finditer(text)]


def _depths(text: str) -> list[int]:
    depth, depths = 0, []
    for char in text:
        depth = max(0, depth + (char == "(") - (char == ")"))
        depths.append(0 if char in "。\t\n" else depth)
        depth = depths[-1]
    return depths


def _label(text: str, start: int, floor: int) -> str:
    at = start
    while at > floor and text[at - 1] not in _BOUNDARY:
        at -= 1
    return text[at:start]


def mentions(passage: Passage) -> list[Mention]:
    """Every quantity of a passage with the words that say what it is; reckoned once a passage."""
    if passage.found is None:
        passage.found = _mentions(passage)
    return passage.found


def _mentions(passage: Passage) -> list[Mention]:
    text = passage.text
    sentences, clauses, depths = _starts(_SENTENCE, text), _starts(_CLAUSE, text), _depths(text)
    found, floor = [], 0
    for quantity in passage.quantities:
        sentence = bisect_right(sentences, quantity.start) - 1
        clause = bisect_right(clauses, quantity.start) - 1
        years = [
            moment.year
            for moment in passage.moments
            if sentences[sentence] <= moment.start < quantity.start and moment.year is not None
        ]
        found.append(
            Mention(
                passage,
                quantity,
                _label(text, quantity.start, floor),
                sentence,
                clause,
                depths[quantity.start],
                years[-1] if years else None,
            )
        )
        floor = quantity.stop
    return found


def bigrams(text: str) -> set[str]:
    """All pairs of neighbouring ideographs."""
    return {text[at : at + 2] for at in range(len(text) - 1) if _PAIR.match(text, at)}


def overlap(one: str, other: str) -> int:
    """Length of the longest run of characters two labels share."""
    best, previous = 0, [0] * (len(other) + 1)
    for char in one:
        current = [0]
        for index, compared in enumerate(other):
            current.append(previous[index] + 1 if char == compared and "\u4e00" <= char <= "\u9fff" else 0)
        best, previous = max(best, *current), current
    return best


def last_place(quantity: Quantity) -> Fraction:
    """The worth of the last figure that is meant: of 約 5,000 the thousands, of 1,234 the units."""
    step = quantity.step
    if quantity.hedge in _ROUND_HEDGES and quantity.decimals == 0 and quantity.value:
        while quantity.value % (step * 10) == 0:
            step *= 10
    return step


def quote(passage: Passage, start: int, stop: int) -> str:
    """The printed text from `start` to `stop`, cut short in the middle if long."""
    text = re.sub(r"\s+", " ", passage.raw[max(0, start) : stop]).strip()
    return text if len(text) <= _QUOTE else text[: _QUOTE // 2] + "……" + text[-_QUOTE // 2 :]


def printed(mention: Mention) -> str:
    """The number as printed, with its unit."""
    return mention.passage.raw[mention.quantity.start : mention.quantity.stop].strip()


def weigh(mention: Mention, formula: Formula, inputs: Sequence[Input]) -> tuple[Verdict, Fraction]:
    """Judge a mention against a formula; hedged figures (約, 近, 逾) are held to the figures they show."""
    quantity = mention.quantity
    step = last_place(quantity)
    outcome, value = verdict(quantity.value, step, formula, inputs)
    if outcome is Verdict.INCONSISTENT and quantity.hedge in _ROUND_HEDGES:
        room = max(step, _TOLERANCE * abs(value))
        if abs(value - quantity.value) < room:
            return Verdict.ROUNDED, value
    return outcome, value


def fits(mention: Mention, formula: Formula, inputs: Sequence[Input]) -> bool:
    """Whether a mention agrees with a formula of inputs."""
    try:
        return weigh(mention, formula, inputs)[0] is not Verdict.INCONSISTENT
    except ZeroDivisionError:
        return False


def state(
    mention: Mention,
    kind: Kind,
    formula: Formula,
    inputs: Sequence[Input],
    text: str,
    *,
    since: int | None = None,
    certainty: Certainty = Certainty.CERTAIN,
) -> Claim:
    """The claim that a mention equals a formula of inputs; `certainty` counts only if it does not."""
    outcome, value = weigh(mention, formula, inputs)
    passage, quantity = mention.passage, mention.quantity
    return Claim(
        line=mention.line,
        quote=quote(passage, mention.start - 20 if since is None else since, quantity.stop),
        kind=kind,
        inputs=tuple(inputs),
        formula=text,
        printed=printed(mention),
        value=quantity.value,
        recomputed=value,
        verdict=outcome,
        certainty=certainty if outcome is Verdict.INCONSISTENT else None,
        column=passage.column(mention.start),
    )


def stated(
    passage: Passage,
    at: int,
    phrase: str,
    kind: Kind,
    *,
    holds: bool,
    formula: str,
    inputs: Sequence[Input],
    certainty: Certainty,
    around: tuple[int, int],
) -> Claim:
    """The claim that an order or trend word is right: its value is true, recomputed it holds or not."""
    return Claim(
        line=passage.line(at),
        quote=quote(passage, *around),
        kind=kind,
        inputs=tuple(inputs),
        formula=formula,
        printed=phrase,
        value=True,
        recomputed=holds,
        verdict=Verdict.CONSISTENT if holds else Verdict.INCONSISTENT,
        certainty=None if holds else certainty,
        column=passage.column(at),
    )
