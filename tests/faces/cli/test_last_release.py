"""What earlier releases backed up comes back on both databases, brought to this release, with the same figures."""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import tarfile
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from tools import postgres

Command = Callable[..., subprocess.CompletedProcess[str]]
KEPT = sorted((Path(__file__).parents[2] / "data").glob("release-*.tar.xz"))
AGENCY = "376550300A"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The setting of each database."""
    if request.param == "sqlite":
        yield ""
        return
    if postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    with postgres.cluster() as address:
        yield address


@pytest.fixture(scope="module", params=KEPT, ids=lambda path: path.name.removesuffix(".tar.xz"))
def kept(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one kept backup with the values of its release."""
    folder = tmp_path_factory.mktemp("kept")
    with tarfile.open(request.param) as archive:
        archive.extractall(folder, filter="data")
    return folder


def counted(run: Command, period: str) -> list[dict[str, Any]]:
    """The indicators of a year, as the command gives them now."""
    said = run("indicators", "value", "--agency", AGENCY, "--period", period, "--json")
    assert said.returncode == 0, said.stderr
    return [{name: one[name] for name in ("indicator", "n", "d", "printed")} for one in json.loads(said.stdout)]


def test_the_backup_of_an_earlier_release_comes_back_with_the_same_figures(
    kept: Path, database: str, command: Command, tmp_path: Path
):
    run = partial(command, BIANMIN_DATABASE=database, LANG="en_US.UTF-8")
    values = json.loads((kept / "values.json").read_text("utf-8"))
    assert sum(one["n"] or 0 for one in values["113"]) > 0
    back = run("restore", str(kept / "backup"), "--json", *(["--replace"] if database else []))
    assert back.returncode == 0, back.stderr
    told = json.loads(back.stdout)
    assert (told["whole"], told["same_key"]) == (True, False)
    assert {period: counted(run, period) for period in values} == values
    assert run("indicators", "rebuild").returncode == 0
    assert counted(run, "114") == values["114"]
    levels = {one["code"]: one["level"] for one in json.loads(run("doctor", "--deep", "--json").stdout)["findings"]}
    assert (levels["migrations"], levels["files"], levels["seals"]) == ("good", "good", "good")


def test_a_backup_that_is_kept_is_small_and_lets_nobody_in(kept: Path):
    archive = next(path for path in KEPT)
    assert archive.stat().st_size < 1_000_000
    names = {path.name for path in (kept / "backup").rglob("*")}
    assert not names & {"secret.key", "demo.password"}
    assert "BIANMIN_SECRET" not in (kept / "backup" / "settings.json").read_text("utf-8")


def test_a_row_that_the_other_database_does_not_take_is_named_and_nothing_is_moved(
    kept: Path, database: str, command: Command, tmp_path: Path
):
    if not database:
        pytest.skip("SQLite takes everything")
    run = partial(command, BIANMIN_DATABASE=database, LANG="en_US.UTF-8")
    backup = tmp_path / "backup"
    shutil.copytree(kept / "backup", backup)
    with closing(sqlite3.connect(backup / "database.sqlite3")) as rows:
        rows.execute("UPDATE persons_person SET phone = ? WHERE id = 1", ["0" * 300])
        rows.commit()
    said = json.loads((backup / "manifest.json").read_text("utf-8"))
    said["files"]["database.sqlite3"] = hashlib.sha256((backup / "database.sqlite3").read_bytes()).hexdigest()
    (backup / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    refused = run("restore", str(backup), "--replace")
    assert (refused.returncode, "persons_person could not be moved" in refused.stderr) == (2, True)
    assert not (tmp_path / "home" / "files").exists()
