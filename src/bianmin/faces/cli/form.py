"""`bianmin form schema|blank|list`."""

import argparse
import json
from pathlib import Path
from typing import Final

from bianmin.foundation.documents.tree import Document
from bianmin.foundation.documents.writers import odt, pdf
from bianmin.foundation.forms.queries.published import cards, form
from bianmin.foundation.forms.rules.paper import Sheet, blocks
from bianmin.foundation.forms.rules.schema import schema
from bianmin.foundation.packs.queries.translations import reader
from bianmin.kernel.tongues import tag_of

HELP: Final = "Read the forms that are published: as JSON Schema, or as a blank sheet."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Sub-verbs and their words."""
    verbs = parser.add_subparsers(dest="action", required=True)
    described = verbs.add_parser("schema", help="print a form's JSON Schema (2020-12)")
    blank = verbs.add_parser("blank", help="write a blank sheet to fill in by hand, as PDF or ODT by its name")
    for verb in (described, blank):
        verb.add_argument("code")
        verb.add_argument("--agency", default="")
        verb.add_argument("--version", default=None)
    blank.add_argument("--out", type=Path, required=True)
    blank.add_argument("--language", default="zh-hant")
    listing = verbs.add_parser("list", help="list the published forms of an agency and those all share")
    listing.add_argument("--agency", default="")


def _blank(options: argparse.Namespace) -> int:
    found = form(options.agency, options.code, options.version)
    read = reader(options.agency, options.language)
    language = tag_of(options.language)
    paper = Document(read(found.title), blocks(Sheet(found, read, language)), language=language)
    writer = odt if options.out.suffix == ".odt" else pdf
    options.out.write_bytes(writer.write(paper))
    print(options.out)
    return 0


def _schema(options: argparse.Namespace) -> int:
    print(json.dumps(schema(form(options.agency, options.code, options.version)), ensure_ascii=False, indent=1))
    return 0


def _list(options: argparse.Namespace) -> int:
    for card in cards(options.agency):
        print(f"{card.agency}\t{card.code}\t{card.version}\t{card.title}")
    return 0


def run(options: argparse.Namespace) -> int:
    """Carry out one sub-verb."""
    return {"schema": _schema, "blank": _blank, "list": _list}[options.action](options)
