"""Read registers and their entries; names and numbers of persons are masked."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache, partial
from typing import Final

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.fields.json import KeyTextTransform

from bianmin.foundation.clock.queries import office_calendar
from bianmin.foundation.clock.reckon.limit import Limit, due
from bianmin.foundation.clock.vocab import Period
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import Field, FieldType, Form
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotFound
from bianmin.kernel.lasting import lasting
from bianmin.kernel.text import fold
from bianmin.quality.registers.models import Entry, Published
from bianmin.quality.registers.rules import holding, holds, may_enter, opens, readable
from bianmin.quality.registers.vocab import (
    LABELS,
    Again,
    EntryCard,
    PageLabel,
    Register,
    RegisterCount,
    RegisterRow,
    Share,
)

MOST: Final = 100
SOON: Final = timedelta(days=30)
"""How long before its day something that comes again is told."""
MASKS: Final[Mapping[FieldType, Callable[[str], str]]] = {
    FieldType.ID_NUMBER: masks.id_number,
    FieldType.PHONE: masks.phone,
    FieldType.EMAIL: masks.email,
    FieldType.ADDRESS: masks.address,
}


@lru_cache(maxsize=256)
def _register(text: str) -> Register:
    return Register.model_validate_json(text)


def _versions(agency: str, code: str = "") -> QuerySet[Published]:
    """Versions of what every agency has, then of the agency's own, which is taken where it has one."""
    rows = Published.objects.filter(agency__in={agency, ""}).order_by("code", "agency", "valid_from", "id")
    return rows.filter(code=code) if code else rows


def _of(agency: str, row: Published) -> Register:
    found = _register(row.text)
    return found if found.agency == agency else found.model_copy(update={"agency": agency})


def registers(agency: str, on: date, *, public: bool = False) -> list[Register]:
    """The registers of an agency in force on a day, by code; only those everybody may read where `public`."""
    newest = {row.code: _of(agency, row) for row in _versions(agency).filter(valid_from__lte=on)}
    return [one for one in newest.values() if one.public or not public]


def register(agency: str, code: str, *, public: bool = False) -> Register:
    """The newest version of a register; refused with NotFound where there is none, or it is not for everybody."""
    row = _versions(agency, code).last()
    found = _of(agency, row) if row else None
    if found is None or (public and not found.public):
        raise NotFound
    return found


def register_for(actor: Actor, code: str) -> Register:
    """A register of the actor's agency that opens to the actor; refused with NotFound where there is none."""
    of = register(actor.agency, code)
    if not opens(actor, of):
        raise NotFound
    return of


def visible_to(actor: Actor, *registers: Register) -> QuerySet[Entry]:
    """The entries of registers that an actor may see."""
    return Entry.objects.filter(readable(actor, registers))


def overview(actor: Actor, agency: str, on: date) -> list[RegisterRow]:
    """The registers that open to the actor, with how many entries hold of those seen; two statements."""
    known = [one for one in registers(agency, on) if opens(actor, one)]
    rows = visible_to(actor, *known).filter(holding(on)).values_list("register")
    counted = {code: RegisterCount(*found) for code, *found in rows.annotate(Count("id"), Max("entered_at"))}
    return [RegisterRow(one, counted.get(one.id, RegisterCount())) for one in known]


def _said(asked: Field, value: object, say: Callable[[str], str], agency: str) -> str:
    if asked.type is FieldType.NAME:
        return masks.name(str(value), name_mask(agency))
    if asked.type in MASKS:
        return MASKS[asked.type](str(value))
    labels = {option.value: say(option.label) for option in asked.options}
    values = value if isinstance(value, list) else [value]
    return "、".join(labels.get(str(one), str(one)) for one in values)


def _fields(of: Form) -> list[Field]:
    return [asked for section in of.sections for asked in section.fields if asked.type is not FieldType.FILE]


def _card(row: Entry, of: Register, say: Callable[[str], str], on: date) -> EntryCard:
    asked = [one for one in _fields(form(row.agency, row.form, row.form_version)) if one.code in row.answers]
    pairs = {one.code: (say(one.label), _said(one, row.answers[one.code], say, row.agency)) for one in asked}
    return EntryCard(
        number=row.number,
        register=row.register,
        shown=tuple(pairs.get(code, ("", "")) for code in of.columns),
        answers=tuple(pairs.values()),
        open=holds(row, on),
        until_on=row.until_on,
        entered_on=row.entered_on,
        entered_by=row.entered_by,
        closed_on=row.closed_on,
        closed_by=row.closed_by,
        reason=row.reason,
        outcome=next((say(one.text) for one in of.outcomes if one.code == row.outcome), ""),
    )


def labels(agency: str, of: Register, say: Callable[[str], str]) -> list[str]:
    """The heads of the columns that lists show."""
    known = {asked.code: say(asked.label) for asked in _fields(form(agency, of.form))}
    return [known.get(code, code) for code in of.columns]


def _found(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    for word in text.split()[:8]:
        rows = rows.filter(Q(words__contains=fold(word)) | Q(number=word))
    return rows


def entries(
    actor: Actor, of: Register, say: Callable[[str], str], *, text: str = "", on: date, closed: bool = False
) -> list[EntryCard]:
    """Entries that hold words typed, the newest first; also closed ones where asked for."""
    rows = _found(visible_to(actor, of), text)
    rows = rows if closed else rows.filter(holding(on))
    return [_card(row, of, say, on) for row in rows.order_by("-id")[:MOST]]


def public_entries(of: Register, say: Callable[[str], str], *, text: str = "", on: date) -> list[EntryCard]:
    """What everybody may read of a public register, in the order it was entered."""
    rows = Entry.objects.filter(holding(on), agency=of.agency, register=of.id) if of.public else Entry.objects.none()
    return [_card(row, of, say, on) for row in _found(rows, text).order_by("id")[:MOST]]


def shares(of: Register, say: Callable[[str], str], on: date) -> list[Share]:
    """How often each answer to the questions tallied was given; one statement for each.

    Of entries that hold, or of all where something comes of each.
    """
    known = {one.code: one for one in _fields(form(of.agency, of.form))}
    wanted = [known[code] for code in (of.tally, *of.tallies) if code in known]
    return [share for asked in wanted for share in _shares_of(asked, of, say, on)]


def _shares_of(asked: Field, of: Register, say: Callable[[str], str], on: date) -> list[Share]:
    which = Q() if of.outcomes else holding(on)
    rows = Entry.objects.filter(which, agency=of.agency, register=of.id).values_list(f"answers__{asked.code}")
    counted = Counter[str]()
    for value, count in rows.annotate(Count("id")):
        counted[_said(asked, value, say, of.agency)] += count
    total, words = counted.total(), [say(option.label) for option in asked.options]
    return [Share(say(asked.label), label, counted[label], total) for label in words if counted[label]]


def entry_row(actor: Actor, of: Register, number: str) -> Entry:
    """One entry the actor may see; refused with NotFound when there is none."""
    row = visible_to(actor, of).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def entry(actor: Actor, of: Register, number: str, say: Callable[[str], str], on: date) -> EntryCard:
    """One entry as its page shows it."""
    return _card(entry_row(actor, of, number), of, say, on)


def stands_in(agency: str, code: str, column: str, value: str, on: date) -> bool:
    """Whether an entry that holds on a day has this value in a column, whatever its width, case or spelling of 臺."""
    wanted = fold(value).strip()
    rows = Entry.objects.filter(holding(on), agency=agency, register=code, words__contains=wanted)
    return bool(wanted) and any(fold(str(row.answers.get(column, ""))).strip() == wanted for row in rows[:1000])


def _codes(value: object) -> tuple[str, ...]:
    texts = value if isinstance(value, list) else str(value).replace("、", ",").split(",")
    return tuple(text.strip() for text in texts if text.strip())


def _label(row: Entry) -> PageLabel:
    said = {name: str(value) for name, value in row.answers.items()}
    return PageLabel(
        page=said.get("page", "").strip().strip("/"),
        subject=said.get("subject", ""),
        description=said.get("description", ""),
        theme=_codes(row.answers.get("theme", "")),
        cake=_codes(row.answers.get("cake", "")),
        service=_codes(row.answers.get("service", "")),
        begins=said.get("begins", ""),
        until=said.get("until", ""),
        entered_on=row.entered_on,
    )


def _labels(agency: str) -> list[PageLabel]:
    rows = Entry.objects.filter(agency=agency, register=LABELS, closed_on__isnull=True).order_by("id")
    return [_label(row) for row in rows]


def page_labels(agency: str, on: date) -> dict[str, PageLabel]:
    """The labels of an agency's pages that hold on a day, by page; of two for one page the newer."""
    known = lasting(Entry, agency, partial(_labels, agency))
    return {one.page: one for one in known if one.until >= on.isoformat()}


def label_of(agency: str, page: str, on: date) -> PageLabel | None:
    """The label of a page: its own, else that of the nearest page above it, else the whole site's."""
    known = page_labels(agency, on)
    parts = page.strip("/").split("/")
    above = ("/".join(parts[:length]) for length in range(len(parts), -1, -1))
    return next((known[place] for place in above if place in known), None)


def class_names(agency: str) -> dict[str, str]:
    """The names of the service classes by code, as the form of labels offers them."""
    asked = next(one for one in _fields(form(agency, register(agency, LABELS).form)) if one.code == "service")
    return {option.value: option.label for option in asked.options}


def again(of: Register, on: date) -> Again | None:
    """When the next entry of a register is due; None where entries do not come again; one statement."""
    if not of.every:
        return None
    rows = Entry.objects.filter(agency=of.agency, register=of.id, closed_on__isnull=True)
    said = rows.aggregate(last=Max(KeyTextTransform(of.happened, "answers")))["last"]
    if said is None:
        return Again(of, None, None, overdue=False)
    last = date.fromisoformat(said)
    until = due(Limit(last, Period.parse(of.every), office_calendar(of.agency))).due_on
    return Again(of, last, until, overdue=until < on)


def to_enter(actor: Actor, agency: str, on: date) -> list[Again]:
    """The registers in which the actor enters and whose next entry is overdue, due within a month, or the first one."""
    known = [one for one in registers(agency, on) if one.every and may_enter(actor, one)]
    found = (again(one, on) for one in known)
    return [one for one in found if one and (one.due_on is None or one.due_on <= on + SOON)]
