"""Let a list of what is to be disclosed hold, and keep since when each item of it is there."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from bianmin.delivery.publishing.models import Disclosed, DisclosureList
from bianmin.delivery.publishing.vocab import DISCLOSURE, Disclosure
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.packs.actions import hold
from bianmin.foundation.packs.rules import may_load
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import local_day

State = tuple[str, bool]
"""The unit that sees to an item, and whether it is disclosed."""


@act()
def write_disclosure(*, disclosure: Disclosure, by: Actor, at: datetime) -> None:
    """Let a list of what is to be disclosed hold for its agency; a later one replaces it."""
    if not may_load(by, disclosure.agency):
        raise NotAllowed
    hold(DisclosureList, disclosure, verb="publishing.write_disclosure", subject="publishing.disclosure", by=by, at=at)


def _touch(row: Disclosed) -> None:
    touch(fact=DISCLOSURE, keys=FACTS.facts[DISCLOSURE].keys(row))


def _end(row: Disclosed, on: date) -> None:
    """Let what was so until yesterday end; what began today was never so."""
    _touch(row)
    if row.since == on:
        row.delete()
    else:
        row.until = on - timedelta(days=1)
        row.save(update_fields=["until"])
        _touch(row)


@act()
def keep_disclosed(*, agency: str, items: Mapping[str, State], by: Actor, at: datetime) -> int:
    """Keep from which day on each item is, or is not, disclosed; how many changed.

    Raises:
        NotAllowed: only the platform does.
    """
    if not by.has(Role.SYSTEM):
        raise NotAllowed
    on, made = local_day(at), 0
    now = {row.code: row for row in Disclosed.objects.filter(agency=agency, until=None)}
    for code in now.keys() | items.keys():
        row, state = now.get(code), items.get(code)
        if row and state == (row.unit_path, row.disclosed):
            continue
        if row:
            _end(row, on)
        if state:
            path, disclosed = state
            _touch(Disclosed.objects.create(agency=agency, unit_path=path, code=code, disclosed=disclosed, since=on))
        record(
            verb="publishing.disclose", subject=f"{DISCLOSURE}:{code}", agency=agency, by=by, at=at, fields=["since"]
        )
        made += 1
    return made
