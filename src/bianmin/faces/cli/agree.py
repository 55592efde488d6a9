"""`bianmin agree`: how far raters, or the items of a scale, agree."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.alpha import cronbach
from bianmin.quality.statistics.arrays import PAIR, numbers
from bianmin.quality.statistics.icc import icc
from bianmin.quality.statistics.kappa import Agreement, kappa
from bianmin.quality.statistics.study.answer import plain
from bianmin.quality.statistics.study.table import Table, read_csv

HELP = "Measure agreement: kappa of two raters, intra-class correlation of several, Cronbach's alpha of a scale."


class TwoRatersOnly(Refused):
    """Kappa of another number of raters."""

    message = N_("Kappa compares two raters: name two columns, as in --columns first second.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The data, the columns, what to compute."""
    parser.add_argument("--data", type=Path, required=True, help="CSV file: one row a case, one column a rater or item")
    parser.add_argument("--columns", nargs="+", required=True, help="the raters' or items' columns")
    parser.add_argument("--statistic", choices=("kappa", "icc", "alpha"), default="kappa")
    parser.add_argument("--weights", choices=[each.value for each in Agreement], default=Agreement.UNWEIGHTED.value)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--json", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Print the coefficients."""
    lines = [plain(line) for line in computed(options, read_csv(options.data, options.columns))]
    if options.json:
        print(json.dumps({"agreement": lines}, ensure_ascii=False))
        return 0
    for line in lines:
        print(
            "  ".join(
                f"{key}={value:.6g}" if isinstance(value, float) else f"{key}={value}" for key, value in line.items()
            )
        )
    return 0


def computed(options: argparse.Namespace, table: Table) -> list[dict[str, Any]]:
    """The lines of the chosen statistic."""
    if options.statistic == "kappa":
        if len(options.columns) != PAIR:
            raise TwoRatersOnly
        first, second = (table.columns[name] for name in options.columns)
        return [
            {
                "statistic": "kappa",
                "weights": options.weights,
                **asdict(kappa(first, second, Agreement(options.weights))),
            }
        ]
    ratings = np.stack([numbers(table.columns[name], name) for name in options.columns], axis=1)
    if options.statistic == "alpha":
        return [{"statistic": "alpha", "value": cronbach(ratings), "n": int((~np.isnan(ratings).any(axis=1)).sum())}]
    return [{"statistic": "icc", **asdict(each)} for each in icc(ratings, options.level)]
