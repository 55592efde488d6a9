"""Tables of many shapes with totals, changes, shares, products and means."""

import random
from collections.abc import Callable
from fractions import Fraction

from tests.quality.proofread.generator.figures import Piece, Planter, Truth, decimal, printed, rounded
from tests.quality.proofread.generator.prose import shares
from tests.quality.proofread.generator.subjects import GROUPS, PLACES, THINGS, WAYS


def shares_table(rng: random.Random, plant: Planter) -> Piece:
    """Counts with shares and a total."""
    labels = rng.sample(WAYS, rng.randint(3, 6))
    values = [rng.randint(30, 9000) for _ in labels]
    rows, truths = [["辦理方式", "件數", rng.choice(["百分比", "占比", "比率(%)"])]], [[]]
    for label, value, rate in zip(labels, values, shares(values, 2), strict=True):
        text, truth = plant.rate_of(rate, 2, "ratio")
        rows.append([label, printed(rng, value, style="comma"), text + "%"])
        truths.append([truth])
    total, truth = plant.count(sum(values), "sum")
    rows.append([rng.choice(["合計", "總計", "小計"]), printed(rng, total, style="comma"), "100.00%"])
    truths.append([truth])
    return Piece(rows, truths)


def years_table(rng: random.Random, plant: Planter) -> Piece:
    """Two years, the change and its rate."""
    things = rng.sample(THINGS, rng.randint(3, 6))
    rows = [
        [
            "項目",
            "112年",
            "113年",
            rng.choice(["增減數", "增加件數", "比較增減"]),
            rng.choice(["成長率", "增減率", "增減百分比"]),
        ]
    ]
    truths: list[list[Truth]] = [[]]
    for name, _ in things:
        base, now = rng.randint(100, 60_000), rng.randint(100, 60_000)
        gap, of_gap = plant.count(abs(now - base) or 1, "difference")
        rate, of_rate = plant.rate_of(Fraction(abs(now - base) * 100, base), 2, "growth")
        minus = "-" if now < base else ""
        sign = -1 if now < base else 1
        rows.append([name, f"{base:,}", f"{now:,}", f"{minus}{gap:,}", f"{minus or '+'}{rate}%"])
        truths.append(
            [
                Truth(sign * of_gap.value, "difference", of_gap.wrong),
                Truth(sign * of_rate.value, "growth", of_rate.wrong),
            ]
        )
    return Piece(rows, truths)


def satisfaction_table(rng: random.Random, plant: Planter) -> Piece:
    """Grouped heads with sub-totals that make a hundred."""
    rows = [
        ["題目", "滿意", "", "", "不滿意", "", ""],
        ["", "非常滿意", "滿意", "小計", "不太滿意", "很不滿意", "小計"],
    ]
    truths: list[list[Truth]] = [[], []]
    for place in rng.sample(PLACES, rng.randint(3, 6)):
        good = rng.randint(6000, 9500)
        very, bad = rng.randint(1000, good - 1000), rng.randint(100, (10_000 - good) - 50)
        parts = [very, good - very, bad, 10_000 - good - bad]
        one, of_one = plant.rate_of(Fraction(good, 100), 2, "sum", 3)
        other, of_other = plant.rate_of(Fraction(10_000 - good, 100), 2, "sum", 3)
        texts = [f"{part / 100:.2f}" for part in parts]
        rows.append([f"對{place}服務的滿意情形", texts[0], texts[1], one, texts[2], texts[3], other])
        truths.append([of_one, of_other])
    return Piece(rows, truths, {(0, 1): 3, (0, 4): 3})


def cross_table(rng: random.Random, plant: Planter) -> Piece:
    """Places by groups with totals on both sides."""
    groups, places = rng.sample(GROUPS, rng.randint(2, 4)), rng.sample(PLACES, rng.randint(3, 5))
    cells = [[rng.randint(10, 3000) for _ in groups] for _ in places]
    rows, truths = [["地區", *groups, "合計"]], [[]]
    sums = [sum(row) for row in cells]
    for place, row, added in zip(places, cells, sums, strict=True):
        total, truth = plant.count(added, "sum")
        rows.append([place, *(f"{value:,}" for value in row), f"{total:,}"])
        truths.append([truth])
    foot = [plant.count(sum(column), "sum") for column in zip(*cells, strict=True)]
    last = Truth(sum(sums), "sum")
    rows.append(["總計", *(f"{value:,}" for value, _ in foot), f"{sum(sums):,}"])
    truths.append([*(truth for _, truth in foot), last])
    return Piece(rows, truths)


def cost_table(rng: random.Random, plant: Planter) -> Piece:
    """Price by quantity, and the total."""
    rows, truths = [["項次", "品名", "單價", "數量", "金額"]], [[]]
    amounts = []
    for index, (name, _) in enumerate(rng.sample(THINGS, rng.randint(3, 5)), 1):
        price, size = rng.choice([120, 350, 480, 1200, 2500, 36_000]), rng.randint(2, 60)
        amount, truth = plant.count(price * size, "product")
        amounts.append(price * size)
        rows.append([str(index), f"{name}設備", f"{price:,}", str(size), f"{amount:,}"])
        truths.append([truth])
    wrong = any(truth.wrong for row in truths for truth in row)
    total, truth = (sum(amounts), Truth(sum(amounts), "sum")) if wrong else plant.count(sum(amounts), "sum")
    rows.append(["", "總計", "", "", f"{total:,}"])
    truths.append([truth])
    return Piece(rows, truths)


def rate_table(rng: random.Random, plant: Planter) -> Piece:
    """Two counts and the rate between them."""
    rows, truths = [["單位", "受理件數", "結案件數", rng.choice(["結案率", "達成率", "辦結比率"])]], [[]]
    for place in rng.sample(PLACES, rng.randint(4, 7)):
        whole = rng.randint(80, 6000)
        part = rng.randint(whole // 2, whole)
        rate, truth = plant.rate_of(Fraction(part * 100, whole), 1, "ratio")
        rows.append([place, f"{whole:,}", f"{part:,}", rate + "%"])
        truths.append([truth])
    return Piece(rows, truths)


def sideways_table(rng: random.Random, plant: Planter) -> Piece:
    """A row of counts over a row of shares, the total first."""
    labels = rng.sample(GROUPS, rng.randint(3, 5))
    values = [rng.randint(20, 900) for _ in labels]
    total, of_total = plant.count(sum(values), "sum")
    made = [plant.rate_of(rate, 1, "ratio") for rate in shares(values, 1)]
    rows = [
        ["類別", "總計", *labels],
        ["人數", f"{total:,}", *map(str, values)],
        ["百分比", "100.0%", *(text + "%" for text, _ in made)],
    ]
    return Piece(rows, [[], [of_total], [truth for _, truth in made]])


def mean_table(rng: random.Random, plant: Planter) -> Piece:
    """Scores of four seasons and their mean."""
    rows, truths = [["單位", "第一季", "第二季", "第三季", "第四季", "平均"]], [[]]
    for place in rng.sample(PLACES, rng.randint(3, 5)):
        values = [rng.randint(750, 980) for _ in range(4)]
        rate, truth = plant.rate_of(Fraction(sum(values), 40), 2, "mean")
        if truth.wrong:
            shift = rng.choice([Fraction(3, 10), Fraction(1), Fraction(27, 10)])
            shown = rounded(Fraction(sum(values), 40) + shift, 2)
            rate, truth = decimal(shown, 2), Truth(float(shown), "mean", wrong=True)
        rows.append([place, *(f"{value / 10:.1f}" for value in values), rate])
        truths.append([truth])
    return Piece(rows, truths)


MAKERS: tuple[Callable[[random.Random, Planter], Piece], ...] = (
    shares_table, years_table, satisfaction_table, cross_table, cost_table, rate_table, sideways_table, mean_table,
)  # fmt: skip
