"""Read clients, the actor behind a key, and what a client applied for."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from bianmin.foundation.clients.models import Client, Filing
from bianmin.foundation.clients.rules import readable
from bianmin.foundation.clients.vocab import SCOPE, ClientCard, Scope, Standing
from bianmin.kernel.actor import Actor, Assurance, Grant, Role
from bianmin.kernel.errors import NotFound


def standing_of(row: Client, on: date) -> Standing:
    """Whether a key opens anything on a day."""
    if row.revoked_at is not None:
        return Standing.REVOKED
    return Standing.EXPIRED if row.expires_on < on else Standing.HOLDS


def card(row: Client, on: date) -> ClientCard:
    """The card of a client as it is on a day."""
    return ClientCard(
        id=row.pk,
        agency=row.agency,
        name=row.name,
        purpose=row.purpose,
        scopes=tuple(row.scopes),
        hint=row.hint,
        issued_at=row.issued_at,
        expires_on=row.expires_on,
        revoked_at=row.revoked_at,
        used_on=row.used_on,
        standing=standing_of(row, on),
    )


def visible_to(actor: Actor) -> QuerySet[Client]:
    """The clients that the actor may list, the newest first."""
    return Client.objects.filter(readable(actor)).order_by("-pk")


def clients(actor: Actor, *, agency: str, on: date) -> list[ClientCard]:
    """The clients of an agency, those whose keys hold first."""
    cards = [card(row, on) for row in visible_to(actor).filter(agency=agency)[:500]]
    return sorted(cards, key=lambda one: one.standing is not Standing.HOLDS)


def actor_of(row: Client, at: datetime) -> Actor:
    """The actor behind a key: it holds its scopes, and a role only where it may read figures.

    The role is that of an agency above: figures and their cells, never a case behind them.
    """
    scopes = frozenset(f"{SCOPE}:{scope}" for scope in row.scopes)
    grants = (Grant(Role.SUPERVISOR, row.agency, f"/{row.agency}/"),) if Scope.FIGURES.value in row.scopes else ()
    return Actor(
        key=f"client:{row.pk}",
        label=row.name,
        grants=grants,
        agency=row.agency,
        assurance=Assurance.PASSWORD,
        as_of=at,
        holds=scopes,
    )


def names(keys: Iterable[str]) -> dict[str, str]:
    """The names behind keys of clients (`client:5`), in one statement where there are any; other keys are left out."""
    numbers = {key.partition(":")[2] for key in keys if key.startswith("client:")}
    if not numbers:
        return {}
    found = Client.objects.filter(pk__in=[int(number) for number in numbers if number.isdecimal()])
    return {f"client:{pk}": name for pk, name in found.values_list("pk", "name")}


def filings(agency: str, client: int) -> QuerySet[Filing]:
    """What a client applied for."""
    return Filing.objects.filter(agency=agency, client=client)


def filing(agency: str, client: int, number: str) -> Filing:
    """One case that a client applied for; refused with NotFound for every other."""
    found = filings(agency, client).filter(number=number).first()
    if found is None:
        raise NotFound
    return found
