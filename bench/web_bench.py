"""Pages under load: `python -m bench.web_bench [--home FOLDER] [--copies 49]` prints a table for each size.

A real server with two processes, eight visitors at once. Beside the pages stand two limits of the same run: an empty
view behind the same middleware, and the rows of an application written by bare INSERTs in one transaction, equally
durable: one commit on the same disk. The application's 100 kB were made durable when they were uploaded, on the page
before. What is done once, as sending an application, is prepared for all before its clock starts.
`CPU ms` is what the server's processes used for a request; unlike times it compares while others use the machine.
With --home an installation that is there is measured (and written to!); without, a demonstration of two years is made.
With --copies its history is then lengthened and all is measured again. BIANMIN_DATABASE chooses the database.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from socket import create_server
from statistics import median, quantiles
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode
from urllib.request import urlopen

options = argparse.ArgumentParser(description=__doc__)
options.add_argument("--home", type=Path)
options.add_argument("--copies", type=int, default=0)
options.add_argument("--seconds", type=float, default=6)
options.add_argument("--mixed", type=int, default=10_000)
asked = options.parse_args() if __name__ == "__main__" else options.parse_args([])
HOME = asked.home or Path(tempfile.mkdtemp(prefix="bianmin-bench-"))
os.environ["BIANMIN_HOME"] = str(HOME)
os.environ["BIANMIN_DEMO"] = "1"
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bianmin.config.settings")

import django

django.setup()

from django.apps import apps
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.db import connection, connections

from bench import visits
from bench.bare import marks, repeated
from bench.client import Browser
from bench.history import lengthen
from bianmin.faces.cli.serve import THREADS, command
from bianmin.foundation.accounts.queries import user_named
from bianmin.foundation.packs.actions import reissue

ROOT = Path(__file__).resolve().parent.parent
VISITORS = 8
START = 30
ACTS = 400
SOUGHT = "阿美"
"""Two characters of whoever applies here: as many are found, and shown, with a short history as with a long one."""
STARTED, MEMORY = 3, 200
GROWTH = ("status query", "desk list", "search, two signs", "application, sent", "decision")
"""What may take 1.5 times as long with the long history."""
BOUNDS = {"service page": ("empty view", 4), "status query": ("empty view", 4),
          "application, sent": ("bare transaction", 4), "rating": ("bare transaction", 3)}  # fmt: skip
"""At most so many times slower than a limit."""


@dataclass
class Load:
    """What a load did: seconds of each request, and how long all took."""

    times: list[float]
    seconds: float
    used: float = 0

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds

    @property
    def cpu(self) -> float:
        """Seconds of CPU of one request."""
        return self.used / len(self.times)

    def line(self, name: str) -> str:
        cut = quantiles(self.times, n=100)
        figures = [1000 * value for value in (median(self.times), cut[94], cut[98])]
        used = f"{1000 * self.cpu:10.1f}" if self.used else f"{'':10}"
        return f"{name:22}{self.per_second:10.1f}" + "".join(f"{value:10.1f}" for value in figures) + used


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """The server as `bianmin serve` starts it, with the empty view; gives its port and the key of its process."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    call_command("collectstatic", verbosity=0, interactive=False)
    words = command(argparse.Namespace(host="127.0.0.1", port=str(port), workers="2", threads=THREADS))
    begun = time.perf_counter()
    running = subprocess.Popen([*words[:-1], "bench.site:application"], cwd=ROOT, stderr=subprocess.DEVNULL)
    try:
        while True:
            try:
                urlopen(f"http://127.0.0.1:{port}/bench-empty/", timeout=5).read()
                break
            except (URLError, ConnectionError):
                if running.poll() is not None or time.perf_counter() - begun > START:
                    sys.exit("The server does not start.")
                time.sleep(0.02)
        print(f"{'started in':22}{time.perf_counter() - begun:10.2f} s (at most {STARTED})")
        yield port, running.pid
        print(f"{'memory of a worker':22}{memory(running.pid):10.0f} MB (at most {MEMORY})")
    finally:
        running.terminate()
        running.wait(20)


def memory(parent: int) -> float:
    """The largest resident memory of the server's processes, MB."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            said = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if int(said["PPid"]) == parent:
            found.append(int(said.get("VmRSS", "0").split()[0]) / 1024)
    return max(found, default=0)


def used(parent: int) -> float:
    """Seconds of CPU that the server's processes have used."""
    ticks = 0
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            said = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(said[1]) == parent:
            ticks += int(said[11]) + int(said[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def load(work: Callable[[int], float], seconds: float, most: int = 10**9) -> Load:
    """Let all visitors do something again and again; `work` is given a number and tells the seconds that count."""
    end, turn = time.perf_counter() + seconds, iter(range(most))

    def visitor(_number: int) -> list[float]:
        times = []
        for number in turn:
            times.append(work(number))
            if time.perf_counter() > end:
                break
        return times

    begun = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        times = [one for each in pool.map(visitor, range(VISITORS)) for one in each]
    return Load(times, time.perf_counter() - begun)


def timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def pages(port: int, path: str, prepared: Callable[[Browser], bytes], status: int = 200) -> Callable[[int], float]:
    """Ask for one page by prepared bytes, each visitor on a connection of its own."""
    browsers: dict[int, tuple[Browser, bytes]] = {}

    def ask(_number: int) -> float:
        me = threading.get_ident()
        if me not in browsers:
            browser = Browser(port)
            browsers[me] = (browser, prepared(browser))
        browser, request = browsers[me]
        return timed(lambda: visits.expect(browser.send(request), status, path))

    return ask


def officer(port: int, username: str = "lin") -> Browser:
    """An officer who is signed in."""
    user, session = user_named(username), SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return Browser(port, {"sessionid": session.session_key})


def beforehand(work: Callable[[int], Any], count: int) -> list:
    """What is prepared by all visitors before the clock starts."""
    with ThreadPoolExecutor(VISITORS) as pool:
        return list(pool.map(work, range(count)))


def measure(seconds: float) -> dict[str, Load]:
    """The table of one size."""
    case = apps.get_model("cases.Case")
    random, found = Random(7), {}
    print(f"\n{case._default_manager.count():,} cases, {connection.vendor}, {settings.HOME}")
    with server() as (port, process):
        print(f"{'':22}{'per s':>10}{'p50 ms':>10}{'p95 ms':>10}{'p99 ms':>10}{'CPU ms':>10}")

        def note(name: str, one: Load) -> None:
            found[name] = one
            print(one.line(name), flush=True)

        def act(name: str, works: list[Callable[[], object]]) -> None:
            before = used(process)
            one = load(lambda number: timed(works[number]), START * 2, most=len(works))
            one.used = used(process) - before
            note(name, one)

        def page(name: str, prepared: Callable[[Browser], bytes], status: int = 200) -> None:
            ask = pages(port, name, prepared, status)
            load(ask, 0)
            before = used(process)
            one = load(ask, seconds)
            one.used = used(process) - before
            note(name, one)

        page("empty view", lambda who: who.request("GET", "/bench-empty/"))
        page("service page", lambda who: who.request("GET", visits.SERVICE))
        visits.apply(port)  # the first one of a day opens its series of numbers
        one = visits.fill(Browser(port))
        before = marks()
        one.send()
        sent = one.sent()
        with repeated(before) as (added, write):
            note("bare transaction", load(lambda _number: timed(write), seconds))
        print(f"{'':22}{added} rows an application")
        filled = beforehand(lambda _number: visits.fill(Browser(port)), ACTS)
        act("application, sent", [one.send for one in filled])
        applications = [one.sent() for one in filled]

        def query(who: Browser) -> bytes:
            shown, one = who.get("/ttbn/track/"), random.choice(applications)
            said = {**shown.hidden(), "number": one.number, "code": one.code}
            return who.request("POST", "/ttbn/track/", urlencode(said).encode(), "application/x-www-form-urlencoded")

        desk = officer(port)
        page("status query", query, 302)
        page("status page", lambda _who: status_request(port, sent))
        page("desk list", lambda who: signed(who, desk, "/desk/"))
        page("search, two signs", lambda who: search_request(who, desk))
        act("decision", beforehand(lambda number: decision(port, desk, applications[number]), ACTS))
        act("rating", beforehand(lambda number: rating(port, applications[number]), ACTS))
        if asked.mixed:
            load(mixed(port, desk, sent), 1200, most=asked.mixed)
    for name, (limit, times) in BOUNDS.items():
        share = found[limit].per_second / found[name].per_second
        print(f"{name}: {share:.1f} times slower than the {limit} (at most {times})")
    return found


def mixed(port: int, desk: Browser, sent: visits.Sent) -> Callable[[int], float]:
    """Pages in turn, as many read as many kinds; every fiftieth is a receipt as PDF."""
    receipt = f"/desk/cases/{sent.number}/receipt.pdf"
    asks = [
        pages(port, "service", lambda who: who.request("GET", visits.SERVICE)),
        pages(port, "status", lambda _who: status_request(port, sent)),
        pages(port, "desk list", lambda who: signed(who, desk, "/desk/")),
        pages(port, "case", lambda who: signed(who, desk, f"/desk/cases/{sent.number}/")),
        pages(port, "search", lambda who: search_request(who, desk)),
    ]
    paper = pages(port, "receipt", lambda who: signed(who, desk, receipt))
    return lambda number: (paper if number % 50 == 0 else asks[number % len(asks)])(number)


def status_request(port: int, sent: visits.Sent) -> bytes:
    return visits.looked_up(port, sent.number, sent.code).request("GET", f"/ttbn/track/{sent.number}/")


def signed(who: Browser, desk: Browser, path: str) -> bytes:
    who.cookies.update(desk.cookies)
    return who.request("GET", path)


def search_request(who: Browser, desk: Browser) -> bytes:
    who.cookies.update(desk.cookies)
    said = {**who.get("/desk/people/").hidden(), "text": SOUGHT, "purpose": "window"}
    return who.request("POST", "/desk/people/", urlencode(said).encode(), "application/x-www-form-urlencoded")


def rating(port: int, sent: visits.Sent) -> Callable[[], object]:
    """The press of a rating."""
    visitor = visits.looked_up(port, sent.number, sent.code)
    path = f"/ttbn/track/{sent.number}/rate/"
    said = {**visits.expect(visitor.get(path), 200, path).hidden(), "level": "5"}
    return lambda: visits.expect(visitor.post(path, said), 302, path)


def decision(port: int, desk: Browser, sent: visits.Sent) -> Callable[[], object]:
    """The press of a decision, of a case that was taken."""
    who, path = Browser(port, dict(desk.cookies)), f"/desk/cases/{sent.number}/"
    visits.expect(who.post(f"{path}take/", who.get(path).hidden()), 302, "take")
    said = {**visits.expect(who.get(f"{path}decide/"), 200, "decide").hidden(), "outcome": "granted"}
    return lambda: visits.expect(who.post(f"{path}decide/", said), 302, "decide")


def main() -> int:
    if asked.home is None:
        subprocess.run([sys.executable, "-m", "bianmin.faces.cli.main", "demo", "--no-serve"], check=True)
    reissue(object)
    small = measure(asked.seconds)
    if asked.copies:
        begun = time.perf_counter()
        count = lengthen(asked.copies)
        print(f"\n{count:,} cases written in {time.perf_counter() - begun:.0f} s")
        large = measure(asked.seconds)
        for name in GROWTH:
            longer = median(large[name].times) / median(small[name].times)
            by_cpu = f", {large[name].cpu / small[name].cpu:.2f} by CPU" if small[name].used else ""
            print(f"{name}: {longer:.2f} times as long as with the short history{by_cpu} (at most 1.5)")
    connections.close_all()
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    finally:
        if asked.home is None:
            shutil.rmtree(HOME, ignore_errors=True)
