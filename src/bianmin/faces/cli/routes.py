"""`bianmin routes`: every address and who may enter."""

import argparse
import json
from collections.abc import Iterator
from typing import Final

from django.urls import URLPattern, URLResolver, get_resolver

from bianmin.faces.ui.doors import LIBRARY_ROUTES

HELP: Final = "List every address and who may enter."


def arguments(parser: argparse.ArgumentParser) -> None:
    """How to print."""
    parser.add_argument("--json", action="store_true")


def routes() -> Iterator[tuple[str, str, str]]:
    """Every route: its address, its name, and its door; `sign-in` for the sign-in library's pages, else `closed`."""
    yield from _below(get_resolver().url_patterns, "/")


def _below(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[tuple[str, str, str]]:
    for pattern in patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern.url_patterns, address)
            continue
        entrance = getattr(pattern.callback, "door", None)
        name = pattern.name or ""
        shut = "sign-in" if name in LIBRARY_ROUTES else "closed"
        yield address, name, entrance.name if entrance else shut


def run(options: argparse.Namespace) -> int:
    """Print the list."""
    rows = sorted(routes())
    if options.json:
        print(json.dumps([{"route": route, "name": name, "door": door} for route, name, door in rows]))
    else:
        for route, name, door in rows:
            print(f"{door:10} {name:28} {route}")
    return 0
