"""Surveys and their results: shares of those who answered, the change since the one before."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.surveys.models import Answer, Instrument, Response, Survey
from bianmin.quality.surveys.rules import readable
from bianmin.quality.surveys.vocab import (
    SCALES,
    Chosen,
    Design,
    Level,
    Question,
    Questionnaire,
    Result,
    State,
    SurveyCard,
    Way,
    Words,
    dissatisfied,
    percent,
    satisfied,
)

MOST: Final = 200
Counts = dict[str, Counter[int | None]]


def questionnaires(agency: str) -> list[Questionnaire]:
    """The questionnaires an agency may use: its own, and those of all; its own where both have a code."""
    rows = Instrument.objects.filter(agency__in=("", agency)).order_by("agency", "code")
    found = {row.code: Questionnaire.model_validate_json(row.text) for row in rows}
    return sorted(found.values(), key=lambda one: one.title)


def questionnaire(agency: str, code: str) -> Questionnaire | None:
    """The newest version of a questionnaire of an agency, or of all with an empty one."""
    row = Instrument.objects.filter(agency=agency, code=code).first()
    return Questionnaire.model_validate_json(row.text) if row else None


def visible_to(actor: Actor) -> QuerySet[Survey]:
    """The surveys an actor may read."""
    return Survey.objects.filter(readable(actor))


DESIGNED: Final = (
    "title", "questionnaire", "way", "opens_on", "closes_on", "purpose", "population", "sampling", "population_size",
    "contacted", "drawn",
)  # fmt: skip
"""What of a survey is its design."""


def card_of(row: Survey, n: int) -> SurveyCard:
    """What is shown of a survey."""
    return SurveyCard(
        id=row.pk,
        agency=row.agency,
        unit_path=row.unit_path,
        number=row.number,
        state=row.state,
        design=Design(**{name: getattr(row, name) for name in DESIGNED}),
        document=Questionnaire.model_validate_json(row.document),
        n=n,
        improvement=row.improvement,
        published_on=row.published_on,
        closed_on=row.closed_on,
    )


def _cards(rows: QuerySet[Survey]) -> list[SurveyCard]:
    found = list(rows[:MOST])
    counted = dict(
        Response.objects.filter(survey__in=found).order_by().values_list("survey").annotate(count=Count("pk"))
    )
    return [card_of(row, counted.get(row.pk, 0)) for row in found]


def surveys(actor: Actor, agency: str) -> list[SurveyCard]:
    """The surveys of an agency, the newest first."""
    return _cards(visible_to(actor).filter(agency=agency).order_by("-opens_on", "-id"))


def survey_row(actor: Actor, number: str) -> Survey:
    """A survey that the actor may read.

    Raises:
        NotFound.
    """
    found = visible_to(actor).filter(number=number).first()
    if found is None:
        raise NotFound
    return found


def survey(actor: Actor, number: str) -> SurveyCard:
    """A survey that the actor may read.

    Raises:
        NotFound.
    """
    row = survey_row(actor, number)
    return card_of(row, row.responses.count())


def _asked(on: date, *ways: Way) -> Q:
    return Q(state=State.OPEN, opens_on__lte=on, closes_on__gte=on, way__in=ways)


def open_to_all(agency: str, on: date) -> list[SurveyCard]:
    """The surveys that everybody may answer on the website on a day."""
    return _cards(Survey.objects.filter(_asked(on, Way.WEB), agency=agency).order_by("closes_on", "id"))


def asked_here(actor: Actor, agency: str, on: date) -> list[SurveyCard]:
    """The surveys that colleagues, or visitors at the counter, answer at the desk on a day."""
    return _cards(visible_to(actor).filter(_asked(on, Way.STAFF, Way.COUNTER), agency=agency).order_by("closes_on"))


def asked_with(agency: str, questionnaire: str, year: int, on: date) -> int:
    """How many surveys by a questionnaire began in a year until a day."""
    begun = Survey.objects.exclude(state=State.DRAFT).filter(opens_on__year=year, opens_on__lte=on)
    return begun.filter(agency=agency, questionnaire=questionnaire).count()


def published(agency: str) -> list[SurveyCard]:
    """The surveys whose results everybody may read, the newest first."""
    return _cards(Survey.objects.filter(agency=agency, published_on__isnull=False).order_by("-closes_on", "-id"))


def public_survey(agency: str, number: str, on: date) -> SurveyCard:
    """A survey that is asked on the website on a day, or whose results are published.

    Raises:
        NotFound.
    """
    shown = _asked(on, Way.WEB) | Q(published_on__isnull=False)
    row = Survey.objects.filter(shown, agency=agency, number=number).first()
    if row is None:
        raise NotFound
    return card_of(row, row.responses.count())


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


def _before(card: SurveyCard) -> Counts:
    """The answers to the last survey before this one with the same questionnaire, asked in the same way."""
    row = (
        Survey.objects.filter(
            agency=card.agency, questionnaire=card.design.questionnaire, way=card.design.way, state=State.CLOSED,
            opens_on__lt=card.design.opens_on,
        )
        .order_by("-opens_on", "-id")
        .first()
    )  # fmt: skip
    return _counted(card.agency, row.number) if row else {}


def _level(words: Words, count: int, n: int) -> Level:
    return Level(words, count, percent(count, n))


def _result(question: Question, levels: Counter[int | None], earlier: Counter[int | None] | None) -> Result:
    good, bad, n = _shares(question, levels)
    before = change = ""
    if earlier is not None:
        then, _bad, was = _shares(question, earlier)
        if before := percent(then, was):
            change = f"{float(percent(good, n) or 0) - float(before):+.1f}" if n else ""
    return Result(
        question=question,
        levels=[_level(words, levels[level], n) for level, words in SCALES[question.scale].items()],
        n=n,
        dont_know=levels[None],
        good=percent(good, n),
        bad=percent(bad, n),
        before=before,
        change=change,
    )


def results(card: SurveyCard) -> list[Result]:
    """What was answered on scales, question by question, beside the survey before."""
    now, earlier = _counted(card.agency, card.number), _before(card)
    return [_result(one, now.get(one.code, Counter()), earlier.get(one.code)) for one in card.document.scaled]


def _said(card: SurveyCard) -> Iterable[dict[str, object]]:
    rows = Response.objects.filter(agency=card.agency, survey_id=card.id).order_by("pk")
    return rows.values_list("said", flat=True)


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
