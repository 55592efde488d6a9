"""`bianmin proofread FILE`: recompute every number of a document and say which are wrong."""

import argparse
import json
from pathlib import Path

from bianmin.faces.cli.main import language
from bianmin.kernel.words import N_, translate
from bianmin.quality.proofread.claims import Verdict
from bianmin.quality.proofread.marked import LEAD, LINE, NOTHING, page
from bianmin.quality.proofread.report import Report, proofread
from bianmin.quality.proofread.wording import PACKAGE, explained, named

HELP = "Recompute every number of a document (ODT, DOCX, PDF, HTML, TXT, MD) and say which are wrong."
WRITTEN = N_("The marked document is in {path}.")
_SIGNS = {Verdict.CONSISTENT: "✓", Verdict.ROUNDED: "≈", Verdict.INCONSISTENT: "✗"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="FILE", type=Path, help="the document")
    parser.add_argument("--json", action="store_true", help="print JSON: every claim with its verdict")
    parser.add_argument("--html", metavar="OUT", type=Path, help="write the document with marks and notes")
    parser.add_argument("--all", action="store_true", help="list also what agrees")


def run(options: argparse.Namespace) -> int:
    """Print the findings, worst first."""
    report = proofread(options.file)
    if options.html:
        options.html.write_text(page(report, language()), encoding="utf-8")
    if options.json:
        print(json.dumps(report.as_dict(language()), ensure_ascii=False))
        return 0
    for text in listing(report, language(), everything=options.all):
        print(text)
    if options.html:
        print(translate(WRITTEN, package="bianmin.faces.cli", language=language()).format(path=options.html))
    return 0


def listing(report: Report, tongue: str, *, everything: bool) -> list[str]:
    """The readable list: a summary, then one paragraph a claim."""
    counts = report.counts()
    summary = translate(LEAD, package=PACKAGE, language=tongue).format(
        total=len(report.claims),
        wrong=counts[Verdict.INCONSISTENT.value],
        rounded=counts[Verdict.ROUNDED.value],
        right=counts[Verdict.CONSISTENT.value],
    )
    shown = [claim for claim in report.worst_first() if everything or claim.verdict is not Verdict.CONSISTENT]
    lines = [summary]
    for claim in shown:
        place = translate(LINE, package=PACKAGE, language=tongue).format(line=claim.line)
        lines += [
            f"\n{_SIGNS[claim.verdict]} {place} {named(claim, tongue)}",
            f"  {explained(claim, tongue)}",
            f"  「{claim.quote}」",
        ]
    if not shown:
        lines.append(translate(NOTHING, package=PACKAGE, language=tongue))
    return lines
