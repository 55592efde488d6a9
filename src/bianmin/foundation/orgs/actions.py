"""Take numbers, and write agencies and units."""

from datetime import date, datetime
from typing import Any, Final

from django.db import connection

from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.foundation.orgs.rules import UnitAbove, check_place, may_write
from bianmin.foundation.orgs.vocab import FACT, ROOT
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound

NEXT: Final = """
    INSERT INTO orgs_series (agency, kind, period, lane, step, last) VALUES (%s, %s, %s, 0, 1, 1)
    ON CONFLICT (agency, kind, period, lane) DO UPDATE SET last = orgs_series.last + 1
    RETURNING last
"""
"""The same on both databases: the first number makes the series, each later one waits for the one before."""
LANES: Final = 16
OPEN_LANES: Final = """
    INSERT INTO orgs_series (agency, kind, period, lane, step, last)
    SELECT %(agency)s::text, %(kind)s::text, %(period)s::text, lane, %(lanes)s::int, 0
    FROM generate_series(0, %(lanes)s::int - 1) AS lane
    WHERE NOT EXISTS (SELECT 1 FROM orgs_series WHERE agency = %(agency)s AND kind = %(kind)s AND period = %(period)s)
    ON CONFLICT DO NOTHING
"""
LOWEST: Final = """
    UPDATE orgs_series SET last = last + 1 WHERE id = (
        SELECT id FROM orgs_series WHERE agency = %(agency)s AND kind = %(kind)s AND period = %(period)s
        ORDER BY last * step + lane LIMIT 1 FOR UPDATE{passing}
    ) RETURNING (last - 1) * step + lane + 1
"""
"""The lowest number of all lanes, or of those that nobody holds."""


def take_number(*, agency: str, kind: str, period: str, many: bool = False) -> int:
    """The next number of a series, from 1; unique under load because it is one statement in the caller's transaction.

    Numbers of transactions that fail are not lost: the statement is undone with them. A series of which `many` want
    numbers at once gives the lowest that nobody holds at the moment, where the database can tell, so that none waits
    for the end of another's act.
    """
    if many and connection.features.has_select_for_update_skip_locked:
        return _from_lanes({"agency": agency, "kind": kind, "period": period, "lanes": LANES})
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [agency, kind, period])
        return int(cursor.fetchone()[0])


def _from_lanes(of: dict[str, str | int]) -> int:
    """The lowest number that nobody holds; the lanes are opened for the first, and more than there are lanes wait."""
    free, lowest = LOWEST.format(passing=" SKIP LOCKED"), LOWEST.format(passing="")
    with connection.cursor() as cursor:
        for statements in ((free,), (OPEN_LANES, free), (lowest,)):
            for statement in statements:
                cursor.execute(statement, of)
            if found := cursor.fetchone():
                return int(found[0])
    raise RuntimeError(of)


def _changed(row: Agency | Unit, values: dict[str, Any]) -> list[str]:
    changed = [name for name, value in values.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, values[name])
    return changed


@act()
def write_agency(*, code: str, by: Actor, at: datetime, **values: Any) -> Agency:
    """Make an agency, or change what is said of it; its code never changes. `values` are columns of `Agency`.

    Raises:
        NotAllowed: the actor does not administer this agency.
    """
    if not may_write(by, code):
        raise NotAllowed
    row = Agency.objects.select_for_update().filter(code=code).first()
    if row is None:
        row, changed = Agency(code=code, **values), list(values)
    else:
        changed = _changed(row, values)
    if changed:
        row.save()
        reissue(Agency)
        record(verb="orgs.write_agency", subject=f"orgs.agency:{code}", agency=code, by=by, at=at, fields=changed)
    return row


def _path(agency: str, code: str, under: str) -> str:
    if code == ROOT:
        return f"/{agency}/"
    above = Unit.objects.filter(agency=agency, code=under or ROOT).values_list("path", flat=True).first()
    if above is None:
        raise UnitAbove(code=under or ROOT, name=code)
    return f"{above}{code}/"


@act()
def write_unit(*, agency: str, code: str, under: str = ROOT, by: Actor, at: datetime, **values: Any) -> Unit:
    """Make a unit under another, or change what is said of it; its code and path never change.

    `values` are columns of `Unit`; `code` is `root` for the agency itself.

    Raises:
        NotAllowed: the actor does not administer this agency.
        UnitAbove: the unit above is not there.
        UnitMoved: the unit stands elsewhere already.
    """
    if not may_write(by, agency):
        raise NotAllowed
    path, keys = _path(agency, code, under), FACTS.facts[FACT].keys
    row = Unit.objects.select_for_update().filter(agency=agency, code=code).first()
    before = keys(row) if row else set()
    if row is None:
        row, changed = Unit(agency=agency, code=code, path=path, **values), list(values)
    else:
        check_place(row, path)
        changed = _changed(row, values)
    if changed:
        row.save()
        touch(fact=FACT, keys=before | keys(row))
        record(verb="orgs.write_unit", subject=f"orgs.unit:{code}", agency=agency, by=by, at=at, fields=changed)
    return row


@act()
def close_unit(*, agency: str, code: str, until: date, by: Actor, at: datetime) -> Unit:
    """End a unit after a day 裁併: its rows and figures stay where they were.

    Raises:
        NotFound: there is no such unit.
    """
    row = Unit.objects.filter(agency=agency, code=code).first()
    if row is None:
        raise NotFound
    under = row.path.split("/")[-3] if code != ROOT else ""
    above = ROOT if under == agency else under
    return write_unit(agency=agency, code=code, under=above, by=by, at=at, valid_until=until)
