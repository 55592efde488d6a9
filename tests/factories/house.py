"""The house as it is delivered: every pack that comes with Bianmin, loaded once for whoever wants real pages."""

from functools import cache
from pathlib import Path

from bianmin.foundation.packs.actions import load_packs
from bianmin.kernel.actor import system
from tests.factories.laid import laid, laid_beside
from tests.people import NOON, People, household_office

PACKS = Path(__file__).parents[2] / "src" / "bianmin" / "packs"


@cache
def pack_files(*folders: str) -> list[tuple[str, bytes]]:
    """The files of the packs below some folders."""
    paths = sorted(path for folder in folders for path in (PACKS / folder).rglob("*.yaml"))
    return [(str(path.relative_to(PACKS)), path.read_bytes()) for path in paths]


def load_house(*folders: str) -> None:
    """Load the packs of some folders. Agencies' own change what is there, all others only add."""
    if any(folder.startswith("agencies") for folder in folders):
        laid(" ".join(folders), lambda: _load(*folders))
    else:
        laid_beside(" ".join(folders), lambda: _load(*folders))


def _load(*folders: str) -> bool:
    """Whether none was there already."""
    return load_packs(files=pack_files(*folders), by=system("tests"), at=NOON)[1] == 0


def furnished() -> People:
    """The household office, its people, and every pack."""

    def furnish() -> People:
        people = household_office()
        _load(".")
        return people

    return laid("furnished", furnish)
