"""What the platform asks PostgreSQL it is also asked on SQLite: the run that finds a query asked of one alone fails.

`make test` runs everything on PostgreSQL and a part on SQLite (`tests.plugins.databases`). That the part is enough is no
opinion: `--asked=keep` notes each kind of query that the platform asks in the tests of one run, and `--asked=check`
compares with what was noted. A kind is the verb, the tables and columns in their order, and the words that join them;
numbers, texts and how many of them there are make no other kind. What tests ask by themselves does not count, nor does
what is asked by chance: of invented examples, or in other threads than the test's, where who loses a race asks what
nobody else does.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from pathlib import Path
from threading import current_thread, main_thread
from types import FrameType
from typing import Any, Final

import pytest
from hypothesis import currently_in_test_context

ROOT: Final = Path(__file__).resolve().parents[2]
PLATFORM, TESTS = f"{ROOT / 'src'}{os.sep}", f"{ROOT / 'tests'}{os.sep}"
KEPT: Final = Path("var", "coverage", "asked.json")
VERBS: Final = frozenset({"SELECT", "INSERT", "UPDATE", "DELETE"})
PART: Final = re.compile(
    r'"[^"]+"(?:\."[^"]+")?|\b(?:AND|OR|NOT|EXISTS|DISTINCT|COUNT|SUM|AVG|MIN|MAX|GROUP|ORDER|DESC|LIMIT|OFFSET|UNION)\b'
)
"""What of a statement makes its kind: names, and words that both databases have."""
GROUPED: Final = re.compile(r'\bGROUP BY (?:"[^"]+"(?:\."[^"]+")?(?:, )?)+')
"""Of a group one names its key, the other each column."""
BESIDE: Final = re.compile(r"^OR (?:IGNORE|REPLACE) |\bFOR (?:NO KEY )?UPDATE\b.*$", re.DOTALL)
"""What one of the databases says besides."""
AGAIN: Final = re.compile(r'(?<!\S)("\S+")(?: (?:(?:AND|OR) )?\1(?!\S))+')
"""The same column once more, as where it may be one of several values."""


def kind(statement: str) -> str:
    """The kind of a query; empty for one that names nothing in quotes, as a savepoint or what is written by hand.

    Which rows PostgreSQL locks, and that SQLite is told to ignore or to replace, makes no other kind.
    """
    verb, _space, rest = statement.strip().partition(" ")
    parts = PART.findall(GROUPED.sub("GROUP ", BESIDE.sub("", rest)))
    if verb.upper() not in VERBS or not any(part.startswith('"') for part in parts):
        return ""
    return AGAIN.sub(r"\1", f"{verb.upper()} {' '.join(parts)}")


def by_platform(frame: FrameType | None) -> bool:
    """Whether the platform asks, and not the test itself: whose code is nearest."""
    while frame is not None:
        name = frame.f_code.co_filename
        if name.startswith(PLATFORM):
            return True
        if name.startswith(TESTS):
            return False
        frame = frame.f_back
    return False


@dataclass
class Asked:
    """The kinds of queries of this run, each with the first test in which it was asked."""

    known: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)

    def note(self, statement: str, frame: FrameType | None) -> None:
        """Note a statement that is about to be asked."""
        if statement in self.known or not by_platform(frame):
            return
        self.known.add(statement)
        if found := kind(statement):
            self.kinds.setdefault(found, os.environ.get("PYTEST_CURRENT_TEST", "").partition(" ")[0])

    def noting(self, execute: Callable[..., Any]) -> Callable[..., Any]:
        """What is called in place of a cursor's `execute`."""

        @wraps(execute)
        def noted(cursor: Any, statement: Any, *rest: Any, **more: Any) -> Any:
            if current_thread() is main_thread() and not currently_in_test_context():
                self.note(str(statement), sys._getframe(1))
            return execute(cursor, statement, *rest, **more)

        return noted


NOTES: Final = pytest.StashKey[Asked]()
"""Where a run has what it noted."""


@dataclass(eq=False)
class Notebook:
    """Gathers what all workers noted, keeps it or compares with it."""

    config: pytest.Config
    asked: Asked
    alone: dict[str, str] = field(default_factory=dict)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        for found, test in getattr(node, "workeroutput", {}).get("asked", {}).items():
            self.asked.kinds.setdefault(found, test)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        place = self.config.rootpath / KEPT
        if self.config.option.asked == "keep":
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(sorted(self.asked.kinds), indent=0), encoding="utf-8")
        elif self.config.option.asked == "check":
            kept = frozenset(json.loads(place.read_text("utf-8")))
            self.alone = {found: test for found, test in sorted(self.asked.kinds.items()) if found not in kept}
        if self.alone and exitstatus == pytest.ExitCode.OK:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.alone:
            terminalreporter.section(
                "asked of one database alone: name such a test in tests/plugins/also.txt", red=True
            )
            for found, test in self.alone.items():
                terminalreporter.write_line(f"{test}\n    {found}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker hands its notes over."""
    if asked := session.config.stash.get(NOTES, None):
        getattr(session.config, "workeroutput", {})["asked"] = asked.kinds


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.addoption(
        "--asked",
        choices=("no", "keep", "check"),
        default="no",
        help="keep: write down each kind of query; check: fail where one is asked that was not written down",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note."""
    if config.option.asked == "no":
        return
    asked = config.stash[NOTES] = Asked()
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Notebook(config, asked), "asked-notebook")


@pytest.fixture(scope="session", autouse=True)
def noted(request: pytest.FixtureRequest, django_db_setup: None) -> Iterator[None]:
    """Note what cursors are told from when the tables are made, where this is wanted."""
    from django.db.backends.utils import CursorWrapper

    asked = request.config.stash.get(NOTES, None)
    with pytest.MonkeyPatch.context() as patch:
        for name in ("execute", "executemany") if asked else ():
            patch.setattr(CursorWrapper, name, asked.noting(getattr(CursorWrapper, name)))
        yield
