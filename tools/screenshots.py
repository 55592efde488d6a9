"""Pictures of the pages: `make screenshots`.

Makes a small demonstration that is thrown away, serves it on a free port, and takes `docs/start.png` (the office's
start page) and, for looking over, every main page at both widths into `build/screenshots/`.
"""

import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).resolve().parent.parent
START: Final = ROOT / "docs" / "start.png"
MOST_BYTES: Final = 200_000
REVIEW: Final = ROOT / "build" / "screenshots"
CHROMIUM: Final = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
WIDTHS: Final = (390, 1280)
PATIENCE: Final = 60
PAGES: Final = {
    "": {
        "home": "/ttbn/",
        "service": "/ttbn/services/transcript/",
        "apply": "/ttbn/services/transcript/apply/notice/",
        "track": "/ttbn/track/",
    },
    "lin": {"desk": "/desk/", "counter": "/desk/counter/transcript/", "tasks": "/desk/tasks/"},
    "chen": {"chief": "/desk/chief/", "ratings": "/desk/ratings/"},
    "huang": {
        "indicators": "/desk/indicators/?span=114",
        "on-time": "/desk/indicators/IN-04/?span=114",
        "plan-99": "/desk/plans/beinan-99/",
        "plan-114": "/desk/plans/beinan-114/",
        "evaluation": "/desk/evaluation/nia-107-overall/?year=114",
        "improvements": "/desk/improvements/",
        "reports": "/desk/reports/",
    },
    "tsai": {"journal": "/desk/journal/"},
    "admin": {"packs": "/desk/packs/"},
}
"""What is photographed: for each account (nobody first) the pages by the name of their picture."""


def bianmin(*words: str) -> list[str]:
    """The command line of a verb."""
    return [sys.executable, "-m", "bianmin.faces.cli.main", *words]


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        return int(opened.getsockname()[1])


def answers(address: str) -> bool:
    """Whether a page is served there."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return bool(answer.status == 200)
    except OSError:
        return False


@contextmanager
def served(environment: dict[str, str], port: int) -> Iterator[str]:
    """The demonstration's address while it is served."""
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(bianmin("serve", "--port", str(port), "--workers", "1"), env=environment)
    try:
        begun = time.monotonic()
        while not answers(f"{address}/ttbn/"):
            if server.poll() is not None or time.monotonic() - begun > PATIENCE:
                sys.exit("The demonstration could not be served.")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait()


def sign_in(page: Any, address: str, name: str, password: str) -> None:
    """Sign in as one of the demonstration's people."""
    page.goto(f"{address}/accounts/login/")
    page.fill("input[name=login]", name)
    page.fill("input[name=password]", password)
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"{address}/desk/**")


def photograph(browser: Any, address: str, password: str, width: int) -> None:
    """Take every page at one width."""
    for name, pages in PAGES.items():
        context = browser.new_context(viewport={"width": width, "height": 900}, locale="zh-TW")
        page = context.new_page()
        if name:
            sign_in(page, address, name, password)
        for picture, path in pages.items():
            page.goto(address + path)
            page.screenshot(path=REVIEW / f"{picture}-{width}.png", full_page=True)
        context.close()


def start_picture(browser: Any, address: str) -> None:
    """The start page as the documentation shows it."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-TW")
    page.goto(f"{address}/ttbn/")
    page.screenshot(path=START)
    page.close()
    if START.stat().st_size > MOST_BYTES:
        sys.exit(f"{START.name} has {START.stat().st_size:,} bytes; at most {MOST_BYTES:,} are wanted.")


def main() -> None:
    """Make the demonstration, serve it, take the pictures."""
    REVIEW.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bianmin-screenshots-") as home:
        port = free_port()
        environment = {
            **os.environ, "BIANMIN_DEMO": "1", "BIANMIN_HOME": home, "BIANMIN_ADDRESS": f"http://127.0.0.1:{port}",
        }  # fmt: skip
        words = bianmin("demo", "--no-serve", "--cases", "400")
        made = subprocess.run(words, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        password = re.search(r"password: (\S+)", made.stdout)
        if password is None:
            sys.exit("The demonstration told no password.")
        with served(environment, port) as address, sync_playwright() as play:
            browser = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            start_picture(browser, address)
            for width in WIDTHS:
                photograph(browser, address, password[1], width)
            browser.close()
    print(f"{START.relative_to(ROOT)}: {START.stat().st_size:,} bytes; pictures in {REVIEW.relative_to(ROOT)}/")


if __name__ == "__main__":
    main()
