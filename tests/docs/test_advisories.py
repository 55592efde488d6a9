"""Advisories brought from elsewhere are compared with what is locked, without the net."""

import json
import re
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

import pytest
from tools.sbom import all_pins

ROOT = Path(__file__).parents[2]
DJANGO = next(pin.version for pin in all_pins() if pin.name == "django")


def advisory(name: str = "Django", **affected: object) -> dict[str, object]:
    return {"id": "TEST-1", "affected": [{"package": {"ecosystem": "PyPI", "name": name}, **affected}]}


def span(*events: tuple[str, str]) -> dict[str, object]:
    return {"ranges": [{"type": "ECOSYSTEM", "events": [{kind: said} for kind, said in events]}]}


def asked(folder: Path, record: dict[str, object]) -> tuple[int, str]:
    (folder / "one.json").write_text(json.dumps(record))
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "advisories.py", folder], capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout.strip()


@pytest.mark.parametrize(
    ("said", "touched"),
    [
        (span(("introduced", "0")), True),
        (span(("introduced", "0"), ("fixed", "1.0")), False),
        (span(("introduced", "5.0"), ("fixed", "5.0.9"), ("introduced", "5.2"), ("fixed", "99")), True),
        (span(("introduced", "0"), ("last_affected", DJANGO)), True),
        (span(("introduced", "0"), ("last_affected", "1.0")), False),
        ({"versions": [DJANGO]}, True),
        ({"versions": ["1.0"]}, False),
    ],
)
def test_a_locked_version_in_the_range_of_an_advisory_is_named(tmp_path: Path, said: dict[str, object], touched: bool):
    code, text = asked(tmp_path, advisory(**said))
    assert code == int(touched)
    assert text.startswith(f"django\t{DJANGO}\tTEST-1" if touched else "No pin is touched")


def test_another_package_and_a_withdrawn_advisory_touch_nothing(tmp_path: Path):
    assert asked(tmp_path, advisory("not-of-ours", versions=[DJANGO]))[0] == 0
    assert asked(tmp_path, {**advisory(versions=[DJANGO]), "withdrawn": "2026-01-01T00:00:00Z"})[0] == 0


def test_the_archive_of_all_advisories_is_read_as_it_comes(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("TEST-1.json", json.dumps(advisory(versions=[DJANGO])))
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "advisories.py", tmp_path / "all.zip"], capture_output=True, check=False
    )
    assert done.returncode == 1


def test_what_is_installed_is_what_is_locked():
    installed = {re.sub(r"[-_.]+", "-", one.name).lower(): one.version for one in distributions()}
    locked: dict[str, set[str]] = {}
    for pin in all_pins():
        if pin.scope == "required" and pin.name in installed:
            locked.setdefault(pin.name, set()).add(pin.version)
    assert len(locked) > 30
    assert [(name, installed[name]) for name, versions in locked.items() if installed[name] not in versions] == []
