"""Python in a process of its own, forked from one that has read the libraries already.

Reading Django, pydantic, the writers of documents and Bianmin's own words costs a processor a second each time and shows
nothing.
Everything else is as if `python` had been started: environment, arguments, standard streams, settings, exit code.
"""

import atexit
import gc
import json
import os
import runpy
import select
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import Any, Final, NoReturn

LIBRARIES: Final = (
    "django.core.management", "django.core.serializers.json", "django.db.backends.sqlite3.base",
    "django.db.migrations.executor", "django.db.models.functions", "django.forms", "django.http", "django.template",
    "django.urls", "django.views.debug", "django.views.generic", "docx", "odfdo", "psycopg", "pydantic",
    "pydantic_core.core_schema", "pypdfium2", "yaml",
)  # fmt: skip
"""What every command reads and what needs no settings."""
SOURCE: Final = Path(__file__).resolve().parent.parent / "src"
MINUTES: Final = 5
Run = Callable[..., subprocess.CompletedProcess[str]]


def become(asked: Mapping[str, Any]) -> NoReturn:
    """Be the process that was asked for, from its environment to its end."""
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, path in enumerate(asked["streams"]):
        os.dup2(os.open(path, os.O_WRONLY if number else os.O_RDONLY), number)
    sys.stdin, sys.stdout, sys.stderr = (
        TextIOWrapper(os.fdopen(number, mode), encoding="utf-8", line_buffering=number == 2)
        for number, mode in enumerate(("rb", "wb", "wb"))
    )
    how, what, *rest = asked["words"]
    sys.argv = [how, *rest]
    try:
        if how == "-c":
            exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})
        else:
            runpy.run_module(what, run_name="__main__", alter_sys=True)
    except SystemExit as leaving:
        end(leaving.code or 0)
    end(0)


def end(code: str | int) -> NoReturn:
    """End as Python does, but for taking every library apart, which is most of the work of ending."""
    threading._shutdown()
    atexit._run_exitfuncs()
    if isinstance(code, str):
        sys.stderr.write(f"{code}\n")
        code = 1
    if sys.modules["django.conf"].settings.configured:
        sys.modules["django.db"].connections.close_all()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def words() -> Iterator[str]:
    """The modules of Bianmin that only define: the kernel, and every package's vocabulary."""
    for path in sorted(SOURCE.glob("bianmin/**/*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[1] == "kernel" or "vocab" in parts:
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def serve() -> None:
    """Read the libraries, then fork a process for every line that comes in and say how it ended."""
    for name in (*LIBRARIES, *words()):
        import_module(name)
    gc.freeze()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            become(json.loads(line))
        _pid, status = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(status)}\n")
        sys.stdout.flush()


def plain(*words: str | Path, env: Mapping[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Start Python itself: quicker for what reads no library."""
    line = [sys.executable, *map(str, words)]
    return subprocess.run(line, input=stdin, capture_output=True, text=True, env=env, check=False, timeout=MINUTES * 60)


class Mould:
    """The process that the others are forked from."""

    def __init__(self) -> None:
        words = [sys.executable, "-m", "tests.processes"]
        self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def run(self, *words: str | Path, env: Mapping[str, str], stdin: str = "") -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryDirectory() as folder:
            streams = [Path(folder, name) for name in ("in", "out", "err")]
            for path, text in zip(streams, (stdin, "", ""), strict=True):
                path.write_text(text, encoding="utf-8")
            asked = {"words": [*map(str, words)], "env": dict(env), "streams": [str(path) for path in streams]}
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            if not select.select([self.process.stdout], [], [], MINUTES * 60)[0]:
                self.process.kill()
                raise subprocess.TimeoutExpired(words, MINUTES * 60)
            code = int(self.process.stdout.readline())
            _in, out, err = (path.read_text(encoding="utf-8") for path in streams)
        return subprocess.CompletedProcess(words, code, out, err)

    def end(self) -> None:
        with self.process:
            self.process.stdin.close()


if __name__ == "__main__":
    serve()
