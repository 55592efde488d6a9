"""What happened to some subjects, in the order of the seals: a feed in which nothing can come in behind a reader."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.queries.chains import head

WINDOW: Final = 5_000
"""So many seals one reading looks through at most, however few of them matter to the reader."""


@dataclass(frozen=True, slots=True)
class Happened:
    """One sealed act: its place in the chain, when it was, what, and to which subject."""

    position: int
    at: datetime
    verb: str
    subject: str


@dataclass(frozen=True, slots=True)
class Read:
    """What one reading found, where the next one begins, and whether something may lie ahead already."""

    lines: tuple[Happened, ...]
    after: int
    more: bool


def since(*, agency: str, subjects: "QuerySet[Any, Any]", verbs: Collection[str], after: int, most: int) -> Read:
    """Sealed acts of some verbs on some subjects behind a position of an agency's chain, at most `most`.

    The caller knows that the reader may read the subjects. Seals are given one by one in the order of writing, once
    every earlier line is committed: who reads on from `after` misses nothing.
    """
    sealed = Seal.objects.filter(agency=agency, position__gt=after).order_by("position")
    places = dict(sealed.values_list("line_id", "position")[:WINDOW])
    if not places:
        return Read((), after, more=False)
    rows = Line.objects.filter(agency=agency, subject__in=subjects, verb__in=verbs)
    rows = rows.filter(id__range=(min(places), max(places))).order_by("id")
    found = [
        Happened(places[pk], at, verb, subject)
        for pk, at, verb, subject in rows.values_list("id", "at", "verb", "subject")[: most + 1]
        if pk in places
    ]
    if len(found) > most:
        return Read(tuple(found[:most]), found[most - 1].position, more=True)
    return Read(tuple(found), max(places.values()), more=len(places) == WINDOW)


def begins_at(*, agency: str, subject: str) -> int:
    """The position of the first sealed act on a subject; where none is sealed yet, the end of the chain."""
    lines = Line.objects.filter(agency=agency, subject=subject).values("id")
    first = Seal.objects.filter(agency=agency, line_id__in=lines).order_by("position").first()
    found = first or head(agency)
    return found.position if found else 0
