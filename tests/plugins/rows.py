"""The rows of docs/coverage against the tests: `@pytest.mark.row("IN-04")` says which requirement a test shows.

Every run writes var/coverage/outcome.json. With `--rows=check` the run fails when a row says `works` and no passing
marked test went through a face, and when a marker names an id that has no row.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pytest

from bianmin.faces.cli.coverage import Row, read
from bianmin.kernel.errors import Refused

FACES: Final = {
    "browser": "page",
    "chromium": "page",
    "page": "page",
    "client": "page",
    "branch": "page",
    "admin_client": "page",
    "signed_in": "page",
    "anybody": "API",
    "partner": "API",
    "command": "command",
    "bianmin": "command",
}
"""Which fixtures are a face, and which face each is. People are none: an action can be called for them directly."""
OUTCOME: Final = Path("var", "coverage", "outcome.json")


@dataclass(slots=True)
class Shown:
    """What one test showed: the rows it names, the faces it went through, how it ended."""

    rows: list[str]
    faces: list[str]
    outcome: str = "skipped"

    def note(self, report: pytest.TestReport) -> None:
        """Take in the report of one phase: any failure fails the test, the call alone can pass it."""
        if report.failed:
            self.outcome = "failed"
        elif report.when == "call" and report.passed:
            self.outcome = "passed"

    @property
    def counts(self) -> bool:
        """Whether this makes a row work: it passed, and went through a face."""
        return self.outcome == "passed" and bool(self.faces)


@dataclass(eq=False)
class Ledger:
    """What the whole run showed; kept where the reports of all workers arrive."""

    config: pytest.Config
    tests: dict[str, Shown] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        properties = dict(report.user_properties)
        if rows := properties.get("rows"):
            self.tests.setdefault(report.nodeid, Shown(list(rows), list(properties["faces"]))).note(report)

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        if self.config.option.collectonly:
            return
        write(self.config.rootpath / OUTCOME, outcome(self.tests))
        if self.config.option.rows == "check":
            self.problems = [*found(self.config.rootpath / "docs" / "coverage", self.tests)]
        if self.problems and exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.problems:
            terminalreporter.section("coverage rows", red=True)
            terminalreporter.write_line("\n".join(self.problems))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rows",
        choices=("record", "check"),
        default="record",
        help="record: write var/coverage/outcome.json; check: also fail when a row's word is not shown by a test",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "row(*ids): requirement rows of docs/coverage this test shows to work")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Ledger(config), "rows-ledger")


def pytest_itemcollected(item: pytest.Item) -> None:
    """Send rows and faces along with the test's reports, which reach the controller from every worker."""
    rows = sorted({row for mark in item.iter_markers("row") for row in mark.args})
    if rows:
        names = getattr(item, "fixturenames", ())
        faces = sorted({FACES[name] for name in names if name in FACES})
        item.user_properties += [("rows", rows), ("faces", faces)]


def by_row(tests: dict[str, Shown]) -> dict[str, dict[str, Shown]]:
    """The tests of each row named."""
    rows: dict[str, dict[str, Shown]] = {}
    for name in sorted(tests):
        for row in tests[name].rows:
            rows.setdefault(row, {})[name] = tests[name]
    return dict(sorted(rows.items()))


def outcome(tests: dict[str, Shown]) -> dict[str, dict[str, object]]:
    """For each row: its tests and how they ended, how many passed and failed, the faces passing tests went through."""
    return {
        row: {
            "passed": sum(shown.outcome == "passed" for shown in named.values()),
            "failed": sum(shown.outcome == "failed" for shown in named.values()),
            "faces": sorted({face for shown in named.values() if shown.counts for face in shown.faces}),
            "tests": {name: shown.outcome for name, shown in named.items()},
        }
        for row, named in by_row(tests).items()
    }


def write(path: Path, content: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def found(folder: Path, tests: dict[str, Shown]) -> Iterator[str]:
    """A sentence for each row whose word the run did not show, and for each id without a row."""
    try:
        rows = read(folder)
    except Refused as refusal:
        yield refusal.sentence("en")
        return
    yield from unshown(rows, by_row(tests))
    yield from unknown(rows, tests)


def unshown(rows: list[Row], named: dict[str, dict[str, Shown]]) -> Iterator[str]:
    for row in rows:
        if row.state == "works" and not any(shown.counts for shown in named.get(row.id, {}).values()):
            yield f"{row.id} says it works, but no passing test marked with it went through a page, API or command."


def unknown(rows: list[Row], tests: dict[str, Shown]) -> Iterator[str]:
    known = {row.id for row in rows}
    for name in sorted(tests):
        for row in tests[name].rows:
            if row not in known:
                yield f"{name} is marked with {row}, which has no row in docs/coverage."
