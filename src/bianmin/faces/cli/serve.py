"""`bianmin serve`: the web server."""

import argparse
import os
import sys
from typing import Final

from django.core.management import call_command

from bianmin.faces.cli.running import run_here

HELP: Final = "Serve the pages."
SERVER: Final = "granian"
STOP: Final = "20"
"""Seconds after which a process that does not stop is killed: one told while it starts would serve on for ever."""

THREADS: Final = "2"
"""Of a process: one goes on while another takes long. More only take one another's time, of which Python has one."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Where to listen, and with how many processes of how many threads."""
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--workers", default="2")
    parser.add_argument("--threads", default=THREADS)


def command(options: argparse.Namespace) -> list[str]:
    """The server's command line."""
    return [
        sys.executable, "-m", SERVER, "--interface", "wsgi", "--host", options.host, "--port", options.port,
        "--workers", options.workers, "--blocking-threads", options.threads, "--no-ws", "--respawn-failed-workers",
        "--respawn-interval", "1", "--workers-kill-timeout", STOP, "bianmin.config.wsgi:application",
    ]  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Gather the static files, then become the server."""
    call_command("collectstatic", verbosity=0, interactive=False)
    run_here()
    words = command(options)
    os.execv(words[0], words)  # noqa: S606 - our own interpreter with a fixed command line
    return 0
