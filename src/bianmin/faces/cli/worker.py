"""`bianmin worker`: the platform's own work, each timer in a thread of its own so that none waits for another."""

import argparse
import json
import logging
import os
import signal
import socket
from pathlib import Path
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection

from bianmin.faces.cli.running import run_here
from bianmin.faces.ui.now import now
from bianmin.foundation.jobs.actions import Turn, release, take_turn
from bianmin.foundation.jobs.queries import holders
from bianmin.foundation.jobs.vocab import TIMERS, Timer
from bianmin.journeys.upkeep.upgrade import pending

HELP = "Do the work that waits: deliver messages, seal the journal, recount figures, remind of what is overdue."
LOG = logging.getLogger(__name__)
PAUSE = 1.0
"""Seconds between two looks at a timer."""
PAUSE_WITHOUT_DATABASE = 10.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """`--once` for a schedule of the operating system, `--json`."""
    parser.add_argument("--once", action="store_true", help="do what is due now, then stop")
    parser.add_argument("--json", action="store_true", help="with --once: print JSON")


def holder() -> str:
    """The name of this worker: machine and process."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def release_dead() -> None:
    """Free what workers of this machine held that are gone: their work need not wait until a lease runs out."""
    here = holder().rpartition(":")[0]
    for name in holders():
        machine, _colon, process = name.rpartition(":")
        if machine == here and not Path(f"/proc/{process}").exists():
            release(holder=name)


def await_form(stop: Event) -> None:
    """Wait until the database has this release's form: `bianmin migrate` may still be at it, or yet to come."""
    while not stop.is_set():
        try:
            lacking = pending()
        except DatabaseError:
            LOG.exception("the database does not answer")
        else:
            if not lacking:
                return
            LOG.warning("%s migrations are not applied, %s first: waiting", len(lacking), lacking[0])
        close_old_connections()
        stop.wait(PAUSE_WITHOUT_DATABASE)


def attend(timer: Timer, stop: Event) -> None:
    """Take a timer's turns until told to stop; a database that is away for a while is waited for."""
    pause = 0.0
    while not stop.wait(pause):
        close_old_connections()
        try:
            take_turn(timer, holder=holder(), clock=now)
            pause = PAUSE
        except DatabaseError:
            LOG.exception("%s: the database does not answer", timer.name)
            pause = PAUSE_WITHOUT_DATABASE
    connection.close()


def once() -> dict[str, Turn]:
    """One turn of every timer that is due, one after the other."""
    return {timer.name: take_turn(timer, holder=holder(), clock=now) for timer in TIMERS.timers.values()}


def forever() -> None:
    """Attend every timer until SIGTERM or SIGINT; turns under way are finished."""
    stop = Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda *_: stop.set())
    await_form(stop)
    if stop.is_set():
        return
    release_dead()
    threads = [Thread(target=attend, args=(timer, stop), name=timer.name) for timer in TIMERS.timers.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def run(options: argparse.Namespace) -> int:
    """Work; with `--once` say what was done, exit code 1 when something failed."""
    run_here()
    if not options.once:
        forever()
        return 0
    release_dead()
    turns = once()
    said = {name: turn.name.lower() for name, turn in turns.items()}
    print(json.dumps(said) if options.json else "\n".join(f"{name}: {turn}" for name, turn in said.items()))
    return 1 if Turn.FAILED in turns.values() else 0
