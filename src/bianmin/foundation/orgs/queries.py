"""Read agencies and units; what is shown of them is public."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.kernel.actor import Actor, Permission
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as pages show it."""

    agency: str
    code: str
    path: str
    name: str
    phone: str
    names: Mapping[str, str] = field(default_factory=dict)

    def name_in(self, language: str) -> str:
        """Its name in a language, in Chinese where it has none in that."""
        return self.names.get(language, self.name)


def agency_named(code: str) -> Agency:
    """The agency with this code; refused when there is none."""
    found = directory().get(code)
    if found is None:
        raise NotFound
    return found


def directory() -> dict[str, Agency]:
    """All agencies by code, those above first, to be read only."""
    return lasting(Agency, "", lambda: {row.code: row for row in agencies()})


def agencies() -> QuerySet[Agency]:
    """All agencies, those above first."""
    return Agency.objects.order_by("parent_code", "code")


def below(code: str) -> list[str]:
    """Codes of the agencies under this one, itself first 所屬機關."""
    found, edge = [code], [code]
    while edge:
        edge = list(Agency.objects.filter(parent_code__in=edge).exclude(code__in=found).values_list("code", flat=True))
        found += edge
    return found


def above(code: str) -> list[str]:
    """Codes of the agencies above this one, the nearest first 上級機關."""
    known, found = directory(), list[str]()
    while (parent := known[code].parent_code if code in known else "") and parent in known and parent not in found:
        found.append(parent)
        code = parent
    return found


def overseen(actor: Actor, permission: Permission = Permission.OVERSEE) -> set[str]:
    """Codes of the agencies below those in which a permission is held, themselves too, or of those it is held for."""
    found: set[str] = set()
    for grant in actor.grants:
        if grant.meets(permission):
            lower = below(grant.agency)
            found |= {grant.agency, *(grant.over.intersection(lower) if grant.over else lower)}
    return found


def siblings(code: str) -> list[tuple[str, str]]:
    """Code and name of the other agencies directly under the same parent 同性質機關; none where there is no parent."""
    parent = Agency.objects.filter(code=code).exclude(parent_code="").values("parent_code")[:1]
    others = Agency.objects.filter(parent_code__in=parent).exclude(code=code)
    return list(others.order_by("code").values_list("code", "name"))


def units_of(agency: str, *, on: date | None = None) -> QuerySet[Unit]:
    """Units of an agency in the order of their paths, those of one day only when `on` is given."""
    units = Unit.objects.filter(agency=agency).order_by("path")
    if on is None:
        return units
    return units.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)


def units_in(agencies: Iterable[str], *, on: date) -> list[Unit]:
    """The units of several agencies on a day, agency by agency in the order given."""
    order = {code: place for place, code in enumerate(agencies)}
    rows = Unit.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)
    return sorted(rows.filter(agency__in=order).order_by("path"), key=lambda unit: order[unit.agency])


def unit_names(paths: Iterable[str]) -> dict[str, str]:
    """The names of units by their paths."""
    return dict(Unit.objects.filter(path__in=list(paths)).values_list("path", "name"))


def path_of(agency: str, code: str) -> str:
    """The path of a unit by its code; the agency's own where there is none of it."""
    found = Unit.objects.filter(agency=agency, code=code).values_list("path", flat=True).first()
    return found or f"/{agency}/"


def stands(path: str, *, on: date) -> bool:
    """Whether there is a unit at a path on a day."""
    rows = Unit.objects.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), path=path, valid_from__lte=on)
    return rows.exists()


def unit_card(path: str) -> UnitCard:
    """The card of the unit at a path; refused when there is none."""
    unit = Unit.objects.filter(path=path).first()
    if unit is None:
        raise NotFound
    return UnitCard(unit.agency, unit.code, unit.path, unit.name, unit.phone, unit.names)
