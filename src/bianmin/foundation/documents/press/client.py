"""Ask the press: a process beside ours prints, so that ours stays small and a paper that fails takes nothing along."""

import atexit
import json
import os
import subprocess
import sys
from contextlib import suppress
from signal import SIGKILL
from threading import Lock, Timer
from typing import IO, Final, cast

from bianmin.foundation.documents.press import engines
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

SECONDS: Final = 30
"""So long a job may take, and so long one waits for the jobs before it."""


LEAVE: Final = 2
"""Seconds to end in when nobody asks any more."""
ENDED_BY_ITSELF: Final = 0


class NotPrinted(Refused):
    """The engine ended without an answer: too long, too much memory, or a fault of its own."""

    message = N_(
        "The paper could not be printed: it took too long or too much memory. Nothing was changed. "
        "Try again in a minute; if it happens again, tell the administrator."
    )


class Press:
    """One process that prints, begun when it is first needed; who asks meanwhile waits for her turn."""

    def __init__(self, *, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self._turn = Lock()
        self._running: subprocess.Popen[bytes] | None = None

    def ask(self, engine: str, **given: object) -> bytes:
        """What an engine makes of what it is given.

        A process that printed before and ends over this paper, idle or short of memory, is followed by a new one.

        Raises:
            NotPrinted: it ends without an answer, or others keep it busy.
            Unsettable: it refuses the text.
        """
        job = json.dumps([engine, given]).encode() + b"\n"
        if not self._turn.acquire(timeout=self.seconds):
            raise NotPrinted
        try:
            for _again in range(2):
                worn = self._running is not None
                answer = self._answer(job)
                if answer is not None:
                    return answer
                if self._end() == -SIGKILL or not worn:
                    break
        finally:
            self._turn.release()
        raise NotPrinted

    def _process(self) -> subprocess.Popen[bytes]:
        """The process that runs, or a new one."""
        if self._running is None or self._running.poll() is not None:
            self._end()
            self._running = subprocess.Popen(  # noqa: S603 - our own file
                [sys.executable, "-P", engines.__file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._running

    def _answer(self, job: bytes) -> bytes | None:
        """The answer of the process; None when it ends without one."""
        running = self._process()
        late = Timer(self.seconds, running.kill)
        late.start()
        try:
            put, got = cast("IO[bytes]", running.stdin), cast("IO[bytes]", running.stdout)
            put.write(job)
            put.flush()
            size, fault = json.loads(got.readline() or "[-1, null]")
            data = got.read(max(size, 0))
        except BrokenPipeError:
            return None
        finally:
            late.cancel()
        if fault:
            raise engines.Unsettable(fault)
        return data if len(data) == size else None

    def _end(self) -> int | None:
        """Take leave of the process; how it ended."""
        running, self._running = self._running, None
        if running is None:
            return None
        with suppress(BrokenPipeError):
            running.communicate(timeout=LEAVE)
        if running.returncode is None:
            running.kill()
            running.communicate()
        return running.returncode

    def end(self) -> None:
        """Let the process end; whoever asks afterwards begins a new one."""
        with self._turn:
            self._end()

    def forget(self) -> None:
        """Be the press of a process forked from the one whose press runs: that one's is left alone."""
        self._turn = Lock()
        if self._running is not None:
            self._running.returncode = ENDED_BY_ITSELF
        self._running = None


PRESS: Final = Press()
atexit.register(PRESS.end)
os.register_at_fork(after_in_child=PRESS.forget)
