"""What is run on both databases is there, and holds every test of threads that write at the same time."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.plugins.databases import DIFFERING, named


def threads_commit(text: str) -> bool:
    """Whether a test file lets threads write what is committed."""
    return ("Thread(" in text or "ThreadPool" in text) and ("transaction=True" in text or "transactional_db" in text)


THREADS = sorted(
    path.relative_to(ROOT).as_posix()
    for path in (ROOT / "tests").rglob("test_*.py")
    if path != Path(__file__) and threads_commit(path.read_text("utf-8"))
)


@pytest.mark.parametrize("place", DIFFERING)
def test_every_place_named_is_there(place: str):
    assert (ROOT / place).exists()


@pytest.mark.parametrize("path", THREADS)
def test_what_is_done_at_the_same_time_is_done_on_both(path: str):
    assert named(path)


def test_a_file_is_named_by_its_folder_or_by_itself_and_not_by_half_a_name():
    assert named("tests/foundation/jobs/test_turns.py")
    assert named("tests/quality/indicators/test_cells.py")
    assert not named("tests/foundation/jobs_of_others/test_x.py")
