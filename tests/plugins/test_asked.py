"""The plugin that compares what both databases are asked: kinds of queries, and small runs of its own."""

from pathlib import Path

import pytest

from tests.plugins.asked import kind

pytest_plugins = ["pytester"]
TESTS = """
from threading import Thread

from django.conf import settings

if not settings.configured:
    settings.configure(DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})

import pytest
from django.db import connection
from hypothesis import given
from hypothesis.strategies import booleans
from tests.plugins.asked import PLATFORM

@pytest.fixture(scope="session")
def django_db_setup():
    pass

def asked(statement, name):
    with connection.cursor() as cursor:
        cursor.execute('CREATE TABLE IF NOT EXISTS "lines" ("id" integer, "word" text)')
        exec(compile("cursor.execute(statement)", name, "exec"), {"cursor": cursor, "statement": statement})

def test_of_words():
    asked('SELECT "word" FROM "lines"', f"{PLATFORM}words.py")

def test_of_keys():
    asked('SELECT "id" FROM "lines"', f"{PLATFORM}keys.py")

def test_of_another_thread():
    other = Thread(target=asked, args=('SELECT "id", "id" + 1 FROM "lines"', f"{PLATFORM}sums.py"))
    other.start()
    other.join()

@given(booleans())
def test_of_an_invented_example(yes):
    asked('SELECT "word", "word" || 1 FROM "lines"', f"{PLATFORM}examples.py")

def test_that_asks_by_itself():
    asked('SELECT "id", "word" FROM "lines"', __file__)
"""


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ('SELECT "a"."id" FROM "a" WHERE "a"."n" = 7', 'SELECT "a"."id" "a" "a"."n"'),
        ('INSERT INTO "a" ("b", "c") VALUES (%s, %s), (%s, %s)', 'INSERT "a" "b" "c"'),
        ('SELECT COUNT(*) FROM "a" WHERE NOT ("a"."n" > 1)', 'SELECT COUNT "a" NOT "a"."n"'),
        ('SELECT "n" FROM "a" WHERE ("n" = 1 OR "n" = 2 OR "n" = 3)', 'SELECT "n" "a" "n"'),
        ('SELECT "n" FROM "a" WHERE ("n" = 1 OR "n" = 2)', 'SELECT "n" "a" "n"'),
        ('SELECT "n" FROM "a" WHERE ("n" = 1 OR "m" = 2)', 'SELECT "n" "a" "n" OR "m"'),
        ('SELECT "n" FROM "a" WHERE ("n" = 1 AND "m" = 2)', 'SELECT "n" "a" "n" AND "m"'),
        ('INSERT OR IGNORE INTO "a" ("b") VALUES (%s)', 'INSERT "a" "b"'),
        ('SELECT "n" FROM "a" LIMIT 1 FOR UPDATE OF "a"', 'SELECT "n" "a" LIMIT'),
        ('SELECT "n", COUNT(*) FROM "a" GROUP BY "a"."id", "a"."n" LIMIT 3', 'SELECT "n" COUNT "a" GROUP LIMIT'),
        ("SELECT last FROM series WHERE kind = %s AND period = %s", ""),
        ('SAVEPOINT "s1"', ""),
        ("", ""),
    ],
)
def test_a_kind_is_what_is_named_and_how_it_is_joined(statement: str, found: str):
    assert kind(statement) == found


def test_what_the_databases_write_otherwise_is_one_kind():
    there = 'SELECT "a"."n" FROM "a" WHERE UPPER("a"."n"::text) LIKE UPPER(%s) ORDER BY "a"."n" DESC LIMIT 21'
    here = 'SELECT "a"."n" FROM "a" WHERE "a"."n" LIKE %s ESCAPE \'\\\' ORDER BY "a"."n" DESC LIMIT 21'
    assert kind(there) == kind(here)


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch):
    """Run the small tests with the plugin."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    pytester.makeini("[pytest]\naddopts = -p xdist -p tests.plugins.asked -p no:cacheprovider\n")
    pytester.makepyfile(test_it=TESTS)
    return pytester.runpytest_subprocess


@pytest.mark.parametrize("workers", ["0", "2"])
def test_a_query_asked_of_one_database_alone_fails_the_run_and_names_its_test(run, workers: str):
    assert run("-n", workers, "--asked=keep", "-k", "words").ret == 0
    assert run("-n", workers, "--asked=check", "-k", "words or itself or thread or example").ret == 0
    alone = run("-n", workers, "--asked=check")
    assert alone.ret == pytest.ExitCode.TESTS_FAILED
    alone.stdout.fnmatch_lines(["*asked of one database alone*", "*test_it.py::test_of_keys", '*SELECT "id" "lines"'])


def test_nothing_is_compared_unless_it_is_asked_for(run):
    assert run().ret == 0
