"""Read accounts: the actor behind a sign-in, the officer and deputy that a receipt names."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from bianmin.foundation.accounts.models import Deputy, Holding, User
from bianmin.kernel.actor import Actor, Assurance, Grant, Role


@dataclass(frozen=True, slots=True)
class Officer:
    """A member of staff as citizens may see them: name, title, telephone."""

    key: str
    name: str
    title: str
    phone: str


def key_of(user: User) -> str:
    """The journal's key of an account."""
    return f"staff:{user.pk}"


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_until__isnull=True) | Q(valid_until__gte=on))


def actor_for(user: User, *, at: datetime, assurance: Assurance = Assurance.PASSWORD) -> Actor:
    """The actor of a signed-in account with the roles in force on that day (`at` in local time)."""
    held = Holding.objects.filter(_in_force(at.date()), user=user).order_by("path", "role")
    return Actor(
        key=key_of(user),
        label=user.display_name,
        grants=tuple(Grant(Role(row.role), row.agency, row.path) for row in held),
        agency=user.agency,
        assurance=assurance,
        as_of=at,
    )


def holders(role: Role, *, path: str, on: date) -> QuerySet[User]:
    """Accounts that hold a role in the unit at `path` itself, by name."""
    held = Holding.objects.filter(_in_force(on), role=role.value, path=path).values("user_id")
    return User.objects.filter(pk__in=held, is_active=True).order_by("pk")


def officer(key: str) -> Officer:
    """The card of the account with this key; empty for an unknown one."""
    kind, _, number = key.partition(":")
    user = User.objects.filter(pk=int(number)).first() if kind == "staff" and number.isdecimal() else None
    return Officer(key, user.display_name, user.title, user.phone) if user else Officer(key, "", "", "")


def deputy_of(key: str, *, on: date) -> Officer | None:
    """Who stands in for this account on a day 代理人, if anybody is named."""
    number = key.partition(":")[2]
    row = Deputy.objects.filter(_in_force(on), absent_id=int(number)).select_related("stand_in").first()
    return officer(key_of(row.stand_in)) if row else None


def names(keys: Iterable[str]) -> dict[str, str]:
    """The names behind keys of accounts, in one statement; keys of anything else are left out."""
    numbers = {key.partition(":")[2] for key in keys if key.startswith("staff:")}
    found = User.objects.filter(pk__in=[int(number) for number in numbers if number.isdecimal()])
    return {f"staff:{pk}": name for pk, name in found.values_list("pk", "display_name")}


def staff_of(agency: str) -> list[Officer]:
    """Who works in an agency, by name: for choosing who is to do something."""
    rows = User.objects.filter(agency=agency, is_active=True).order_by("display_name", "pk")
    return [Officer(key_of(user), user.display_name, user.title, user.phone) for user in rows]
