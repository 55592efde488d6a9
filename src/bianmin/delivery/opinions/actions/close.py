"""Close an opinion: by an answer, by passing it on, by saying why it is not dealt with, or because it is withdrawn."""

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.actions.steps import changing, locked, words
from bianmin.delivery.opinions.actions.work import handled
from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import State, Step
from bianmin.foundation.clock.queries import office_calendar
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day

FIELDS = ("state", "answer", "ground", "officer", "closed_on", "closed_by", "days", "in_time")


class GroundIsMissing(Refused):
    """None of the grounds of the agency."""

    message = _("Choose why it is not dealt with further.")


def _close(
    opinion: Opinion, state: State, step: Step, answer: str, *, ground: str = "", by: Actor, at: datetime
) -> Opinion:
    """Close it as of today; how many working days it took, and whether that was in time."""
    today = local_day(at)
    with changing(opinion, step, *FIELDS, by=by, at=at):
        opinion.state, opinion.answer, opinion.ground = state, answer, ground
        opinion.closed_on, opinion.closed_by = today, by.key
        opinion.officer = opinion.officer or (by.key if by.staff else "")
        after = opinion.received_on + timedelta(days=1)
        opinion.days = office_calendar(opinion.agency).working_days(after, today)
        opinion.in_time = today <= opinion.due_on
    return opinion


@act()
def answer(*, number: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Answer an opinion 答復: what was found, what is done, and on what basis.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, WordsAreMissing.
    """
    opinion = handled(number, by)
    return _close(opinion, State.ANSWERED, Step.ANSWERED, words(text, "answer"), by=by, at=at)


@act()
def pass_on(*, number: str, to: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Pass an opinion on to the authority that is competent, which whoever wrote is told 移送 (行政程序法 §172).

    `to` is the name of the authority.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, WordsAreMissing.
    """
    opinion = handled(number, by)
    whom, said = words(to, "to", most=120), text.strip()[:1000]
    return _close(opinion, State.PASSED_ON, Step.PASSED_ON, f"{whom}\n{said}".strip(), by=by, at=at)


@act()
def set_aside(*, number: str, ground: str, text: str, by: Actor, at: datetime) -> Opinion:
    """Say why an opinion is not dealt with further 不予處理 (行政程序法 §173); it stays registered.

    Raises:
        NotFound, NotAllowed, AlreadyClosed, GroundIsMissing.
    """
    opinion = handled(number, by)
    rules = rules_of(opinion.agency)
    named = rules.ground(ground) if rules else ""
    if not named:
        raise GroundIsMissing(field="ground")
    said = f"{named}\n{text.strip()[:1000]}".strip()
    return _close(opinion, State.SET_ASIDE, Step.SET_ASIDE, said, ground=ground, by=by, at=at)


@act()
def withdraw(*, number: str, by: Actor, at: datetime) -> Opinion:
    """Withdraw one's own opinion 撤回.

    Raises:
        NotFound, NotAllowed, AlreadyClosed.
    """
    opinion = locked(number, by)
    if opinion.subject not in by.holds:
        raise NotAllowed
    return _close(opinion, State.WITHDRAWN, Step.WITHDRAWN, "", by=by, at=at)


@act()
def keep_letters(*, number: str, letters: dict[str, str], by: Actor) -> Opinion:
    """Keep the keys of the letter's files with an opinion."""
    opinion = locked(number, by, closed=True)
    opinion.letters = {**opinion.letters, **letters}
    opinion.save(update_fields=["letters"])
    return opinion
