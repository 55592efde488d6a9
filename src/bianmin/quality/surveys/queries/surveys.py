"""Questionnaires and surveys, and who may read which."""

from datetime import date
from typing import Final

from django.db.models import Count, Q, QuerySet

from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.quality.surveys.models import Instrument, Response, Survey
from bianmin.quality.surveys.rules import readable
from bianmin.quality.surveys.vocab import (
    Design,
    Questionnaire,
    State,
    SurveyCard,
    Way,
)

MOST: Final = 200


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
