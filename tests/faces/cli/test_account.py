"""The first account of a fresh installation."""

import json
from pathlib import Path

from tests.processes import Run

AGENCIES = Path("src/bianmin/packs/agencies")
PASSWORD = "a long password for tests\n"


def test_a_fresh_installation_gets_its_agency_and_its_first_account(fresh: Run) -> None:
    packs = [str(AGENCIES / "taitung/agency.yaml"), str(AGENCIES / "beinan/agency.yaml")]
    assert fresh("pack", "load", *packs).returncode == 0
    words = ["account", "create", "boss", "--agency", "376550300A", "--name", "王管理", "--title", "資訊"]
    made = fresh(*words, stdin=PASSWORD)
    assert made.stdout == "boss\tadmin\t/376550300A/\n"
    assert "王管理" not in fresh("journal", "verify", "--json").stdout
    listed = json.loads(fresh("account", "list", "--agency", "376550300A", "--json").stdout)
    assert listed == [{"username": "boss", "name": "王管理", "title": "資訊"}]
    again = fresh(*words, stdin=PASSWORD)
    assert again.returncode == 2
    assert "boss" in again.stderr


def test_a_weak_password_is_refused_and_makes_nothing(fresh: Run) -> None:
    fresh("pack", "load", str(AGENCIES / "beinan/agency.yaml"))
    words = ["account", "create", "boss", "--agency", "376550300A", "--name", "王管理"]
    assert fresh(*words, stdin="short\n").returncode == 2
    assert fresh("account", "list", "--agency", "376550300A", "--json").stdout == "[]\n"
