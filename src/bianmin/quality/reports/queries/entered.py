"""Parts that come from registers and lists: entries of the span, the agency's particulars, recommendations."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from bianmin.foundation.documents.organisation import Branch, draw_organisation, organisation_in_words
from bianmin.foundation.documents.tree import Block, Column, Figure, Items, Line, Note, Table
from bianmin.foundation.orgs.queries import agency_named, units_of
from bianmin.foundation.orgs.vocab import UnitKind
from bianmin.kernel.errors import NotFound
from bianmin.quality.recommendations.queries.lists import newest_list
from bianmin.quality.recommendations.queries.paper import table
from bianmin.quality.registers.models import Entry
from bianmin.quality.registers.queries.entries import cards, labels, visible_to
from bianmin.quality.registers.queries.published import register
from bianmin.quality.registers.vocab import EntryCard, Register
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Entries, Profile, Recommended

HEAD: Final = ("head", "head_title", "posts", "budget", "contact", "contact_title", "phone", "email", "fax")
"""The questions of the register of particulars, in the order printed."""
PAIRED: Final = (Column(1.1), Column(2.4), Column(1), Column(2))
MOST: Final = 500
AFTERWARDS: Final = timedelta(days=366)
"""Particulars of so long after the span are newer than its own: an application is written in the year that follows."""


def _as_it_is(text: str) -> str:
    return text


def _of(sheet: Sheet, code: str, columns: tuple[str, ...]) -> Register:
    """A register with the columns that are printed; none of persons.

    Raises:
        NotFound: the agency has no such register.
    """
    found = register(sheet.agency, code)
    if found.personal:
        raise NotFound
    return found.model_copy(update={"columns": columns})


def _standing(sheet: Sheet, of: Register, until: date) -> QuerySet[Entry]:
    """The entries that nobody closed, with the day each counts by, up to a day."""
    rows = visible_to(sheet.actor, of).annotate(day=Coalesce("happened_on", "entered_on"))
    return rows.filter(closed_on__isnull=True, day__lte=until).order_by("day", "id")


def _shown(card: EntryCard) -> list[str]:
    return [words for _label, words in card.shown]


def entries(sheet: Sheet, part: Entries) -> list[Block]:
    """The entries of the span: items in the order they were entered, rows with the earliest first."""
    of = _of(sheet, part.of, part.columns)
    wanted = Q(day__gte=sheet.span.first)
    for code, value in part.only.items():
        wanted &= Q(**{f"answers__{code}": value})
    rows = list(_standing(sheet, of, sheet.span.last).filter(wanted)[:MOST])
    rows = sorted(rows, key=lambda row: row.pk) if part.layout == "items" else rows
    lines = [_shown(card) for card in cards(rows, of, _as_it_is, sheet.on)]
    if not lines:
        return [Note((_("Nothing of this time has been entered under {register}.").format(register=of.name),))]
    if part.layout == "items":
        return [Items(tuple(("，".join(filter(None, line)),) for line in lines), ordered=True)]
    columns = (Column(), *(Column(max(1, min(4, longest / 8))) for longest in _longest(lines)[1:]))
    body = tuple(tuple((words or "-",) for words in line) for line in lines)
    return [Table(columns, tuple(labels(sheet.agency, of, _as_it_is)), body, caption=part.caption)]


def _longest(lines: list[list[str]]) -> list[int]:
    """How long the longest text of each column is."""
    return [max(map(len, column)) for column in zip(*lines, strict=True)]


def profile(sheet: Sheet, part: Profile) -> list[Block]:
    """The agency's particulars, two pairs to a row, and the chart of its units."""
    agency = agency_named(sheet.agency)
    of = _of(sheet, part.of, HEAD)
    last = _standing(sheet, of, min(sheet.on, sheet.span.last + AFTERWARDS)).last()
    known = dict(zip(HEAD, cards([last], of, _as_it_is, sheet.on)[0].shown, strict=True)) if last else {}
    names = dict(zip(HEAD, labels(sheet.agency, of, _as_it_is), strict=True))
    said = {code: known.get(code, ("", ""))[1] for code in HEAD}

    def row(first: tuple[str, str], second: tuple[str, str]) -> tuple[Line, ...]:
        return tuple((words,) for words in (*first, *second))

    def pair(code: str) -> tuple[str, str]:
        return names[code], said[code] or "-"

    rows = (
        row((_("Name of the agency"), agency.name), pair("head")),
        row((_("Address"), agency.address), pair("head_title")),
        row((_("Web address"), agency.website or "-"), pair("posts")),
        row(pair("contact"), pair("budget")),
        row(pair("contact_title"), pair("phone")),
        row(pair("email"), pair("fax")),
    )
    missing = [Note((_("Nothing has been entered under {register}.").format(register=of.name),))] if not last else []
    return [
        Table(PAIRED, (), rows, caption=_("Particulars of the agency")),
        *missing,
        *(_chart(sheet) if part.chart else ()),
    ]


def _chart(sheet: Sheet) -> list[Block]:
    """The chart of the units of the day, without windows: those below the house, and beside each all under it."""
    root = f"/{sheet.agency}/"
    units = [
        unit
        for unit in units_of(sheet.agency, on=sheet.span.last)
        if unit.path != root and unit.kind != UnitKind.WINDOW
    ]
    heads = [unit for unit in units if unit.path.removeprefix(root).count("/") == 1]
    branches = [
        Branch(one.name, tuple(unit.name for unit in units if unit.path != one.path and unit.path.startswith(one.path)))
        for one in heads
    ]
    words = organisation_in_words(sheet.agency_name, branches)
    drawn = draw_organisation(sheet.agency_name, branches)
    return [Figure(drawn, words, caption=_("Organisation chart"))] if branches else []


def recommended(sheet: Sheet, part: Recommended) -> list[Block]:
    """The rows of the newest list from one source that was held by the end of the span."""
    found = newest_list(sheet.actor, agency=sheet.agency, source=part.by, until=sheet.span.last)
    if found is None:
        return [Note((_("There is no list of recommendations of this kind."),))]
    return [replace(table(found), caption=part.caption or found.title)]
