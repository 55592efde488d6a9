"""`bianmin indicators` over the packs that come with the platform, in a home of its own."""

import json
import shutil
from pathlib import Path

import pytest

import bianmin as platform
from tests.conftest import Once, done
from tests.processes import Run

PACKS = Path(platform.__file__).parent / "packs"
ROOT = "/376550300A/"


@pytest.fixture(scope="module")
def loaded(once: Once, bianmin: Run, migrated: Path) -> Path:
    """A home where the packs are loaded."""

    def load(home: Path) -> None:
        shutil.copytree(migrated, home, dirs_exist_ok=True)
        done(bianmin("pack", "load", PACKS, home=home))

    return once("loaded", load)


@pytest.fixture
def office(command: Run, loaded: Path, tmp_path: Path) -> Run:
    """The command in a home of its own where the packs are loaded."""
    shutil.copytree(loaded, tmp_path / "home")
    return command


@pytest.mark.row("IN-01", "IN-03", "IN-22", "RUL-18", "RUL-19", "RUL-78")
def test_figures_are_refreshed_read_and_explained(office):
    assert json.loads(office("indicators", "refresh", "--json").stdout)["cells"] > 0
    shown = office("indicators", "value", "IN-01", "IN-22", "IN-04", "--unit", ROOT, "--period", "114", "--json")
    found = {one["indicator"]: one for one in json.loads(shown.stdout)}
    assert (found["IN-01"]["n"], found["IN-01"]["d"], found["IN-01"]["printed"]) == (6, 6, "100.0%")
    assert (found["IN-22"]["n"], found["IN-22"]["met"], found["IN-22"]["ref"]) == (5, True, f"IN-22@{ROOT}@114")
    assert (found["IN-04"]["value"], found["IN-04"]["printed"]) == (None, "無案件")
    told = json.loads(office("indicators", "explain", "IN-22", "--period", "114", "--unit", ROOT, "--json").stdout)
    assert [(part["counted"], len(part["rows"])) for part in told["parts"]] == [(5, 5), (6, 6)]
    assert told["waiting"] == 0
    line = office("indicators", "value", "IN-22", "--unit", ROOT, "--period", "2025").stdout
    assert line.split() == ["IN-22", "83.3%", "n=5", "d=6", "≥60%(示範)", "✓", "可線上申辦業務項目數比率"]
    words = ("NI-02", "NI-05", "NI-13", "--agency", "301140000A", "--period", "114", "--json")
    measured = {one["indicator"]: one for one in json.loads(office("indicators", "value", *words).stdout)}
    assert {code: one["printed"] for code, one in measured.items()} == {
        "NI-02": "93分鐘", "NI-05": "4.5秒", "NI-13": "4組",
    }  # fmt: skip
    assert measured["NI-05"]["documents"] == [
        {"text": "約 4 至 5 秒", "year": "100", "low": "4", "high": "5", "source": "文件001 第293行"}
    ]


def test_a_rebuild_changes_nothing_and_what_cannot_be_read_gets_a_sentence(office):
    office("indicators", "refresh")
    before = office("indicators", "value", "--unit", ROOT, "--period", "114", "--json").stdout
    assert office("indicators", "rebuild").returncode == 0
    assert office("indicators", "value", "--unit", ROOT, "--period", "114", "--json").stdout == before
    for words, said in ((["IN-999", "--period", "114"], "IN-999"), (["IN-01", "--period", "11x"], "11x")):
        refused = office("indicators", "value", *words, "--unit", ROOT)
        assert (refused.returncode, refused.stdout) == (2, "")
        assert said in refused.stderr
