"""How much work of each kind an actor has, in one statement."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from bianmin.delivery.cases.queries.visible import among, here
from bianmin.delivery.cases.rules import WRITERS, asked_for_extension, for_others, for_second_reader, late, to_answer
from bianmin.delivery.cases.vocab import AT_OFFICE, OPEN, State
from bianmin.foundation.persons.queries.protection import to_review
from bianmin.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Tallies:
    """Cases by what they wait for; one case may be in several."""

    open: int
    due_today: int
    overdue: int
    citizen: int
    proof: int
    forwarded: int
    ready: int
    second: int
    extensions: int
    elsewhere: int
    contested: int
    submitted: int
    conditions: int
    urgent: int
    to_answer: int
    protections: int


def tallies(actor: Actor, *, on: date) -> Tallies:
    """The cases an actor may see, by what they wait for; `second` and `extensions`: for the actor to answer."""
    again = Q(applicant__in=to_review(actor.agencies(*WRITERS), on))
    unproved = Q(proof_needed=True, proof_recorded_on__isnull=True, state__in=(*OPEN, State.DECIDED))
    tests = {
        "open": Q(state__in=OPEN),
        "due_today": Q(state__in=AT_OFFICE, due_on=on),
        "overdue": late(on),
        "citizen": Q(state=State.SUPPLEMENT),
        "proof": unproved,
        "forwarded": Q(state=State.FORWARDED),
        "ready": Q(state=State.DECIDED),
        "second": for_second_reader(actor),
        "extensions": asked_for_extension(actor),
        "elsewhere": for_others(actor) & Q(state__in=OPEN),
        "contested": ~Q(contested=""),
        "submitted": Q(submitted_to__in=actor.agencies(*WRITERS)),
        "urgent": Q(state__in=OPEN) & ~Q(urgent=""),
        "to_answer": to_answer(),
        "conditions": Q(condition_due_on__lte=on),
        "protections": again,
    }
    others = for_others(actor)
    counted = {
        name: Count("id", filter=test if name == "elsewhere" else test & ~others) for name, test in tests.items()
    }
    waiting = (Q(state__in=(*OPEN, State.DECIDED)), ~Q(contested=""), Q(condition_due_on__lte=on), again)
    return Tallies(**among(actor, *(here(test) for test in waiting)).aggregate(**counted))
