"""Find the permits for which a step of the ladder is due and not made: a few days' worth, however many there are."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from bianmin.delivery.permits.models import Contact, Permit
from bianmin.delivery.permits.rules.ladder import reach
from bianmin.delivery.permits.vocab.ladders import Ladder
from bianmin.delivery.permits.vocab.states import State
from bianmin.foundation.clock.reckon.calendar import Calendar


def furthest(ladder: Ladder, on: date, calendar: Calendar) -> date:
    """The last day of the permits that the first step reaches today."""
    return reach(ladder, ladder.steps[0], on, calendar)


def waiting(agency: str, ladder: Ladder, on: date, calendar: Calendar, *, most: int) -> list[Permit]:
    """Permits in force whose newest due step is not made; for each step one range of last days is looked through."""
    found: list[Permit] = []
    after = on - timedelta(days=1)
    for rung in reversed(ladder.steps):
        until = reach(ladder, rung, on, calendar)
        made = Contact.objects.filter(agency=agency, permit=OuterRef("pk"), step=rung.code)
        rows = Permit.objects.filter(
            ~Exists(made),
            agency=agency,
            ladder=ladder.id,
            state=State.VALID,
            expired_on__isnull=True,
            valid_until__gt=after,
            valid_until__lte=until,
        )
        found += rows.select_related("holder").order_by("valid_until", "id")[: most - len(found)]
        if len(found) >= most:
            break
        after = max(after, until)
    return found


def passed(agency: str, on: date, *, most: int) -> list[Permit]:
    """Permits whose last day has passed and is not written down yet, the oldest first."""
    rows = Permit.objects.filter(
        agency=agency, state__in=(State.VALID, State.RENEWED), expired_on__isnull=True, valid_until__lt=on
    )
    return list(rows.order_by("valid_until", "id")[:most])


def ending(agency: str, ladder: str, until: date) -> Iterator[Permit]:
    """Permits of a ladder that end by a day and are in force: those whose renewal is looked for."""
    rows = Permit.objects.filter(
        agency=agency, ladder=ladder, state=State.VALID, expired_on__isnull=True, valid_until__lte=until
    )
    return rows.select_related("holder").order_by("valid_until", "id").iterator(chunk_size=500)
