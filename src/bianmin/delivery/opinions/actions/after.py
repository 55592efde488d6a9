"""After the answer: what whoever wrote thinks of it, what the chief follows up, and what the public may read."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.actions.steps import changing, locked, words
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.rules import may_lead
from bianmin.delivery.opinions.vocab import DISSATISFIED_UP_TO, TITLE_MOST, State, Step
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

LEAST, MOST = 1, 5


class LevelIsMissing(Refused):
    """None of the five levels."""

    message = _("Choose how satisfied you are with the answer.")


class ReasonIsMissing(Refused):
    """Dissatisfied, without one of the reasons."""

    message = _("Choose why the answer does not satisfy you, so that we can mend it.")


class RatedAlready(Refused):
    """An answer is rated once."""

    message = _("You have rated this answer already. Thank you; it is not counted twice.")


class IsConfidential(Refused):
    """What is confidential is not published."""

    message = _("This one is confidential and is not published.")


@act()
def rate(*, number: str, level: int, because: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Say how satisfied one is with the answer 回復滿意度, from 1 to 5; below 3 with one of the agency's reasons.

    Raises:
        NotFound, NotAllowed, NotClosedYet, RatedAlready, LevelIsMissing, ReasonIsMissing.
    """
    opinion = locked(number, by, closed=True)
    if opinion.subject not in by.holds or opinion.state == State.WITHDRAWN:
        raise NotAllowed
    if opinion.rated is not None:
        raise RatedAlready(field="level")
    if not LEAST <= level <= MOST:
        raise LevelIsMissing(field="level")
    unhappy, rules = level <= DISSATISFIED_UP_TO, rules_of(opinion.agency)
    if unhappy and rules and rules.reasons and not rules.reason(because):
        raise ReasonIsMissing(field="because")
    with changing(opinion, Step.RATED, "rated", "rated_because", "rated_words", "rated_on", by=by, at=at):
        opinion.rated, opinion.rated_because = level, because if unhappy else ""
        opinion.rated_words, opinion.rated_on = text.replace("\0", "").strip()[:1000], local_day(at)
    return opinion


def _led(number: str, by: Actor) -> Opinion:
    opinion = locked(number, by, closed=True)
    if not may_lead(by, opinion):
        raise NotAllowed
    return opinion


@act()
def follow(*, number: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Follow up what came of an opinion 主管後續追蹤: what was seen, and what is still done.

    Raises:
        NotFound, NotAllowed, NotClosedYet, WordsAreMissing.
    """
    opinion, said = _led(number, by), words(text, "followed", most=2000)
    with changing(opinion, Step.FOLLOWED, "followed", "followed_on", text=said, by=by, at=at):
        opinion.followed, opinion.followed_on = said, local_day(at)
    return opinion


@act()
def publish(*, number: str, title: str, text: str, result: str, by: Actor, at: datetime) -> Opinion:
    """Publish what was asked and what came of it 意見處理結果公開, in words without persons that the chief wrote.

    Raises:
        NotFound, NotAllowed, NotClosedYet, IsConfidential, WordsAreMissing.
    """
    opinion = _led(number, by)
    if opinion.confidential:
        raise IsConfidential(field="title")
    said = {
        "title": words(title, "title", most=TITLE_MOST),
        "text": words(text, "text", most=1000),
        "result": words(result, "result", most=2000),
    }
    with changing(opinion, Step.PUBLISHED, "published", "published_on", by=by, at=at):
        opinion.published, opinion.published_on = said, local_day(at)
    return opinion
