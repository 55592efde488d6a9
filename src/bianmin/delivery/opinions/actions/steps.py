"""One step with an opinion: its figures touched before and after, its history and the journal written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.models import Opinion
from bianmin.delivery.opinions.models import Step as StepRow
from bianmin.delivery.opinions.queries.opinions import row
from bianmin.delivery.opinions.vocab import FACT, TEXT_MOST, State, Step
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound, Refused
from bianmin.kernel.rows import lock


class AlreadyClosed(Refused):
    """It was answered, passed on, set aside or withdrawn before."""

    message = _("This one is closed already. Read below what was done.")


class NotClosedYet(Refused):
    """It still waits for an answer."""

    message = _("This is possible only once there is an answer.")


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write it down, in at most {most} characters.")


def words(text: str, field: str, *, most: int = TEXT_MOST) -> str:
    """What was written, tidied.

    Raises:
        WordsAreMissing: `field` names the box.
    """
    said = text.replace("\0", "").strip()
    if not 0 < len(said) <= most:
        raise WordsAreMissing(field=field, most=most)
    return said


def locked(number: str, by: Actor, *, closed: bool = False) -> Opinion:
    """The opinion, held until the act ends; open, or `closed`.

    Raises:
        NotFound, AlreadyClosed, NotClosedYet.
    """
    opinion = lock(Opinion, id=row(by, number).pk)
    if opinion is None:
        raise NotFound
    if closed and opinion.state == State.OPEN:
        raise NotClosedYet
    if not closed and opinion.state != State.OPEN:
        raise AlreadyClosed
    return opinion


def note(
    opinion: Opinion, step: Step, text: str = "", *, fields: tuple[str, ...] = (), by: Actor, at: datetime
) -> None:
    """Touch what is counted of an opinion, and write its history and the journal."""
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(opinion))
    StepRow.objects.create(agency=opinion.agency, opinion=opinion, step=step, by=by.key, text=text, at=at)
    record(
        verb=f"opinions.{step.value.replace('-', '_')}", subject=opinion.subject, agency=opinion.agency, fields=fields,
        by=by, at=at,
    )  # fmt: skip


@contextmanager
def changing(opinion: Opinion, step: Step, *fields: str, text: str = "", by: Actor, at: datetime) -> Iterator[Opinion]:
    """Change these fields of an opinion: what is counted is touched as it was and as it becomes."""
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(opinion))
    yield opinion
    opinion.save(update_fields=fields)
    note(opinion, step, text, fields=fields, by=by, at=at)
