"""Read the menu, calls and faxes."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Count, QuerySet

from bianmin.delivery.hotline.models import Call, Fax, Policy
from bianmin.delivery.hotline.rules import CallIsOver, NoLine, readable
from bianmin.delivery.hotline.vocab import FaxCard, FaxState, VoiceLine
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor

MOST = 100


def line(agency: str) -> VoiceLine | None:
    """The voice pack that holds for an agency; None where none is loaded."""
    return held(Policy, VoiceLine, agency)


def line_of(agency: str) -> VoiceLine:
    """The voice pack that holds for an agency.

    Raises:
        NoLine.
    """
    found = line(agency)
    if found is None:
        raise NoLine
    return found


def going_on(actor: Actor, key: str) -> Call:
    """A call of the actor's own line that goes on.

    Raises:
        CallIsOver.
    """
    row = Call.objects.filter(key=key, agency=actor.agency, line=actor.key, ended_at__isnull=True).first()
    if row is None:
        raise CallIsOver(field="call")
    return row


def tally(agency: str, since: date) -> Mapping[str, int]:
    """How many calls had which outcome from a day on, trials left out."""
    rows = Call.objects.filter(agency=agency, began_on__gte=since, trial=False).order_by().values("outcome")
    return {row["outcome"]: row["number"] for row in rows.annotate(number=Count("id"))}


def visible_to(actor: Actor) -> QuerySet[Fax]:
    """The faxes an actor may see."""
    return Fax.objects.filter(readable(actor))


def card(row: Fax) -> FaxCard:
    """The card of a fax."""
    return FaxCard(row.pk, row.number, row.service_code, row.language, row.state, row.tries, row.asked_at)


def open_faxes(actor: Actor) -> list[FaxCard]:
    """The faxes that people send, the oldest first."""
    rows = visible_to(actor).filter(agency=actor.agency, state=FaxState.OPEN).order_by("id")
    return [card(row) for row in rows[:MOST]]
