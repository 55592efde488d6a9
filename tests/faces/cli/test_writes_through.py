"""What is acknowledged is on the disk: the databases themselves say how they write, and the doctor reads it back."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools import postgres

Command = Callable[..., subprocess.CompletedProcess[str]]
ASK = """
import django
django.setup()
from threading import Thread
from django.db import connection
def ask():
    with connection.cursor() as cursor:
        for name in {names!r}:
            cursor.execute({ask!r}.format(name))
            print(name, cursor.fetchone()[0])
ask()
other = Thread(target=ask)
other.start()
other.join()
"""
"""Two connections say what they are set to: the first of a process, and that of another thread."""


def said(home: Path, database: str, ask: str, names: tuple[str, ...]) -> list[str]:
    surroundings = {**os.environ, "BIANMIN_HOME": str(home), "BIANMIN_DATABASE": database}
    surroundings["DJANGO_SETTINGS_MODULE"] = "bianmin.config.settings"
    words = [sys.executable, "-c", ASK.format(names=names, ask=ask)]
    return subprocess.run(words, env=surroundings, check=True, capture_output=True, text=True).stdout.splitlines()


def told(command: Command, database: str) -> tuple[str, str]:
    found = json.loads(command("doctor", "--json", BIANMIN_DATABASE=database, LANG="en_US.UTF-8").stdout)["findings"]
    return next((one["level"], one["said"]) for one in found if one["code"] == "database")


def test_sqlite_writes_every_commit_through_on_every_connection(fresh: Command, tmp_path: Path):
    names = ("synchronous", "journal_mode", "foreign_keys")
    assert (
        said(tmp_path / "home", "", "PRAGMA {}", names) == ["synchronous 2", "journal_mode wal", "foreign_keys 1"] * 2
    )
    assert told(fresh, "") == ("good", "sqlite answers: journal_mode=wal, synchronous=2, foreign_keys=1.")


def test_postgresql_waits_for_the_disk_even_where_the_server_is_told_not_to(command: Command, tmp_path: Path):
    if postgres.binaries() is None or not shutil.which("psql"):
        pytest.skip("PostgreSQL is not installed")
    with postgres.cluster() as address:
        folder = unquote(urlsplit(address).query.removeprefix("host="))
        words = ["psql", "-h", folder, "-U", "bianmin", "-c", "ALTER DATABASE bianmin SET synchronous_commit = off"]
        subprocess.run(words, check=True, capture_output=True)
        assert said(tmp_path / "home", address, "SHOW {}", ("synchronous_commit",)) == ["synchronous_commit on"] * 2
        assert told(command, address) == (
            "bad", "A power cut could lose acknowledged work: fsync=off, full_page_writes=off.",
        )  # fmt: skip
