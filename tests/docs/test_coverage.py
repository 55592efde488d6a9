"""The rows of docs/coverage: complete, well formed, in our own words, and pointing at things that are there."""

import re
from collections import Counter
from pathlib import Path

import pytest

from bianmin.faces.cli.coverage import FOLDER, read

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
PREFIXES = "SYS|ENT|RUL|IND|REP|STR|FRM|SEED|PA|ST|DR|FL|T|B|OB|EF|IN|EP|CM|RO|AN"
INVENTORY_ROW = re.compile(rf"^(?:\| *|- )\**((?:{PREFIXES})-[\w.]+)\**[ |]", re.MULTILINE)
CHINESE = re.compile(r"[^\u3400-\u9fff\U00020000-\U0003ffff]")
RUN = 20


def texts(folder: str) -> list[str]:
    files = sorted((SHARED / folder).glob("*.*"))
    if not files:
        pytest.skip(f"../shared/{folder} is not beside this checkout")
    return [file.read_text("utf-8") for file in files]


def runs(text: str) -> set[str]:
    """Every run of 20 Chinese characters, whatever stands between them."""
    chinese = CHINESE.sub("", text)
    return {chinese[start : start + RUN] for start in range(len(chinese) - RUN + 1)}


def test_no_id_has_two_rows():
    assert [name for name, times in Counter(row.id for row in read(FOLDER)).items() if times > 1] == []


def test_every_requirement_has_a_row():
    required = {name for text in texts("requirements") for name in INVENTORY_ROW.findall(text)}
    assert len(required) == 1193
    assert required == {row.id for row in read(FOLDER)}


def test_a_title_is_never_a_sentence_copied_from_a_source():
    sources = {run for text in texts("seeds") for run in runs(text)}
    lines = [line for file in FOLDER.iterdir() for line in file.read_text("utf-8").splitlines()]
    assert [line for line in lines if runs(line) & sources] == []


def test_what_works_is_where_its_row_says():
    lost = [f"{row.id}: {path}" for row in read(FOLDER) for path in row.where if not (ROOT / path).exists()]
    assert lost == []


def test_a_title_is_short():
    assert [row.id for row in read(FOLDER) if not 4 <= len(row.title) <= 110] == []


def test_a_file_of_rows_can_be_read_at_a_sitting():
    assert [file.name for file in FOLDER.glob("*.yaml") if len(file.read_text("utf-8").splitlines()) > 500] == []
