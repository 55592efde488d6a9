"""The process that prints: `python` runs this file, which reads no more than the engines that a job needs.

A job is one line of JSON on standard input: the engine's name and what it is given. The answer is a line of JSON (how
many bytes, and why the engine refuses the text where it does) and then the bytes. It ends by itself when nobody
has asked for a while, when it has done many jobs, and when whoever asks has ended.
"""

import json
import os
import resource
import select
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib import import_module
from types import TracebackType
from typing import Any, Final

IDLE: Final = 60
"""Seconds without a job after which it ends."""
MOST: Final = 200
"""Jobs after which it ends: engines keep what they have set."""
MEMORY: Final = 1024**3
"""Bytes it may take for data."""
SCALE: Final = 2
"""A drawing is so many times larger as PNG."""
SEMIBOLD: Final = 600
STANDARDS: Final = ("ua-1", "a-2a")


class Unsettable(Exception):
    """The engine refuses the text; says why."""


@cache
def _fonts(folders: tuple[str, ...], *, system: bool) -> Any:
    """Every font the typesetter can use; looked for once."""
    return import_module("typst").Fonts(include_system_fonts=system, font_paths=list(folders))


@cache
def _drawer(folders: tuple[str, ...]) -> Any:
    """The drawer, which knows the fonts in some folders."""
    engine = import_module("vl_convert")
    for folder in folders:
        engine.register_font_directory(folder)
    return engine


def families(*, folders: Sequence[str], system: bool) -> bytes:
    """The families there are, and whether each has a bold weight, as JSON."""
    found: dict[str, bool] = {}
    for font in _fonts(tuple(folders), system=system).fonts():
        found[font.family] = found.get(font.family, False) or font.weight >= SEMIBOLD
    return json.dumps(found).encode()


def paper(*, template: str, data: str, folders: Sequence[str], system: bool) -> bytes:
    """A template filled with data (JSON), as PDF.

    Raises:
        Unsettable: what the typesetter says when no font has a character.
    """
    typst = import_module("typst")
    compiler = typst.Compiler(template, font_paths=_fonts(tuple(folders), system=system))
    try:
        return bytes(compiler.compile(sys_inputs={"data": data}, format="pdf", pdf_standards=list(STANDARDS)))
    except typst.TypstError as fault:
        raise Unsettable(fault.diagnostic) from fault


def chart(*, specification: Mapping[str, Any], folders: Sequence[str]) -> bytes:
    """A chart in Vega-Lite's grammar, as SVG."""
    return str(_drawer(tuple(folders)).vegalite_to_svg(specification)).encode()


def picture(*, svg: str, folders: Sequence[str]) -> bytes:
    """A drawing as PNG."""
    return bytes(_drawer(tuple(folders)).svg_to_png(svg, scale=SCALE))


ENGINES: Final[Mapping[str, Callable[..., bytes]]] = {
    "families": families,
    "paper": paper,
    "chart": chart,
    "picture": picture,
}


def _say(kind: type[BaseException], _fault: BaseException, _where: TracebackType | None) -> None:
    """Leave the kind of a fault in the log; its words may be those of a letter."""
    sys.stderr.write(f"press: {kind.__name__}\n")


def serve() -> None:
    """Do one job after the other; what engines print themselves does not come between."""
    sys.excepthook = _say
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    jobs = sys.stdin.buffer
    for _turn in range(MOST):
        ready, _write, _except = select.select([jobs], [], [], IDLE)
        line = jobs.readline() if ready else b""
        if not line:
            return
        engine, given = json.loads(line)
        data, fault = b"", ""
        try:
            data = ENGINES[engine](**given)
        except Unsettable as refused:
            fault = str(refused)
        answers.write(json.dumps([len(data), fault]).encode() + b"\n" + data)
        answers.flush()


if __name__ == "__main__":
    serve()
