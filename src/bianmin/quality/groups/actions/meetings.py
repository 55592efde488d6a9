"""Call a meeting of a group with its agenda, call it off, and write down what came of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.orgs.actions import take_number
from bianmin.foundation.packs.actions import hold
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, Role
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rocdate import FOUNDED, local_day, roc
from bianmin.quality.evaluation.actions.minutes import NeedsWords, NotYetHeld, Written, write_minutes
from bianmin.quality.evaluation.vocab import Meeting as Minuted
from bianmin.quality.groups.models import Groups, Meeting
from bianmin.quality.groups.queries.groups import card_of, group, visible_to
from bianmin.quality.groups.rules import may_call
from bianmin.quality.groups.vocab import GroupShape, GroupsPack, Item, Kind, State
from bianmin.quality.improvements.actions import DayIsPast, begin, note_report
from bianmin.quality.improvements.queries import owners
from bianmin.quality.improvements.vocab import Source, Work


class NothingToDiscuss(Refused):
    """A meeting without an agenda."""

    message = _("Choose or write at least one item.")


class IsOver(Refused):
    """The meeting was held or called off."""

    message = _("This meeting was held or called off; it stays as it is.")


class NobodyDoesIt(Refused):
    """A decision with a day and nobody who does it, or somebody without a day."""

    message = _("Say both who does it and by when, or neither.")


class NothingDecided(Refused):
    """Somebody is to do something, and nothing says what."""

    message = _("Write what was decided, so that it is clear what is to be done.")


@dataclass(frozen=True, slots=True)
class Called:
    """A meeting to be called: of which group, when and where, and its agenda."""

    agency: str
    group: str
    held_on: date
    items: tuple[Item, ...]
    time: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one item; `owner` is the key of an account or a unit, as of improvements."""

    said: str = ""
    decided: str = ""
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What came of a meeting: who led it, wrote and was there, by item what was said; the round it talked over."""

    chair: str
    recorder: str
    people: str
    answers: Mapping[int, Answer] = field(default_factory=dict)
    round_key: int | None = None


@act()
def write_groups(*, pack: GroupsPack, by: Actor, at: datetime) -> None:
    """Let a pack of groups hold for its agency; a later one replaces it."""
    if not (by.has(Role.SYSTEM) or pack.agency in by.agencies(Role.ADMIN, Role.RESEARCH)):
        raise NotAllowed
    hold(Groups, pack, verb="groups.write_groups", subject="groups.groups", by=by, at=at)


def _note(verb: str, row: Meeting, *, by: Actor, at: datetime) -> None:
    record(verb=f"groups.{verb}", subject=row.subject, agency=row.agency, by=by, at=at)


def _kept(items: Iterable[Item]) -> list[dict[str, object]]:
    return [item.model_dump(mode="json", exclude_defaults=True) for item in items]


@act()
def call(*, called: Called, by: Actor, at: datetime) -> Meeting:
    """Call a meeting 召集會議; those who sit in the group find it in their list of work.

    Raises:
        NotFound: no such group. NotAllowed: the actor keeps no minutes in the agency.
        NothingToDiscuss: the agenda is empty; `field` is `items`.
    """
    shape = group(called.agency, called.group)
    if not may_call(by, called.agency) or shape.kind is Kind.PANEL:
        raise NotAllowed
    items = tuple(item for item in called.items if item.text.strip())
    if not items:
        raise NothingToDiscuss(field="items")
    today = local_day(at)
    year = str(today.year - FOUNDED + 1)
    row = Meeting.objects.create(
        agency=called.agency, group=shape.code, held_on=called.held_on, time=called.time.strip()[:20],
        number=f"會{year}-{take_number(agency=called.agency, kind='meeting', period=year):04}",
        place=called.place.strip()[:120], items=_kept(items), called_by=by.key, called_on=today,
    )  # fmt: skip
    _note("call", row, by=by, at=at)
    return row


def _open(key: int, by: Actor) -> Meeting:
    found = visible_to(by).filter(pk=key).first()
    if found is None:
        raise NotFound
    row = Meeting.objects.select_for_update().get(pk=found.pk)
    if not may_call(by, row.agency):
        raise NotAllowed
    if row.state != State.CALLED:
        raise IsOver
    return row


@act()
def call_off(*, key: int, reason: str, by: Actor, at: datetime) -> None:
    """Call a meeting off, with the reason.

    Raises:
        NotFound, NotAllowed, IsOver. NeedsWords: no reason; `field` is `reason`.
    """
    row = _open(key, by)
    if not reason.strip():
        raise NeedsWords(field="reason")
    row.state, row.reason = State.OFF, reason.strip()[:300]
    row.save(update_fields=["state", "reason"])
    _note("call_off", row, by=by, at=at)


def _check(items: tuple[Item, ...], answers: Mapping[int, Answer], today: date) -> None:
    for place, item in enumerate(items, 1):
        answer = answers.get(place, Answer())
        if item.must and not answer.said.strip():
            raise NeedsWords(field=f"said.{place}")
        if bool(answer.owner) != (answer.due_on is not None):
            raise NobodyDoesIt(field=f"owner.{place}")
        if answer.owner and not answer.decided.strip():
            raise NothingDecided(field=f"decided.{place}")
        if answer.due_on is not None and answer.due_on < today:
            raise DayIsPast(field=f"due.{place}")


def _follow(row: Meeting, place: int, item: Item, answer: Answer, *, by: Actor, at: datetime) -> Item:
    """Keep what came of one item: what is to be done becomes an improvement, what was reported goes to its history."""
    said, decided, number = answer.said.strip(), answer.decided.strip(), ""
    if item.ref and said:
        note_report(agency=row.agency, number=item.ref, progress=f"{row.number} {said}", by=by, at=at)
    if answer.due_on is not None:
        ref = f"{row.subject}/{place}"
        number = begin(
            unit_path=f"/{row.agency}/", source_kind=Source.MEETING, source_ref=ref,
            work=Work(item.text, decided, answer.owner, answer.due_on), by=by, at=at,
        ).number  # fmt: skip
    told = {"said": said, "decided": decided, "owner": answer.owner, "due_on": answer.due_on, "number": number}
    return item.model_copy(update=told)


def _words(items: Iterable[Item]) -> tuple[str, str]:
    """Discussion and decisions as minutes print them."""
    kept = list(items)
    people = owners(item.owner for item in kept)
    said = [f"{place}. {item.text}\n{item.said}".strip() for place, item in enumerate(kept, 1)]
    decided = [
        f"{place}. {item.decided}"
        + (f"（{people.get(item.owner, '')}，{roc(item.due_on)}，{item.number}）" if item.due_on else "")
        for place, item in enumerate(kept, 1)
        if item.decided
    ]
    return "\n".join(said), "\n".join(decided)


def _written(row: Meeting, shape: GroupShape, told: Held, items: list[Item]) -> Written:
    said, decided = _words(items)
    return Written(
        agency=row.agency, meeting=Minuted.AFFAIRS if shape.kind is Kind.AFFAIRS else Minuted.COMMITTEE,
        title=f"{shape.name} {row.number}", held_on=row.held_on, chair=told.chair, recorder=told.recorder,
        people=told.people, said=said, decided=decided, place=row.place, round_key=told.round_key,
    )  # fmt: skip


@act()
def minute(*, key: int, told: Held, by: Actor, at: datetime) -> Meeting:
    """Write down what came of a meeting: its minutes are kept, and every decision with an owner is tracked from now on.

    Raises:
        NotFound, NotAllowed, IsOver. NotYetHeld: its day has not come.
        NeedsWords, NobodyDoesIt, NothingDecided, DayIsPast: `field` names the box, as `said.2` for the second item.
    """
    row = _open(key, by)
    card, shape = card_of(row), group(row.agency, row.group)
    if row.held_on > local_day(at):
        raise NotYetHeld
    _check(card.items, told.answers, local_day(at))
    items = [
        _follow(row, place, item, told.answers.get(place, Answer()), by=by, at=at)
        for place, item in enumerate(card.items, 1)
    ]
    row.minutes = write_minutes(written=_written(row, shape, told, items), by=by, at=at)
    row.state, row.items = State.HELD, _kept(items)
    row.save(update_fields=["state", "items", "minutes"])
    _note("minute", row, by=by, at=at)
    return row
