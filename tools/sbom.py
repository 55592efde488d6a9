#!/usr/bin/env python3
"""The bill of materials 軟體物料清單 (CycloneDX 1.5, JSON): every pinned dependency with version, licence and hashes.

    python tools/sbom.py             write it to standard output
    python tools/sbom.py licences    name, version and licence of each, one a line

It reads the lock files and the metadata of what is installed, nothing from the net; equal lock files give equal bills.
"""

import json
import re
import sys
import tomllib
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
LOCKS: Final = ("base", "build", "test")
PIN: Final = re.compile(r"^([A-Za-z0-9._-]+)==([^ ;\\]+)")
HASH: Final = re.compile(r"--hash=sha256:([0-9a-f]{64})")
NAMESPACE: Final = uuid.UUID("6c1a2a60-7c0b-5f57-9d3c-6a0c4d1f5b10")
"""Of our bills alone: a bill's serial number follows from its content."""
LICENCES: Final = tomllib.loads((ROOT / "requirements" / "licences.toml").read_text("utf-8"))


@dataclass(frozen=True)
class Pin:
    """One dependency as it is locked; `scope` is `required` for what runs, `excluded` for building and testing."""

    name: str
    version: str
    hashes: tuple[str, ...]
    scope: str


def pins(lock: str) -> Iterator[Pin]:
    """The pins of one lock file."""
    text = (ROOT / "requirements" / f"{lock}.txt").read_text("utf-8")
    scope = "required" if lock == "base" else "excluded"
    for block in re.split(r"\n(?=[A-Za-z0-9])", text.replace("\\\n", " ")):
        found = PIN.match(block)
        if found:
            yield Pin(found[1].lower(), found[2].strip(), tuple(HASH.findall(block)), scope)


def all_pins() -> list[Pin]:
    """Every dependency once, in each version that some Python gets; what runs wins over what tests."""
    known: dict[tuple[str, str], Pin] = {}
    for lock in LOCKS:
        for pin in pins(lock):
            known.setdefault((pin.name, pin.version), pin)
    return [known[key] for key in sorted(known)]


def licence(name: str) -> str:
    """The SPDX expression of an installed package's licence; empty when nothing says it."""
    if name in LICENCES["packages"]:
        return str(LICENCES["packages"][name])
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return ""
    words = [said.get("License-Expression"), said.get("License")]
    words += [one.split("::")[-1].strip() for one in said.get_all("Classifier") or [] if one.startswith("License")]
    first = next((word for word in words if word and word != "OSI Approved"), "")
    return str(LICENCES["said"].get(first, first))


def parts(expression: str) -> set[str]:
    """The licences an SPDX expression names."""
    return set(re.split(r"\s+(?:AND|OR)\s+|[()]", expression)) - {""}


def allowed(expression: str) -> bool:
    """Whether one of the alternatives, or all that apply together, may be used."""
    known = set(LICENCES["allowed"])
    if " OR " in expression:
        return any(part in known for part in parts(expression))
    return bool(expression) and parts(expression) <= known


def _component(pin: Pin) -> dict[str, object]:
    reference = f"pkg:pypi/{pin.name}@{pin.version}"
    return {
        "type": "library",
        "bom-ref": reference,
        "name": pin.name,
        "version": pin.version,
        "scope": pin.scope,
        "purl": reference,
        "licenses": [{"expression": licence(pin.name)}],
        "properties": [{"name": "bianmin:archive-sha256", "value": digest} for digest in pin.hashes],
    }


def bill() -> dict[str, object]:
    """The whole bill."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    components = [_component(pin) for pin in all_pins()]
    serial = uuid.uuid5(NAMESPACE, json.dumps([project["version"], components], sort_keys=True))
    own = {"type": "application", "bom-ref": "bianmin", "name": "bianmin", "version": project["version"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {**own, "licenses": [{"expression": project["license"]}]}},
        "components": components,
    }


def main() -> int:
    """Print the bill, or the licences; 1 when one is not allowed."""
    if sys.argv[1:] == ["licences"]:
        wrong = 0
        for pin in all_pins():
            expression = licence(pin.name)
            wrong += not allowed(expression)
            print(f"{pin.name}\t{pin.version}\t{expression or '?'}{'' if allowed(expression) else '  NOT ALLOWED'}")
        return int(wrong > 0)
    print(json.dumps(bill(), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
