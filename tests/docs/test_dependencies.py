"""What Bianmin is made of: every dependency is pinned with hashes, its licence is known and allowed, the bill is whole."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("base", "build", "test")


def lock(name: str) -> str:
    return (ROOT / "requirements" / f"{name}.txt").read_text("utf-8")


def sbom(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, ROOT / "tools" / "sbom.py", *words], capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("name", LOCKS)
def test_every_dependency_is_pinned_with_hashes_and_nothing_says_where_it_comes_from(name: str):
    text = lock(name)
    blocks = [block for block in re.split(r"\n(?=[^ #\n])", text) if block.strip() and not block.startswith("#")]
    assert len(blocks) >= 2
    assert [block.split("\n")[0] for block in blocks if not re.match(r"[A-Za-z0-9._-]+==\S+", block)] == []
    assert [block.split("\n")[0] for block in blocks if "--hash=sha256:" not in block] == []
    assert "://" not in text


def test_every_licence_is_known_and_allowed():
    done = sbom("licences")
    assert [line for line in done.stdout.splitlines() if "NOT ALLOWED" in line] == []
    assert done.returncode == 0
    assert "django\t5.2" in done.stdout


def test_the_bill_of_materials_names_every_pin_once_with_its_hashes():
    bill = json.loads(sbom().stdout)
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.5")
    listed = [(one["name"], one["version"]) for one in bill["components"]]
    lines = [
        found for each in LOCKS for found in re.findall(r"^([A-Za-z0-9._-]+)==([^ \n]+)", lock(each), re.MULTILINE)
    ]
    pinned = {(name.lower(), version) for name, version in lines}
    assert (set(listed), len(listed)) == (pinned, len(pinned))
    assert [
        one["name"] for one in bill["components"] if not one["properties"] or not one["licenses"][0]["expression"]
    ] == []
    assert {one["scope"] for one in bill["components"]} == {"required", "excluded"}


def test_equal_lock_files_give_an_equal_bill():
    assert sbom().stdout == sbom().stdout
