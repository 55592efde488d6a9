"""The first account of a fresh installation."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

AGENCIES = Path("src/bianmin/packs/agencies")
PASSWORD = "a long password for tests\n"


def test_a_fresh_installation_gets_its_agency_and_its_first_account(
    command: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    assert command("migrate", "--quiet").returncode == 0
    packs = [str(AGENCIES / "taitung/agency.yaml"), str(AGENCIES / "beinan/agency.yaml")]
    assert command("pack", "load", *packs).returncode == 0
    words = ["account", "create", "boss", "--agency", "376550300A", "--name", "王管理", "--title", "資訊"]
    made = command(*words, stdin=PASSWORD)
    assert made.stdout == "boss\tadmin\t/376550300A/\n"
    assert "王管理" not in command("journal", "verify", "--json").stdout
    listed = json.loads(command("account", "list", "--agency", "376550300A", "--json").stdout)
    assert listed == [{"username": "boss", "name": "王管理", "title": "資訊"}]
    again = command(*words, stdin=PASSWORD)
    assert again.returncode == 2
    assert "boss" in again.stderr


def test_a_weak_password_is_refused_and_makes_nothing(
    command: Callable[..., subprocess.CompletedProcess[str]],
) -> None:
    command("migrate", "--quiet")
    command("pack", "load", str(AGENCIES / "beinan/agency.yaml"))
    words = ["account", "create", "boss", "--agency", "376550300A", "--name", "王管理"]
    assert command(*words, stdin="short\n").returncode == 2
    assert command("account", "list", "--agency", "376550300A", "--json").stdout == "[]\n"
