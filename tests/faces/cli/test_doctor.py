"""The doctor: what is not well, why, and how to mend it, by the command on a home of its own."""

import json
import socket
import subprocess
from functools import partial
from pathlib import Path

import pytest

from tests.processes import Run


@pytest.fixture
def office(fresh: Run) -> Run:
    """The command on a home that is migrated and nothing else, in English."""
    return partial(fresh, BIANMIN_TWO_FACTOR_ROLES="admin", LANG="en_US.UTF-8")


def levels(doctor: subprocess.CompletedProcess[str]) -> dict[str, str]:
    return {one["code"]: one["level"] for one in json.loads(doctor.stdout)["findings"]}


def test_a_fresh_installation_lacks_worker_and_backup_and_is_well_once_it_has_them(office: Run, tmp_path: Path):
    first = office("doctor", "--json")
    assert first.returncode == 1
    assert [code for code, level in levels(first).items() if level == "bad"] == ["worker", "backup"]
    assert office("worker", "--once").returncode == 0
    assert office("backup", str(tmp_path / "one")).returncode == 0
    second = office("doctor", "--json", "--deep")
    assert second.returncode == 0
    assert [code for code, level in levels(second).items() if level != "good"] == ["mail"]


def test_each_finding_says_why_it_matters_and_what_to_do(office: Run):
    page = office("doctor").stdout
    assert "! Worker: The worker has never run here." in page
    assert "    Why it matters: Without it no message leaves" in page
    assert "    What to do: Start `bianmin worker`" in page
    chinese = office("doctor", LANG="zh_TW.UTF-8").stdout
    assert "! 背景程式: 背景程式從未在此執行。" in chinese
    assert "Why it matters" not in chinese


@pytest.mark.parametrize(
    ("setting", "value", "code"),
    [
        ("BIANMIN_TWO_FACTOR_ROLES", "", "two-factor"),
        ("BIANMIN_HOSTS", "*", "exposed"),
        ("BIANMIN_ADDRESS", "https://office.example.tw", "exposed"),
        ("BIANMIN_SECRET_KEY", "short", "secret"),
        ("BIANMIN_SMTP_HOST", "127.0.0.1", "mail"),
    ],
)
def test_a_dangerous_setting_is_found(office: Run, setting: str, value: str, code: str):
    port = {"BIANMIN_SMTP_PORT": "9"} if code == "mail" else {}
    assert levels(office("doctor", "--json", **{setting: value}, **port))[code] == "bad"


def test_a_mail_server_that_says_nothing_is_told_within_seconds(office: Run):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = str(silent.getsockname()[1])
        found = office("doctor", "--json", BIANMIN_SMTP_HOST="127.0.0.1", BIANMIN_SMTP_PORT=port)
    mail = next(one for one in json.loads(found.stdout)["findings"] if one["code"] == "mail")
    assert (mail["level"], f"127.0.0.1:{port} does not answer" in mail["said"]) == ("bad", True)


def test_two_steps_are_asked_of_administrators_unless_somebody_says_otherwise(
    fresh: Run, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("BIANMIN_TWO_FACTOR_ROLES")
    assert levels(fresh("doctor", "--json"))["two-factor"] == "good"


def test_rights_that_are_too_wide_and_a_release_that_is_ahead_are_found(office: Run, command: Run, tmp_path: Path):
    (tmp_path / "home").chmod(0o755)
    assert levels(office("doctor", "--json"))["rights"] == "bad"
    empty = command("doctor", "--json", home=tmp_path / "empty", BIANMIN_TWO_FACTOR_ROLES="admin")
    assert (empty.returncode, levels(empty)["migrations"]) == (1, "bad")


def test_an_unreachable_database_is_told_and_the_rest_is_looked_at_all_the_same(office: Run):
    found = office("doctor", "--json", BIANMIN_DATABASE="postgresql://nobody@127.0.0.1:9/none")
    assert found.returncode == 1
    told = levels(found)
    assert (told["database"], told["disk"], told["worker"]) == ("bad", "good", "bad")
