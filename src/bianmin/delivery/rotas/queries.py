"""Read rotas: a week's table with its gaps, one's own duties, and the hours that the public reads."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Final

from bianmin.delivery.rotas.models import Policy, Shift
from bianmin.delivery.rotas.rules import may_read, own
from bianmin.delivery.rotas.vocab import WEEK, Cell, Line, Rota, Rotas, ShiftCard, Turn, WeekTable, monday_of
from bianmin.foundation.accounts.queries import absences
from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.packs.queries.held import held
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound

FRIDAY: Final = 5
AHEAD: Final = timedelta(days=28)


def rotas_of(agency: str) -> Rotas | None:
    """The rotas of an agency; None where no pack is loaded."""
    return held(Policy, Rotas, agency)


def rota_of(agency: str, code: str) -> Rota:
    """One of them.

    Raises:
        NotFound.
    """
    known = rotas_of(agency)
    found = next((one for one in known.rotas if one.code == code), None) if known else None
    if found is None:
        raise NotFound
    return found


def _away(actor: Actor, monday: date) -> set[tuple[str, date]]:
    """Who of the actor's agency is away on which day of a week; one statement."""
    week = [monday + timedelta(days=place) for place in range(7)]
    every = absences(actor, since=monday)
    return {(one.absent.key, day) for one in every for day in week if one.valid_from <= day <= one.valid_until}


def _card(row: Shift, away: set[tuple[str, date]]) -> ShiftCard:
    gone = bool(row.person) and (row.person, row.on) in away
    return ShiftCard(row.pk, row.rota, row.turn, row.on, row.person, row.name, row.instead, gone)


def _cell(turn: Turn, day: date, cards: list[ShiftCard], *, open_: bool) -> Cell:
    served = open_ and day.isoweekday() in turn.days
    there = sum(not card.away for card in cards)
    return Cell(day, tuple(cards), served, max(turn.least - there, 0) if served else 0)


def _tables(actor: Actor, wanted: list[Rota], monday: date) -> list[WeekTable]:
    rows = Shift.objects.filter(
        agency=actor.agency,
        rota__in=[one.code for one in wanted],
        on__range=(monday, monday + WEEK - timedelta(days=1)),
    ).order_by("id")
    away, calendar = _away(actor, monday), office_calendar(actor.agency)
    placed: dict[tuple[str, str, date], list[ShiftCard]] = defaultdict(list)
    for row in rows:
        placed[row.rota, row.turn, row.on].append(_card(row, away))
    days = [monday + timedelta(days=place) for place in range(7)]

    def line(rota: Rota, turn: Turn) -> Line:
        cells = (
            _cell(
                turn,
                day,
                placed[rota.code, turn.code, day],
                open_=calendar.is_working(day) or day.isoweekday() > FRIDAY,
            )
            for day in days
        )
        return Line(turn, tuple(cells))

    return [WeekTable(rota, monday, tuple(line(rota, turn) for turn in rota.turns)) for rota in wanted]


def week_tables(actor: Actor, day: date) -> list[WeekTable]:
    """Every rota of the actor's agency in the week of a day; two statements."""
    known = rotas_of(actor.agency)
    if known is None or not may_read(actor, actor.agency):
        return []
    return _tables(actor, list(known.rotas), monday_of(day))


def week_table(actor: Actor, code: str, day: date) -> WeekTable:
    """One rota in the week of a day.

    Raises:
        NotFound, NotAllowed.
    """
    if not may_read(actor, actor.agency):
        raise NotAllowed
    return _tables(actor, [rota_of(actor.agency, code)], monday_of(day))[0]


def own_shifts(actor: Actor, since: date, until: date | None = None) -> list[ShiftCard]:
    """One's own duties from a day on, four weeks ahead; one statement."""
    last = until or since + AHEAD
    rows = Shift.objects.filter(own(actor), on__range=(since, last)).order_by("on", "turn")
    return [_card(row, set()) for row in rows]


def shift_row(actor: Actor, key: int) -> Shift:
    """A shift of the actor's agency.

    Raises:
        NotFound.
    """
    row = Shift.objects.filter(pk=key, agency=actor.agency).first()
    if row is None:
        raise NotFound
    return row


def public_hours(agency: str, on: date) -> list[tuple[Rota, list[tuple[Turn, list[date]]]]]:
    """The public rotas with the days of the next two weeks on which somebody serves, never who; one statement."""
    known = rotas_of(agency)
    wanted = [one for one in known.rotas if one.public] if known else []
    if not wanted:
        return []
    rows = Shift.objects.filter(agency=agency, rota__in=[one.code for one in wanted], on__range=(on, on + 2 * WEEK))
    served: dict[tuple[str, str], list[date]] = defaultdict(list)
    for rota, turn, day in rows.values_list("rota", "turn", "on").distinct().order_by("on"):
        served[rota, turn].append(day)
    return [(rota, [(turn, served[rota.code, turn.code]) for turn in rota.turns]) for rota in wanted]
