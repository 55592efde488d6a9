"""Write minutes of meetings, visits, coaching and checks."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.orgs.queries import overseen
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Permission
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day
from bianmin.quality.evaluation.models import Minutes
from bianmin.quality.evaluation.queries.minutes import SUBJECT
from bianmin.quality.evaluation.queries.rounds import found
from bianmin.quality.evaluation.rules.minutes import writable
from bianmin.quality.evaluation.vocab import Meeting


class NeedsWords(Refused):
    """Something the minutes must say is empty."""

    message = _("Write this before you go on.")


class NotYetHeld(Refused):
    """Minutes of a day that has not come."""

    message = _("This day has not come yet. Write the minutes when it was held.")


class NotVisited(Refused):
    """A unit that the actor neither belongs to nor oversees."""

    message = _("This unit does not stand below you. Choose from the list.")


@dataclass(frozen=True, slots=True)
class Written:
    """What minutes say; `over` is the path of who was visited, coached or checked, empty for a meeting."""

    agency: str
    meeting: Meeting
    title: str
    held_on: date
    chair: str
    recorder: str
    people: str
    said: str
    decided: str = ""
    place: str = ""
    over: str = ""
    announced: bool = True
    round_key: int | None = None


def reach(actor: Actor, agency: str) -> Collection[str]:
    """Codes of the agencies that the actor visits, coaches or checks for an agency: itself, and those she oversees."""
    wanted = (Permission.OVERSEE, Permission.COACH, Permission.INSPECT, Permission.HOLD_ROUNDS)
    return {agency}.union(*(overseen(actor, permission) for permission in wanted))


def _check_words(written: Written, today: date) -> None:
    for field in ("title", "chair", "recorder", "people", "said"):
        if not getattr(written, field).strip():
            raise NeedsWords(field=field)
    if written.held_on > today:
        raise NotYetHeld(field="held_on")


def _visited(written: Written, by: Actor) -> str:
    """The agency that was visited, coached or checked; empty for a meeting."""
    visited = written.over.split("/")[1] if written.over.startswith("/") else ""
    if visited and visited not in reach(by, written.agency):
        raise NotVisited(field="over")
    return visited


@act()
def write_minutes(*, written: Written, by: Actor, at: datetime) -> Minutes:
    """Write minutes 會議紀錄; they are numbered in the year and never changed, a correction is written anew.

    Raises:
        NotAllowed: the actor writes no such minutes in the agency.
        NeedsWords, NotYetHeld, NotVisited: `field` says where. NotFound: no such round for this actor.
    """
    guest = written.round_key is not None and by.outside and written.meeting == Meeting.COACHING
    if written.meeting not in writable(by, written.agency) and not guest:
        raise NotAllowed
    row = found(by, written.round_key) if written.round_key is not None else None
    _check_words(written, local_day(at))
    visited = _visited(written, by)
    year = str(local_day(at).year - FOUNDED + 1)
    kept = Minutes.objects.create(
        agency=written.agency, unit_path=f"/{written.agency}/", meeting=written.meeting, round=row,
        number=f"紀{year}-{take_number(agency=written.agency, kind='minutes', period=year):04}", over_agency=visited,
        over_path=written.over if visited else "", announced=written.announced, title=written.title.strip()[:200],
        held_on=written.held_on, place=written.place.strip()[:200], chair=written.chair.strip()[:120],
        recorder=written.recorder.strip()[:120], people=written.people.strip(), said=written.said.strip(),
        decided=written.decided.strip(), written_by=by.key, written_at=at,
    )  # fmt: skip
    record(verb="evaluation.write_minutes", subject=f"{SUBJECT}:{kept.pk}", agency=kept.agency, by=by, at=at)
    return kept
