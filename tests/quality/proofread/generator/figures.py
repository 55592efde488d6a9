"""Figures as officials print them, and the errors that slip into them."""

import random
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True)
class Truth:
    """A printed number that says something checkable: `wrong` if an error was planted in it."""

    value: float | bool
    kind: str
    wrong: bool = False


@dataclass
class Piece:
    """A paragraph (one cell) or a table, with the truths of each of its rows."""

    rows: list[list[str]]
    truths: list[list[Truth]] = field(default_factory=list)
    spans: dict[tuple[int, int], int] = field(default_factory=dict)

    @property
    def is_table(self) -> bool:
        return len(self.rows[0]) > 1


def rounded(value: Fraction, decimals: int) -> Fraction:
    scale = 10**decimals
    scaled = abs(value) * scale
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(whole if value >= 0 else -whole, scale)


def share(n: int, d: int, decimals: int) -> Fraction:
    return rounded(Fraction(n * 100, d), decimals)


def printed(rng: random.Random, value: int, *, style: str = "") -> str:
    """12,345 · 12345 · 1 萬 2,345 · 1萬2345."""
    style = style or rng.choice(["comma", "comma", "comma", "plain", "myriad", "tight"])
    if style in {"myriad", "tight"} and value >= 10_000 and value % 10_000 >= 1000:
        head, tail = divmod(value, 10_000)
        return f"{head} 萬 {tail:,}" if style == "myriad" else f"{head:,}萬{tail:,}"
    return str(value) if style == "plain" and value < 100_000 else f"{value:,}"


def decimal(value: Fraction, decimals: int) -> str:
    return f"{float(value):.{decimals}f}"


def slip(rng: random.Random, value: int) -> int:
    """A wrong count: one off, a digit changed, two digits swapped, a tenth more or less."""
    kind = rng.choice(["one", "digit", "swap", "share", "far"])
    text = str(value)
    if kind == "swap" and len(text) > 1:
        at = rng.randrange(len(text) - 1)
        text = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
    elif kind == "digit":
        at = rng.randrange(len(text))
        text = text[:at] + str((int(text[at]) + rng.randint(1, 8)) % 10) + text[at + 1 :]
    elif kind == "share":
        text = str(max(1, value + rng.choice([-1, 1]) * max(1, value * rng.randint(3, 15) // 100)))
    elif kind == "far":
        text = str(max(1, value + rng.choice([-1, 1]) * max(2, value * rng.randint(16, 35) // 100)))
    changed = int(text)
    return (
        changed
        if changed > 0 and changed != value and len(str(changed)) == len(str(value))
        else value + rng.choice([-1, 1, 2])
    )


def slip_rate(rng: random.Random, value: Fraction, decimals: int, least: int = 1) -> Fraction:
    """A wrong rate: from the last place on, or from `least` of it where rounding explains less."""
    step = Fraction(1, 10**decimals)
    size = rng.choice([least, least + 1, 3 * least, 7, 10, 20, 50]) * step
    changed = value + rng.choice([-1, 1]) * size
    return changed if changed > 0 else value + size


class Planter:
    """Decides which numbers go wrong."""

    def __init__(self, rng: random.Random, rate: float) -> None:
        self.rng, self.rate = rng, rate

    def count(self, value: int, kind: str) -> tuple[int, Truth]:
        wrong = self.rng.random() < self.rate
        shown = slip(self.rng, value) if wrong else value
        return shown, Truth(shown, kind, wrong)

    def rate_of(self, value: Fraction, decimals: int, kind: str, least: int = 1) -> tuple[str, Truth]:
        right = rounded(value, decimals)
        wrong = self.rng.random() < self.rate
        shown = slip_rate(self.rng, right, decimals, least) if wrong else right
        return decimal(shown, decimals), Truth(float(shown), kind, wrong)
