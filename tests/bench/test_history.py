"""A history written again and again fits together like the one that was lived."""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import done
from tests.faces.cli.test_demo import LINES, counts, lines_of
from tests.processes import Run

COPIES = 2


@pytest.fixture(scope="module")
def lived(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(demonstration, tmp_path_factory.mktemp("lived") / "home"))


@pytest.fixture(scope="module")
def home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory, python: Run) -> Path:
    here = tmp_path_factory.mktemp("long") / "home"
    shutil.copytree(demonstration, here)
    surroundings = {**os.environ, "BIANMIN_HOME": str(here), "BIANMIN_DATABASE": ""}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    done(python("-m", "bench.history", COPIES, env=surroundings))
    return here


@pytest.fixture
def ask(home: Path) -> Callable[[str], list[tuple[object, ...]]]:
    def rows(statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(home / "bianmin.sqlite3")) as database:
            return database.execute(statement).fetchall()

    return rows


@pytest.mark.parametrize(("verb", "table"), LINES)
def test_every_row_has_its_journal_line(ask, verb: str, table: str):
    subjects = f"SELECT count(DISTINCT subject) FROM audit_line WHERE verb = '{verb}'"
    assert ask(lines_of(verb)) == ask(f"SELECT count(*) FROM {table}")
    assert ask(subjects) == ask(lines_of(verb)) or verb == "cases.request_supplement"


def test_there_are_three_times_as_many_cases_each_with_a_number_a_code_and_a_beginning(lived: Path, home: Path, ask):
    assert counts(home)["cases_case"] == (COPIES + 1) * counts(lived)["cases_case"]
    assert ask("SELECT count(*) - count(DISTINCT number), count(*) - count(DISTINCT query_hash) FROM cases_case") == [
        (0, 0)
    ]
    begun = ask("SELECT count(*) FROM cases_event WHERE kind IN ('received', 'requested') GROUP BY case_id")
    assert set(begun) == {(1,)}
    assert len(begun) == counts(home)["cases_case"]


def test_what_belongs_together_lies_together(ask):
    assert ask("PRAGMA foreign_key_check") == []
    ratings = "SELECT count(*) FROM ratings_rating r JOIN cases_case c ON 'cases.case:' || c.id = r.subject AND c.number = r.number"
    assert ask(ratings) == ask("SELECT count(*) FROM ratings_rating")
    assert ask("SELECT count(*) FROM cases_case WHERE due_on < received_on OR due_on > statutory_due_on") == [(0,)]
    assert ask("SELECT count(*) FROM search_text") == ask("SELECT count(*) FROM search_entry")
    people = "SELECT count(*) FROM search_entry WHERE kind IN ('cases.case', 'persons.person')"
    assert ask(people) == ask("SELECT (SELECT count(*) FROM cases_case) + (SELECT count(*) FROM persons_person)")


def test_the_journal_is_sealed_and_whole_and_figures_are_counted(home: Path, bianmin: Run):
    for words in (("journal", "seal"), ("journal", "verify"), ("indicators", "refresh")):
        done(bianmin(*words, home=home))
    value = bianmin("indicators", "value", "IN-04", "--period", "109", "--json", home=home)
    assert '"indicator": "IN-04"' in done(value)
