"""Parts of a case 子案, as pages show them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PartCard:
    """One part: which, by whom, where it stands, by when, what came of it; `otherwise` where it is not granted.

    `open`: the whole still waits for it; `lost`: it ended without being granted; `mine`: the reader may open it.
    """

    number: str
    name: str
    unit: str
    officer: str
    state: str
    due_on: date
    decided_on: date | None
    outcome: str
    needed: bool
    otherwise: str
    open: bool
    lost: bool
    mine: bool = False
