"""A full disk and a read-only one: told as what they are, nothing half done, everything caught up once."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[str]]
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
from bianmin.foundation.accounts.actions import create_account, grant_role
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


def python(home: Path, script: str) -> str:
    """What a script prints that runs with the office's settings."""
    surroundings = {**os.environ, "BIANMIN_HOME": str(home), "BIANMIN_DATABASE": ""}
    surroundings["DJANGO_SETTINGS_MODULE"] = "bianmin.config.settings"
    done = subprocess.run(
        [sys.executable, "-c", START + script], capture_output=True, text=True, env=surroundings, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def ask(home: Path) -> list[str]:
    """What a citizen who asks for a case is answered: status, when to try again, whether the page says why."""
    return python(home, TRY).split()


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
def office(disk: Path, command: Command) -> Command:
    """The command on an office that lives on the small disk."""

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return command(*words, home=disk / "home", BIANMIN_DATABASE="", LANG="en_US.UTF-8")

    assert run("migrate", "--quiet").returncode == 0
    python(disk / "home", STATIC)
    assert (
        run(
            "pack", "load", "src/bianmin/packs/agencies/taitung", "src/bianmin/packs/agencies/beinan/agency.yaml"
        ).returncode
        == 0
    )
    return run


def looks(office: Command) -> dict[str, str]:
    return {one["code"]: one["level"] for one in json.loads(office("doctor", "--json").stdout)["findings"]}


def test_on_a_full_disk_pages_and_doctor_say_so_and_what_waited_is_done_once_there_is_room(office: Command, disk: Path):
    home = disk / "home"
    assert ask(home)[0] == "422"
    assert office("worker", "--once").returncode == 0
    filler = disk / "filler"
    subprocess.run(["dd", "if=/dev/zero", f"of={filler}", "bs=4k"], capture_output=True, check=False)
    assert ask(home) == ["503", "600", "True"]
    assert python(home, READY).split() == ["200", "503"]
    assert looks(office)["disk"] == "bad"
    refused = office("backup", str(home / "backup"))
    assert refused.returncode != 0
    assert list(home.glob("backup*")) == []
    filler.unlink()
    assert ask(home)[0] == "422"
    assert office("worker", "--once").returncode == 0
    assert looks(office)["disk"] != "bad"
    assert json.loads(office("journal", "verify", "--json").stdout)["whole"] is True


def test_on_a_read_only_disk_pages_and_doctor_say_so(office: Command, disk: Path):
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    assert ask(disk / "home") == ["503", "600", "True"]
    assert looks(office)["disk"] == "bad"
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert ask(disk / "home")[0] == "422"


def test_on_a_full_disk_the_chief_reads_what_is_wrong_and_that_nothing_is_lost(office: Command, disk: Path):
    assert office("worker", "--once").returncode == 0
    trouble = SIGN_IN + READ + FILL.format(filler=str(disk / "filler"))
    assert python(disk / "home", trouble).splitlines() == ["200", "200 磁碟空間 磁碟已滿 不會遺失", "200"]


def test_on_a_read_only_disk_the_chief_reads_what_is_wrong_and_that_nothing_is_lost(office: Command, disk: Path):
    session = python(disk / "home", SIGN_IN + CRASH).strip()
    look = GO_ON.format(session=session) + READ
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    told = python(disk / "home", look)
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    assert told.split() == ["200", "磁碟空間", "磁碟已滿", "Read-only", "不會遺失"]
