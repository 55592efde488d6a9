"""Whether Bianmin runs on this machine: `serve` and `worker` hold a lock in the home folder together."""

import fcntl
import os
from pathlib import Path
from typing import Final

from django.conf import settings

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

LOCK: Final = ".running"


class StillRunning(Refused):
    """Somebody works with what is about to be replaced."""

    message = N_("Bianmin is running here. Stop `bianmin serve` and `bianmin worker` first.")


def _open() -> int:
    handle = os.open(Path(settings.HOME) / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    os.set_inheritable(handle, True)
    return handle


def run_here() -> int:
    """Say that Bianmin runs, until this process and those it becomes or starts have ended; waits for a restore."""
    handle = _open()
    fcntl.flock(handle, fcntl.LOCK_SH)
    return handle


def hold_alone() -> int:
    """Keep everybody out until this process ends.

    Raises:
        StillRunning: `serve` or `worker` runs.
    """
    handle = _open()
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as busy:
        os.close(handle)
        raise StillRunning from busy
    return handle
