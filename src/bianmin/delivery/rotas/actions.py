"""Plan a week, and let somebody else serve."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.rotas.models import Policy, Shift
from bianmin.delivery.rotas.queries import rota_of, shift_row
from bianmin.delivery.rotas.rules import may_change, may_plan
from bianmin.delivery.rotas.vocab import FACT, NAME_MOST, WEEK, Cells, Rota, Rotas
from bianmin.foundation.accounts.queries import staff_of
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, Refused


class NobodyOfThisName(Refused):
    """A name in a rota of colleagues is no colleague's."""

    message = _("Nobody here is called {name}. Write the name of a colleague, and put 、 between two.")


class NameIsLong(Refused):
    """A name is too long."""

    message = _("A name has at most {most} characters. Put 、 between two names.")


class OnDutyAlready(Refused):
    """Whoever is to serve instead serves there already."""

    message = _("{name} is on duty there already. Choose somebody else.")


def write_rotas(*, document: Rotas, by: Actor, at: datetime) -> None:
    """Let a pack of rotas hold for its agency; a later one replaces it, and what was planned stays."""
    if not (by.has(Role.SYSTEM) or document.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Policy, document, verb="rotas.write", subject="rotas.policy", by=by, at=at)


def _people(agency: str, rota: Rota) -> dict[str, str]:
    """Colleagues by name, for a rota of colleagues; people from outside are kept by the name typed."""
    return {} if rota.outside else {one.name: one.key for one in staff_of(agency)}


def _wanted(rota: Rota, cells: Cells, known: dict[str, str]) -> set[tuple[str, date, str, str]]:
    found = set()
    for (turn, day), names in cells.items():
        for name in names:
            if len(name) > NAME_MOST:
                raise NameIsLong(field=f"{turn}.{day:%u}", most=NAME_MOST)
            if not rota.outside and name not in known:
                raise NobodyOfThisName(field=f"{turn}.{day:%u}", name=name)
            found.add((turn, day, known.get(name, ""), name))
    return found


def _touch(agency: str, rows: Iterable[Shift]) -> None:
    touch(fact=FACT, keys={(agency, row.unit_path, row.on) for row in rows})


@act()
def plan(*, code: str, monday: date, cells: Cells, by: Actor, at: datetime) -> int:
    """Let a week be as its table says 排班: who is new comes, who is left out goes; gives how many changed.

    Raises:
        NotFound, NotAllowed, NobodyOfThisName, NameIsLong: nothing changed.
    """
    agency, rota = by.agency, rota_of(by.agency, code)
    if not may_plan(by, agency):
        raise NotAllowed
    wanted = _wanted(rota, cells, _people(agency, rota))
    span = (monday, monday + WEEK - timedelta(days=1))
    rows = Shift.objects.filter(agency=agency, rota=code, on__range=span)
    before = {(row.turn, row.on, row.person, row.name): row for row in rows}
    gone = [row for key, row in before.items() if key not in wanted]
    minutes = {turn.code: turn.minutes for turn in rota.turns}
    new = [
        Shift(
            agency=agency, unit_path=f"/{agency}/", rota=code, turn=turn, on=day, person=person, name=name,
            minutes=minutes[turn], made_by=by.key,
        )
        for turn, day, person, name in sorted(wanted - before.keys())
    ]  # fmt: skip
    if not gone and not new:
        return 0
    Shift.objects.filter(pk__in=[row.pk for row in gone]).delete()
    Shift.objects.bulk_create(new)
    _touch(agency, [*gone, *new])
    record(verb="rotas.plan", subject=f"rotas.{code}", agency=agency, by=by, at=at, fields=["person"])
    return len(gone) + len(new)


@act()
def stand_in(*, key: int, person: str, by: Actor, at: datetime) -> Shift:
    """Let a colleague serve instead 代班; who had been is kept beside.

    Raises:
        NotFound, NotAllowed, NobodyOfThisName, OnDutyAlready: nothing changed.
    """
    row = shift_row(by, key)
    if not may_change(by, row):
        raise NotAllowed
    other = next((one for one in staff_of(row.agency) if one.key == person), None)
    if other is None:
        raise NobodyOfThisName(field="person", name="")
    same = Shift.objects.filter(agency=row.agency, rota=row.rota, turn=row.turn, on=row.on, person=other.key)
    if same.exists():
        raise OnDutyAlready(field="person", name=other.name)
    row.instead, row.person, row.name = row.name, other.key, other.name[:NAME_MOST]
    row.save(update_fields=["instead", "person", "name"])
    record(verb="rotas.stand_in", subject=row.subject, agency=row.agency, by=by, at=at, fields=["person"])
    return row
