"""Limits: 皆有 9 成以上的滿意度 over a table; 3 天內回復 and the mean 1.25 天; 約需 10 至 15 秒 and 約 12 秒."""

import re
from collections.abc import Iterator, Sequence

from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind
from bianmin.quality.proofread.grids import Field, Grid, grid
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.phrases import Mention, bigrams, mentions, overlap, printed, stated
from bianmin.quality.proofread.spans import Span, spans
from bianmin.quality.proofread.units import alike, scale

_EVERY = re.compile(r"皆|均|都|全部|各項")
_AT_LEAST = re.compile(r"(?:達|逾|超過|高達|有|為)? ?$")
_MEAN = re.compile(r"平均[^，。；]{0,10}$")
_TARGET = re.compile(r"目標(?:值)?[^，。；\d]{0,6}$")
_REACHED = re.compile(r"(?:實際|達成|已達|達到|執行|實績)[^，。；\d]{0,8}$")
_MET = re.compile(r"達成目標|達到目標|達標|符合目標|超越目標|優於目標|超過目標|高於目標")
_AFTER, _FAR, _NAME, _SHARE = 9, 30, 5, 0.7


def check(document: Document) -> Iterator[Claim]:
    """Limits of every passage."""
    ranges: list[tuple[Passage, Span]] = []
    for passage in document.passages:
        found = mentions(passage) if passage.quantities else []
        for mention in found:
            yield from _floor(document, passage, mention)
            yield from _within(passage, mention, found)
        yield from _targets(passage, found)
        here = spans(found)
        yield from _inside(passage, here, ranges)
        ranges += [(passage, span) for span in here if span.low != span.high and scale(span.last.quantity.unit)]


def _floor(document: Document, passage: Passage, mention: Mention) -> Iterator[Claim]:
    """N 成以上 against the shares of the next table."""
    quantity = mention.quantity
    view = _next_table(document, passage) if quantity.percent and quantity.bound == "以上" else None
    begin = max(passage.text.rfind(sign, 0, mention.start) for sign in "。；;\t\n") + 1
    values = _meant(view, passage.text[begin : quantity.stop + 10]) if view else []
    below = [item for item in values if item.value < quantity.value]
    if values and (len(below) in {0, len(values)} or _EVERY.search(passage.text, begin, mention.start)):
        yield stated(
            passage,
            mention.start,
            printed(mention) + quantity.bound,
            Kind.THRESHOLD,
            holds=not below,
            formula=f"min(items) >= {quantity.value}",
            inputs=values,
            certainty=Certainty.POSSIBLE,
            around=(begin, quantity.stop + 10),
        )


def _next_table(document: Document, passage: Passage) -> Grid | None:
    """The table that follows a paragraph closely."""
    near = [table for table in document.tables if 0 <= table.place - passage.index <= _AFTER]
    return grid(near[0]) if near and not passage.is_row else None


def _meant(view: Grid, spoken: str) -> list[Input]:
    """The shares of the records the sentence speaks of, in the field it speaks of."""
    fields = [field for field in view.fields if view.column(field.index) and _spoken(field, spoken)]
    field = next((field for field in fields if field.is_total), fields[0] if fields else None)
    if field is None:
        return []
    column = view.column(field.index)
    meant = [(record, column[record.index]) for record in _records(view, spoken) if record.index in column]
    return [number.as_input(record.name) for record, number in meant if not number.exact]


def _records(view: Grid, spoken: str) -> list[Field]:
    """The records whose names share most with a sentence, what all names share left out."""
    words = bigrams(spoken)
    common = set.intersection(*(bigrams(record.name) for record in view.records)) if view.records else set()
    scores = [len((bigrams(record.name) - common) & words) for record in view.records]
    best = max(scores, default=0)
    return [record for record, score in zip(view.records, scores, strict=True) if best and score >= _SHARE * best]


def _spoken(field: Field, spoken: str) -> bool:
    """滿意 means 滿意, not 不滿意."""
    heads = [name.removesuffix("度") for name in field.path]
    return any(len(head) > 1 and re.search(rf"(?<![不非未]){re.escape(head)}", spoken) for head in heads) and not any(
        head.startswith(("不", "非常不")) for head in heads
    )


def _within(passage: Passage, limit: Mention, found: Sequence[Mention]) -> Iterator[Claim]:
    """3 天內 against the printed means of the same passage."""
    if limit.quantity.bound not in {"內", "以內"} or not scale(limit.quantity.unit):
        return
    means = [
        mention
        for mention in found
        if mention.start > limit.start
        and _MEAN.search(mention.label)
        and alike(mention.quantity.unit, limit.quantity.unit)
    ]
    if means:
        holds = all(mention.quantity.value <= limit.quantity.value for mention in means)
        yield stated(
            passage,
            limit.start,
            printed(limit) + limit.quantity.bound,
            Kind.THRESHOLD,
            holds=holds,
            formula="every mean <= limit",
            inputs=[limit.as_input("limit"), *(mention.as_input() for mention in means)],
            certainty=Certainty.POSSIBLE,
            around=(limit.start - 12, means[-1].quantity.stop),
        )


def _targets(passage: Passage, found: Sequence[Mention]) -> Iterator[Claim]:
    """目標值 85 %，實際 87.2 %，達成目標."""
    for match in _MET.finditer(passage.text):
        before = [mention for mention in found if mention.start < match.start()]
        target = next((mention for mention in reversed(before) if _TARGET.search(mention.label)), None)
        reached = next((mention for mention in reversed(before) if _REACHED.search(mention.label)), None)
        if target and reached and _comparable(target, reached):
            yield stated(
                passage,
                match.start(),
                match.group(),
                Kind.THRESHOLD,
                holds=reached.quantity.value >= target.quantity.value,
                formula="reached >= target",
                inputs=[target.as_input("target"), reached.as_input("reached")],
                certainty=Certainty.CERTAIN,
                around=(target.start - 10, match.end()),
            )


def _comparable(one: Mention, other: Mention) -> bool:
    return one.sentence == other.sentence and alike(one.quantity.unit, other.quantity.unit)


def _inside(passage: Passage, here: Sequence[Span], ranges: Sequence[tuple[Passage, Span]]) -> Iterator[Claim]:
    """A single time against a range stated before for the same thing."""
    for span in here:
        if span.low != span.high or not scale(span.last.quantity.unit):
            continue
        for other, wide in reversed(ranges):
            if passage.index - other.index > _FAR:
                break
            if wide.kind != span.kind or wide.last.quantity.unit != span.last.quantity.unit:
                continue
            name = passage.text[max(0, span.first.start - 16) : span.first.start]
            if overlap(name, other.text[: wide.first.start]) >= _NAME and wide.low <= span.low <= wide.high:
                yield stated(
                    passage,
                    span.first.start,
                    printed(span.first),
                    Kind.THRESHOLD,
                    holds=True,
                    formula="low <= value <= high",
                    inputs=[*wide.inputs("range"), *span.inputs("value")],
                    certainty=Certainty.POSSIBLE,
                    around=(span.first.start - 16, span.last.quantity.stop),
                )
                break
