"""Rows and columns: totals, changes, growth, shares, complements, products and means of a table."""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind, Verdict
from bianmin.quality.proofread.grids import Field, Grid, grid
from bianmin.quality.proofread.layout import Document
from bianmin.quality.proofread.voting import (
    SOME,
    Candidate,
    Judged,
    Pick,
    best,
    claim,
    claims,
    close,
    followed,
    judge,
    take,
)

_FEW, _SOME, _HALF, _MOST = 2, 3, Fraction(1, 2), Fraction(2, 3)
_REACH, _WIDEST, _TRIED = 8, 60, 40
_PRICE = re.compile(r"單價|每.{0,4}(?:元|費|時數|人數)")
_PRODUCT = re.compile(r"金額|總|合計|小計|複價|經費|時數|費用|收入|支出|營收|產值")


def check(document: Document) -> Iterator[Claim]:
    """All claims of all tables, each table read both ways."""
    for table in document.tables:
        found = grid(table)
        if found is None:
            continue
        for view in (found, found.turned()):
            rules = _RULES if len(view.fields) <= _WIDEST else _RULES[:_SOME]
            for rule in rules:
                yield from rule(view)


def _records(view: Grid, target: Field, *, percent: bool) -> list[int]:
    return [record for record, number in view.column(target.index).items() if number.percent is percent]


def parts(view: Grid, target: Field) -> Iterator[list[Field]]:
    """The fields a total may add up: its group, its neighbours before or after, the sub-totals, or all others."""
    plain = [field for field in view.fields if field.index != target.index and view.plain(field)]
    before = [field for field in plain if field.index < target.index]
    after = [field for field in plain if field.index > target.index]
    yield [field for field in singles(plain) if target.group and field.group == target.group]
    yield list(itertools.takewhile(lambda field: not field.is_total, reversed(before)))[::-1]
    yield singles(before)
    yield list(itertools.takewhile(lambda field: not field.is_total, after))
    yield singles(after)
    yield [field for field in plain if field.is_total]
    yield [field for field in after if field.group and field.group == after[0].group]


def singles(fields: list[Field]) -> list[Field]:
    """The fields that are no totals."""
    return [field for field in fields if not field.is_total]


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
    agreed, few = followed(results, share=SOME), len(results) <= _SOME
    for result in results:
        near = agreed and close(result, Fraction(1))
        alone = few and close(result, _HALF) and not result.entry.percent
        if result.fits or (not _odd(view, result) and (near or alone)):
            yield claim(view, target, option, result)


def _odd(view: Grid, result: Judged) -> bool:
    """A rate, which no total adds up, unless it is the hundred of shares."""
    whole = result.entry.percent and result.entry.value == formulas.HUNDRED
    return view.records[result.record].is_rate and not whole


def _pairs(view: Grid, target: Field) -> list[tuple[Field, Field]]:
    """Two earlier fields that a change may compare, nearest first; those of the same group before the others."""
    left = [field for field in view.fields if field.index < target.index and view.column(field.index)]
    left = [field for field in left if not field.is_growth and field.path != target.path][-_REACH:]
    pairs = [(one, other) for other, one in itertools.combinations(reversed(left), 2)]
    return sorted(pairs, key=lambda pair: (_apart(target, *pair), pair[0].leaf == pair[1].leaf))


def _apart(target: Field, one: Field, other: Field) -> bool:
    return len({one.group, other.group, target.group}) > 1


def changes(view: Grid) -> Iterator[Claim]:
    """增減 and 成長率 against the two fields they compare."""
    for target in view.fields:
        column = view.column(target.index)
        if not target.is_change or not column:
            continue
        options = list(_change_options(view, target))
        found = best(view, target, options, sorted(column))
        if found and (_trusted(found[1], len(options)) or _alone(view, target)):
            yield from claims(view, target, *found)


def _alone(view: Grid, target: Field) -> bool:
    """Whether just two plain fields stand before a change, so that nothing else can be meant."""
    before = [field for field in view.fields if field.index < target.index and view.column(field.index)]
    return len([field for field in before if not field.is_derived]) == _FEW


def _change_options(view: Grid, target: Field) -> Iterator[Candidate]:
    """What a change may be of each pair before it: a difference, growth; where it is per cent, either."""
    percent = view.percent(target.index)
    for rank, pair in enumerate(_pairs(view, target)):
        pick, one, other = take(pair), pair[0].name, pair[1].name
        if percent or not target.is_growth:
            yield Candidate(Kind.DIFFERENCE, pick, formulas.rise, f"{other} - {one}", rank)
            yield Candidate(Kind.DIFFERENCE, pick, formulas.fall, f"{one} - {other}", rank + 1)
        if percent or target.is_growth:
            yield Candidate(Kind.GROWTH, pick, formulas.growth, f"({other} - {one}) / {one} * 100", rank)
            yield Candidate(Kind.GROWTH, pick, formulas.shrinkage, f"({one} - {other}) / {one} * 100", rank + 1)


def _trusted(results: Sequence[Judged], options: int) -> bool:
    """Enough records follow; a single one that fails is trusted only where nothing else could be meant."""
    if followed(results, least=1 if len(results) <= _FEW else _FEW):
        return True
    return len(results) <= _FEW and options <= _FEW + _FEW and all(close(result) for result in results)


def shares(view: Grid) -> Iterator[Claim]:
    """百分比 against a count and its total, or against two counts of the same record."""
    targets = [field for field in view.fields if not field.is_change and not field.is_growth]
    for target in [field for field in targets if field.is_rate or view.percent(field.index)]:
        column = view.column(target.index)
        found = best(view, target, _share_options(view, target), sorted(column))
        if found and followed(found[1], least=min(_FEW, len(found[1])), share=SOME):
            yield from claims(view, target, *found)


def _share_options(view: Grid, target: Field) -> Iterator[Candidate]:
    counts = [field for field in view.counts() if field.index != target.index]
    nearest = sorted(counts, key=lambda field: (field.group != target.group, abs(field.index - target.index)))
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
    totals_ = view.totals
    same = [field for field in totals_ if field.group == own]
    chosen = same or (totals_ if not own or len(totals_) == 1 else [])
    after = [field for field in chosen if field.index >= record]
    return (after or chosen)[0].index if chosen else None


def _printed_base(field: Field) -> Pick:
    """A count and the printed total of its column."""

    def pick(view: Grid, record: int) -> list[Input] | None:
        base = _base_record(view, record)
        column = view.column(field.index)
        n, total = column.get(record), column.get(base) if base is not None else None
        return [n.as_input("n"), total.as_input("total")] if n and total else None

    return pick


def _added_base(field: Field) -> Pick:
    """A count and what its column really adds up to."""
    added: dict[int, Fraction] = {}

    def pick(view: Grid, record: int) -> list[Input] | None:
        column = view.column(field.index)
        n = column.get(record)
        members = view.sums.get(field.index, [])
        if n is None or len(members) < _FEW:
            return None
        if id(view) not in added:
            added[id(view)] = formulas.total(members)
        total = Input("total", added[id(view)], n.step, n.exact)
        return [replace(total, name="n") if view.records[record].is_total else n.as_input("n"), total]

    return pick


def complements(view: Grid) -> Iterator[Claim]:
    """Two shares that make a hundred in most records."""
    fields = [field for field in view.fields if field.index in view.columns and _shares_only(view, field)]
    for one, other in itertools.permutations(fields, 2):
        option = Candidate(Kind.COMPLEMENT, take((other,)), formulas.rest, f"100 - {other.name}")
        records = sorted(view.column(one.index))
        tried = judge(view, one, option, records[:_TRIED])
        if tried and followed(tried, least=_FEW, share=_MOST):
            yield from claims(view, one, option, judge(view, one, option, records))


def _shares_only(view: Grid, field: Field) -> bool:
    column = list(view.column(field.index).values())
    changed = field.is_change or field.is_growth or any(number.signed for number in column)
    bounded = all(0 <= number.value <= formulas.HUNDRED for number in column)
    return bounded and not changed and (view.percent(field.index) or any(not number.exact for number in column))


def products(view: Grid) -> Iterator[Claim]:
    """單價 x 數量 = 金額, wherever most records follow it."""
    for target in view.counts():
        earlier = [field for field in view.counts() if field.index < target.index]
        options = [_times(a, b) for a, b in itertools.islice(itertools.combinations(earlier, 2), _REACH * _FEW)]
        records = [record for record in sorted(view.column(target.index)) if not view.records[record].is_total]
        found = best(view, target, options, records)
        least = 1 if _priced(earlier, target) else _SOME
        if found and _multiplied(found[1]) >= least and followed(found[1], least=least, share=SOME):
            yield from claims(view, target, *found)


def _priced(earlier: list[Field], target: Field) -> bool:
    """Whether the names say that a price is multiplied."""
    return bool(_PRODUCT.search(target.leaf)) and any(_PRICE.search(field.leaf) for field in earlier)


def _times(one: Field, other: Field) -> Candidate:
    return Candidate(Kind.PRODUCT, take((one, other)), formulas.product, f"{one.name} * {other.name}")


def _multiplied(results: Sequence[Judged]) -> int:
    """How many records are exact products that say something."""
    return sum(result.verdict is Verdict.CONSISTENT and result.value > 1 for result in results)


def means(view: Grid) -> Iterator[Claim]:
    """平均 against the numbers it is the mean of."""
    for target in view.fields[1:]:
        if not target.is_mean or not view.column(target.index):
            continue
        choices = [fields for fields in parts(view, target) if len(fields) >= _FEW]
        options = [Candidate(Kind.MEAN, take(fields), formulas.mean, "", rank) for rank, fields in enumerate(choices)]
        found = best(view, target, options, sorted(view.column(target.index)))
        if found and (followed(found[1]) or all(close(result) for result in found[1])):
            yield from claims(view, target, *found)


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


_RULES = (totals, changes, means, combined, shares, complements, products)
"""The first three look only at fields with a telling name, so they are tried on tables of any width."""
