"""Fixtures of every test: people, a client for each of them, the command, and a real browser."""

import fcntl
import gc
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from bianmin.faces.cli.main import PURE
from bianmin.faces.ui import kept
from bianmin.kernel.rocdate import TAIPEI
from tests.factories.laid import laid
from tests.people import People, household_office
from tests.processes import Mould, Run, plain

pytest_plugins = ["tests.plugins.rows", "tests.plugins.journal"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
SELDOM = (200_000, 20, 100)
"""How seldom garbage is looked for: what was imported stays, and tests make little that refers to itself."""
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
ORDINARY = datetime(2026, 4, 15, 10, 0, tzinfo=TAIPEI)
Once = Callable[[str, Callable[[Path], object]], Path]
CASES = 60
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


def pytest_collection_finish() -> None:
    """Look for garbage seldom, which saves a seventh of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    """No page that an earlier test drew is handed out."""
    kept._PAGES.clear()


@pytest.fixture
def ordinary_day(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """It is the morning of a Wednesday without holidays near it, on whatever day the tests are run."""
    monkeypatch.setattr(timezone, "now", lambda: ORDINARY)
    return ORDINARY


@pytest.fixture
def people(db: None) -> People:
    """The household office and everybody in it."""
    return laid("people", household_office)


@pytest.fixture
def signed_in(people: People) -> Callable[[str], Client]:
    """A client signed in as one of the people: `signed_in("officer")`."""

    def enter(name: str) -> Client:
        client = Client()
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """A folder that the first worker who needs it fills for all workers of the run: `once("packs", fill)`."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def filled(name: str, fill: Callable[[Path], object]) -> Path:
        place = base / f"once-{name}"
        with (base / f"once-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not place.exists():
                filling = base / f"filling-{name}"
                filling.mkdir(mode=0o700)
                fill(filling)
                filling.rename(place)
        return place

    return filled


@pytest.fixture(scope="session")
def python() -> Iterator[Run]:
    """Run `python -m MODULE ...` or `python -c CODE ...` with an environment: `python("-m", "x", env={}, stdin="")`."""
    mould = Mould()
    yield mould.run
    mould.end()


@pytest.fixture(scope="session")
def bianmin(python: Run) -> Run:
    """Run `bianmin ...` as its own process on a home: `bianmin("due", "2026-01-02", "3d", home=home, LANG="C")`."""

    def run(*words: str | Path, home: Path, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        surroundings = {**os.environ, "BIANMIN_HOME": str(home), "BIANMIN_DATABASE": "", "LANG": "C.UTF-8", **env}
        surroundings.pop("DJANGO_SETTINGS_MODULE", None)
        start = plain if words[0] in PURE else python
        return start("-m", "bianmin.faces.cli.main", *words, env=surroundings, stdin=stdin)

    return run


def done(ended: subprocess.CompletedProcess[str]) -> str:
    """What a process printed that must have succeeded."""
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture
def command(bianmin: Run, tmp_path: Path) -> Run:
    """Run `bianmin ...` as its own process with a home of its own, on the database that lies in it."""

    def run(*words: str | Path, home: Path | None = None, **more: str) -> subprocess.CompletedProcess[str]:
        return bianmin(*words, home=home or tmp_path / "home", **more)

    return run


@pytest.fixture(scope="session")
def migrated(once: Once, bianmin: Run) -> Path:
    """A home that `bianmin migrate` made."""
    return once("migrated", lambda home: done(bianmin("migrate", "--quiet", home=home)))


@pytest.fixture
def fresh(command: Run, migrated: Path, tmp_path: Path) -> Run:
    """The command on a home of its own that is migrated, and empty but for that."""
    shutil.copytree(migrated, tmp_path / "home")
    return command


def demonstrated(home: Path, bianmin: Run) -> Path:
    """Let the demonstration fill a home, or find it filled."""
    done(bianmin("demo", "--no-serve", "--cases", str(CASES), home=home))
    return home


@pytest.fixture(scope="session")
def demonstration(once: Once, migrated: Path, bianmin: Run) -> Path:
    """A home that the demonstration filled, to be copied."""

    def fill(home: Path) -> None:
        shutil.copytree(migrated, home, dirs_exist_ok=True)
        demonstrated(home, bianmin)

    return once("demonstration", fill)


@pytest.fixture
def answer(command: Run) -> Callable[..., object]:
    """The JSON answer of a command that succeeds."""

    def run(*words: str, **env: str) -> object:
        return json.loads(done(command(*words, "--json", **env)))

    return run


@pytest.fixture(autouse=True)
def seals_of_its_own(settings: object, tmp_path: Path) -> None:
    """The heads of the journal outside the database: no test sees those of another, whose lines are rolled back."""
    settings.SEALS_ROOT = tmp_path / "seals"


@pytest.fixture(scope="session")
def chromium(django_db_setup: None) -> Iterator[object]:
    """One headless browser for the whole run.

    While it runs the thread has an event loop, and Django keeps a connection of its own for that: closed here, before
    the test databases are dropped.
    """
    from django.db import connections
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        connections.close_all()
        browser.close()


@pytest.fixture(params=[390, 1280], ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    """Both widths of a screen."""
    return int(request.param)


@pytest.fixture
def page(chromium: object, width: int) -> Iterator[object]:
    """A page of the browser, in Chinese, at one of the widths."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, locale="zh-TW", timezone_id="Asia/Taipei")
    context.set_default_timeout(10_000)
    opened = context.new_page()
    yield opened
    context.close()
