"""What was answered to a survey: shares of levels by part, beside the survey before; options; own words."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Count

from bianmin.quality.surveys.models import Answer, Response, Survey
from bianmin.quality.surveys.vocab import (
    SCALES,
    Chosen,
    Level,
    Question,
    Questionnaire,
    Result,
    State,
    SurveyCard,
    Tabled,
    Words,
    dissatisfied,
    percent,
    satisfied,
)

Counts = dict[str, Counter[int | None]]


def _counted(agency: str, number: str) -> Counts:
    rows = Answer.objects.filter(agency=agency, number=number).order_by().values_list("question", "level")
    found: Counts = {}
    for question, level, count in rows.annotate(count=Count("pk")):
        found.setdefault(question, Counter())[level] = count
    return found


def _shares(question: Question, levels: Counter[int | None]) -> tuple[int, int, int]:
    """How many are satisfied, dissatisfied, and answered at all."""
    of = {level: count for level, count in levels.items() if level is not None}
    good = sum(count for level, count in of.items() if satisfied(question.scale, level))
    bad = sum(count for level, count in of.items() if dissatisfied(question.scale, level))
    return good, bad, sum(of.values())


def _earlier(card: SurveyCard) -> Survey | None:
    """The last survey before this one with the same questionnaire, asked in the same way."""
    return (
        Survey.objects.filter(
            agency=card.agency, questionnaire=card.design.questionnaire, way=card.design.way, state=State.CLOSED,
            opens_on__lt=card.design.opens_on,
        )
        .order_by("-opens_on", "-id")
        .first()
    )  # fmt: skip


def _change(now: str, before: str) -> str:
    """The change in points of a printed share; empty where either is missing."""
    change = Decimal(now) - Decimal(before) if now and before else None
    return "" if change is None else f"{change:+}" if change else f"{change}"


def _result(
    document: Questionnaire, question: Question, levels: Counter[int | None], earlier: Counter[int | None] | None
) -> Result:
    digits = str(Decimal(1).scaleb(-document.decimals))

    def of(counted: Counter[int | None]) -> tuple[str, str, int]:
        good, bad, n = _shares(question, counted)
        base = n if document.base == "levels" else counted.total()
        return percent(good, base, digits), percent(bad, base, digits), base

    good, bad, base = of(levels)
    before, bad_before, _base = of(earlier) if earlier else ("", "", 0)
    shown = [
        Level(words, levels[level], percent(levels[level], base, digits), _side(question.scale, level))
        for level, words in SCALES[question.scale].items()
    ]
    return Result(
        question=question, levels=shown, n=levels.total() - levels[None], dont_know=levels[None], good=good, bad=bad,
        unknown=percent(levels[None], levels.total(), digits), before=before, change=_change(good, before),
        bad_before=bad_before, bad_change=_change(bad, bad_before),
    )  # fmt: skip


def _side(scale: str, level: int) -> int:
    return satisfied(scale, level) - dissatisfied(scale, level)


def results(card: SurveyCard) -> list[Result]:
    """What was answered on scales, question by question, beside the survey before."""
    return [one for table in tabled(card, whole=False) for one in table.rows]


def tabled(card: SurveyCard, *, whole: bool = True) -> list[Tabled]:
    """The same as tables: the questions of one part on one scale together; with the part as a `whole` first, if so."""
    row, document = _earlier(card), card.document
    now, earlier = _counted(card.agency, card.number), _counted(card.agency, row.number) if row else {}
    spans = (row.opens_on, card.design.opens_on) if row else None
    parts: dict[tuple[str, str], list[Question]] = {}
    for one in document.scaled:
        parts.setdefault((one.part, one.scale), []).append(one)
    found = []
    for (part, _scale), asked in parts.items():
        rows = [_result(document, one, now.get(one.code, Counter()), earlier.get(one.code)) for one in asked]
        if whole and document.totals and part:
            sums = [sum((by.get(one.code, Counter()) for one in asked), Counter()) for by in (now, earlier)]
            all_of_it = asked[0].model_copy(update={"code": "whole", "text": part})
            rows.insert(0, _result(document, all_of_it, *sums))
        found.append(Tabled(part, rows, spans))
    return found


def _said(card: SurveyCard) -> Iterable[dict[str, object]]:
    rows = Response.objects.filter(agency=card.agency, survey_id=card.id).order_by("pk")
    return rows.values_list("said", flat=True)


def _level(words: Words, count: int, n: int) -> Level:
    return Level(words, count, percent(count, n))


def chosen(card: SurveyCard) -> list[Chosen]:
    """How often each option was chosen."""
    asked = [one for one in card.document.questions if one.options]
    counted: dict[str, Counter[str]] = {one.code: Counter() for one in asked}
    answered: Counter[str] = Counter()
    for said in _said(card) if asked else ():
        for code, counts in counted.items():
            value = said.get(code)
            picked = value if isinstance(value, list) else [value] if value else []
            counts.update(map(str, picked))
            answered[code] += bool(picked)
    return [
        Chosen(
            one,
            [_level(option.name, counted[one.code][option.code], answered[one.code]) for option in one.options],
            answered[one.code],
        )
        for one in asked
    ]


def words(card: SurveyCard) -> list[tuple[Question, list[str]]]:
    """What was written in one's own words; it may name people, so only who keeps the figures reads it."""
    asked = [one for one in card.document.questions if not one.scale and not one.options]
    found = {one.code: list[str]() for one in asked}
    for said in _said(card) if asked else ():
        for code, texts in found.items():
            if text := str(said.get(code) or ""):
                texts.append(text)
    return [(one, found[one.code]) for one in asked]
