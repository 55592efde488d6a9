"""The first account of a fresh installation."""

import json
import subprocess
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

AGENCIES = Path("src/bianmin/packs/agencies")
PASSWORD = "a long password for tests\n"
Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def fresh(command: Command) -> Command:
    """The command on a home of its own, with the database that lies in it."""
    return partial(command, BIANMIN_DATABASE="")


def test_a_fresh_installation_gets_its_agency_and_its_first_account(
    fresh: Command,
) -> None:
    assert fresh("migrate", "--quiet").returncode == 0
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


def test_a_weak_password_is_refused_and_makes_nothing(
    fresh: Command,
) -> None:
    fresh("migrate", "--quiet")
    fresh("pack", "load", str(AGENCIES / "beinan/agency.yaml"))
    words = ["account", "create", "boss", "--agency", "376550300A", "--name", "王管理"]
    assert fresh(*words, stdin="short\n").returncode == 2
    assert fresh("account", "list", "--agency", "376550300A", "--json").stdout == "[]\n"
