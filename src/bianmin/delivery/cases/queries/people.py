"""Officers and deputies as cases name them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.queries.visible import numbered
from bianmin.delivery.cases.vocab import Contact
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.accounts.models import User
from bianmin.foundation.accounts.queries import covering, deputy_of, holders, key_of
from bianmin.foundation.orgs.queries import stands
from bianmin.kernel.act import once
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.lasting import lasting


def names(keys: Iterable[str]) -> dict[str, Contact]:
    """Name, title and telephone of accounts by their keys, in one statement; unknown keys are left out."""
    ids = {int(key.removeprefix("staff:")) for key in keys if key.startswith("staff:")}
    rows = User.objects.filter(pk__in=ids).values_list("pk", "display_name", "title", "phone") if ids else []
    return {f"staff:{pk}": Contact(*words) for pk, *words in rows}


def contacts(case: Case) -> tuple[Contact, Contact]:
    """The officer of a case and the deputy; empty where nobody is named."""
    keys = (case.officer, case.deputy)
    found = lasting(User, keys, partial(names, keys))
    return found.get(case.officer, Contact()), found.get(case.deputy, Contact())


def unit_for(service: ServiceCard, answers: Mapping[str, Any], on: date) -> str:
    """The path of the unit that handles an application: the service's, or the one below it that was chosen."""
    chosen = str(answers.get(service.offer.unit_from, "")) if service.offer.unit_from else ""
    path = f"{service.unit_path}{chosen}/"
    return path if chosen and stands(path, on=on) else service.unit_path


def responsible(service: ServiceCard, unit: str, on: date) -> str:
    """The key of the officer who handles a service: the one it names, else the first of the unit, else empty."""
    place = (service.agency, service.offer.officer, unit, on)
    return lasting(User, place, partial(_responsible, service, unit, on))


def _responsible(service: ServiceCard, unit: str, on: date) -> str:
    named = User.objects.filter(agency=service.agency, username=service.offer.officer, is_active=True).first()
    found = named or holders(Role.OFFICER, path=unit, on=on).first()
    return key_of(found) if found else ""


def heads(case: Case, *, on: date, officer: bool = False, top: bool = False) -> tuple[str, ...]:
    """The keys of those responsible for a case: its officer, the chiefs nearest above, or (`top`) those of the agency.

    Whoever does the work of one who is away stands beside them.
    """
    if officer:
        keys: tuple[str, ...] = (case.officer,) if case.officer else ()
    else:
        keys = once(User, ("chiefs", case.agency, case.unit_path, top, on), partial(_chiefs, case, on, top=top))
    away = covering(case.agency, on=on)
    return (*keys, *(away[key] for key in keys if key in away))


def _chiefs(case: Case, on: date, *, top: bool) -> tuple[str, ...]:
    parts = case.unit_path.strip("/").split("/")
    paths = ["/" + "/".join(parts[:count]) + "/" for count in range(len(parts), 0, -1)]
    for path in paths[-1:] if top else paths:
        if found := [key_of(user) for user in holders(Role.CHIEF, path=path, on=on)]:
            return tuple(found)
    return ()


def as_deputy(actor: Actor, number: str) -> Actor:
    """The actor as deputy, where the officer of a case is away and the actor does the work; else as before."""
    found = numbered(actor, number).filter(officer__in=actor.absent).values_list("officer", flat=True).first()
    return replace(actor, deputising_for=found) if found and found != actor.key else actor


def stand_in(key: str, on: date) -> str:
    """The key of who stands in for an officer on a day, empty when nobody is named."""
    found = deputy_of(key, on=on) if key else None
    return found.key if found else ""
