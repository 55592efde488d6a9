"""One step with an item: its figures touched before and after, its history and the journal written."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.press.models import Item
from bianmin.delivery.press.models import Step as StepRow
from bianmin.delivery.press.queries.items import row
from bianmin.delivery.press.vocab import FACT, LINK_MOST, TEXT_MOST, Attached, State, Step
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import Refused


class NotNow(Refused):
    """Somebody did another step before."""

    message = _("This is no longer possible: it is at another step now. Read below what was done.")


class WordsAreMissing(Refused):
    """Nothing was written, or too much."""

    message = _("Write it down, in at most {most} characters.")


class WrongLink(Refused):
    """No address on the web."""

    message = _("Write the whole address, as in https://www.example.tw/news/1, or leave it empty.")


def words(text: str, field: str, *, most: int = TEXT_MOST) -> str:
    """What was written, tidied.

    Raises:
        WordsAreMissing: `field` names the box.
    """
    said = text.replace("\0", "").strip()
    if not 0 < len(said) <= most:
        raise WordsAreMissing(field=field, most=most)
    return said


def link(text: str, field: str) -> str:
    """An address on the web, or nothing.

    Raises:
        WrongLink: `field` names the box.
    """
    said = text.replace("\0", "").strip()
    try:
        parts = urlsplit(said)
        right = parts.scheme in ("http", "https") and bool(parts.hostname) and not any(map(str.isspace, said))
    except ValueError:
        right = False
    if said and (not right or len(said) > LINK_MOST):
        raise WrongLink(field=field)
    return said


def locked(number: str, by: Actor, *states: State) -> Item:
    """The item, held until the act ends, in one of these states.

    Raises:
        NotFound, NotNow.
    """
    item = Item.objects.select_for_update().get(pk=row(by, number).pk)
    if item.state not in states:
        raise NotNow
    return item


def keep(item: Item, subject: str, files: Sequence[Kept], *, by: Actor, at: datetime) -> list[dict[str, Any]]:
    """Store files under a subject of an item; what its row says of them.

    Raises:
        NoKindKnown.
    """
    kept = [
        store(data=one.data, name=one.name, subject=subject, agency=item.agency, retention=Retention.EVIDENCE, by=by,
              at=at)
        for one in files
    ]  # fmt: skip
    return [asdict(Attached(str(one.pk), one.name)) for one in kept]


def note(item: Item, step: Step, text: str = "", *, fields: tuple[str, ...] = (), by: Actor, at: datetime) -> None:
    """Touch what is counted of an item, and write its history and the journal."""
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(item))
    StepRow.objects.create(agency=item.agency, item=item, step=step, by=by.key, text=text, at=at)
    verb = f"press.{step.value.replace('-', '_')}"
    record(verb=verb, subject=item.subject, agency=item.agency, fields=fields, by=by, at=at)


@contextmanager
def changing(item: Item, step: Step, *fields: str, text: str = "", by: Actor, at: datetime) -> Iterator[Item]:
    """Change these fields of an item: what is counted is touched as it was and as it becomes."""
    touch(fact=FACT, keys=FACTS.facts[FACT].keys(item))
    yield item
    item.save(update_fields=fields)
    note(item, step, text, fields=fields, by=by, at=at)
