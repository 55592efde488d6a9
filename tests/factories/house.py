"""The house as it is delivered: every pack that comes with Bianmin, loaded once for whoever wants real pages."""

from functools import cache
from pathlib import Path

from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from tests.people import NOON

PACKS = Path(__file__).parents[2] / "src" / "bianmin" / "packs"


@cache
def pack_files(*folders: str) -> list[tuple[str, bytes]]:
    """The files of the packs below some folders."""
    paths = sorted(path for folder in folders for path in (PACKS / folder).rglob("*.yaml"))
    return [(str(path.relative_to(PACKS)), path.read_bytes()) for path in paths]


def load_house(*folders: str) -> None:
    """Load packs; all of them when no folder is named."""
    load_packs(files=pack_files(*(folders or (".",))), by=system("tests"), at=NOON)
