"""What is run on one database only: what touches none, looks at pages that both draw alike, or needs the stricter one.

Everything else runs on SQLite and on PostgreSQL.
"""

import os
from typing import Final

import pytest

ON_SQLITE: Final = (
    "tests/kernel", "tests/quality/statistics", "tests/quality/proofread", "tests/docs", "tests/bench",
    "tests/foundation/documents/test_writers.py", "tests/foundation/documents/test_letters.py",
    "tests/foundation/documents/test_libreoffice.py", "tests/faces/cli",
    "tests/faces/test_states_in_the_browser.py", "tests/faces/desk/test_proofread_in_the_browser.py",
    "tests/journeys/test_ministry_in_the_browser.py", "tests/journeys/test_story_of_instalments.py",
    "tests/journeys/test_full_disk.py", "tests/faces/test_security.py::test_no_page_holds",
    "tests/faces/test_security.py::test_every_address_sends", "tests/faces/test_security.py::test_no_form_works",
    "tests/faces/test_doors.py::test_another_agencys_things",
)  # fmt: skip
"""No database, the demonstration's own, the looks of a page, or rights that the same query gives on both.

The first story runs in the browser on both.
"""

ON_POSTGRESQL: Final = (
    "tests/faces/test_security.py::test_no_answer_breaks_a_form",
    "tests/faces/test_security.py::test_nothing_anybody_could_type_breaks_a_form",
    "tests/faces/test_security.py::test_no_wish_in_an_address_breaks_a_page",
)
"""SQLite takes a text that is too long in silence, so that it would show nothing."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other database; a test asked for by name is always run."""
    if any("::" in asked or asked.endswith(".py") for asked in config.args):
        return
    postgres = os.environ.get("BIANMIN_DATABASE", "").startswith("postgres")
    elsewhere = ON_SQLITE if postgres else ON_POSTGRESQL
    left = [item for item in items if item.nodeid.startswith(elsewhere)]
    config.hook.pytest_deselected(items=left)
    items[:] = [item for item in items if not item.nodeid.startswith(elsewhere)]
