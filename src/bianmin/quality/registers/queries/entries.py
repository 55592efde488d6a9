"""Entries of registers as pages show them, and what is counted of them."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.db.models import Sum as Added
from django.utils.translation import get_language

from bianmin.foundation.documents.queries import PICTURES
from bianmin.foundation.documents.queries import visible_to as visible_files
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.vocab import Field, FieldType
from bianmin.foundation.persons.queries import name_mask
from bianmin.kernel import masks
from bianmin.kernel.actor import PUBLIC, Actor
from bianmin.kernel.daywords import day_in_words
from bianmin.kernel.errors import NotFound
from bianmin.kernel.text import fold
from bianmin.quality.registers.models import Amount, Entry
from bianmin.quality.registers.queries.published import fields, marking, name_of, registers, unit_options
from bianmin.quality.registers.rules import holding, holds, opens, readable
from bianmin.quality.registers.vocab import UNITS, EntryCard, Marked, Register, RegisterCount, RegisterRow, Share, Sum

Say = Callable[[str], str]
MOST: Final = 100
MASKS: Final[Mapping[FieldType, Callable[[str], str]]] = {
    FieldType.ID_NUMBER: masks.id_number,
    FieldType.PHONE: masks.phone,
    FieldType.EMAIL: masks.email,
    FieldType.ADDRESS: masks.address,
}


def visible_to(actor: Actor, *registers: Register) -> QuerySet[Entry]:
    """The entries of registers that an actor may see."""
    return Entry.objects.filter(readable(actor, registers))


def overview(actor: Actor, agency: str, on: date) -> list[RegisterRow]:
    """The registers that open to the actor, with how many entries hold of those seen; two statements."""
    known = [one for one in registers(agency, on) if opens(actor, one)]
    rows = visible_to(actor, *known).filter(holding(on)).values_list("register")
    counted = {code: RegisterCount(*found) for code, *found in rows.annotate(Count("id"), Max("entered_at"))}
    return [RegisterRow(one, counted.get(one.id, RegisterCount())) for one in known]


def _said(asked: Field, value: object, say: Say, agency: str, *, plain: bool = False) -> str:
    if asked.type is FieldType.ROC_DATE and not plain:
        return day_in_words(date.fromisoformat(str(value)), get_language() or settings.LANGUAGE_CODE)
    if asked.type is FieldType.NAME:
        return masks.name(str(value), name_mask(agency))
    if asked.type in MASKS:
        return MASKS[asked.type](str(value))
    labels = {option.value: say(option.label) for option in asked.options}
    values = value if isinstance(value, list) else [value]
    return "、".join(labels.get(str(one), str(one)) for one in values)


def _names(rows: list[Entry], of: Register, on: date) -> dict[tuple[str, str], str]:
    """What was picked by these entries is called, by register and number; a statement where the register picks."""
    wanted: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        for question, code in of.picks.items():
            wanted[code].add(str(row.answers.get(question, "")))
    units = unit_options(of.agency, on) if wanted.pop(UNITS, None) else {}
    found = {(UNITS, code): name for code, name in units.items()}
    if not wanted:
        return found
    named = Q(pk__in=())
    for code, numbers in sorted(wanted.items()):
        named |= Q(register=code, number__in=numbers)
    rows_named = Entry.objects.filter(named, agency=of.agency)
    return found | {(row.register, row.number): name_of(row) for row in rows_named}


def _marks(rows: list[Entry], of: Register, say: Say) -> dict[str, tuple[Marked, ...]]:
    """What open entries of other registers say of these, by number; a statement where there are such registers."""
    by_code = {one.id: one.mark for one in marking(of)}
    if not by_code or not rows:
        return {}
    numbers = [row.number for row in rows]
    open_ = Entry.objects.filter(
        agency=of.agency, register__in=by_code, closed_on__isnull=True, about__in=numbers
    ).order_by("id")
    found: dict[str, tuple[Marked, ...]] = {}
    for one in open_:
        mark = by_code[one.register]
        if mark is not None:
            until = one.answers.get(mark.until) if mark.until else None
            marked = Marked(say(mark.text), date.fromisoformat(str(until)) if until else None)
            found[one.about] = (*found.get(one.about, ()), marked)
    return found


def _photographs(rows: list[Entry], of: Register) -> dict[str, tuple[int, ...]]:
    """The pictures of entries that everybody may see, by subject; a statement where the form asks for some."""
    asked = (one for section in form(of.agency, of.form).sections for one in section.fields)
    if not rows or not of.public or all(one.type is not FieldType.FILE for one in asked):
        return {}
    found: dict[str, tuple[int, ...]] = {}
    files = visible_files(PUBLIC).filter(agency=of.agency, subject__in=[row.subject for row in rows])
    for subject, key in files.filter(media_type__in=PICTURES).values_list("subject", "pk"):
        found[subject] = (*found.get(subject, ()), key)
    return found


def cards(rows: list[Entry], of: Register, say: Say, on: date, *, plain: bool = False) -> list[EntryCard]:
    """Entries as pages show them: picks by name, marks, what follows from their numbers; days plain for tables."""
    names, marks, pictures = _names(rows, of, on), _marks(rows, of, say), _photographs(rows, of)

    def words(row: Entry, asked: Field) -> str:
        value = row.answers[asked.code]
        if asked.code in of.picks:
            return names.get((of.picks[asked.code], str(value)), str(value))
        said = _said(asked, value, say, row.agency, plain=plain)
        return say(said) if of.public and asked.type is FieldType.TEXT else said

    return [
        replace(_card(row, of, say, on, words, marks.get(row.number, ())), photographs=pictures.get(row.subject, ()))
        for row in rows
    ]


def _reckoned(row: Entry, of: Register, say: Say) -> list[tuple[str, str]]:
    numbers = {name: n for name, n in row.answers.items() if type(n) is int}
    found = ((one, one.of(numbers)) for one in of.reckoned)
    return [(say(one.label), f"{n:,} {say(one.unit)}".strip()) for one, n in found if n is not None]


def _card(
    row: Entry, of: Register, say: Say, on: date, words: Callable[[Entry, Field], str], marks: tuple[Marked, ...]
) -> EntryCard:
    asked = [one for one in fields(form(row.agency, row.form, row.form_version)) if one.code in row.answers]
    pairs = {one.code: (say(one.label), words(row, one)) for one in asked}
    return EntryCard(
        number=row.number,
        register=row.register,
        shown=tuple(pairs.get(code, ("", "")) for code in of.columns),
        answers=(*pairs.values(), *_reckoned(row, of, say)),
        open=holds(row, on),
        until_on=row.until_on,
        entered_on=row.entered_on,
        entered_by=row.entered_by,
        closed_on=row.closed_on,
        closed_by=row.closed_by,
        reason=row.reason,
        outcome=next((say(one.text) for one in of.outcomes if one.code == row.outcome), ""),
        marks=marks,
        group=pairs.get(of.tally, ("", ""))[1],
    )


def labels(agency: str, of: Register, say: Say) -> list[str]:
    """The heads of the columns that lists show."""
    known = {asked.code: say(asked.label) for asked in fields(form(agency, of.form))}
    return [known.get(code, code) for code in of.columns]


def with_words(rows: QuerySet[Entry], text: str) -> QuerySet[Entry]:
    """Those of the entries that hold every word typed, or have it as their number."""
    for word in text.split()[:8]:
        rows = rows.filter(Q(words__contains=fold(word)) | Q(number=word))
    return rows


def entries(
    actor: Actor, of: Register, say: Say, *, text: str = "", on: date, closed: bool = False, plain: bool = False
) -> list[EntryCard]:
    """Entries that hold words typed, the newest first; also closed ones where asked for."""
    rows = with_words(visible_to(actor, of), text)
    rows = rows if closed else rows.filter(holding(on))
    return cards(list(rows.order_by("-id")[:MOST]), of, say, on, plain=plain)


def public_entries(of: Register, say: Say, *, text: str = "", on: date) -> list[EntryCard]:
    """What everybody may read of a public register, in the order it was entered."""
    rows = Entry.objects.filter(holding(on), agency=of.agency, register=of.id) if of.public else Entry.objects.none()
    return cards(list(with_words(rows, text).order_by("id")[:MOST]), of, say, on)


def shares(of: Register, say: Say, on: date) -> list[Share]:
    """How often each answer to the questions tallied was given; one statement for each.

    Of entries that hold, or of all where something comes of each.
    """
    known = {one.code: one for one in fields(form(of.agency, of.form))}
    wanted = [known[code] for code in (of.tally, *of.tallies) if code in known]
    return [share for asked in wanted for share in _shares_of(asked, of, say, on)]


def _shares_of(asked: Field, of: Register, say: Say, on: date) -> list[Share]:
    which = Q() if of.outcomes else holding(on)
    rows = Entry.objects.filter(which, agency=of.agency, register=of.id).values_list(f"answers__{asked.code}")
    counted = Counter[str]()
    for value, count in rows.annotate(Count("id")):
        counted[_said(asked, value, say, of.agency)] += count
    total, words = counted.total(), [say(option.label) for option in asked.options]
    return [Share(say(asked.label), label, counted[label], total) for label in words if counted[label]]


def sums(actor: Actor, of: Register, say: Say, on: date) -> list[Sum]:
    """The numbers of this year's entries that the actor sees, summed, the largest first; one statement."""
    if not of.sums:
        return []
    seen = visible_to(actor, of).filter(closed_on__isnull=True)
    rows = Amount.objects.filter(entry__in=seen, name__in=of.sums, on__range=(date(on.year, 1, 1), on))
    by = f"entry__answers__{of.sum_by}" if of.sum_by else "register"
    found: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for about, name, count, total in rows.values_list(by, "name").annotate(Count("id"), Added("n")):
        found[str(about)][name] = (count, total)
    known = {one.code: one for one in fields(form(of.agency, of.form))}
    labels = {name: say(asked.label) for name, asked in known.items()}
    labels |= {one.name: say(one.label) for one in of.reckoned}
    lines = [
        Sum(
            _said(known[of.sum_by], about, say, of.agency) if of.sum_by else "",
            max(count for count, _total in got.values()),
            tuple((labels.get(name, name), got.get(name, (0, 0))[1]) for name in of.sums),
        )
        for about, got in found.items()
    ]
    return sorted(lines, key=lambda line: (-line.of[0][1], line.about))


def entry_row(actor: Actor, of: Register, number: str) -> Entry:
    """One entry the actor may see; refused with NotFound when there is none."""
    row = visible_to(actor, of).filter(number=number).first()
    if row is None:
        raise NotFound
    return row


def public_photograph(of: Register, number: str, key: int) -> bool:
    """Whether an entry of a public register that is not closed has this picture; two statements."""
    row = Entry.objects.filter(agency=of.agency, register=of.id, number=number, closed_on__isnull=True).first()
    return row is not None and of.public and key in _photographs([row], of).get(row.subject, ())


def entry(actor: Actor, of: Register, number: str, say: Say, on: date) -> EntryCard:
    """One entry as its page shows it."""
    return cards([entry_row(actor, of, number)], of, say, on)[0]


def stands_in(agency: str, code: str, column: str, value: str, on: date) -> bool:
    """Whether an entry that holds on a day has this value in a column, whatever its width, case or spelling of 臺."""
    wanted = fold(value).strip()
    rows = Entry.objects.filter(holding(on), agency=agency, register=code, words__contains=wanted)
    return bool(wanted) and any(fold(str(row.answers.get(column, ""))).strip() == wanted for row in rows[:1000])
