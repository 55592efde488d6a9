"""`--differing`: only what may behave otherwise from one database to the other.

`make test` runs everything on PostgreSQL, which is what production uses and the stricter of the two (lengths, types, locks,
aborted transactions), and on SQLite what is named here. Commands of their own home, the demonstration, backup, doctor and
the full disk use the SQLite of that home wherever they are run, so they are run once, with everything else.
What is left out on SQLite are rules, words, layout and rights, which come from the same code and the same queries: that
each kind of query is asked of both is checked (`tests.plugins.asked`).
"""

from pathlib import Path
from typing import Final

import pytest

DIFFERING: Final = {
    "tests/kernel/test_act.py": "what an act opens, joins and takes back",
    "tests/kernel/test_rows.py": "statements that are composed here",
    "tests/kernel/test_lasting.py": "what is remembered from one request to the next ends with the rows it was made of",
    "tests/foundation/audit": "triggers of the journal, seals, locks of the sealer",
    "tests/foundation/facts": "marks that are read and deleted while others are written",
    "tests/foundation/jobs": "leases by one conditional update",
    "tests/foundation/notices/test_delivery.py": "the outbox, and a worker killed in the midst",
    "tests/foundation/orgs": "series of numbers",
    "tests/foundation/packs": "rows of reference data, all or none",
    "tests/foundation/persons": "search of names, hashes of numbers",
    "tests/foundation/search": "FTS5 here, tsvector there",
    "tests/delivery/catalog/test_find.py": "search of services",
    "tests/delivery/cases/test_apply.py": "numbers, queries counted, what is written at once",
    "tests/delivery/cases/test_at_once.py": "races for one case",
    "tests/delivery/cases/test_facts.py": "counted as it comes and counted anew",
    "tests/delivery/cases/test_lists.py": "order and number of queries of lists",
    "tests/delivery/cases/test_places.py": "races for the last place",
    "tests/delivery/exchange": "races for one look-up",
    "tests/delivery/newsletters": "copies in batches, each once, counted as it comes and counted anew",
    "tests/delivery/forum": "numbers, votes counted by one update, counted as it comes and counted anew",
    "tests/delivery/opinions": "numbers, one opinion of a form sent twice, counted as it comes and counted anew",
    "tests/delivery/payments/test_at_once.py": "races for one bill and one drawer",
    "tests/delivery/payments/test_facts.py": "counted as it comes and counted anew",
    "tests/delivery/payments/test_money.py": "sums of whole dollars",
    "tests/delivery/press": "numbers, one report of a form sent twice, counted as it comes and counted anew",
    "tests/faces/desk/quality/test_photographs.py": "pictures of entries, found by words",
    "tests/faces/desk/test_disclosure.py": "spans of days that overlap",
    "tests/faces/desk/test_premises.py": "the last day of each facility, out of what was entered",
    "tests/faces/desk/test_outings.py": "numbers that follow, summed by one statement",
    "tests/faces/desk/test_learning.py": "numbers that follow, summed by one statement",
    "tests/faces/desk/test_rotas.py": "a week taken whole or not at all",
    "tests/delivery/publishing/test_disclosure.py": "spans of days, counted as they come and counted anew",
    "tests/delivery/publishing/test_laws.py": "laws beside their editions, loaded twice",
    "tests/delivery/permits/test_permits.py": "races for one number",
    "tests/quality/appraisals": "figures of a mailbox, the same sample drawn again",
    "tests/quality/checks": "numbers, means and places of units, counted as it comes and counted anew",
    "tests/quality/indicators": "cells, values, and rebuilding them",
    "tests/quality/surveys": "one response of a form sent twice, counted as it comes and counted anew",
    "tests/faces/desk/test_appraisals.py": "what is due, by half-years",
    "tests/faces/desk/test_checks.py": "what is due, and what was found before",
    "tests/faces/desk/test_checks_elsewhere.py": "checks of units below and of other houses",
    "tests/faces/desk/test_recommendations.py": "lists and their counts in one statement",
    "tests/faces/desk/test_telephone_tests.py": "ranks of months, who is best, what is to be repeated",
    "tests/faces/desk/test_drills.py": "the last day of a register, out of its answers",
    "tests/faces/desk/test_asked.py": "topics tallied out of answers",
    "tests/faces/desk/test_laws.py": "an edition and its law written together",
    "tests/faces/desk/test_destruction.py": "rows that are really gone",
    "tests/faces/desk/test_newsletters.py": "subscribers summed by their classes, who won most",
    "tests/faces/portal/test_newsletters.py": "issues found by words, a subscription opened by its link",
    "tests/faces/desk/test_forum.py": "lists and their counts in one statement",
    "tests/faces/desk/test_journal.py": "the journal's pages and export",
    "tests/faces/desk/test_opinions.py": "lists and their counts in one statement",
    "tests/faces/desk/test_surveys.py": "results by one statement, a table taken whole or not at all",
    "tests/faces/desk/test_press.py": "lists and their counts in one statement",
    "tests/faces/desk/test_permits.py": "a permit taken at once by two",
    "tests/faces/portal/test_disclosure.py": "the newest day of each place of an item",
    "tests/faces/portal/test_laws.py": "laws found by words and days",
    "tests/faces/portal/test_news.py": "news found by words and days, readings counted and summed",
    "tests/faces/portal/test_questions.py": "questions found by words, presses counted",
    "tests/faces/portal/test_forum.py": "pages of messages with their replies",
    "tests/faces/portal/test_opinions.py": "opened by number and code",
    "tests/journeys/test_story_in_the_browser.py": "the first story, through a server with threads",
    "tests/rows/test_figures.py": "known cases down to the printed figure, by page and command",
}
"""Where, and what may differ."""
ALSO: Final = frozenset(Path(__file__).with_name("also.txt").read_text("utf-8").split("\n")) - {""}
"""Single tests that ask what those places do not, so that every kind of query is asked of both: `tests.plugins.asked`."""
FILES: Final = frozenset(test.partition("::")[0] for test in ALSO)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option."""
    parser.addoption("--differing", action="store_true", help="only what may differ from one database to the other")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave a file unread that shows the same on both databases."""
    if not config.option.differing or collection_path.is_dir():
        return None
    path = collection_path.relative_to(config.rootpath).as_posix()
    return None if named(path) or path in FILES else True


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the other tests of a file of which only some are named."""
    if not config.option.differing:
        return
    config.hook.pytest_deselected(items=[item for item in items if not wanted(item)])
    items[:] = [item for item in items if wanted(item)]


def wanted(item: pytest.Item) -> bool:
    """Whether a test is run: one that is named by itself, or stands in such a place and has no home of its own."""
    own_home = "python" in getattr(item, "fixturenames", ())
    return item.nodeid in ALSO or (named(item.nodeid.partition("::")[0]) and not own_home)


def named(path: str) -> bool:
    """Whether a file is named above, by itself or by a folder around it."""
    return any(path == place or path.startswith(f"{place}/") for place in DIFFERING)
