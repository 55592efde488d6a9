"""`bianmin pack check|diff|load|export|list`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bianmin.faces.ui.now import now, today
from bianmin.foundation.packs.actions import PacksHaveProblems, load_packs
from bianmin.foundation.packs.queries.checks import examine_all, warnings
from bianmin.foundation.packs.queries.languages import missing_among
from bianmin.foundation.packs.queries.loaded import difference, exported, loaded
from bianmin.foundation.packs.vocab import KINDS, Problem
from bianmin.kernel.actor import system
from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

HELP: Final = "Check, compare, load and export data packs."


class NoSuchPath(Refused):
    """A path names no file."""

    message = N_("{path} is neither a file nor a folder. Check the path.")


class NotLoaded(Refused):
    """There are no rows of this pack to write back."""

    message = N_("No pack {kind} {code} is loaded for {agency}. See `bianmin pack list`.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-verbs and their words."""
    verbs = parser.add_subparsers(dest="action", required=True)
    for name, words in (
        ("check", "say what is wrong in packs; nothing is changed"),
        ("diff", "say how packs differ from what is loaded"),
        ("load", "load packs: all of them or none"),
    ):
        verb = verbs.add_parser(name, help=words)
        verb.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        verb.add_argument("--json", action="store_true")
    export = verbs.add_parser("export", help="write a loaded pack back as YAML")
    export.add_argument("kind")
    export.add_argument("code")
    export.add_argument("--agency", default="")
    listing = verbs.add_parser("list", help="list the packs that are loaded")
    listing.add_argument("--json", action="store_true")


def files_of(paths: list[Path]) -> list[tuple[str, bytes]]:
    """Every .yaml file under the paths, with its bytes."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise NoSuchPath(path=path)
        found += sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    return [(str(path), path.read_bytes()) for path in found]


def _rows(problems: list[Problem]) -> list[dict[str, object]]:
    return [{"file": one.file, "line": one.line, "key": one.key, "sentence": one.sentence} for one in problems]


def _report(problems: list[Problem], *, as_json: bool, warned: Sequence[Problem] = ()) -> int:
    if as_json:
        found = {"ok": not problems, "problems": _rows(problems), "warnings": _rows(list(warned))}
        print(json.dumps(found, ensure_ascii=False))
    else:
        for problem in (*problems, *warned):
            print(problem, file=sys.stderr)
    return 1 if problems else 0


def _check(options: argparse.Namespace) -> int:
    packs, problems = examine_all(files_of(options.paths))
    if not options.json and not problems:
        print(f"{len(packs)} ok")
    return _report(problems, as_json=options.json, warned=[*warnings(packs, on=today()), *missing_among(packs)])


def _diff(options: argparse.Namespace) -> int:
    packs, problems = examine_all(files_of(options.paths))
    if problems:
        return _report(problems, as_json=options.json)
    found = {pack.file: difference(pack) for pack in packs}
    if options.json:
        print(json.dumps(found, ensure_ascii=False))
    else:
        print("\n".join(line for lines in found.values() for line in lines))
    return 0


def _load(options: argparse.Namespace) -> int:
    try:
        new, same = load_packs(files=files_of(options.paths), by=system("packs"), at=now())
    except PacksHaveProblems as refusal:
        return _report(refusal.problems, as_json=options.json)
    print(json.dumps({"ok": True, "loaded": new, "unchanged": same}) if options.json else f"{new} + {same}")
    return 0


def _export(options: argparse.Namespace) -> int:
    text = exported(options.kind, options.agency, options.code) if options.kind in KINDS.kinds else None
    if text is None:
        raise NotLoaded(kind=options.kind, code=options.code, agency=options.agency or "-")
    print(text, end="")
    return 0


def _list(options: argparse.Namespace) -> int:
    rows = [
        {"agency": row.agency, "kind": row.kind, "id": row.code, "version": row.version, "source": row.source}
        for row in loaded()
    ]
    if options.json:
        print(json.dumps(rows, ensure_ascii=False))
    else:
        for row in rows:
            print("\t".join(row.values()))
    return 0


def run(options: argparse.Namespace) -> int:
    """Carry out one sub-verb; 1 when packs have problems."""
    return {"check": _check, "diff": _diff, "load": _load, "export": _export, "list": _list}[options.action](options)
