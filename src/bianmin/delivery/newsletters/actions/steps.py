"""What every action of newsletters does: tidy words, touch what is counted as it was and as it becomes, journal it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.models import Copy, Issue, Subscriber
from bianmin.delivery.newsletters.queries.issues import visible_to
from bianmin.delivery.newsletters.rules import may_lead, may_work
from bianmin.delivery.newsletters.vocab.states import COPY, ISSUE, SUBSCRIBER
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

NAMES = {Subscriber: SUBSCRIBER, Issue: ISSUE, Copy: COPY}


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write it down, in at most {most} characters.")


class IssuedAlready(Refused):
    """What went out stays as it is."""

    message = _("This issue went out already; it stays as it is.")


def words(text: str, field: str, *, most: int) -> str:
    """What was written, tidied.

    Raises:
        WordsAreMissing: `field` names the box.
    """
    said = text.replace("\0", "").strip()
    if not 0 < len(said) <= most:
        raise WordsAreMissing(field=field, most=most)
    return said


def touched(one: Subscriber | Issue | Copy) -> None:
    """Touch what is counted of a row as it is now."""
    fact = FACTS.facts[NAMES[type(one)]]
    touch(fact=fact.name, keys=fact.keys(one))


@contextmanager
def changing(one: Subscriber | Issue, verb: str, *fields: str, by: Actor, at: datetime) -> Iterator[None]:
    """Change these fields: what is counted is touched as it was and as it becomes, and the journal written."""
    touched(one)
    yield
    one.save(update_fields=fields)
    touched(one)
    record(verb=f"newsletters.{verb}", subject=one.subject, agency=one.agency, fields=fields, by=by, at=at)


def worked(number: str, by: Actor, *, leads: bool = False) -> Issue:
    """An issue that is being made and that the actor works on, or leads, held until the act ends.

    Raises:
        NotFound, NotAllowed, IssuedAlready.
    """
    row = Issue.objects.select_for_update().filter(agency=by.agency, number=number).first()
    if row is None or not visible_to(by).filter(pk=row.pk).exists():
        raise NotFound
    if not (may_lead(by, row) if leads else may_work(by, row)):
        raise NotAllowed
    if row.issued_on is not None:
        raise IssuedAlready
    return row
