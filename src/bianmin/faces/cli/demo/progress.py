"""A progress bar for long work: on a terminal it moves, in a log it says every tenth."""

import sys
from dataclasses import dataclass
from typing import Final

WIDTH: Final = 40


@dataclass(slots=True)
class Bar:
    """How far the work is; `show(done)` redraws only when something visible changed."""

    name: str
    total: int
    drawn: int = -1

    def show(self, done: int) -> None:
        """Draw the bar for so many done."""
        steps = WIDTH if sys.stderr.isatty() else 10
        filled = done * steps // max(self.total, 1)
        if filled == self.drawn:
            return
        self.drawn = filled
        if sys.stderr.isatty():
            sys.stderr.write(f"\r{self.name} [{'#' * filled}{'.' * (WIDTH - filled)}] {done:,}/{self.total:,}")
        else:
            sys.stderr.write(f"{self.name} {done:,}/{self.total:,}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Close the line."""
        self.show(self.total)
        if sys.stderr.isatty():
            sys.stderr.write("\n")
