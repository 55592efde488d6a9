"""Direction words: 由 2 至 3 個月縮短為 10 天; 較他國為短; 各項皆呈現上升."""

import itertools
import re
from collections.abc import Iterator, Sequence

from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind
from bianmin.quality.proofread.grids import Entry, Field, Grid, grid
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.phrases import mentions, overlap, stated
from bianmin.quality.proofread.rules.tables import changes
from bianmin.quality.proofread.spans import Span, spans

_UP, _DOWN = "擴增|擴大|增加|增|提升|提高|成長|上升|升", "縮短|縮減|減少|減|下降|降低|降|精簡|簡化"
_TURN = re.compile(
    rf"(?P<word>(?:大幅|明顯|顯著|逐步)?(?:(?P<up>{_UP})|(?P<down>{_DOWN})))"
    rf"(?:至|為|到|成|了)?(?:平均|約|僅|只|需|近|逾|達|的|之| )*(?:\d{{2,4}} ?年度? ?)?$"
)
_FROM = re.compile(r"(?:由|從|自|原)[^，。；、]{0,16}$")
_AGAINST = re.compile(
    rf"(?:相較|比較|相比|較)[^，。；\d]{{0,6}}"
    rf"(?P<word>(?:大幅|明顯|顯著)?(?:(?P<up>{_UP}|為長|為高|較高)|(?P<down>{_DOWN}|為短|為低|較短|較低)))(?! ?\d)"
)
_ALL = re.compile(
    r"(?P<word>(?:皆|均|都|全部|全數|各項均|各項皆)(?:有|為|是|呈現|呈)*(?:持續|明顯|逐年|大幅|小幅)*"
    r"(?:(?P<up>上升|成長|增加|提升|進步|正成長)|(?P<down>下降|減少|降低|衰退|負成長))(?:的?趨勢)?)"
)
_EXCEPT = re.compile(r"除(?:了)?[「『\"]?(?P<what>[^」』\"，。]{2,40})[」』\"]?(?:項目)?(?:外|之外|以外|項目|，)")
_NEAR, _ONE, _CLAUSE = 6, 1, 40


def check(document: Document) -> Iterator[Claim]:
    """Comparisons of every passage, and trends that a table shows."""
    for passage in document.passages:
        found = spans(mentions(passage)) if passage.quantities else []
        turns = list(_turns(passage, found))
        yield from (claim for _, claim in turns)
        if turns:
            yield from _against(passage, found, turns[-1][0])
    yield from _trends(document)


def _turns(passage: Passage, found: Sequence[Span]) -> Iterator[tuple[Span, Claim]]:
    """From one number to another, in the direction the verb says."""
    for before, now in itertools.pairwise(found):
        turn = _TURN.search(passage.text[before.last.quantity.stop : now.first.start])
        began = _FROM.search(passage.text[max(0, before.first.start - 24) : before.first.start])
        if not turn or not began or before.kind != now.kind or now.first.sentence != before.last.sentence:
            continue
        if now.first.start - before.last.quantity.stop > _CLAUSE:
            continue
        holds = now.high < before.low if turn.group("down") else now.low > before.high
        at = before.last.quantity.stop + turn.start("word")
        yield (
            now,
            stated(
                passage,
                at,
                turn.group("word"),
                Kind.COMPARISON,
                holds=holds,
                certainty=Certainty.CERTAIN,
                formula="now < before" if turn.group("down") else "now > before",
                inputs=[*before.inputs("before"), *now.inputs("now")],
                around=(before.first.start - 10, now.last.quantity.stop),
            ),
        )


def _against(passage: Passage, found: Sequence[Span], now: Span) -> Iterator[Claim]:
    """The present number against the others that a later sentence lists."""
    for match in _AGAINST.finditer(passage.text, now.last.quantity.stop):
        others = [
            span
            for span in found
            if now.last.quantity.stop < span.first.start < match.start() and span.kind == now.kind
        ]
        if len(others) <= _ONE:
            continue
        down = bool(match.group("down"))
        holds = all(now.high < span.low if down else now.low > span.high for span in others)
        inputs = [item for index, span in enumerate(others) for item in span.inputs(f"other {index + 1}")]
        yield stated(
            passage,
            match.start("word"),
            match.group("word"),
            Kind.COMPARISON,
            holds=holds,
            certainty=Certainty.POSSIBLE,
            formula="now < every other" if down else "now > every other",
            inputs=[*now.inputs("now"), *inputs],
            around=(others[0].first.start - 8, match.end()),
        )


def _trends(document: Document) -> Iterator[Claim]:
    for passage in document.passages:
        for match in _ALL.finditer(passage.text):
            near = [table for table in document.tables if -_ONE <= table.place - passage.index <= _NEAR]
            view = grid(near[0]) if near else None
            if view and any(True for _ in changes(view)):
                yield from _trend(passage, match, view)


def _trend(passage: Passage, match: re.Match[str], view: Grid) -> Iterator[Claim]:
    """All changes of the column meant go the way the word says, but for the named exception."""
    begin = max(passage.text.rfind(sign, 0, match.start()) for sign in "。；\t") + 1
    inputs = _meant(view, passage.text[begin : match.start()])
    if len(inputs) <= _ONE:
        return
    down = bool(match.group("down"))
    yield stated(
        passage,
        match.start(),
        match.group("word"),
        Kind.COMPARISON,
        holds=all(item.value < 0 if down else item.value > 0 for item in inputs),
        certainty=Certainty.POSSIBLE,
        formula="every change < 0" if down else "every change > 0",
        inputs=inputs,
        around=(begin, match.end()),
    )


def _meant(view: Grid, spoken: str) -> list[Input]:
    """The changes a sentence speaks of, without the record it excepts."""
    besides = _EXCEPT.search(spoken)
    column = _column(view, spoken)
    inputs = [number.as_input(view.records[record].name) for record, number in column.items()]
    return [item for item in inputs if not (besides and _same(besides.group("what"), item.name))]


def _column(view: Grid, spoken: str) -> dict[int, Entry]:
    """The changes by record, of the group a sentence names, else of the first."""
    targets = [field for field in view.fields if field.is_change and not field.is_growth and view.column(field.index)]
    named = [field for field in targets if _group(field) and _group(field) in spoken]
    return view.column((named or targets)[0].index) if targets else {}


def _same(excepted: str, name: str) -> bool:
    return overlap(excepted, name) >= min(_NEAR, len(excepted))


def _group(field: Field) -> str:
    return field.group[-1] if field.group else ""
