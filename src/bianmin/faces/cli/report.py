"""`bianmin report build|list`: build a report into a folder."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Final

from bianmin.faces.cli.indicators import only_agency
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.actions import open_file
from bianmin.foundation.packs.queries.loaded import loaded
from bianmin.kernel.actor import Actor, system
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports.actions import Wanted, build
from bianmin.quality.reports.queries.outlines import outlines
from bianmin.quality.reports.vocab import BuiltCard

HELP: Final = "Build a report as ODT, PDF and DOCX."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-verbs and their words."""
    verbs = parser.add_subparsers(dest="action", required=True)
    one = verbs.add_parser("build", help="build a report into a folder")
    one.add_argument("id", metavar="ID", help="the outline, such as achievement")
    one.add_argument("--agency", default="", help="the agency's code")
    one.add_argument("--unit", default="", help="the unit's path, such as /376550300A/")
    one.add_argument("--period", required=True, help="113, 113-Q2, 2024-01-01..2024-06-30")
    one.add_argument("--out", type=Path, default=Path(), help="the folder for the files")
    one.add_argument("--json", action="store_true")
    listing = verbs.add_parser("list", help="list the outlines")
    listing.add_argument("--agency", default="")
    listing.add_argument("--json", action="store_true")


def _write(card: BuiltCard, out: Path, by: Actor) -> dict[str, str]:
    out.mkdir(parents=True, exist_ok=True)
    written = {}
    for kind, key in card.files.items():
        path = out / f"{card.outline}-{card.span.replace('..', '_')}.{kind}"
        path.write_bytes(open_file(file_id=int(key), by=by, at=now(), purpose="report").data)
        written[kind] = str(path)
    figures = out / f"{card.outline}-{card.span.replace('..', '_')}.figures.json"
    text = json.dumps([asdict(one) for one in card.figures], ensure_ascii=False, indent=1)
    figures.write_text(text, encoding="utf-8")
    return {**written, "figures": str(figures)}


def _build(options: argparse.Namespace) -> int:
    by = system("report")
    agency = options.agency or only_agency(options.unit)
    card = build(wanted=Wanted(options.id, agency, span(options.period), options.unit), by=by, at=now())
    files = _write(card, options.out, by)
    if options.json:
        told = {"title": card.title, "pages": card.pages, "warnings": card.warnings, "files": files}
        print(json.dumps({**told, "figures": [asdict(one) for one in card.figures]}, ensure_ascii=False))
        return 0
    print("\n".join([card.title, *card.warnings, *files.values()]))
    return 0


def _list(options: argparse.Namespace) -> int:
    agencies = [options.agency] if options.agency else sorted({row.agency for row in loaded()})
    found = {one.id: one.title for agency in agencies for one in outlines(agency)}
    lines = (f"{key}\t{title}" for key, title in found.items())
    print(json.dumps(found, ensure_ascii=False) if options.json else "\n".join(lines))
    return 0


def run(options: argparse.Namespace) -> int:
    """Carry out one sub-verb."""
    return {"build": _build, "list": _list}[options.action](options)
