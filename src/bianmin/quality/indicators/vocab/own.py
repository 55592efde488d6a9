"""An indicator of an agency's own 自訂指標, as it is written on a page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Term:
    """A numerator or denominator: `words` in plain words; a measure that is there, or a new one typed in, in `unit`."""

    words: str
    measure: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """What was written: a total where there is no denominator, else a share in percent; `source` is its basis."""

    name: str
    numerator: Term
    denominator: Term | None
    direction: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnCard:
    """An own indicator as pages show it."""

    id: int
    code: str
    name: str
    numerator: str
    denominator: str
    source: str
    note: str
    written_by: str
    written_at: datetime
    approved_by: str
    approved_at: datetime | None
