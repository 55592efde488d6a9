"""`bianmin coverage`: which requirement rows work, where, and how to see it, read from docs/coverage."""

import argparse
import json
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

HELP = "Show which requirement rows work: counts by prefix and state, or the rows asked for."
FOLDER: Final = Path(__file__).parents[4] / "docs" / "coverage"
STATES: Final = ("works", "partial", "open", "not software")
KEYS: Final = frozenset({"id", "title", "state", "reason", "where", "how"})
NEEDED: Final = {
    "works": ("where", "how"),
    "partial": ("where", "how", "reason"),
    "open": (),
    "not software": ("reason",),
}
"""The keys a row must fill in each state, beside id, title and state."""
LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class NoRows(Refused):
    """This installation has no folder of coverage rows."""

    message = N_("The coverage rows lie in the repository under docs/coverage: run this from a checkout of Bianmin.")


class UnknownRow(Refused):
    """A row was asked for which does not exist."""

    message = N_("There is no coverage row or prefix {name}. Run `bianmin coverage` to see the prefixes.")


class WrongRow(Refused):
    """A file of rows has a row that cannot be used."""

    message = N_("{file}, row {row}: {problem}. Mend the row in docs/coverage.")


@dataclass(frozen=True, slots=True)
class Row:
    """One requirement: its handle, its name, its state, and where and how it can be seen at work."""

    id: str
    title: str
    state: str
    reason: str = ""
    where: tuple[str, ...] = ()
    how: str = ""

    @property
    def prefix(self) -> str:
        """The family of the requirement: `IN` of `IN-04`."""
        return self.id.split("-")[0]


def problem(entry: dict[str, Any]) -> str:
    """What is wrong with an entry, or an empty text."""
    if unknown := sorted(set(entry) - KEYS):
        return f"unknown key {', '.join(unknown)}"
    if entry.get("state") not in STATES:
        return f"state must be one of {', '.join(STATES)}"
    missing = [key for key in ("id", "title", *NEEDED[entry["state"]]) if not entry.get(key)]
    return f"missing {', '.join(missing)}" if missing else ""


def row_of(entry: object, file: str) -> Row:
    """Make a row of one YAML entry.

    Raises:
        WrongRow: a key is unknown or missing, or the state is none of `STATES`.
    """
    if not isinstance(entry, dict):
        raise WrongRow(file=file, row=entry, problem="it must begin with `- id:`")
    if wrong := problem(entry):
        raise WrongRow(file=file, row=entry.get("id", "?"), problem=wrong)
    where = entry.get("where", ())
    return Row(**{**entry, "where": (where,) if isinstance(where, str) else tuple(where)})


def read(folder: Path) -> list[Row]:
    """All rows of a folder, in the order of the files' names and of the rows in each.

    Raises:
        NoRows: the folder is not there.
        WrongRow: a row cannot be used.
    """
    if not folder.is_dir():
        raise NoRows
    files = sorted(folder.glob("*.yaml"))
    entries = ((file.name, yaml.load(file.read_text("utf-8"), LOADER)) for file in files)  # noqa: S506 - a safe loader
    return [row_of(entry, name) for name, rows in entries for entry in rows or ()]


def chosen(rows: list[Row], names: list[str], state: str | None) -> list[Row]:
    """The rows of the ids or prefixes named (all when none is), in the state asked for.

    Raises:
        UnknownRow: a name is neither an id nor a prefix.
    """
    wanted = [name.upper() for name in names]
    known = {row.id for row in rows} | {row.prefix for row in rows}
    for name in wanted:
        if name not in known:
            raise UnknownRow(name=name)
    named = [row for row in rows if not wanted or row.id in wanted or row.prefix in wanted]
    return [row for row in named if state in (None, row.state)]


def counts(rows: list[Row]) -> dict[str, dict[str, int]]:
    """How many rows each prefix has in each state."""
    tally: dict[str, Counter[str]] = {}
    for row in rows:
        tally.setdefault(row.prefix, Counter())[row.state] += 1
    return {prefix: {state: tally[prefix][state] for state in STATES} for prefix in sorted(tally)}


def table(tally: dict[str, dict[str, int]]) -> str:
    """The counts as lines: a prefix each, and the total below."""
    total = {state: sum(line[state] for line in tally.values()) for state in STATES}
    lines = [f"{'':<6}" + "".join(f"{state:>14}" for state in STATES) + f"{'total':>8}"]
    for name, line in (*tally.items(), ("total", total)):
        lines.append(f"{name:<6}" + "".join(f"{line[state]:>14}" for state in STATES) + f"{sum(line.values()):>8}")
    return "\n".join(lines)


def told(row: Row) -> str:
    """One row as lines to read."""
    more = {"reason": row.reason, "where": ", ".join(row.where), "how": row.how}
    lines = (f"{'':<10}{name}: {text}" for name, text in more.items() if text)
    return "\n".join((f"{row.id:<10}{row.state:<14}{row.title}", *lines))


def arguments(parser: argparse.ArgumentParser) -> None:
    """Ids or prefixes, a state, JSON."""
    parser.add_argument("ids", nargs="*", metavar="ID", help="an id (IN-04) or a prefix (IN)")
    parser.add_argument("--state", choices=STATES, help="only rows in this state")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(options: argparse.Namespace) -> int:
    """Print the counts; the rows too when ids or a state were named."""
    asked = bool(options.ids or options.state)
    rows = chosen(read(FOLDER), options.ids, options.state)
    tally = counts(rows)
    if options.json:
        shown = [asdict(row) for row in rows] if asked else []
        print(json.dumps({"counts": tally, "rows": shown}, ensure_ascii=False))
    elif asked:
        print("\n".join(told(row) for row in rows) or "No row is in this state.")
    else:
        print(table(tally))
    return 0
