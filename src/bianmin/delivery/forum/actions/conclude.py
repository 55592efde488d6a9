"""Say what became of a theme 彙整: of each suggestion, and in a summary that everybody reads."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.actions.steps import changing, led, words, worked
from bianmin.delivery.forum.models import Outcome, Theme
from bianmin.delivery.forum.queries.themes import card_of
from bianmin.delivery.forum.vocab.states import ABOUT_MOST, Result, State
from bianmin.foundation.audit.actions import record
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rocdate import local_day


class NotOverYet(Refused):
    """Somebody may still write or vote."""

    message = _("The theme is still open. Close it first, or wait for its last day.")


class ResultIsMissing(Refused):
    """None of the three results."""

    message = _("Choose whether it is adopted, adopted in part, or not adopted.")


def _over(row: Theme, at: datetime) -> None:
    if not card_of(row).over(local_day(at)):
        raise NotOverYet


@act()
def add_outcome(*, number: str, text: str, result: str, reason: str, by: Actor, at: datetime) -> Outcome:
    """Say what becomes of one suggestion, and why.

    Raises:
        NotFound, NotAllowed, NotOverYet, ResultIsMissing, WordsAreMissing.
    """
    row = worked(number, by)
    _over(row, at)
    said, why = words(text, "text", most=500), words(reason, "reason")
    if result not in Result.values:
        raise ResultIsMissing(field="result")
    made = Outcome.objects.create(agency=row.agency, theme=row, text=said, result=result, reason=why)
    record(verb="forum.add_outcome", subject=row.subject, agency=row.agency, by=by, at=at)
    return made


@act()
def drop_outcome(*, number: str, key: int, by: Actor, at: datetime) -> None:
    """Take the word about one suggestion back, before the summary is published.

    Raises:
        NotFound, NotAllowed.
    """
    row = worked(number, by)
    gone, _kinds = row.outcomes.filter(pk=key).delete() if row.concluded_on is None else (0, {})
    if not gone:
        raise NotFound
    record(verb="forum.drop_outcome", subject=row.subject, agency=row.agency, by=by, at=at)


@act()
def summarise(*, number: str, text: str, by: Actor, at: datetime) -> Theme:
    """Write the summary of a theme that is over; the chief publishes it.

    Raises:
        NotFound, NotAllowed, NotOverYet, WordsAreMissing.
    """
    row, said = worked(number, by), words(text, "summary", most=ABOUT_MOST)
    _over(row, at)
    if row.concluded_on is not None:
        led(number, by)
    with changing(row, "summarise", "summary", by=by, at=at):
        row.summary = said
    return row


@act()
def conclude(*, number: str, by: Actor, at: datetime) -> Theme:
    """Publish the summary of a theme that is over; the first day it was published stays.

    Raises:
        NotFound, NotAllowed, NotOverYet, WordsAreMissing: nobody has written it.
    """
    row = led(number, by)
    _over(row, at)
    words(row.summary, "summary", most=ABOUT_MOST)
    with changing(row, "conclude", "state", "concluded_on", by=by, at=at):
        row.state, row.concluded_on = State.CLOSED, row.concluded_on or local_day(at)
    return row
