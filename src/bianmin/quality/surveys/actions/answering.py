"""Answer a survey: on the website, at the counter, among colleagues, or by the table that a call centre brings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import insert_new, new
from bianmin.quality.surveys.actions.design import NotOpen
from bianmin.quality.surveys.models import Answer, Response, Survey
from bianmin.quality.surveys.queries.surveys import survey_row
from bianmin.quality.surveys.rules import is_asked, may_keep
from bianmin.quality.surveys.vocab import (
    ANSWER,
    DONT_KNOW,
    SCALES,
    WORDS_MOST,
    Imported,
    Question,
    Questionnaire,
    State,
    Way,
    dissatisfied,
    satisfied,
)

KEY: Final = re.compile(r"[A-Za-z0-9_-]{16,64}")
SALT: Final = "bianmin.surveys.colleague"
MOST_ROWS: Final = 20_000
MOST_FAULTS: Final = 100
Said = Mapping[str, object]
Parts = tuple[dict[Question, int | None], dict[str, object]]
"""Of one response the levels chosen by question, and all else that was said."""


class NotNow(Refused):
    """Outside of the days on which it is asked."""

    message = _("This survey can be answered from {first} to {last}.")


class NothingSaid(Refused):
    """No question was answered."""

    message = _("Answer at least one question.")


class FormIsOld(Refused):
    """The form was sent without the key it was shown with."""

    message = _("The form is incomplete. Open the survey again and answer once more.")


class AnsweredAlready(Refused):
    """A colleague answers a survey once."""

    message = _("You have answered this survey already. Thank you; it is not counted twice.")


class NoSuchAnswer(Refused):
    """None of the answers that can be given."""

    message = _("Choose one of the answers.")


def _level(question: Question, value: object) -> int | None:
    """The level that was chosen, None for "I don't know".

    Raises:
        NoSuchAnswer.
    """
    text = str(value)
    if text == DONT_KNOW:
        return None
    if not text.isdecimal() or int(text) not in SCALES[question.scale]:
        raise NoSuchAnswer(field=question.code)
    return int(text)


def _other(question: Question, value: Any) -> object:
    """What was chosen of options, or said in words.

    Raises:
        NoSuchAnswer.
    """
    if not question.options:
        return str(value).replace("\0", "").strip()[:WORDS_MOST]
    known = {option.code for option in question.options}
    picked = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    if not set(picked) <= known or (len(picked) > 1 and not question.several):
        raise NoSuchAnswer(field=question.code)
    return picked if question.several else picked[0]


def _split(document: Questionnaire, said: Said) -> Parts:
    """The levels chosen by question, and all else that was said.

    Raises:
        NoSuchAnswer, NothingSaid.
    """
    levels, others = dict[Question, int | None](), dict[str, object]()
    for question in document.questions:
        value = said.get(question.code)
        if value in (None, "", []):
            continue
        if question.scale:
            levels[question] = _level(question, value)
        else:
            others[question.code] = _other(question, value)
    if not levels and not others:
        raise NothingSaid(field=document.questions[0].code)
    return levels, others


def _keep(row: Survey, key: str, parts: Parts, on: date) -> bool:
    """Keep one response with its answers; whether it was not there before."""
    levels, others = parts
    response = new(Response, agency=row.agency, survey=row, key=key, on=on, said=others)
    if not insert_new(response):
        return False
    kept = [
        Answer(
            agency=row.agency, unit_path=row.unit_path, response=response, number=row.number, question=question.code,
            aspect=question.aspect, way=row.way, level=level, on=on,
            satisfied=level is not None and satisfied(question.scale, level),
            dissatisfied=level is not None and dissatisfied(question.scale, level),
        )
        for question, level in levels.items()
    ]  # fmt: skip
    Answer.objects.bulk_create(kept)
    for answer in kept[:1]:
        touch(fact=ANSWER, keys=FACTS.facts[ANSWER].keys(answer))
    return True


def _said_to(row: Survey, said: Said) -> Parts:
    return _split(Questionnaire.model_validate_json(row.document), said)


def _check_open(row: Survey, on: date) -> None:
    if row.state != State.OPEN:
        raise NotOpen
    if not row.opens_on <= on <= row.closes_on:
        raise NotNow(first=row.opens_on, last=row.closes_on)


@act()
def answer(*, agency: str, number: str, said: Said, key: str, by: Actor, at: datetime) -> None:
    """Answer a survey of the website, or one at the counter for a visitor; nobody is kept of whom it is.

    Raises:
        NotFound, NotAllowed, NotOpen, NotNow, FormIsOld, NoSuchAnswer, NothingSaid.
    """
    ways = (Way.COUNTER,) if by.staff else (Way.WEB,)
    row = Survey.objects.filter(agency=agency, number=number, way__in=ways).first()
    if row is None:
        raise NotFound
    if by.staff and not is_asked(by, agency):
        raise NotAllowed
    _check_open(row, local_day(at))
    if not KEY.fullmatch(key):
        raise FormIsOld
    _keep(row, key, _said_to(row, said), local_day(at))
    record(verb="surveys.answer", subject=row.subject, agency=agency, by=PUBLIC, at=at)


@act()
def answer_as_colleague(*, number: str, said: Said, by: Actor, at: datetime) -> None:
    """Answer a survey of the staff, once; neither the answer nor the journal tells who it was.

    Raises:
        NotFound, NotAllowed, NotOpen, NotNow, AnsweredAlready, NoSuchAnswer, NothingSaid.
    """
    row = survey_row(by, number)
    if row.way != Way.STAFF or not is_asked(by, row.agency):
        raise NotAllowed
    _check_open(row, local_day(at))
    if not _keep(row, colleague_key(row.agency, number, by), _said_to(row, said), local_day(at)):
        raise AnsweredAlready
    record(verb="surveys.answer", subject=row.subject, agency=row.agency, by=PUBLIC, at=at)


def colleague_key(agency: str, number: str, by: Actor) -> str:
    """By what is known that a colleague has answered, and not which answer it was without the installation's secret."""
    return salted_hmac(SALT, f"{agency}|{number}|{by.key}", algorithm="sha256").hexdigest()


def _fault(line: int, refusal: Refused, document: Questionnaire) -> tuple[int, str, str]:
    names = {one.code: one.text for one in document.questions}
    return line, names.get(refusal.field or "", refusal.field or ""), str(refusal)


@act()
def bring(*, number: str, rows: Iterable[Sequence[str]], by: Actor, at: datetime) -> Imported:
    """Bring the answers of a telephone or counter survey as a table: the head names questions by their codes.

    A row is one questionnaire; `dk` or nothing is no answer. All or nothing: a table with a fault keeps none.

    Raises:
        NotFound, NotAllowed, NotOpen.
    """
    row = survey_row(by, number)
    if not may_keep(by, row.agency):
        raise NotAllowed
    if row.state != State.OPEN:
        raise NotOpen
    table = iter(rows)
    head, document = [cell.strip() for cell in next(table, ())], Questionnaire.model_validate_json(row.document)
    if unknown := [name for name in head if name not in {one.code for one in document.questions}]:
        sentence = _now("The column %(name)s is none of the questions.") % {"name": unknown[0]}
        return Imported(faults=[(1, unknown[0], sentence)])
    said, faults = list[Parts](), list[tuple[int, str, str]]()
    for line, cells in enumerate(table, start=2):
        answers = {name: cell.strip() for name, cell in zip(head, cells, strict=False) if cell.strip()}
        try:
            said.append(_split(document, answers))
        except Refused as refusal:
            faults.append(_fault(line, refusal, document))
        if len(faults) >= MOST_FAULTS:
            break
    if faults or not said:
        empty = [(1, "", _now("There is no answer below the head."))]
        return Imported(faults=faults or empty)
    first, on = row.responses.count(), local_day(at)
    for step, each in enumerate(said, start=first + 1):
        _keep(row, f"row-{on:%Y%m%d}-{at:%H%M%S}-{step:06}", each, min(on, row.closes_on))
    record(verb="surveys.bring", subject=row.subject, agency=row.agency, by=by, at=at)
    return Imported(taken=len(said))
