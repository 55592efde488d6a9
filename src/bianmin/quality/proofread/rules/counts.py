"""Counts of lists in prose: 英語、泰語及俄語等 3 種語言; 分成 3 類，包含：…; 4P，包括 …; 連續兩年."""

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction

from bianmin.quality.proofread import lists
from bianmin.quality.proofread.claims import Certainty, Claim, Kind, Verdict
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.phrases import Mention, mentions, printed, quote
from bianmin.quality.proofread.units import KINDS

MOST, FEW, SHOWN = 40, 2, 16
_BACK, _NAME, _LONGEST, _CLAUSE = 400, 4, 4000, 40
_ETC = re.compile(r"等(?:共計|共|計|合計|總計|達|有| )*$")
_PARTED = re.compile(r"[、及和與暨]")
_JOINED = re.compile(r"[、及和與]")
_TOLD = re.compile(r"計有|分別|分為|即")
_OPEN_ENDED = re.compile(r"(?:^|，|:)?(?:如|例如|諸如)[^、]*、")
_LOOSE = re.compile(r"[在於由為有的至達約近逾每各第限括]$")
_ENDS = re.compile(r"[，。；;:!?\t\n]")
_STRONG_ENDS = re.compile(r"[。；;\t\n]")
_INTRO = re.compile(
    r"[^，。；、:()]{0,16}?(?P<how>\(|:"
    r"|，?(?:其|並|主要|分別)?(?:包括|包含|涵蓋|分別為|分別是|計有|即為|即|分為|依序為)+:?|,? ?分別為:?)"
)
_EXAMPLES = re.compile(r"^\s*(?:如|例如|諸如|含|以下|詳|見|註|參)")
_CUT = re.compile(r"等(?=[，。；)]|項目|各?項|類|資訊|服務|功能|$)")
_AGAIN = re.compile(r"(?:該|此|這|前揭|上揭) ?$")
_AMONG = re.compile(r"之一，(?:另|其餘|其他) ?")
_MERGED = re.compile(r"合 ?[1一]")
_UNITLESS = re.compile(r"P\b|[A-Z](?=[，、(。:])")


def check(document: Document) -> Iterator[Claim]:
    """Counts of every passage."""
    for passage in document.passages:
        hidden = ""
        for mention in mentions(passage):
            if not _countable(mention):
                continue
            hidden = hidden or lists.masked(passage.text)
            claim = next(
                (
                    found
                    for rule in (_before, _after, _merged, _again, _elsewhere, _among, _years)
                    if (found := rule(mention, hidden))
                ),
                None,
            )
            if claim:
                yield claim


def _countable(mention: Mention) -> bool:
    quantity = mention.quantity
    if not quantity.exact or not FEW <= quantity.value <= MOST or quantity.value.denominator != 1:
        return False
    unit = quantity.unit
    return (
        unit in KINDS
        or unit == "年"
        or bool(_UNITLESS.match(mention.passage.text, quantity.end))
        or (not unit and bool(re.match(r" ?[\u4e00-\u9fff]{2}", mention.passage.text[quantity.end :])))
    )


def counted(mention: Mention, items: list[str], since: int, stop: int) -> Claim:
    """The claim that a list has as many items as the mention says."""
    passage = mention.passage
    size = Fraction(len(items))
    fits = size == mention.quantity.value
    items = [items[0].rsplit(" ", 1)[-1][-SHOWN:], *items[1:]]
    return Claim(
        line=mention.line,
        quote=quote(passage, since, stop),
        kind=Kind.COUNT,
        inputs=(),
        formula="len(items)",
        printed=printed(mention),
        value=mention.quantity.value,
        recomputed=size,
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        certainty=None if fits else Certainty.POSSIBLE,
        items=tuple(item[:SHOWN] for item in items),
        column=passage.column(mention.start),
    )


def _fitting(mention: Mention, ways: list[list[str]]) -> list[str] | None:
    return next((items for items in ways if len(items) == mention.quantity.value), None)


def _nearest(mention: Mention, ways: list[list[str]]) -> list[str]:
    return min(ways, key=lambda way: abs(len(way) - mention.quantity.value))


def _region(text: str, at: int) -> int:
    """Where the innermost bracket open at `at` begins, or the text."""
    floor = max(0, at - _BACK, text.rfind("。", 0, at) + 1, text.rfind("\t", 0, at) + 1)
    open_: list[int] = []
    for index in range(floor, at):
        if text[index] == "(":
            open_.append(index + 1)
        elif text[index] == ")" and open_:
            open_.pop()
    return open_[-1] if open_ else 0


def _clauses(passage: Passage, start: int, hidden: str) -> list[int]:
    """Where the clause of `start` begins, and the ones before it in the sentence, nearest first."""
    floor = _region(passage.text, start)
    view = lists.masked(passage.text[floor:start]) if floor else hidden[:start]
    begins = [match.end() + floor for match in _ENDS.finditer(view)][::-1]
    stop = next((match.end() + floor for match in list(_STRONG_ENDS.finditer(view))[::-1]), floor)
    return [at for at in begins if at >= stop] + ([stop] if stop not in begins else [])


def _before(mention: Mention, hidden: str) -> Claim | None:
    """A list that ends at the number."""
    text, start = mention.passage.text, mention.start
    begins = _clauses(mention.passage, start, hidden)
    if not begins or start - begins[0] > _BACK:
        return None
    body = text[begins[0] : start]
    etc = bool(_ETC.search(body))
    ways = lists.split(lists.without_link(body)) + (_wider(text, begins, start) if etc and len(begins) > 1 else [])
    items = _fitting(mention, ways)
    if items and _ends_at_number(body, etc=etc):
        return counted(mention, items, begins[0], mention.quantity.stop)
    if not etc or not _whole(mention, body, ways):
        return None
    return counted(mention, _nearest(mention, ways), begins[0], mention.quantity.stop)


def _ends_at_number(body: str, *, etc: bool) -> bool:
    return etc or (bool(_PARTED.search(lists.masked(body))) and _tight(body))


def _whole(mention: Mention, body: str, ways: list[list[str]]) -> bool:
    """Whether a list says that it is whole, or names more than the number: not just examples."""
    longest = max(map(len, ways))
    ended = lists.closed(lists.without_link(body)) or longest > mention.quantity.value
    return longest > FEW and ended and not _OPEN_ENDED.search(body)


def _tight(body: str) -> bool:
    """Without 等 the last item must stand right at the number."""
    end = body.rstrip()
    return end.endswith(("共", "計")) or not _LOOSE.search(end)


def _wider(text: str, begins: list[int], start: int) -> list[list[str]]:
    """The list may go on from the clause before: A、B 等事項，以及 C、D 等."""
    earlier = _CUT.split(text[begins[1] : begins[0]].rstrip("，:"))[0]
    if "、" not in lists.masked(earlier) and not re.match(r"及|以及|與", text[begins[0] : start]):
        return []
    here = lists.split(lists.without_link(text[begins[0] : start]))
    return [one + other for one in lists.split(earlier) for other in here]


def _after(mention: Mention, hidden: str) -> Claim | None:
    """A list that begins after the number."""
    text = mention.passage.text
    intro = _INTRO.match(text, mention.quantity.stop) or _INTRO.match(text, mention.quantity.end + 1)
    body = _body(text, hidden, intro) if intro else ""
    if not intro or not _lists(body):
        return None
    cut = _CUT.search(lists.masked(body))
    items = _nearest(mention, lists.split(body[: cut.start()] if cut else body))
    if len(items) != mention.quantity.value and _is_loose(mention, intro, body, items):
        return None
    return counted(mention, items, mention.start - 12, intro.end() + len(body))


def _is_loose(mention: Mention, intro: re.Match[str], body: str, items: list[str]) -> bool:
    """Whether a list need not fit: it ends with 等, is in a bracket and does not say that it is whole, or is short."""
    how, fewer = intro.group("how"), len(items) < mention.quantity.value
    examples = fewer and bool(_CUT.search(lists.masked(body))) and not _TOLD.search(how)
    return examples or (how == "(" and not lists.closed(body)) or len(items) <= FEW


def _lists(body: str) -> bool:
    """Whether a text lists things, and not just as examples."""
    return not _EXAMPLES.match(body) and bool(_JOINED.search(lists.masked(body)))


def _body(text: str, hidden: str, intro: re.Match[str]) -> str:
    """The text of a list after its introduction."""
    begin = intro.end()
    if intro.group("how") == "(":
        inner = lists.masked(text[begin - 1 : begin + 400])
        size = next((index for index, char in enumerate(inner) if char != lists.FILLER), len(inner))
        return text[begin : begin - 1 + size - 1]
    ends = [match.start() for match in re.finditer(r"[。；\t\n]|(?<!、)$", hidden[begin : begin + 600])]
    body = text[begin : begin + (ends[0] if ends else 600)]
    comma = lists.masked(body).find("，")
    if comma > 0 and "、" in lists.masked(body[:comma]):
        body = body[:comma]
    return body


def _merged(mention: Mention, hidden: str) -> Claim | None:
    """將 A、B、C 及 D 等 …，採「4 卡合 1」."""
    passage = mention.passage
    if not _MERGED.match(passage.text, mention.quantity.stop + 1) and not _MERGED.match(
        passage.text, mention.quantity.stop
    ):
        return None
    sentence = max(hidden.rfind(sign, 0, mention.start) for sign in "。；\t\n") + 1
    for clause in reversed(passage.text[sentence : mention.start].split("，")):
        items = _fitting(mention, lists.split(_CUT.split(clause.split("等")[0])[0]))
        if items:
            return counted(mention, items, sentence, mention.quantity.stop)
    return None


def _again(mention: Mention, hidden: str) -> Claim | None:
    """僅 A 及 B 服務站 … 該 2 服務站."""
    text, noun = mention.passage.text, (mention.quantity.unit + mention.quantity.noun)
    if not _AGAIN.search(text[max(0, mention.start - 3) : mention.start]):
        return None
    for match in re.finditer(r"[^，。；:\t\n]*[、及和與][^，。；:\t\n]*", hidden[: mention.start]):
        body = text[match.start() : match.end()]
        items = _fitting(mention, lists.split(body))
        if items and any(body.rstrip().endswith(noun[:size]) for size in range(len(noun), 1, -1)):
            return counted(mention, items, match.start(), mention.quantity.stop)
    return None


def _elsewhere(mention: Mention, hidden: str) -> Claim | None:
    """3 種分類檢索 … (主題、施政與服務)分類檢索: the list stands in a bracket before the same noun."""
    noun = mention.quantity.noun[:4]
    if len(noun) < _NAME or len(hidden) > _LONGEST:
        return None
    for match in re.finditer(r"\(([^()]{3,80})\)" + re.escape(noun), mention.passage.text):
        items = _fitting(mention, lists.split(match.group(1)))
        if items:
            return counted(mention, items, mention.start - 8, mention.quantity.stop + 8)
    return None


def _among(mention: Mention, hidden: str) -> Claim | None:
    """全球 3 個…之一，另兩國為 A 與 B."""
    text = mention.passage.text
    found = _AMONG.search(hidden, mention.quantity.stop)
    if not found or found.start() - mention.quantity.stop > _CLAUSE:
        return None
    match = re.match(
        r"(?:\d+|[兩二三四五六七八九十]) ?[國個位家項名所](?:分別)?為([^，。；]{3,60})", text[found.end() :]
    )
    ways = [["(one)", *items] for items in lists.split(match.group(1))] if match else []
    items = _fitting(mention, ways)
    return counted(mention, items, mention.start - 12, found.end() + match.end()) if items and match else None


def _years(mention: Mention, hidden: str) -> Claim | None:
    """2010、2011 年 … 連續兩年."""
    passage = mention.passage
    if mention.quantity.unit != "年" or not passage.text[: mention.start].rstrip().endswith("連續"):
        return None
    floor = max(hidden.rfind(sign, 0, mention.start) for sign in "。；\t\n") + 1
    named = [moment for moment in passage.moments if floor <= moment.start < mention.start and not moment.month]
    years = [moment.year for moment in named if moment.year]
    runs = sorted({str(year) for one, other in itertools.pairwise(years) if other - one == 1 for year in (one, other)})
    return counted(mention, runs, floor, mention.quantity.stop) if len(runs) >= FEW else None
