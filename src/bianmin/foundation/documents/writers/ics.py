"""Write days as a calendar file (iCalendar, RFC 5545): CRLF, lines of at most 75 octets, days without a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

from bianmin.foundation.documents.writers.clean import printable

PRODUCT: Final = "-//Bianmin//Bianmin 1//EN"
OCTETS: Final = 75
"""The longest line, its end not counted; what is longer goes on in a line that begins with a space."""
ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a calendar, or so many minutes of it from `start`; the same `uid` later replaces what it named."""

    uid: str
    on: date
    title: str
    text: str = ""
    place: str = ""
    link: str = ""
    start: datetime | None = None
    minutes: int = 0


def folded(line: str) -> str:
    """A line cut into pieces of at most 75 octets, no character torn apart."""
    pieces, size = [""], 0
    for char in line:
        width = len(char.encode())
        if size + width > OCTETS:
            pieces.append(" ")
            size = 1
        pieces[-1] += char
        size += width
    return "\r\n".join(pieces)


def _text(words: str) -> str:
    return printable(words.replace("\r\n", "\n").replace("\r", "\n")).translate(ESCAPES)


def _span(day: Day) -> Iterator[str]:
    if day.start:
        start = day.start.astimezone(UTC)
        yield f"DTSTART:{start:%Y%m%dT%H%M%SZ}"
        yield f"DTEND:{start + timedelta(minutes=day.minutes):%Y%m%dT%H%M%SZ}"
    else:
        yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"


def _day(day: Day, stamp: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{day.uid}"
    yield f"DTSTAMP:{stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield from _span(day)
    yield f"SUMMARY:{_text(day.title)}"
    named = (("DESCRIPTION", _text(day.text)), ("LOCATION", _text(day.place)), ("URL", day.link))
    yield from (f"{name}:{words}" for name, words in named if words)
    if not day.start:
        yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def write(name: str, days: Sequence[Day], *, stamp: datetime) -> bytes:
    """The days as one calendar; `stamp` is when it was written."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{PRODUCT}", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    lines += [f"X-WR-CALNAME:{_text(name)}", *(line for day in days for line in _day(day, stamp)), "END:VCALENDAR"]
    return ("\r\n".join(folded(line) for line in lines) + "\r\n").encode()
