"""Sentences that state numbers about numbers, each in several wordings."""

import math
import random
from collections.abc import Callable
from fractions import Fraction

from tests.quality.proofread.generator.figures import Piece, Planter, Truth, printed, share
from tests.quality.proofread.generator.subjects import FILLERS, GROUPS, LISTS, OFFICES, PLACES, THINGS, WAYS

Made = tuple[str, list[Truth]]


def thing(rng: random.Random) -> tuple[str, str]:
    return rng.choice(THINGS)


def change(rng: random.Random, plant: Planter) -> Made:
    name, unit = thing(rng)
    base, now = rng.randint(800, 90_000), rng.randint(800, 90_000)
    while abs(now - base) * 20 < base:
        now = rng.randint(800, 90_000)
    up = now > base
    gap, of_gap = plant.count(abs(now - base), "difference")
    places = rng.choice([0, 1, 2])
    rate, of_rate = plant.rate_of(Fraction(abs(now - base) * 100, base), places, "growth")
    verb, rise = ("增加", "成長") if up else ("減少", "衰退")
    a, b, d = (printed(rng, value) for value in (now, base, gap))
    text = rng.choice(
        [
            f"113 年度{name}計 {a} {unit},較 112 年度 {b} {unit}{verb} {d} {unit},{rise} {rate}%。",
            f"{name}於 113 年達 {a} {unit},相較 112 年同期之 {b} {unit},{verb}{d}{unit},{rise}率為{rate}%。",
            f"本年{name}{a}{unit}(去年不計試辦),比前一年度的{b}{unit}{verb}了 {d} {unit},幅度為 {rise} {rate} %。",
            f"112 年{name} {b} {unit},113 年則有 {a} {unit},較 112 年 {b} {unit}{verb} {d} {unit}({rise} {rate}%)。",
        ]
    )
    return text, [of_gap, of_rate]


def from_to(rng: random.Random, plant: Planter) -> Made:
    name, unit = thing(rng)
    base = rng.randint(60, 4000)
    now = base + rng.randint(base // 5, base)
    gap, of_gap = plant.count(now - base, "difference")
    a, b, d = (printed(rng, value) for value in (base, now, gap))
    text = f"{name}由 111 年 {a} {unit}提升至 113 年 {b} {unit},增加 {d} {unit}。"
    return text, [of_gap, Truth(value=True, kind="comparison")]


def points(rng: random.Random, plant: Planter) -> Made:
    before, now = rng.randint(600, 850), rng.randint(600, 960)
    while abs(now - before) < 5:
        now = rng.randint(600, 960)
    wrong = rng.random() < plant.rate
    gap = abs(now - before) + (rng.choice([4, 7, 11, 25]) if wrong else 0)
    verb = "上升" if now > before else "下降"
    subject = rng.choice(OFFICES) + rng.choice(PLACES) + thing(rng)[0]
    text = (
        f"民眾對{subject}之滿意度為 {now / 10:.1f}%,與 112 年 {before / 10:.1f}% 相較,{verb} {gap / 10:.1f} 個百分點。"
    )
    return text, [Truth(gap / 10, "difference", wrong)]


def parts_then_total(rng: random.Random, plant: Planter) -> Made:
    name, unit = thing(rng)
    labels = rng.sample(GROUPS, rng.randint(2, 5))
    values = [rng.randint(40, 20_000) for _ in labels]
    total, truth = plant.count(sum(values), "sum")
    word = rng.choice(["合計", "共計", "總計"])
    listed = rng.choice(["、", ","]).join(
        f"{label} {printed(rng, value)} {unit}" for label, value in zip(labels, values, strict=True)
    )
    return f"113 年{name}部分,{listed},{word} {printed(rng, total)} {unit}。", [truth]


def total_then_parts(rng: random.Random, plant: Planter) -> Made:
    name, unit = thing(rng)
    labels = rng.sample(PLACES, rng.randint(2, 4))
    values = [rng.randint(40, 20_000) for _ in labels]
    total, truth = plant.count(sum(values), "sum")
    listed = "、".join(f"{label}{printed(rng, value)}{unit}" for label, value in zip(labels, values, strict=True))
    lead = rng.choice(["", "含", "包括"])
    return f"全年{name}共計{printed(rng, total)}{unit}({lead}{listed}),成效良好。", [truth]


def ratio(rng: random.Random, plant: Planter) -> Made:
    whole = rng.randint(120, 9000)
    part = rng.randint(whole // 3, whole - 3)
    places = rng.choice([1, 2])
    rate, truth = plant.rate_of(Fraction(part * 100, whole), places, "ratio")
    n, d = printed(rng, part), printed(rng, whole)
    text = rng.choice(
        [
            f"本次測驗計 {d} 人報考,{n} 人及格,及格率為 {rate}%。",
            f"稽查店家共 {d} 家,其中合格 {n} 家,合格率 {rate}%。",
            f"發出問卷 {d} 份,回收 {n} 份,回收率達 {rate}%。",
            f"受理陳情 {d} 件,其中 {n} 件(占 {rate}%)於三日內結案。",
        ]
    )
    return text, [truth]


def product(rng: random.Random, plant: Planter) -> Made:
    count, each = rng.randint(6, 90), rng.choice([2, 3, 4, 6, 25, 30, 50, 120, 1500])
    total, truth = plant.count(count * each, "product")
    text = rng.choice(
        [
            f"辦理研習 {count} 場,每場 {each} 人,共 {printed(rng, total)} 人參加。",
            f"補助 {count} 戶,每戶 {printed(rng, each)} 元,合計 {printed(rng, total)} 元。",
            f"開設課程 {count} 班,每班 {each} 小時,總計 {printed(rng, total)} 小時。",
        ]
    )
    return text, [truth]


def mean(rng: random.Random, plant: Planter) -> Made:
    count, total = rng.randint(8, 60), rng.randint(900, 30_000)
    rate, truth = plant.rate_of(Fraction(total, count), 1, "mean")
    monthly, of_month = plant.rate_of(Fraction(total, 12), 1, "mean")
    text, truth = rng.choice(
        [
            (f"共辦理 {count} 場次,計 {printed(rng, total)} 人參加,平均每場 {rate} 人。", truth),
            (f"113 年全年服務 {printed(rng, total)} 人,平均每月 {monthly} 人。", of_month),
        ]
    )
    return text, [truth]


def margin(rng: random.Random, plant: Planter) -> Made:
    size = rng.randint(300, 4000)
    level, z = rng.choice([(95, 1.96), (99, 2.576)])
    rate, truth = plant.rate_of(
        Fraction(z * math.sqrt(0.25 / size) * 100).limit_denominator(10**9), rng.choice([1, 2]), "margin_of_error"
    )
    text = rng.choice(
        [
            f"完成有效樣本 {printed(rng, size)} 份,在 {level}% 信心水準下,抽樣誤差為正負 {rate} 個百分點。",
            f"成功訪問 {printed(rng, size)} 人,於 {level}%之信賴水準,最大抽樣誤差不超過±{rate}個百分點。",
        ]
    )
    return text, [truth]


def complement(rng: random.Random, plant: Planter) -> Made:
    one = rng.randint(301, 699)
    rate, truth = plant.rate_of(Fraction(1000 - one, 10), 1, "complement", 3)
    text = rng.choice(
        [
            f"受訪者中男性占 {one / 10:.1f}%,女性占 {rate}%。",
            f"同意延長開放時間者占 {one / 10:.1f}%,其餘 {rate}% 無意見。",
        ]
    )
    return text, [truth]


def remainder(rng: random.Random, plant: Planter) -> Made:
    whole = rng.randint(20, 900)
    done = rng.randint(whole // 2, whole - 2)
    left, truth = plant.count(whole - done, "difference")
    subject = f"{rng.choice(OFFICES)}{rng.choice(PLACES)}全年應檢修{rng.choice(WAYS)}設備"
    return f"{subject}共 {whole} 台,已完成 {done} 台,尚未檢修 {left} 台。", [truth]


def listing(rng: random.Random, plant: Planter) -> Made:
    noun, names = rng.choice(LISTS)
    chosen = rng.sample(names, rng.randint(3, len(names) - 1))
    wrong = rng.random() < plant.rate
    size = len(chosen) + (rng.choice([-1, 1]) if wrong else 0)
    listed = "、".join(chosen[:-1]) + rng.choice(["及", "與", "和"]) + chosen[-1]
    text = rng.choice(
        [
            f"本年新增{listed}等 {size} {noun}。",
            f"服務內容分為 {size} {noun},包括:{listed}。",
            f"已提供{listed}等{size}{noun}供民眾選用。",
        ]
    )
    return text, [Truth(size, "count", wrong)]


def order(rng: random.Random, plant: Planter) -> Made:
    labels = rng.sample(WAYS, 4)
    values = sorted(rng.sample(range(100, 9000), 4), reverse=True)
    wrong = rng.random() < plant.rate
    if wrong:
        values[1], values[2] = values[2], values[1]
    listed = "、".join(f"{label} {value:,} 件" for label, value in zip(labels, values, strict=True))
    return f"受理管道依序為{listed}。", [Truth(value=True, kind="ordering", wrong=wrong)]


def shorter(rng: random.Random, plant: Planter) -> Made:
    before = rng.randint(8, 30)
    now = rng.randint(2, before - 3)
    if rng.random() < plant.rate:
        return f"審查時間由 {now} 天縮短為 {before} 天。", [Truth(value=True, kind="comparison", wrong=True)]
    return f"審查時間由 {before} 天縮短為 {now} 天。", [Truth(value=True, kind="comparison")]


def period(rng: random.Random, plant: Planter) -> Made:
    first, length = rng.randint(1, 6), rng.randint(3, 6)
    months, truth = plant.count(length, "calendar")
    return f"計畫期程自民國 113 年 {first} 月起至民國 113 年 {first + length - 1} 月止,計 {months} 個月。", [truth]


def filler(rng: random.Random, plant: Planter) -> Made:
    return rng.choice(FILLERS).format(a=rng.randint(10, 99), b=rng.randint(2, 9)), []


MAKERS: tuple[Callable[[random.Random, Planter], Made], ...] = (
    change, change, change, from_to, points, parts_then_total, parts_then_total, total_then_parts, total_then_parts,
    ratio, ratio,
    product, mean, margin, complement, remainder, listing, order, shorter, period, filler, filler,
)  # fmt: skip


def paragraph(rng: random.Random, plant: Planter, sign: str) -> Piece:
    """One to three sentences under a numbering sign."""
    made = [rng.choice(MAKERS)(rng, plant) for _ in range(rng.randint(1, 3))]
    text = sign + "".join(text for text, _ in made)
    return Piece([[_commas(text)]], [[truth for _, truths in made for truth in truths]])


def _commas(text: str) -> str:
    """Commas between clauses become full-width, those in numbers stay."""
    return "".join(
        "，" if char == "," and not (text[at - 1 : at].isdigit() and text[at + 1 : at + 4].isdigit()) else char
        for at, char in enumerate(text)
    )


def shares(values: list[int], places: int) -> list[Fraction]:
    return [share(value, sum(values), places) for value in values]
