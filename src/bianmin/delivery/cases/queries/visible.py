"""The rows an actor may see: every other query begins here."""

from functools import partial

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.rules import READERS, readable, sees
from bianmin.delivery.cases.vocab import Counts
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.act import once, renew
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see: their units' for officers, their agency's for chiefs and auditors.

    A citizen sees the cases proved by code (`actor.holds`); a parent agency sees none, only `counts`.
    """
    return Case.objects.filter(readable(actor))


def numbered(actor: Actor, *numbers: str) -> QuerySet[Case]:
    """The cases with these numbers that an actor may see, found by the numbers however many rights there are."""
    return visible_to(actor).filter(agency__in=Agency.objects.values("code"), number__in=numbers)


def row(actor: Actor, number: str) -> Case:
    """One case the actor may see; within an act it is read once, and stands as the act has written it.

    Raises:
        NotFound: there is none, or it is not the actor's to see: the same answer.
    """
    found = once(Case, number, partial(_read, actor, number))
    if found is None or not sees(actor, found):
        found = _read(actor, number)
    if found is None:
        raise NotFound
    return found


def _read(actor: Actor, number: str) -> Case | None:
    return next(iter(numbered(actor, number)[:1]), None)


def remember(case: Case) -> None:
    """Let the rest of the act find a case as it has just been written."""
    renew(Case, case.number, case)


def counted_agencies(actor: Actor) -> set[str]:
    """The agencies whose numbers of cases an actor may know: its own, and for a parent agency those below it."""
    return set(actor.agencies(*READERS, Role.RESEARCH)) | overseen(actor)


def counts(actor: Actor) -> list[Counts]:
    """How many cases each agency has in each state: all that a parent agency sees of them."""
    rows = (
        Case.objects.filter(agency__in=counted_agencies(actor))
        .values("agency", "state")
        .annotate(number=Count("id"), late=Count("id", filter=Q(overdue=True)))
        .order_by("agency", "state")
    )
    found: dict[str, dict[str, int]] = {}
    late: dict[str, int] = {}
    for line in rows:
        found.setdefault(line["agency"], {})[line["state"]] = line["number"]
        late[line["agency"]] = late.get(line["agency"], 0) + line["late"]
    return [Counts(agency, states, late[agency]) for agency, states in found.items()]
