"""Rows and columns: totals, changes, growth, shares, complements, products and means of a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind, Verdict
from bianmin.quality.proofread.grids import Field, Grid, grid
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.voting import SOME, Candidate, Judged, best, claim, close, followed, judge, take

_FEW, _SOME, _HALF = 2, 3, Fraction(1, 2)
_REACH = 8
_PRODUCT = re.compile(r"金額|總|合計|小計|複價|經費|時數|費用|收入|支出|營收|產值")


def check(document: Document) -> Iterator[Claim]:
    """All claims of all tables, each table read both ways."""
    for table in document.tables:
        found = grid(table)
        if found is None:
            continue
        for view in (found, found.turned()):
            for rule in (totals, changes, shares, complements, products, means, combined):
                yield from rule(view)


def _records(view: Grid, target: Field, *, percent: bool) -> list[int]:
    return [record for record, number in view.column(target.index).items() if number.percent is percent]


def parts(view: Grid, target: Field) -> Iterator[list[Field]]:
    """The fields a total may add up: its group, its neighbours before or after, the sub-totals, or all others."""
    plain = [
        field
        for field in view.fields
        if field.index != target.index and not field.is_derived and view.column(field.index)
    ]
    before = [field for field in plain if field.index < target.index]
    after = [field for field in plain if field.index > target.index]
    singles = [field for field in plain if not field.is_total]
    group = [field for field in singles if field.group == target.group] if target.group else []
    stop = max((field.index for field in before if field.is_total), default=-1)
    until = min((field.index for field in after if field.is_total), default=len(view.fields))
    yield group
    yield [field for field in before if stop < field.index]
    yield [field for field in before if not field.is_total]
    yield [field for field in after if field.index < until]
    yield [field for field in after if not field.is_total]
    yield [field for field in plain if field.is_total]
    yield _next_group(after)


def _next_group(after: list[Field]) -> list[Field]:
    return [field for field in after if field.group == after[0].group and field.group] if after else []


def totals(view: Grid) -> Iterator[Claim]:
    """計, 合計, 總數 against what they add up."""
    for target in view.fields:
        if not target.is_total or not view.column(target.index):
            continue
        choices = [fields for fields in parts(view, target) if len(fields) >= _FEW]
        options = [Candidate(Kind.SUM, take(fields), formulas.total, "", rank) for rank, fields in enumerate(choices)]
        for percent in (False, True):
            records = _records(view, target, percent=percent)
            records = [
                record for record in records if not view.records[record].is_growth and not view.records[record].is_mean
            ]
            found = best(view, target, options, records)
            if found:
                yield from _totals(view, target, *found)


def _totals(view: Grid, target: Field, option: Candidate, results: list[Judged]) -> Iterator[Claim]:
    agreed = followed(results, share=SOME)
    for result in results:
        whole = result.entry.percent and result.entry.value == formulas.HUNDRED
        odd = view.records[result.record].is_rate and not whole
        if (
            result.fits
            or (agreed and not odd and close(result, Fraction(1)))
            or (len(results) <= _SOME and not odd and close(result, _HALF) and not result.entry.percent)
        ):
            yield claim(view, target, option, result)


def _pairs(view: Grid, target: Field, *, percent: bool | None = None) -> list[tuple[Field, Field]]:
    """Two earlier fields that a change may compare, nearest first; those of the same group before the others."""
    left = [
        field
        for field in view.fields
        if field.index < target.index
        and view.column(field.index)
        and not field.is_growth
        and not (field.is_change and field.group == target.group and field.leaf == target.leaf)
    ]
    left = [field for field in left if percent is None or view.percent(field.index) is percent][-_REACH:]
    pairs = [(a, b) for b in reversed(left) for a in reversed(left) if a.index < b.index]
    return sorted(
        pairs,
        key=lambda pair: (
            pair[0].group != pair[1].group or pair[0].group != target.group,
            pair[0].leaf == pair[1].leaf,
        ),
    )


def changes(view: Grid) -> Iterator[Claim]:
    """增減 and 成長率 against the two fields they compare."""
    for target in view.fields:
        column = view.column(target.index)
        if not target.is_change or not column:
            continue
        percent = view.percent(target.index)
        options: list[Candidate] = []
        for rank, pair in enumerate(_pairs(view, target)):
            options += _change_options(
                pair, rank, growth=percent or target.is_growth, points=not target.is_growth or percent
            )
        found = best(view, target, options, sorted(column))
        if found and (_trusted(found[1], len(options)) or _alone(view, target)):
            yield from (claim(view, target, found[0], result) for result in found[1])


def _alone(view: Grid, target: Field) -> bool:
    """Whether just two plain fields stand before a change, so that nothing else can be meant."""
    before = [field for field in view.fields if field.index < target.index and view.column(field.index)]
    return len([field for field in before if not field.is_derived]) == _FEW


def _change_options(pair: tuple[Field, Field], rank: int, *, growth: bool, points: bool) -> list[Candidate]:
    pick, text = take(pair), [field.name for field in pair]
    options = []
    if points:
        options += [
            Candidate(Kind.DIFFERENCE, pick, formulas.rise, f"{text[1]} - {text[0]}", rank),
            Candidate(Kind.DIFFERENCE, pick, formulas.fall, f"{text[0]} - {text[1]}", rank + 1),
        ]
    if growth:
        options += [
            Candidate(Kind.GROWTH, pick, formulas.growth, f"({text[1]} - {text[0]}) / {text[0]} * 100", rank),
            Candidate(Kind.GROWTH, pick, formulas.shrinkage, f"({text[0]} - {text[1]}) / {text[0]} * 100", rank + 1),
        ]
    return options


def _trusted(results: Sequence[Judged], options: int) -> bool:
    """Enough records follow; a single one that fails is trusted only where nothing else could be meant."""
    if followed(results, least=1 if len(results) <= _FEW else _FEW):
        return True
    return len(results) <= _FEW and options <= _FEW + _FEW and all(close(result) for result in results)


def shares(view: Grid) -> Iterator[Claim]:
    """百分比 against a count and its total, or against two counts of the same record."""
    for target in view.fields:
        column = view.column(target.index)
        if not column or not (view.percent(target.index) or target.is_rate) or target.is_change or target.is_growth:
            continue
        found = best(view, target, _share_options(view, target), sorted(column))
        if found and followed(found[1], least=min(_FEW, len(found[1])), share=SOME):
            yield from (claim(view, target, found[0], result) for result in found[1])


def _share_options(view: Grid, target: Field) -> Iterator[Candidate]:
    counts = [
        field
        for field in view.fields
        if field.index != target.index
        and view.column(field.index)
        and not view.percent(field.index)
        and not field.is_derived
    ]
    nearest = sorted(
        counts,
        key=lambda field: (field.group != target.group, abs(field.index - target.index), field.index > target.index),
    )
    for rank, field in enumerate(nearest[:_REACH]):
        for pick in (_printed_base(field), _added_base(field)):
            yield Candidate(Kind.RATIO, pick, formulas.share, "n / total * 100", rank)
    for rank, field in enumerate(nearest[:_REACH]):
        for base in nearest[:_REACH]:
            if base.index != field.index:
                yield Candidate(
                    Kind.RATIO, take((field, base)), formulas.share, f"{field.name} / {base.name} * 100", rank + 1
                )


def _base_record(view: Grid, record: int) -> int | None:
    """The record with the total this one is a share of: of its own group, else the first total of all."""
    own = view.records[record].group
    totals_ = [field for field in view.records if field.is_total]
    same = [field for field in totals_ if field.group == own]
    chosen = same or (totals_ if not own or len(totals_) == 1 else [])
    after = [field for field in chosen if field.index >= record]
    return (after or chosen)[0].index if chosen else None


def _printed_base(field: Field):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def pick(view: Grid, record: int) -> list[Input] | None:
        base = _base_record(view, record)
        n, total = (
            view.numbers.get((record, field.index)),
            view.numbers.get((base, field.index)) if base is not None else None,
        )
        return [n.as_input("n"), total.as_input("total")] if n and total else None

    return pick


def _added_base(field: Field):  # type: ignore[no-untyped-def]  # noqa: ANN202
    def pick(view: Grid, record: int) -> list[Input] | None:
        n = view.numbers.get((record, field.index))
        members = [number for index, number in view.column(field.index).items() if not view.records[index].is_total]
        if n is None or len(members) < _FEW:
            return None
        total = formulas.total([number.value for number in members])
        return [
            Input("n", total if view.records[record].is_total else n.value, n.step, n.exact),
            Input("total", total, n.step, n.exact),
        ]

    return pick


def complements(view: Grid) -> Iterator[Claim]:
    """Two shares that make a hundred in most records."""
    fields = [
        field for field in view.fields if field.index in view.columns and not field.is_change and not field.is_growth
    ]
    fields = [field for field in fields if _shares_only(view, field)]
    for one in fields:
        for other in fields:
            if one.index == other.index:
                continue
            option = Candidate(Kind.COMPLEMENT, take((other,)), formulas.rest, f"100 - {other.name}")
            results = judge(view, one, option, sorted(view.column(one.index)))
            hits = sum(result.fits for result in results)
            if hits >= _FEW and hits * 3 >= len(results) * 2:
                yield from (claim(view, one, option, result) for result in results)


def _shares_only(view: Grid, field: Field) -> bool:
    column = view.column(field.index).values()
    return all(0 <= number.value <= formulas.HUNDRED and not number.signed for number in column) and (
        view.percent(field.index) or any(not number.exact for number in column)
    )


def products(view: Grid) -> Iterator[Claim]:
    """單價 x 數量 = 金額, wherever most records follow it."""
    counts = [
        field
        for field in view.fields
        if view.column(field.index) and not view.percent(field.index) and not field.is_derived
    ]
    for target in counts:
        options = [
            Candidate(Kind.PRODUCT, take((a, b)), formulas.product, f"{a.name} * {b.name}")
            for a in counts
            for b in counts
            if a.index < b.index < target.index
        ][: _REACH * _FEW]
        found = best(
            view,
            target,
            options,
            [record for record in sorted(view.column(target.index)) if not view.records[record].is_total],
        )
        exact = (
            [result for result in found[1] if result.verdict is Verdict.CONSISTENT and result.value > 1]
            if found
            else []
        )
        if (
            found
            and len(exact) >= (_FEW if _PRODUCT.search(target.leaf) else _SOME)
            and followed(found[1], least=len(exact))
        ):
            yield from (claim(view, target, found[0], result) for result in found[1])


def means(view: Grid) -> Iterator[Claim]:
    """平均 against the numbers it is the mean of."""
    for target in view.fields:
        if not target.is_mean or not view.column(target.index) or view.fields[0].is_mean:
            continue
        choices = [fields for fields in parts(view, target) if len(fields) >= _FEW]
        options = [
            Candidate(
                Kind.MEAN, take(fields), formulas.mean, "mean of " + ", ".join(field.name for field in fields), rank
            )
            for rank, fields in enumerate(choices)
        ]
        found = best(view, target, options, sorted(view.column(target.index)))
        if found and (followed(found[1]) or all(close(result) for result in found[1])):
            yield from (claim(view, target, found[0], result) for result in found[1])


def combined(view: Grid) -> Iterator[Claim]:
    """A group named after two other fields (不滿意及很不滿意) against their sum."""
    for target in view.fields:
        if not target.is_total or not target.group:
            continue
        named = _named(view, target)
        if len(named) < _FEW:
            continue
        option = Candidate(Kind.CROSS, take(named), formulas.total, "")
        for result in judge(view, target, option, _records(view, target, percent=False)):
            certainty = Certainty.LIKELY if result.verdict is Verdict.INCONSISTENT else None
            yield replace(claim(view, target, option, result), certainty=certainty)


def _named(view: Grid, target: Field) -> list[Field]:
    """Other fields whose names stand in the target's group name, longest names first."""
    left = target.group[-1]
    found = []
    for field in sorted(view.fields, key=lambda field: -len(field.leaf)):
        if (
            field.group != target.group
            and len(field.leaf) >= _FEW
            and field.leaf in left
            and field.index in view.columns
        ):
            left = left.replace(field.leaf, "|")
            found.append(field)
    return sorted(found, key=lambda field: field.index)
