"""Backup, restore and upgrade of an office's own home, by the command, with files, seals and a journal."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from tools import postgres

from tests.conftest import done
from tests.processes import Run

PACKS = Path("src/bianmin/packs")
FILL = """
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "bianmin.config.settings"
import django
django.setup()
from datetime import datetime
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.foundation.documents.actions import store
from bianmin.foundation.documents.vocab import Retention
from bianmin.foundation.persons.actions import add_person
from bianmin.foundation.notices.actions.sending import send
at = datetime(2025, 3, 5, 12, tzinfo=TAIPEI)
by = system("tests")
amei = add_person(agency="376550300A", name="陳阿美", email="amei@example.tw", by=by, at=at)
send(template="received", to=amei, subject="cases.case:1", by=by, at=at, params={
    "number": "TTBN-1", "service": "謄本", "due_on": at.date(), "received_on": at.date(), "agency": ""})
store(data=b"%PDF-1.4 one", name="one.pdf", subject="cases.case:1", agency="376550300A", by=by, at=at, retention=Retention.CASE)
"""


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The setting of each database."""
    if request.param == "sqlite":
        yield ""
        return
    if not shutil.which("pg_dump") or postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.cluster() as address:
        yield address


def server(address: str, *words: str) -> None:
    """One of PostgreSQL's tools on the cluster of an address."""
    folder = unquote(urlsplit(address).query.removeprefix("host="))
    subprocess.run([words[0], "-h", folder, "-U", "bianmin", *words[1:]], check=True)


@pytest.fixture(scope="module")
def filled(database: str, migrated: Path, bianmin: Run, python: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an installation with a person, a message that waits, a file and sealed lines, to be copied."""
    home = tmp_path_factory.mktemp("filled") / "home"
    surroundings = {"BIANMIN_DATABASE": database, "BIANMIN_SMTP_HOST": "127.0.0.1"}
    if database:
        done(bianmin("migrate", "--quiet", home=home, **surroundings))
    else:
        shutil.copytree(migrated, home)
    folders = ("agencies/taitung/agency.yaml", "agencies/beinan/agency.yaml", "notices")
    done(bianmin("pack", "load", *(PACKS / name for name in folders), home=home, **surroundings))
    done(python("-c", FILL, env={**os.environ, "BIANMIN_HOME": str(home), **surroundings}))
    done(bianmin("journal", "seal", home=home, **surroundings))
    if database:
        server(database, "createdb", "-T", "bianmin", "filled")
    return home


@pytest.fixture
def home(database: str, filled: Path, command: Run, tmp_path: Path) -> Run:
    """The command on a copy of that installation."""
    shutil.copytree(filled, tmp_path / "home")
    if database:
        server(database, "dropdb", "bianmin")
        server(database, "createdb", "-T", "filled", "bianmin")
    return partial(
        command,
        BIANMIN_DATABASE=database,
        BIANMIN_SMTP_HOST="127.0.0.1",
        BIANMIN_SMTP_PASSWORD="hidden",
        LANG="en_US.UTF-8",
    )


def test_what_was_backed_up_comes_back_whole_into_an_empty_home(home: Run, tmp_path: Path):
    backup = tmp_path / "backups" / "one"
    made = home("backup", str(backup))
    assert made.returncode == 0, made.stderr
    assert "Every file was read again" in made.stdout
    said = json.loads((backup / "manifest.json").read_text("utf-8"))
    assert said["rows"]["persons_person"] == 1
    assert sum(name.startswith("files/376550300A/") for name in said["files"]) == 1
    assert not any("secret.key" in name for name in said["files"])
    assert "hidden" not in (backup / "settings.json").read_text("utf-8")
    home("account", "list", "--agency", "376550300A")
    shutil.copy(tmp_path / "home" / "secret.key", tmp_path / "secret.key")
    if (tmp_path / "home" / "bianmin.sqlite3").exists():
        shutil.rmtree(tmp_path / "home")
        (tmp_path / "home").mkdir()
        shutil.copy(tmp_path / "secret.key", tmp_path / "home" / "secret.key")
        back = home("restore", str(backup), "--json")
    else:
        back = home("restore", str(backup), "--replace", "--json")
    assert back.returncode == 0, back.stderr
    told = json.loads(back.stdout)
    assert (told["whole"], told["same_key"], told["tasks"]) == (True, True, 1)
    assert len(list((tmp_path / "home" / "files").rglob("*"))) == 3
    assert json.loads(home("journal", "verify", "--json").stdout)["whole"] is True


def test_a_damaged_or_half_made_backup_is_refused_by_the_name_of_the_file_and_nothing_is_touched(
    home: Run, tmp_path: Path
):
    backup = tmp_path / "one"
    assert home("backup", str(backup)).returncode == 0
    content = next(path for path in (backup / "files").rglob("*") if path.is_file())
    content.write_bytes(b"something else")
    refused = home("restore", str(backup), "--replace")
    assert (refused.returncode, content.name in refused.stderr) == (2, True)
    content.unlink()
    assert content.name in home("restore", str(backup), "--replace").stderr
    (backup / "manifest.json").unlink()
    assert "manifest.json" in home("restore", str(backup), "--replace").stderr
    assert not list((tmp_path / "home").glob("replaced-*"))
    assert json.loads(home("journal", "verify", "--json").stdout)["whole"] is True


def test_a_home_with_data_is_only_replaced_when_it_is_said_and_then_moved_aside(home: Run, tmp_path: Path):
    backup = tmp_path / "one"
    assert home("backup", str(backup)).returncode == 0
    refused = home("restore", str(backup))
    assert (refused.returncode, "--replace" in refused.stderr) == (2, True)
    assert home("restore", str(backup), "--replace").returncode == 0
    aside = next((tmp_path / "home").glob("replaced-*"))
    assert {path.name for path in aside.iterdir()} & {"bianmin.sqlite3", "database.dump"}
    assert (aside / "files").is_dir()


def test_a_backup_is_never_written_over_and_old_ones_are_removed_when_asked(home: Run, tmp_path: Path):
    shelf = tmp_path / "shelf"
    for name in ("a", "b", "c"):
        assert home("backup", str(shelf / name), "--keep", "2").returncode == 0
    assert sorted(path.name for path in shelf.iterdir()) == ["b", "c"]
    again = home("backup", str(shelf / "c"))
    assert (again.returncode, "is there already" in again.stderr) == (2, True)


def test_an_upgrade_backs_up_first_loads_shipped_packs_and_leaves_the_offices_own(home: Run, tmp_path: Path):
    told = json.loads(done(home("upgrade", "--json")))
    assert (told["migrations"], told["whole"], told["kept"]) == ([], True, [])
    assert told["packs"] > 0
    assert (Path(told["backup"]) / "manifest.json").exists()
    assert json.loads(done(home("pack", "load", str(PACKS / "registers"), "--json")))["loaded"] == 0
    assert json.loads(home("upgrade", "--json", "--backup", str(tmp_path / "again")).stdout)["packs"] == 0


def test_nothing_is_restored_under_a_running_worker(home: Run, tmp_path: Path):
    backup = tmp_path / "one"
    assert home("backup", str(backup)).returncode == 0
    words = [sys.executable, "-m", "bianmin.faces.cli.main", "worker"]
    surroundings = {
        **os.environ,
        "BIANMIN_HOME": str(tmp_path / "home"),
        "BIANMIN_DATABASE": home.keywords["BIANMIN_DATABASE"],
    }
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    worker = subprocess.Popen(words, env=surroundings, stderr=subprocess.DEVNULL)
    try:
        lock = tmp_path / "home" / ".running"
        while not lock.exists():
            assert worker.poll() is None
        refused = home("restore", str(backup), "--replace")
        assert (refused.returncode, "bianmin worker" in refused.stderr) == (2, True)
    finally:
        worker.terminate()
        worker.wait(60)
