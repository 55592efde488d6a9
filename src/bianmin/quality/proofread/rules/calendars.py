"""Calendar arithmetic: 自 … 起至 … 止，計 1 年; 成立 4 週年; days of the week, days that do not exist, two dates."""

import datetime as dt
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
_MONTHS, _CLOSE, _MOST = 12, 12, 60
_DAYS = {"天": 1, "日": 1, "週": 7}
_LENGTHS = {"年", "個月", *_DAYS}
_UNTIL = re.compile(r" ?起?(?:至|到|~|-)(?: |民國|止)*")
_BIRTHDAYS = frozenset({"週年", "周年", "歲"})
_BIRTH = re.compile(r"成立|創立|設立|生日|慶")
_NTH_YEAR = re.compile(r"(?:邁入|進入|為|滿|已|的) ?(?P<phrase>第 ?(?P<n>\d{1,3}) ?年)")
_NTH = "now - founded + 1"


def check(document: Document) -> Iterator[Claim]:
    """Dates and lengths of every passage."""
    founded = _founded(document)
    for passage in document.passages:
        yield from _impossible(passage)
        yield from _weekdays(passage)
        found = mentions(passage) if passage.quantities else []
        yield from _periods(passage, found)
        yield from _anniversaries(passage, found, founded)
        yield from _ordinal_years(passage)
    yield from _events(document)


def _dated(passage: Passage, at: int, phrase: str, printed: int, value: int, text: str, stop: int) -> Claim:
    certainty = Certainty.POSSIBLE if text == _NTH else Certainty.CERTAIN
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
                match.end(),
            )


def _periods(passage: Passage, found: Sequence[Mention]) -> Iterator[Claim]:
    """The printed length of a period with both ends printed."""
    for mention in found:
        ends = _ends(passage, mention) if mention.quantity.unit in _LENGTHS else None
        value = _length(*ends, mention.quantity.unit) if ends else None
        if ends and value is not None:
            inputs = [Input("length", value)]
            since = ends[0].start - 6
            yield state(mention, Kind.CALENDAR, formulas.same, inputs, "last - first + 1", since=since)


def _ends(passage: Passage, length: Mention) -> tuple[Moment, Moment] | None:
    """The first and the last month or day of the period a length stands behind."""
    earlier = [moment for moment in passage.moments if moment.end <= length.start and moment.month][-2:]
    if not _LENGTH.search(passage.text[: length.start]) or len(earlier) < len(("first", "last")):
        return None
    first, last = earlier
    joined = _UNTIL.fullmatch(passage.text, first.end, last.start) and length.start - last.end <= _CLOSE
    return (first, last) if joined and (last.year is None) is (first.year is None) else None


def _length(first: Moment, last: Moment, unit: str) -> Fraction | None:
    """Years or months from the first to the last month, both counted; days from day to day, both counted."""
    if unit in _DAYS:
        start, end = first.date(), last.date()
        return Fraction((end - start).days + 1, _DAYS[unit]) if start and end else None
    months = (_month(last) - _month(first)) + 1 - _same_day(first, last)
    return Fraction(months, _MONTHS if unit == "年" else 1)


def _month(moment: Moment) -> int:
    return (moment.year or 0) * _MONTHS + (moment.month or 0)


def _same_day(first: Moment, last: Moment) -> int:
    """1 for a period that ends the day before it began, months later."""
    return int(bool(first.day and last.day) and (first.day or 0) - (last.day or 0) == 1)


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
    """4 週年 against the founding, wherever in the document that stands."""
    for mention in found:
        if mention.quantity.unit not in _BIRTHDAYS:
            continue
        spoken = passage.text[max(0, mention.start - 16) : mention.start]
        begun = _begun(spoken, founded) if _BIRTH.search(spoken + mention.quantity.noun) else None
        now = _year_before(passage, mention.start)
        if begun and now:
            inputs = [Input("now", Fraction(now)), Input("founded", Fraction(begun))]
            certainty = Certainty.POSSIBLE
            yield state(mention, Kind.CALENDAR, formulas.fall, inputs, "now - founded", certainty=certainty)


def _year_before(passage: Passage, at: int) -> int | None:
    years = [moment.year for moment in passage.moments if moment.year and moment.start < at]
    return years[-1] if years else None


def _ordinal_years(passage: Passage) -> Iterator[Claim]:
    """成立於 96 年，至 100 年邁入第 5 年."""
    for match in _NTH_YEAR.finditer(passage.text):
        years = [moment.year for moment in passage.moments if moment.year and moment.end <= match.start()]
        if len(set(years)) > 1 and _FOUNDED.search(passage.text, 0, match.start()):
            printed, value = int(match.group("n")), years[-1] - years[0] + 1
            yield _dated(passage, match.start("n"), match.group("phrase"), printed, value, _NTH, match.end())


def _begun(spoken: str, founded: list[tuple[str, Moment]]) -> int | None:
    """The year of founding that is meant: the only one, or the one whose words agree best."""
    if not founded:
        return None
    if len({moment.year for _, moment in founded}) == 1:
        return founded[0][1].year
    best = max(founded, key=lambda pair: overlap(spoken, pair[0]))
    return best[1].year if overlap(spoken, best[0]) > 1 else None


@dataclass(frozen=True, slots=True)
class Event:
    """Something done on a day: its verb, and the words before and after the day."""

    passage: Passage
    moment: Moment
    verb: str
    words: str

    def repeats(self, other: "Event") -> bool:
        """Whether two passages speak of one event."""
        elsewhere = self.verb == other.verb and self.passage is not other.passage
        return elsewhere and overlap(self.words, other.words) >= _NAME


def _events(document: Document) -> Iterator[Claim]:
    """One event with a day in two places."""
    months: dict[tuple[int | None, int | None], list[Event]] = defaultdict(list)
    for passage in document.passages:
        for event in filter(None, (_event(passage, moment) for moment in passage.moments)):
            months[event.moment.year, event.moment.month].append(event)
    for events in months.values():
        for one, other in itertools.combinations(events[:_MOST], 2):
            if one.repeats(other):
                yield from (_event_claim(one, other), _event_claim(other, one))


def _event(passage: Passage, moment: Moment) -> Event | None:
    after = _EVENT_AFTER.match(passage.text, moment.end) if moment.day and moment.year else None
    if not after:
        return None
    before = _EVENT_BEFORE.search(passage.text[max(0, moment.start - 20) : moment.start].replace(" ", ""))
    words = (before.group("what") if before else "") + "|" + (after.group("what") or "")
    return Event(passage, moment, after.group("verb"), words)


def _event_claim(one: Event, other: Event) -> Claim:
    passage, moment = one.passage, one.moment
    day, elsewhere = moment.day or 0, other.moment.day or 0
    line = other.passage.line(other.moment.start)
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
