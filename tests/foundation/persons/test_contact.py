"""The unmasked way to reach a person is for letters that are journaled, never for a page."""

from pathlib import Path

SOURCE = Path(__file__).parents[3] / "src" / "bianmin"


def test_no_page_reads_a_person_unmasked_past_the_journal():
    readers = [
        str(path.relative_to(SOURCE))
        for path in (SOURCE / "faces").rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if line.startswith("from bianmin.foundation.persons.queries import") and "contact" in line.split(" import ")[1]
    ]
    assert readers == []
