"""Log lines as JSON, one a line, without personal data.

An exception is told by its kind and where it happened, never by its text, which may hold what somebody typed; numbers
and addresses that slip into a message are blotted out.
"""

import json
import logging
import re
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

from bianmin.kernel.request import REQUEST

BLOT: Final = "***"
PERSONAL: Final = re.compile(
    r"[A-Za-z][A-Da-d1289][0-9]{8}|\+?886[-\s]?9[0-9]{8}|09[0-9]{2}[-\s]?[0-9]{3}[-\s]?[0-9]{3}|[^\s@<>\"',;:]+@[^\s@<>\"',;:]+",
    re.ASCII,
)
"""Identity and residence numbers, mobile telephones, e-mail addresses."""
EXTRA: Final = ("route", "method", "status", "milliseconds", "actor")
FRAMES: Final = 12


def blotted(text: str) -> str:
    """The text without what could name a person."""
    return PERSONAL.sub(BLOT, text)


def _frames(trace: TracebackType | None) -> list[str]:
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)][-FRAMES:]


class JsonLine(logging.Formatter):
    """One record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger, words, request; kind and place of an exception."""
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": blotted(record.getMessage()),
        }
        if request := REQUEST.get():
            line["request"] = request
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line |= {"fault": record.exc_info[0].__name__, "where": _frames(record.exc_info[2])}
        return json.dumps(line, ensure_ascii=False, default=str)
