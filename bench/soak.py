"""Kill it at random moments: `make soak`, or `python -m bench.soak [--kills 20] [--clients 20] [--seed N]`.

Twenty clients apply with an upload each, again and again, and repeat a request until it is answered, as people do. Web
processes, the web server itself and the worker are killed (SIGKILL) and started again; the next is killed 2 to 8
seconds later, when a page was answered in between, so that a slow machine gets anywhere. Afterwards every receipt a
client saw is found with its code and has its file with the right hash, one journal line an act, one message to who
applied and one to the officer; no other case, file or message exists. A message that a killed worker was sending is a
task for the desk, once its lease is over. BIANMIN_DATABASE chooses the database. Exit code 1 when anything is lost.
"""

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from socket import create_server
from threading import Event, Lock
from urllib.error import URLError
from urllib.request import urlopen

HOME = Path(tempfile.mkdtemp(prefix="bianmin-soak-"))
os.environ["BIANMIN_HOME"] = str(HOME)
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from bench import visits
from bench.client import Answer, Browser
from bianmin.delivery.cases.queries.codes import opens
from bianmin.faces.cli.demo.office import AGENCY, hire, load_all
from bianmin.faces.cli.serve import THREADS, command
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.notices.actions.delivery import give_up_lost
from bianmin.foundation.notices.vocab import LEASE

ROOT = Path(__file__).resolve().parent.parent
BIANMIN = [sys.executable, "-m", "bianmin.faces.cli.main"]
QUIET = subprocess.DEVNULL
PATIENCE = 180.0
"""Seconds a client repeats one request."""
DIGEST = 64


class Stubborn(Browser):
    """A client that repeats a request until it is answered."""

    def send(self, request: bytes) -> Answer:
        end = time.monotonic() + PATIENCE
        while True:
            try:
                answer = super()._exchange(request)
                if answer.status < 500:
                    return answer
            except OSError:
                pass
            self.close()
            if time.monotonic() > end:
                raise visits.WrongAnswerError("no answer for so long")
            time.sleep(0.2)


class House:
    """The server and the worker, which are killed and started again."""

    def __init__(self) -> None:
        with create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.web = self._start_web()
        self.worker = self._start_worker()
        self.killed: Counter[str] = Counter()

    def _start_web(self) -> subprocess.Popen[bytes]:
        words = command(argparse.Namespace(host="127.0.0.1", port=str(self.port), workers="2", threads=THREADS))
        return subprocess.Popen(words, cwd=ROOT, stdout=QUIET, stderr=QUIET, start_new_session=True)

    def _start_worker(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen([*BIANMIN, "worker"], stdout=QUIET, stderr=QUIET)

    def look_after(self) -> None:
        """Start a web server that ended because one of its processes was killed, as systemd does in an office."""
        if self.web.poll() is not None:
            self.web = self._start_web()

    def wait(self) -> None:
        """Until the pages are there."""
        while True:
            self.look_after()
            with suppress(URLError, ConnectionError, TimeoutError):
                urlopen(f"http://127.0.0.1:{self.port}/ttbn/", timeout=5).read()
                return
            time.sleep(0.1)

    def children(self) -> list[int]:
        """The processes that answer requests."""
        found = []
        for status in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                words = status.read_text().rpartition(")")[2].split()
                if int(words[1]) == self.web.pid:
                    found.append(int(status.parent.name))
        return sorted(found)

    def kill(self, random: Random) -> None:
        """Kill something at once, and start it again."""
        what = random.choice(["a web process", "a web process", "the web server", "the worker"])
        self.killed[what] += 1
        if what == "the worker":
            self.worker.kill()
            self.worker.wait()
            self.worker = self._start_worker()
        elif what == "a web process" and (children := self.children()):
            with suppress(ProcessLookupError):
                os.kill(random.choice(children), signal.SIGKILL)
        else:
            self._end(signal.SIGKILL)
        self.look_after()

    def _end(self, sign: int) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.web.pid, sign)
        self.web.wait()

    def close(self) -> None:
        """Stop both in order, whatever happened."""
        self._end(signal.SIGTERM)
        self.worker.terminate()
        self.worker.wait(60)


def clients(port: int, count: int, stop: Event) -> Iterator[visits.Sent]:
    """Let clients apply until told to stop; gives what they have seen."""
    seen, lock = [], Lock()

    def one(_number: int) -> None:
        while not stop.is_set():
            sent = visits.apply(port, Stubborn)
            with lock:
                seen.append(sent)

    with ThreadPoolExecutor(count) as pool:
        for _ in pool.map(one, range(count)):
            pass
    yield from seen


def missing(sent: visits.Sent, row: object) -> Iterator[str]:
    """What is missing of one application that a client saw acknowledged."""
    file, line, message = map(apps.get_model, ("documents.File", "audit.Line", "notices.Message"))
    digest = hashlib.sha256(sent.photo).hexdigest()
    kept = list(Path(settings.FILES_ROOT).rglob(digest))
    told = message.objects.filter(subject=row.subject, instead_of=None)
    tests = {
        "its code does not open it": opens(row, row.agency, row.number, sent.code),
        "its file is not recorded once": file.objects.filter(subject=row.subject, sha256=digest).count() == 1,
        "its file is not on the disk": bool(kept),
        "its file has other contents": all(path.read_bytes() == sent.photo for path in kept),
        "it has not one journal line of its receipt": (
            line.objects.filter(verb="cases.apply", subject=row.subject).count() == 1
        ),
        "its applicant has not one message": told.filter(staff=None).count() == 1,
        "its officer has not one message": told.exclude(staff=None).count() == 1,
    }
    yield from (f"{sent.number}: {fault}" for fault, good in tests.items() if not good)


def lost(seen: list[visits.Sent]) -> Iterator[str]:
    """What is missing or too much, in sentences."""
    cases = {row.number: row for row in apps.get_model("cases.Case").objects.all()}
    known = {sent.number for sent in seen}
    yield from (f"{number}: its receipt was seen, it is gone" for number in sorted(known - cases.keys()))
    yield from (f"{number}: nobody saw its receipt" for number in sorted(cases.keys() - known))
    yield from ("a number was given twice" for _ in range(len(seen) - len(known)))
    for sent in seen:
        if sent.number in cases:
            yield from missing(sent, cases[sent.number])
    photos = {hashlib.sha256(sent.photo).hexdigest() for sent in seen}
    there = {path.name for path in Path(settings.FILES_ROOT).rglob("*") if path.is_file() and len(path.name) == DIGEST}
    yield from (f"{name}: a file of nobody" for name in sorted(there - photos))
    yield from adrift(len(known))


def adrift(count: int) -> Iterator[str]:
    """What is left of messages and journal lines."""
    messages = apps.get_model("notices.Message").objects.filter(instead_of=None)
    told = messages.filter(subject__startswith="cases.case:").count()
    if told != 2 * count:
        yield f"{told} messages to applicants and officers for {count} cases"
    waiting = messages.filter(state__in=("waiting", "sending")).count()
    if waiting:
        yield f"{waiting} messages are still on their way"
    verdict = verify()
    yield from (f"journal: {finding}" for finding in verdict.findings)
    if verdict.waiting:
        yield f"{verdict.waiting} journal lines are not sealed"


def make() -> None:
    """An office with its packs and people, and pages to serve."""
    call_command("migrate", verbosity=0, interactive=False)
    load_all()
    hire("a long password of the soak")
    call_command("collectstatic", verbosity=0, interactive=False)
    connection.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    asked = parser.parse_args()
    random, stop = Random(asked.seed), Event()
    print(f"seed {asked.seed}, {connection.vendor}, {HOME}", flush=True)
    make()
    house = House()
    house.wait()
    begun = time.monotonic()
    with ThreadPoolExecutor(1) as pool, closing(house):
        running = pool.submit(lambda: list(clients(house.port, asked.clients, stop)))
        for count in range(asked.kills):
            time.sleep(random.uniform(2, 8))
            house.wait()
            house.kill(random)
            print(f"killed {count + 1}/{asked.kills}", flush=True)
        house.wait()
        time.sleep(3)
        stop.set()
        print("waiting for the clients", flush=True)
        while not running.done():
            house.look_after()
            time.sleep(1)
        seen = running.result()
    for _ in range(3):
        subprocess.run([*BIANMIN, "worker", "--once"], check=False, capture_output=True)
        time.sleep(6)
    held = give_up_lost(at=now() + LEASE)
    subprocess.run([*BIANMIN, "journal", "seal"], check=True, capture_output=True)
    faults = list(lost(seen))
    print(f"{len(seen):,} applications in {time.monotonic() - begun:.0f} s while killing {dict(house.killed)}")
    print(f"{held} messages were being sent by a worker that was killed; the desk has them now")
    print("\n".join(faults[:50]) or f"nothing lost, nothing double, nothing left over ({AGENCY})")
    return 1 if faults else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        shutil.rmtree(HOME, ignore_errors=True)
