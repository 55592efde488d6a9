"""The rows an actor may see: every other query begins here."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.rules import readable
from bianmin.delivery.cases.vocab import Counts
from bianmin.foundation.orgs.queries import below
from bianmin.kernel.actor import Actor, Role


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see, with persons: their units' for officers, their agency's for chiefs and auditors.

    A citizen sees the cases proved by code (`actor.holds`); a parent agency sees none, only `counts`.
    """
    return Case.objects.filter(readable(actor))


def counts(actor: Actor) -> list[Counts]:
    """How many cases each agency has in each state, for chiefs, auditors and the agencies above."""
    raise NotImplementedError


def held(subjects: Iterable[str]) -> list[int]:
    """The ids among the subjects that are cases: `cases.case:7` -> 7."""
    raise NotImplementedError
