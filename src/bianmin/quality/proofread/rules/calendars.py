"""Calendar arithmetic: 自 … 起至 … 止，計 1 年; 成立 4 週年; days of the week, days that do not exist, two dates."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction

from bianmin.quality.proofread import formulas
from bianmin.quality.proofread.claims import Certainty, Claim, Input, Kind, Verdict
from bianmin.quality.proofread.layout import Document, Passage
from bianmin.quality.proofread.moments import Moment
from bianmin.quality.proofread.phrases import Mention, mentions, overlap, quote, state

_LENGTH = re.compile(r"(?:計|共|合計|為期|期間|共計|歷時)[^\d，。；]{0,4}$")
_WEEKDAY = re.compile(r" ?\((?:星期|週|周|禮拜)?([一二三四五六日天])\)| ?(?:星期|週|周|禮拜)([一二三四五六日天])")
_NAMES = "一二三四五六日"
_FOUNDED = re.compile(r"(?:成立|創立|設立|創設|設置|成軍|開館|開幕|揭牌)(?:於)?")
_VERBS = "啟動|開辦|實施|上線|成立|啟用|開放|施行|公布|發布|揭牌|開幕|召開|舉行|開始|辦理|開館|通車|上路|完工|落成"
_EVENT_AFTER = re.compile(rf"(?:起|正式|起正式|開始)*(?P<verb>{_VERBS})(?P<what>[「]?[\u4e00-\u9fff]{{4,14}})?")
_EVENT_BEFORE = re.compile(r"(?P<what>[\u4e00-\u9fff]{4,14})(?:於|自|業於|已於|訂於)$")
_NAME, _BESIDE = 4, 2
_MONTHS = 12


def check(document: Document) -> Iterator[Claim]:
    """Dates and lengths of every passage."""
    founded = _founded(document)
    for passage in document.passages:
        yield from _impossible(passage)
        yield from _weekdays(passage)
        found = mentions(passage) if passage.quantities else []
        yield from _periods(passage, found)
        yield from _anniversaries(passage, found, founded)
    yield from _events(document)


def _whole(value: float) -> Fraction:
    return Fraction(value).limit_denominator(1000)


def _dated(
    passage: Passage, at: int, phrase: str, printed: int, value: int, text: str, certainty: Certainty, stop: int
) -> Claim:
    fits = printed == value
    return Claim(
        line=passage.line(at),
        quote=quote(passage, max(0, at - 24), stop + 8),
        kind=Kind.CALENDAR,
        inputs=(),
        formula=text,
        printed=phrase,
        value=Fraction(printed),
        recomputed=Fraction(value),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        certainty=None if fits else certainty,
        column=passage.column(at),
    )


def _impossible(passage: Passage) -> Iterator[Claim]:
    """A day or a month the calendar does not have."""
    for moment in passage.moments:
        if not moment.exists() and moment.month is not None:
            month_wrong = moment.month > _MONTHS
            last = _last_day(moment) if not month_wrong else _MONTHS
            wrong = moment.month if month_wrong else moment.day or 0
            yield _dated(
                passage,
                moment.start,
                passage.raw[moment.start : moment.end],
                wrong,
                last,
                "last month of a year" if month_wrong else "last day of that month",
                Certainty.CERTAIN,
                moment.end,
            )


def _last_day(moment: Moment) -> int:
    year, month = moment.year or 2000, moment.month or 1
    following = dt.date(year + month // _MONTHS, month % _MONTHS + 1, 1)
    return (following - dt.timedelta(days=1)).day


def _weekdays(passage: Passage) -> Iterator[Claim]:
    for moment in passage.moments:
        date = moment.date()
        match = _WEEKDAY.match(passage.text, moment.end) if date else None
        if date and match:
            sign = (match.group(1) or match.group(2)).replace("天", "日")
            yield _dated(
                passage,
                match.start(),
                match.group().strip(),
                _NAMES.index(sign) + 1,
                date.isoweekday(),
                f"day of the week of {date.isoformat()}",
                Certainty.CERTAIN,
                match.end(),
            )


def _periods(passage: Passage, found: Sequence[Mention]) -> Iterator[Claim]:
    """The printed length of a period with both ends printed."""
    for mention in found:
        if mention.quantity.unit not in {"年", "個月", "天", "日", "週"} or not _LENGTH.search(
            mention.passage.text[: mention.start]
        ):
            continue
        earlier = [moment for moment in passage.moments if moment.end <= mention.start and moment.month]
        if len(earlier) < 2 or mention.start - earlier[-1].end > 12:  # noqa: PLR2004 - the two ends, close before
            continue
        first, last = earlier[-2], earlier[-1]
        between = passage.text[first.end : last.start]
        if not re.fullmatch(r" ?(?:起)?(?:至|到|~|-)(?: |民國|止)*", between) or (last.year is None) is not (
            first.year is None
        ):
            continue
        value = _length(first, last, mention.quantity.unit)
        if value is not None:
            yield state(
                mention,
                Kind.CALENDAR,
                formulas.same,
                [Input("length", value)],
                "last - first + 1",
                since=first.start - 6,
            )


def _length(first: Moment, last: Moment, unit: str) -> Fraction | None:
    """Years or months from the first to the last month, both counted; days from day to day, both counted."""
    if unit in {"天", "日", "週"}:
        start, end = first.date(), last.date()
        days = (end - start).days + 1 if start and end else None
        return None if days is None else Fraction(days, 7 if unit == "週" else 1)
    if first.month is None or last.month is None:
        return None
    months = ((last.year or 0) - (first.year or 0)) * _MONTHS + last.month - first.month + 1
    if first.day and last.day and first.day - last.day == 1:
        months -= 1
    return Fraction(months, _MONTHS if unit == "年" else 1)


def _founded(document: Document) -> list[tuple[str, Moment]]:
    """Every date something was founded on, with the words around it."""
    result = []
    for passage in document.passages:
        for match in _FOUNDED.finditer(passage.text):
            near = [
                moment
                for moment in passage.moments
                if moment.year
                and (0 <= moment.start - match.end() <= _BESIDE or 0 <= match.start() - moment.end <= _BESIDE)
            ]
            if near:
                result.append((passage.text[max(0, match.start() - 20) : match.start()], near[0]))
    return result


def _anniversaries(passage: Passage, found: Sequence[Mention], founded: list[tuple[str, Moment]]) -> Iterator[Claim]:
    """4 週年 and 第 5 年 against the founding."""
    for mention in found:
        if mention.quantity.unit in {"週年", "周年", "歲"}:
            spoken = passage.text[max(0, mention.start - 16) : mention.start]
            years = [moment.year for moment in passage.moments if moment.year and moment.start < mention.start]
            begun = (
                _begun(spoken, founded)
                if re.search(r"成立|創立|設立|生日|慶", spoken + mention.quantity.noun)
                else None
            )
            if begun and years:
                yield state(
                    mention,
                    Kind.CALENDAR,
                    formulas.fall,
                    [Input("now", Fraction(years[-1])), Input("founded", Fraction(begun))],
                    "now - founded",
                    certainty=Certainty.POSSIBLE,
                )
    for match in re.finditer(r"第 ?(\d{1,3}) ?年", passage.text):
        years = [moment.year for moment in passage.moments if moment.year and moment.end <= match.start()]
        if (
            len(years) >= 2
            and _FOUNDED.search(passage.text[: match.start()])
            and re.search(r"邁入|進入|滿|第", passage.text[max(0, match.start() - 4) : match.end()])
        ):
            yield _dated(
                passage,
                match.start(1),
                match.group(),
                int(match.group(1)),
                years[-1] - years[0] + 1,
                "now - founded + 1",
                Certainty.POSSIBLE,
                match.end(),
            )


def _begun(spoken: str, founded: list[tuple[str, Moment]]) -> int | None:
    """The year of founding that is meant: the only one, or the one whose words agree best."""
    if not founded:
        return None
    if len({moment.year for _, moment in founded}) == 1:
        return founded[0][1].year
    best = max(founded, key=lambda pair: overlap(spoken, pair[0]))
    return best[1].year if overlap(spoken, best[0]) > 1 else None


def _events(document: Document) -> Iterator[Claim]:
    """One event with a day in two places."""
    groups: dict[tuple[int | None, int | None], list[tuple[Passage, Moment, str, str]]] = defaultdict(list)
    for passage in document.passages:
        for moment in passage.moments:
            event = _event(passage, moment) if moment.day and moment.year else None
            if event:
                groups[moment.year, moment.month].append((passage, moment, *event))
    for group in groups.values():
        for at, one in enumerate(group[:60]):
            for other in group[at + 1 : 60]:
                if one[2] == other[2] and one[0] is not other[0] and overlap(one[3], other[3]) >= _NAME:
                    yield _event_claim(one, other)
                    yield _event_claim(other, one)


def _event(passage: Passage, moment: Moment) -> tuple[str, str] | None:
    after = _EVENT_AFTER.match(passage.text, moment.end)
    if not after:
        return None
    before = _EVENT_BEFORE.search(passage.text[max(0, moment.start - 20) : moment.start].replace(" ", ""))
    return after.group("verb"), (before.group("what") if before else "") + "|" + (after.group("what") or "")


def _event_claim(one: tuple[Passage, Moment, str, str], other: tuple[Passage, Moment, str, str]) -> Claim:
    passage, moment = one[0], one[1]
    day, elsewhere = moment.day or 0, other[1].day or 0
    line = other[0].line(other[1].start)
    fits = day == elsewhere
    return Claim(
        line=passage.line(moment.start),
        quote=quote(passage, max(0, moment.start - 12), moment.end + 14),
        kind=Kind.CROSS,
        inputs=(Input(f"line {line}", Fraction(elsewhere), line=line),),
        formula=f"day on line {line}",
        printed=passage.raw[moment.start : moment.end].strip(),
        value=Fraction(day),
        recomputed=Fraction(elsewhere),
        verdict=Verdict.CONSISTENT if fits else Verdict.INCONSISTENT,
        certainty=None if fits else Certainty.POSSIBLE,
        column=passage.column(moment.start),
    )
