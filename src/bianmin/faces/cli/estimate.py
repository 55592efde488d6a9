"""`bianmin estimate`: estimates and tests of a survey from a data file and a design file."""

import argparse
import json
from pathlib import Path
from typing import Any

from bianmin.quality.statistics.study.answer import answer_files

HELP = "Estimate totals, means, proportions, ratios and quantiles of a survey, with the errors of its design."

COLUMNS = ("statistic", "variable", "level", "p", "domain", "estimate", "se", "df", "deff", "lower", "upper", "n")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The data, the design, and how to print."""
    parser.add_argument("--data", type=Path, required=True, help="CSV file with a header, one row a respondent")
    parser.add_argument("--design", type=Path, required=True, help="YAML file: design, calibration, estimates, tests")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")


def run(options: argparse.Namespace) -> int:
    """Print the answers."""
    answers = answer_files(options.data, options.design)
    if options.json:
        print(json.dumps(answers, ensure_ascii=False))
        return 0
    estimates = answers["estimates"]
    used = [name for name in COLUMNS if any(line.get(name) is not None for line in estimates)]
    if estimates:
        print_table([used, *([shown(line.get(name)) for name in used] for line in estimates)])
    for line in answers["tests"]:
        print("  ".join(f"{key}={shown(value)}" for key, value in line.items() if value is not None))
    return 0


def shown(value: Any) -> str:
    """A value for people: six digits."""
    if isinstance(value, float):
        return f"{value:.6g}"
    return "" if value is None else str(value)


def print_table(rows: list[list[str]]) -> None:
    """Columns in line."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
