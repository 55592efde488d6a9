"""The rows an actor may see: every other query begins here."""

from functools import partial

from django.db.models import BooleanField, Count, Q, QuerySet, Value, When
from django.db.models import Case as Either

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.rules import READERS, readable, sees
from bianmin.delivery.cases.vocab import Counts
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.act import once, renew
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotFound
from bianmin.kernel.rows import AnyOf, find_all


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases an actor may see: their units' for officers, their agency's for chiefs and auditors.

    A citizen sees the cases proved by code (`actor.holds`); a parent agency sees none, only `counts`.
    """
    return Case.objects.filter(readable(actor))


def here(*tests: Q) -> QuerySet[Case]:
    """The cases of all agencies that pass some tests, for `among`: an index that begins with the agency finds them."""
    return Case.objects.filter(*tests, agency__in=Agency.objects.values("code"))


def among(actor: Actor, first: QuerySet[Case], *others: QuerySet[Case]) -> QuerySet[Case]:
    """The cases an actor may see among those of some sets.

    Each set is found by its own index, and only then are rights looked at, row by row: told as a condition like others,
    many words joined by or, they would have every case of an agency or of the database read.
    """
    sets = [each.order_by().values("pk") for each in (first, *others)]
    found = Case.objects.filter(pk__in=sets[0].union(*sets[1:]) if others else sets[0])
    rights = readable(actor)
    whether = (
        Either(When(rights, then=Value(True)), default=Value(False), output_field=BooleanField()) if rights else Q()
    )
    return found.filter(whether)


def numbered(actor: Actor, *numbers: str) -> QuerySet[Case]:
    """The cases with these numbers that an actor may see."""
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
    found = find_all(Case, agency=AnyOf(Agency, "code"), number=number)
    return next((case for case in found if sees(actor, case)), None)


def remember(case: Case) -> None:
    """Let the rest of the act find a case as it has just been written."""
    renew(Case, case.number, case)


def counted_agencies(actor: Actor) -> set[str]:
    """The agencies whose numbers of cases an actor may know: its own, and for a parent agency those below it."""
    return set(actor.heading(*READERS, Role.RESEARCH)) | overseen(actor)


def counts(actor: Actor) -> list[Counts]:
    """How many cases each agency has in each state, and how many were late: all that a parent agency sees of them.

    Both are read from an index alone, however many cases there are.
    """
    cases = Case.objects.filter(agency__in=counted_agencies(actor)).order_by("agency")
    found: dict[str, dict[str, int]] = {}
    for agency, state, number in (
        cases.values_list("agency", "state").annotate(number=Count("id")).order_by("agency", "state")
    ):
        found.setdefault(agency, {})[state] = number
    late = dict(cases.filter(overdue_on__isnull=False).values_list("agency").annotate(number=Count("id")))
    return [Counts(agency, states, late.get(agency, 0)) for agency, states in found.items()]
