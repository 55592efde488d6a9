"""Rate a service, and answer an unhappy rating."""

from dataclasses import asdict
from datetime import datetime

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.ratings.models import Rating
from bianmin.delivery.ratings.queries import visible_to
from bianmin.delivery.ratings.rules import may_answer
from bianmin.delivery.ratings.vocab import (
    ANSWER_MAX,
    DISSATISFIED_UP_TO,
    FACT,
    LEAST,
    MOST,
    REASON_MAX,
    SATISFIED_FROM,
    AlertState,
    Given,
)
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import local_day
from bianmin.kernel.rows import insert


class LevelIsOutside(Refused):
    """The level is none of the five lamps."""

    message = _("Choose one of the five lamps, from very dissatisfied to very satisfied.")


class ReasonIsTooLong(Refused):
    """The reason does not fit."""

    message = _("Write at most {most} characters. You wrote {length}.")


class AnswerIsTooLong(ReasonIsTooLong):
    """The answer does not fit."""


class AlreadyRated(Refused):
    """This service given was rated before; a visit is rated once."""

    message = _("This visit has been rated already. Thank you; it is not counted twice.")


class AlreadyAnswered(Refused):
    """Somebody answered this rating before."""

    message = _("A colleague has answered this rating already. Read the answer above.")


class AnswerIsEmpty(Refused):
    """An answer without words."""

    message = _("Write what was found and what will be done.")


def _checked(level: int, reason: str) -> str:
    words = reason.strip()
    if not LEAST <= level <= MOST:
        raise LevelIsOutside(field="level")
    if len(words) > REASON_MAX:
        raise ReasonIsTooLong(field="reason", most=REASON_MAX, length=len(words))
    return words


@act()
def rate(*, given: Given, level: int, by: Actor, at: datetime, reason: str = "") -> Rating:
    """Keep one rating, level 1 to 5, of one service given; an unhappy one opens an alert for the chief.

    Satisfied 滿意 is 4 or 5, dissatisfied 不滿意 1 or 2.

    Raises:
        LevelIsOutside, ReasonIsTooLong: nothing was kept.
        AlreadyRated: the visit has its rating.
    """
    words = _checked(level, reason)
    unhappy = level <= DISSATISFIED_UP_TO
    row = Rating(
        **asdict(given),
        subject_kind=given.subject.partition(":")[0],
        level=level,
        satisfied=level >= SATISFIED_FROM,
        dissatisfied=unhappy,
        reason=words,
        rated_at=at,
        rated_on=local_day(at),
        state=AlertState.OPEN if unhappy else AlertState.NONE,
    )
    try:
        insert(row)
    except IntegrityError:
        raise AlreadyRated from None
    record(verb="ratings.rate", subject=f"ratings.rating:{row.pk}", agency=given.agency, by=by, at=at)
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(row))
    return row


@act()
def answer(*, rating: int, text: str, by: Actor, at: datetime) -> None:
    """Answer an unhappy rating 回應: its alert leaves the screens of the chiefs.

    Raises:
        AnswerIsEmpty, AnswerIsTooLong: `field` is answer.
        AlreadyAnswered: a colleague was first, or there is nothing to answer.
    """
    row = visible_to(by).filter(pk=rating).first()
    if row is None:
        raise NotFound
    if not may_answer(by, row.agency):
        raise NotAllowed
    if not text.strip():
        raise AnswerIsEmpty(field="answer")
    if len(text.strip()) > ANSWER_MAX:
        raise AnswerIsTooLong(field="answer", most=ANSWER_MAX, length=len(text.strip()))
    done = Rating.objects.filter(pk=rating, state=AlertState.OPEN).update(
        state=AlertState.ANSWERED, answer=text.strip(), answered_at=at, answered_by=by.key
    )
    if not done:
        raise AlreadyAnswered
    subject = f"ratings.rating:{rating}"
    record(verb="ratings.answer", subject=subject, agency=row.agency, by=by, at=at, fields=["answer"])
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(row))
