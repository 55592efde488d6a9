"""What every act on a permit does: find the row within rights, change it if nobody was faster, write what happened."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.permits.models import Event, Permit
from bianmin.delivery.permits.queries.permits import row
from bianmin.delivery.permits.rules.access import may, possible
from bianmin.delivery.permits.rules.standing import standing
from bianmin.delivery.permits.vocab.states import FACT, EventKind, Verb
from bianmin.foundation.audit.actions import record
from bianmin.foundation.facts.actions import touch
from bianmin.foundation.facts.vocab import FACTS
from bianmin.kernel.act import keep
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import local_day


class NotAsItStands(Refused):
    """The permit is over, or it was done before."""

    message = _("This cannot be done now: the permit is “{standing}”. Look at its history.")


class SomebodyWasFirst(Refused):
    """Two acted at the same moment, and this was the second."""

    message = _("Somebody else changed this permit a moment ago. Open it again and see what is left to do.")


def act_on(number: str, verb: Verb, *, by: Actor, at: datetime) -> Permit:
    """The permit an actor may do something with now.

    Raises:
        NotFound, NotAllowed; NotAsItStands: it cannot be done now.
    """
    permit = row(by, number)
    if not may(by, verb, permit):
        raise NotAllowed
    if not possible(verb, permit, local_day(at)):
        raise NotAsItStands(standing=standing(permit, local_day(at)).label)
    return permit


def change(permit: Permit, verb: str, *, by: Actor, at: datetime, **values: object) -> Permit:
    """Write the values if the permit is still as it was read; journal the act and touch what is counted.

    Raises:
        SomebodyWasFirst: another act came between.
    """
    counted = FACTS.facts[FACT]
    before = counted.keys(permit)
    still = Permit.objects.filter(pk=permit.pk, revision=permit.revision)
    if not still.update(revision=permit.revision + 1, **values):
        raise SomebodyWasFirst
    permit.revision += 1
    for name, value in values.items():
        setattr(permit, name, value)
    touch(fact=FACT, keys=before | counted.keys(permit))
    record(verb=f"permits.{verb}", subject=permit.subject, agency=permit.agency, by=by, at=at, fields=values)
    return permit


def happened(permit: Permit, kind: EventKind, *, by: Actor, at: datetime, **params: object) -> None:
    """Write a line of the history; days among the parameters are kept as ISO text."""
    kept = {name: value if isinstance(value, str | int) else str(value) for name, value in params.items()}
    keep(Event(agency=permit.agency, permit=permit, kind=kind.value, params=kept, actor=by.key, at=at))


def noticed(permit: Permit, *, number: str, register: str, by: Actor, at: datetime) -> None:
    """Note in a permit's history that a notice about it came in, under which number of which register."""
    happened(permit, EventKind.NOTICED, by=by, at=at, number=number, register=register)
    record(verb="permits.notice", subject=permit.subject, agency=permit.agency, by=by, at=at, purpose=number)
