"""Fixtures of every test: people, a client for each of them, the command, and a real browser."""

import atexit
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from django.test import Client

from tests.people import People, household_office

pytest_plugins = ["tests.plugins.rows", "tests.plugins.journal", "tests.plugins.databases"]
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture
def people(db: None) -> People:
    """The household office and everybody in it."""
    return household_office()


@pytest.fixture
def signed_in(people: People) -> Callable[[str], Client]:
    """A client signed in as one of the people: `signed_in("officer")`."""

    def enter(name: str) -> Client:
        client = Client()
        client.force_login(getattr(people, name), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return enter


@cache
def migrated() -> Path:
    """A database of this release, made once for all homes of a run."""
    home = Path(tempfile.mkdtemp(prefix="bianmin-test-home-"))
    surroundings = {**os.environ, "BIANMIN_HOME": str(home), "BIANMIN_DATABASE": ""}
    surroundings.pop("DJANGO_SETTINGS_MODULE", None)
    command = [sys.executable, "-m", "bianmin.faces.cli.main", "migrate", "--quiet"]
    subprocess.run(command, env=surroundings, check=True)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home / "bianmin.sqlite3"


def prepare(home: Path) -> None:
    """Give an empty home the database that migrating it would make, so that migrating finds nothing to do."""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not (home / "bianmin.sqlite3").exists():
        shutil.copy2(migrated(), home / "bianmin.sqlite3")


@pytest.fixture
def command(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `bianmin ...` as its own process with a home of its own."""

    def run(*words: str, stdin: str = "", home: Path | None = None, **env: str) -> subprocess.CompletedProcess[str]:
        surroundings = {**os.environ, "BIANMIN_HOME": str(home or tmp_path / "home"), "LANG": "C.UTF-8", **env}
        surroundings.pop("DJANGO_SETTINGS_MODULE", None)
        if words[0] == "migrate" and not surroundings.get("BIANMIN_DATABASE"):
            prepare(Path(surroundings["BIANMIN_HOME"]))
        return subprocess.run(
            [sys.executable, "-m", "bianmin.faces.cli.main", *words],
            input=stdin, capture_output=True, text=True, env=surroundings, check=False, timeout=300,
        )  # fmt: skip

    return run


@pytest.fixture
def answer(command: Callable[..., subprocess.CompletedProcess[str]]) -> Callable[..., object]:
    """The JSON answer of a command that succeeds."""

    def run(*words: str, **env: str) -> object:
        done = command(*words, "--json", **env)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

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
