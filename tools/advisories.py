"""Known weaknesses of what is locked: `python tools/advisories.py FILE...`, each a record of the OSV schema.

FILE is a JSON record, a folder of them, or the archive of all records of PyPI as osv.dev hands it out (`all.zip`):
fetch it on a machine that has the net and bring it here; nothing is fetched. Every pin of `requirements/` is compared
by version and range. Exit code 1 when one is touched, each a line: package, version, advisory, and since when it is
mended.
"""

import json
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

from packaging.version import InvalidVersion, Version

sys.path.insert(0, str(Path(__file__).parent))

from sbom import all_pins

ECOSYSTEM: Final = "PyPI"


def records(places: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """Every advisory in files, folders and archives."""
    for place in places:
        if place.is_dir():
            yield from (json.loads(path.read_text("utf-8")) for path in sorted(place.glob("**/*.json")))
        elif place.suffix == ".zip":
            with zipfile.ZipFile(place) as archive:
                yield from (json.loads(archive.read(name)) for name in sorted(archive.namelist()))
        else:
            yield json.loads(place.read_text("utf-8"))


def named(name: str) -> str:
    """A package's name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def in_range(version: Version, events: Iterable[dict[str, str]]) -> bool:
    """Whether a version lies in a range: events in order, `0` before every version."""
    inside = False
    for event in events:
        (kind, said), *_ = event.items()
        bound = Version("0" if said == "0" else said)
        if kind == "introduced" and version >= bound:
            inside = True
        elif (kind == "fixed" and version >= bound) or (kind == "last_affected" and version > bound):
            inside = False
    return inside


def touches(affected: dict[str, Any], version: str) -> bool:
    """Whether one entry of an advisory speaks of a version."""
    if version in affected.get("versions", ()):
        return True
    ranges = [one for one in affected.get("ranges", ()) if one.get("type") == "ECOSYSTEM"]
    try:
        return any(in_range(Version(version), one["events"]) for one in ranges)
    except InvalidVersion:
        return False


def mended(affected: dict[str, Any]) -> str:
    """The versions in which it is mended."""
    events = [event for one in affected.get("ranges", ()) for event in one["events"]]
    return ", ".join(event["fixed"] for event in events if "fixed" in event) or "-"


def found(places: Iterable[Path]) -> Iterator[tuple[str, str, str, str]]:
    """Package, version, advisory and where it is mended, for every pin that is touched."""
    pins: dict[str, list[str]] = {}
    for pin in all_pins():
        pins.setdefault(named(pin.name), []).append(pin.version)
    for record in records(places):
        if record.get("withdrawn"):
            continue
        for affected in record.get("affected", ()):
            package = affected.get("package", {})
            versions = pins.get(named(package.get("name", "")), []) if package.get("ecosystem") == ECOSYSTEM else []
            for version in versions:
                if touches(affected, version):
                    yield named(package["name"]), version, record["id"], mended(affected)


def main() -> int:
    """Print what is touched."""
    if len(sys.argv) < 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    lines = sorted(set(found(Path(name) for name in sys.argv[1:])))
    print("\n".join("\t".join(line) for line in lines) or "No pin is touched by these advisories.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
