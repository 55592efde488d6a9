"""A full disk and a read-only one: told as what they are, nothing half done, everything caught up once."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.conftest import done
from tests.processes import Run

START = "import django; django.setup()\n"
READY = """
from django.test import Client
client = Client(HTTP_HOST="127.0.0.1")
print(client.get("/healthz").status_code, client.get("/healthz/ready").status_code)
"""
STATIC = (
    "from django.core.management import call_command as call; call('collectstatic', verbosity=0, interactive=False)"
)
TRY = """
from django.test import Client
answer = Client(raise_request_exception=False, HTTP_HOST="127.0.0.1").post("/ttbn/track/", {"number": "TTBN-1140305-00001-8", "code": "2345-6789"})
print(answer.status_code, answer.headers.get("Retry-After"), "目前無法儲存資料" in answer.content.decode())
"""
SIGN_IN = """
from django.test import Client
from bianmin.faces.cli.demo.office import AGENCY, ROOT
from bianmin.faces.ui.now import now
from bianmin.faces.ui.sessions import SEEN
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.queries import key_of
from bianmin.kernel.actor import Role, system
known = {"by": system("tests"), "at": now()}
chief = create_account(agency=AGENCY, username="chen", display_name="陳美惠", title="主任", phone="", password="a long password for tests", **known)
grant_role(user=key_of(chief), role=Role.CHIEF, path=ROOT, valid_from=now().date(), **known)
client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
client.force_login(chief, backend="django.contrib.auth.backends.ModelBackend")
session = client.session
session[SEEN] = int(now().timestamp()) - 120
session.save()
"""
READ = """
def read():
    answer = client.get("/desk/chief/")
    page = answer.content.decode()
    print(answer.status_code, *(words for words in ("磁碟空間", "磁碟已滿", "Read-only", "不會遺失") if words in page))
read()
"""
FILL = """
with open({filler!r}, "wb", buffering=0) as filler:
    try:
        while filler.write(b"0" * 4096): pass
    except OSError: pass
read()
import os; os.remove({filler!r})
read()
"""
CRASH = """
import os
print(client.cookies["sessionid"].value, flush=True)
os._exit(0)
"""
"""End as a machine does whose disk fails: SQLite's two other files stay where they are."""
GO_ON = """
from django.test import Client
client = Client(HTTP_HOST="127.0.0.1", raise_request_exception=False)
client.cookies["sessionid"] = {session!r}
"""


@pytest.fixture
def script(python: Run, disk: Path) -> Callable[[str], str]:
    """What a script prints that runs with the office's settings."""
    surroundings = {**os.environ, "BIANMIN_HOME": str(disk / "home"), "BIANMIN_DATABASE": ""}
    surroundings["DJANGO_SETTINGS_MODULE"] = "bianmin.config.settings"
    return lambda text: done(python("-c", START + text, env=surroundings))


@pytest.fixture
def ask(script: Callable[[str], str]) -> Callable[[], list[str]]:
    """What a citizen who asks for a case is answered: status, when to try again, whether the page says why."""
    return lambda: script(TRY).split()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "none", place], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    try:
        yield place
    finally:
        subprocess.run(["umount", "--lazy", place], check=True)


@pytest.fixture
def office(disk: Path, command: Run, script: Callable[[str], str], migrated: Path) -> Run:
    """The command on an office that lives on the small disk."""
    run = partial(command, home=disk / "home", LANG="en_US.UTF-8")
    shutil.copytree(migrated, disk / "home")
    script(STATIC)
    done(run("pack", "load", *(f"src/bianmin/packs/agencies/{name}" for name in ("taitung", "beinan/agency.yaml"))))
    return run


def looks(office: Run) -> dict[str, str]:
    return {one["code"]: one["level"] for one in json.loads(office("doctor", "--json").stdout)["findings"]}


def test_on_a_full_disk_pages_and_doctor_say_so_and_what_waited_is_done_once_there_is_room(
    office: Run, disk: Path, ask: Callable[[], list[str]], script: Callable[[str], str]
):
    home = disk / "home"
    assert ask()[0] == "422"
    assert office("worker", "--once").returncode == 0
    filler = disk / "filler"
    subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=4k"], capture_output=True, check=False)
    assert ask() == ["503", "600", "True"]
    assert script(READY).split() == ["200", "503"]
    assert looks(office)["disk"] == "bad"
    refused = office("backup", str(home / "backup"))
    assert refused.returncode != 0
    assert list(home.glob("backup*")) == []
    filler.unlink()
    assert ask()[0] == "422"
    assert office("worker", "--once").returncode == 0
    assert looks(office)["disk"] != "bad"
    assert json.loads(office("journal", "verify", "--json").stdout)["whole"] is True


def test_on_a_read_only_disk_pages_and_doctor_say_so(office: Run, disk: Path, ask: Callable[[], list[str]]):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert ask() == ["503", "600", "True"]
    assert looks(office)["disk"] == "bad"
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert ask()[0] == "422"


def test_on_a_full_disk_the_chief_reads_what_is_wrong_and_that_nothing_is_lost(
    office: Run, disk: Path, script: Callable[[str], str]
):
    assert office("worker", "--once").returncode == 0
    trouble = SIGN_IN + READ + FILL.format(filler=str(disk / "filler"))
    assert script(trouble).splitlines() == ["200", "200 磁碟空間 磁碟已滿 不會遺失", "200"]


def test_on_a_read_only_disk_the_chief_reads_what_is_wrong_and_that_nothing_is_lost(
    office: Run, disk: Path, script: Callable[[str], str]
):
    session = script(SIGN_IN + CRASH).strip()
    look = GO_ON.format(session=session) + READ
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    told = script(look)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert told.split() == ["200", "磁碟空間", "磁碟已滿", "Read-only", "不會遺失"]
