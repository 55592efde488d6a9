"""The server as `bianmin serve` starts it, with the empty view: how soon it answers, and what it uses."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from urllib.error import URLError
from urllib.request import urlopen

from django.core.management import call_command

from bianmin.faces.cli.serve import THREADS, command

ROOT = Path(__file__).resolve().parent.parent
START = 30
STARTED, MEMORY = 3, 200


@contextmanager
def server() -> Iterator[tuple[int, int]]:
    """Start it, give its port and the key of its process, and end it; prints seconds and memory beside their bounds."""
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    call_command("collectstatic", verbosity=0, interactive=False)
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    once = [sys.executable, "-c", "import bench.site"]  # so that all is compiled, as where it is installed
    subprocess.run(once, cwd=ROOT, env=kept, check=True)
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
