"""What every action does with a theme or a message: hold it, touch what is counted of it, write the journal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.models import Message, Theme
from bianmin.delivery.forum.queries import messages, themes
from bianmin.delivery.forum.rules import may_lead, may_work
from bianmin.delivery.forum.vocab.states import MESSAGE, TEXT_MOST, THEME
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused


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


def led(number: str, by: Actor) -> Theme:
    """A theme that the actor leads, held until the act ends.

    Raises:
        NotFound, NotAllowed.
    """
    found = Theme.objects.select_for_update().get(pk=themes.row(by, number).pk)
    if not may_lead(by, found):
        raise NotAllowed
    return found


def worked(number: str, by: Actor) -> Theme:
    """A theme that the actor works on, held until the act ends.

    Raises:
        NotFound, NotAllowed.
    """
    found = Theme.objects.select_for_update().get(pk=themes.row(by, number).pk)
    if not may_work(by, found):
        raise NotAllowed
    return found


def handled(number: str, by: Actor) -> Message:
    """A message that the actor works on, held until the act ends.

    Raises:
        NotFound, NotAllowed.
    """
    found = Message.objects.select_for_update().get(pk=messages.row(by, number).pk)
    if not may_work(by, found):
        raise NotAllowed
    return found


def note(one: Theme | Message, verb: str, *fields: str, by: Actor, at: datetime) -> None:
    """Touch what is counted of a theme or message as it is now, and write the journal."""
    fact = FACTS.facts[THEME if isinstance(one, Theme) else MESSAGE]
    touch(fact=fact.name, keys=fact.keys(one))
    record(verb=f"forum.{verb}", subject=one.subject, agency=one.agency, fields=fields, by=by, at=at)


@contextmanager
def changing(one: Theme | Message, verb: str, *fields: str, by: Actor, at: datetime) -> Iterator[None]:
    """Change these fields: what is counted is touched as it was and as it becomes."""
    fact = FACTS.facts[THEME if isinstance(one, Theme) else MESSAGE]
    touch(fact=fact.name, keys=fact.keys(one))
    yield
    one.save(update_fields=fields)
    note(one, verb, *fields, by=by, at=at)
