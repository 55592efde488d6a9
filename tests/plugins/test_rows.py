"""The plugin of the coverage rows, in small runs of its own."""

import json
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]
ROWS = """
- {id: IN-01, title: one, state: works, where: README.md, how: Open it.}
- {id: IN-02, title: two, state: open}
"""
TESTS = """
import pytest

@pytest.fixture
def page():
    return "page"

@pytest.mark.row("IN-01")
def test_through_a_page(page):
    assert page == "page"

@pytest.mark.row("IN-02")
def test_of_a_function():
    assert True
"""


@pytest.fixture
def small(pytester, monkeypatch):
    """A project of its own with two rows, and the plugin."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    folder = pytester.path / "docs" / "coverage"
    folder.mkdir(parents=True)
    (folder / "in.yaml").write_text(ROWS, encoding="utf-8")
    pytester.makeini("[pytest]\naddopts = -p xdist -p tests.plugins.rows -p no:cacheprovider --strict-markers\n")
    return pytester


def outcome(small) -> dict[str, dict[str, object]]:
    return json.loads((small.path / "var" / "coverage" / "outcome.json").read_text("utf-8"))


def run(small, tests: str, *options: str) -> pytest.RunResult:
    small.makepyfile(test_it=tests)
    return small.runpytest_subprocess(*options)


def test_a_row_shown_through_a_page_passes_the_check(small):
    assert run(small, TESTS, "--rows=check").ret == 0


def test_the_outcome_names_tests_results_and_faces(small):
    run(small, TESTS)
    assert outcome(small) == {
        "IN-01": {
            "passed": 1,
            "failed": 0,
            "faces": ["page"],
            "tests": {"test_it.py::test_through_a_page": "passed"},
        },
        "IN-02": {"passed": 1, "failed": 0, "faces": [], "tests": {"test_it.py::test_of_a_function": "passed"}},
    }


def test_the_outcome_is_the_same_from_two_workers(small):
    run(small, TESTS)
    alone = outcome(small)
    assert run(small, TESTS, "-n2", "--rows=check").ret == 0
    assert outcome(small) == alone


@pytest.mark.parametrize("options", [(), ("-n2",)])
def test_a_row_shown_only_by_a_function_fails_the_check(small, options):
    result = run(small, TESTS.replace("(page)", "()").replace("assert page", "assert 'page'"), "--rows=check", *options)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["IN-01 says it works, but no passing test*"])


def test_without_the_check_nothing_fails(small):
    assert run(small, "def test_nothing():\n    pass\n").ret == 0
    assert outcome(small) == {}


def test_a_failing_test_does_not_make_a_row_work(small):
    result = run(small, TESTS.replace('assert page == "page"', 'assert page == "screen"'), "--rows=check")
    result.stdout.fnmatch_lines(["IN-01 says it works, but no passing test*"])
    assert outcome(small)["IN-01"]["failed"] == 1


def test_a_skipped_test_does_not_make_a_row_work(small):
    result = run(small, TESTS.replace('assert page == "page"', 'pytest.skip("no browser")'), "--rows=check")
    assert result.ret == 1
    assert outcome(small)["IN-01"]["tests"] == {"test_it.py::test_through_a_page": "skipped"}


def test_a_failing_teardown_does_not_make_a_row_work(small):
    result = run(small, TESTS.replace('return "page"', 'yield "page"\n    raise OSError'), "--rows=check")
    result.stdout.fnmatch_lines(["IN-01 says it works, but no passing test*"])


@pytest.mark.parametrize("options", [(), ("-n2",)])
def test_an_unknown_id_fails_the_check(small, options):
    result = run(small, TESTS.replace("IN-02", "IN-99"), "--rows=check", *options)
    assert result.ret == 1
    result.stdout.fnmatch_lines(["test_it.py::test_of_a_function is marked with IN-99, which has no row*"])


def test_a_run_without_tests_has_shown_nothing(small):
    assert run(small, "", "--rows=check").ret == 1


def test_a_fixture_behind_a_fixture_is_a_face(small):
    tests = TESTS.replace("def test_through_a_page(page):", "def test_through_a_page(desk):\n    page = desk")
    assert run(small, tests + "\n@pytest.fixture\ndef desk(page):\n    return page\n", "--rows=check").ret == 0


def test_a_row_that_cannot_be_read_fails_the_check(small):
    (small.path / "docs" / "coverage" / "in.yaml").write_text("- {id: IN-01, title: one, state: done}", "utf-8")
    result = run(small, TESTS, "--rows=check")
    assert result.ret == 1
    result.stdout.fnmatch_lines(["in.yaml, row IN-01: state must be one of*"])
