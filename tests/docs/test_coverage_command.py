"""`bianmin coverage` on rows of its own."""

import json

import pytest

from bianmin.faces.cli import coverage
from bianmin.faces.cli.main import main

ROWS = """
- {id: IN-01, title: 甲 one, state: works, where: README.md, how: Open it.}
- {id: IN-02, title: 乙 two, state: open}
- {id: CM-01, title: 丙 three, state: not software, reason: A room.}
"""


@pytest.fixture
def rows(tmp_path, monkeypatch):
    (tmp_path / "rows.yaml").write_text(ROWS, encoding="utf-8")
    monkeypatch.setattr(coverage, "FOLDER", tmp_path)
    monkeypatch.setenv("LC_ALL", "en")
    return tmp_path


def said(capsys, *words: str) -> str:
    assert main(["coverage", *words]) == 0
    return capsys.readouterr().out


def test_counts_stand_by_prefix_and_state(rows, capsys):
    lines = [line.split() for line in said(capsys).splitlines()]
    assert lines[0] == ["works", "partial", "open", "not", "software", "total"]
    assert lines[1:] == [["CM", *"00011"], ["IN", *"10102"], ["total", *"10113"]]


def test_a_row_tells_where_and_how(rows, capsys):
    assert " ".join(said(capsys, "in-01").split()) == "IN-01 works 甲 one where: README.md how: Open it."


def test_a_prefix_shows_its_rows_only(rows, capsys):
    assert "CM-01" not in said(capsys, "IN")


def test_a_state_chooses_rows(rows, capsys):
    assert [line.split()[0] for line in said(capsys, "--state", "open").splitlines()] == ["IN-02"]


def test_json_holds_counts_and_the_rows_asked_for(rows, capsys):
    row = {"id": "CM-01", "title": "丙 three", "state": "not software", "reason": "A room.", "where": [], "how": ""}
    assert json.loads(said(capsys, "CM", "--json")) == {
        "counts": {"CM": {"works": 0, "partial": 0, "open": 0, "not software": 1}},
        "rows": [row],
    }


def test_an_unknown_name_is_refused_with_a_sentence(rows, capsys):
    assert main(["coverage", "ZZ-1"]) == 2
    assert capsys.readouterr().err == (
        "There is no coverage row or prefix ZZ-1. Run `bianmin coverage` to see the prefixes.\n"
    )


def test_an_installation_without_rows_says_so(tmp_path, rows, capsys, monkeypatch):
    monkeypatch.setattr(coverage, "FOLDER", tmp_path / "none")
    assert main(["coverage"]) == 2
    assert capsys.readouterr().err.startswith("The coverage rows lie in the repository")


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ("{id: IN-01, title: x, state: done}", "state must be one of works, partial, open, not software"),
        ("{id: IN-01, title: x, state: works, how: y}", "missing where"),
        ("{id: IN-01, title: x, state: not software}", "missing reason"),
        ("{id: IN-01, state: open}", "missing title"),
        ("{id: IN-01, title: x, state: open, page: y}", "unknown key page"),
        ("IN-01", "it must begin with `- id:`"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path, entry, problem):
    (tmp_path / "rows.yaml").write_text(f"- {entry}\n", encoding="utf-8")
    with pytest.raises(coverage.WrongRow) as refusal:
        coverage.read(tmp_path)
    assert refusal.value.sentence("en") == f"rows.yaml, row IN-01: {problem}. Mend the row in docs/coverage."
