"""Find the permits for which a step of the ladder is due and not made: a few days' worth, however many there are."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice

from django.db.models import Exists, OuterRef, Q

from bianmin.delivery.permits.models import Contact, Excluded, Permit
from bianmin.delivery.permits.queries.published import ladders
from bianmin.delivery.permits.rules.ladder import Planned, Standings, plan, reach, ways
from bianmin.delivery.permits.vocab.ladders import Ladder, Rung
from bianmin.delivery.permits.vocab.states import State, Why
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.calendar import Calendar
from bianmin.foundation.persons.queries.protection import protection_of


def furthest(ladder: Ladder, on: date, calendar: Calendar) -> date:
    """The last day of the permits that the first step reaches today."""
    return reach(ladder, ladder.steps[0], on, calendar)


def waiting(agency: str, ladder: Ladder, on: date, calendar: Calendar, *, most: int) -> Iterator[list[Permit]]:
    """Permits in force whose newest due step is not made, so many at a time; for each step one range of last days.

    Each portion is read after what was done with the one before, and begins behind it: no permit is looked at twice.
    """
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
        rows = rows.select_related("holder").order_by("valid_until", "id")
        some = list(rows[:most])
        while some:
            yield some
            last = some[-1]
            behind = Q(valid_until__gt=last.valid_until) | Q(pk__gt=last.pk)
            some = list(rows.filter(behind, valid_until__gte=last.valid_until)[:most])
        after = max(after, until)


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


def _known(permits: Sequence[Permit]) -> dict[int, tuple[list[Contact], set[str]]]:
    """What was done and what excludes each permit, in two statements however many there are."""
    keys = [permit.pk for permit in permits]
    made: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.filter(permit_id__in=keys).order_by("id"):
        made[contact.permit_id].append(contact)
    reasons: dict[int, set[str]] = defaultdict(set)
    for pk, why in Excluded.objects.filter(permit_id__in=keys, until__isnull=True).values_list("permit_id", "why"):
        reasons[pk].add(why)
    return {pk: (made[pk], reasons[pk]) for pk in keys}


def _standings(permit: Permit, contacts: Iterable[Contact], reasons: set[str]) -> Standings:
    renewed = {Why.RENEWED.value} if permit.renewal_on else set()
    protected = {Why.PROTECTED.value} if protection_of(permit.holder) else set()
    return Standings(
        results=[contact.result for contact in contacts if contact.result],
        reasons=reasons | renewed | protected,
        channels=ways(phone=permit.holder.phone, address=permit.holder.address),
    )


def planned(
    permits: Sequence[Permit], ladder: Ladder, on: date, calendar: Calendar
) -> Iterator[tuple[Permit, list[Contact], list[Planned]]]:
    """What is due for each permit on a day, beside the contacts made before; three statements however many."""
    known = _known(permits)
    for permit in permits:
        contacts, reasons = known[permit.pk]
        assert permit.valid_until is not None  # waiting() finds only permits that end
        made, standings = {contact.step for contact in contacts}, _standings(permit, contacts, reasons)
        yield permit, contacts, list(plan(ladder, permit.valid_until, on, calendar, made=made, known=standings))


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a run on a day would do for one step of a ladder: how many are to be made, how many left out and why."""

    ladder: Ladder
    rung: Rung
    due: int
    left_out: dict[str, int]


def foreseen(agency: str, on: date, *, most: int) -> list[Foreseen]:
    """What a run of an agency's ladders on a day would do, of at most so many permits each; nothing is written."""
    calendar, found = office_calendar(agency), []
    for ladder in ladders(agency, on):
        tally: Counter[tuple[str, str]] = Counter()
        first = list(islice(chain.from_iterable(waiting(agency, ladder, on, calendar, most=most)), most))
        for _permit, _made, new in planned(first, ladder, on, calendar):
            tally.update((one.rung.code, one.why) for one in new)
        for rung in ladder.steps:
            left = {why: count for (code, why), count in sorted(tally.items()) if code == rung.code and why}
            found.append(Foreseen(ladder, rung, tally[rung.code, ""], left))
    return found
