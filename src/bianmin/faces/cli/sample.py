"""`bianmin sample size|margin|allocate|draw`: plan a sample and draw it."""

import argparse
import csv
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics import allocation, draws, size
from bianmin.quality.statistics.arrays import PAIR, Coded, Codes, Floats, numbers
from bianmin.quality.statistics.study.table import Table, read_csv

HELP = "Plan a sample: how many to ask, how to divide them among strata, which to draw."


class ArgumentMissing(Refused):
    """An option that the chosen way needs."""

    message = N_("Write {option} as well: this way of planning needs it.")


def arguments(parser: argparse.ArgumentParser) -> None:
    """The sub-verbs and their options."""
    actions = parser.add_subparsers(dest="action", required=True)
    size_arguments(actions.add_parser("size", help="answers needed for a proportion, a mean, or two groups"))
    margin_arguments(actions.add_parser("margin", help="the sampling error as agencies state it"))
    allocate_arguments(actions.add_parser("allocate", help="divide a sample among strata"))
    draw_arguments(actions.add_parser("draw", help="draw rows from a frame by seed"))


def size_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `size`."""
    parser.add_argument("--error", type=float, help="wanted margin, 0.03 is three points")
    parser.add_argument("--p", type=float, default=0.5, help="expected proportion")
    parser.add_argument("--deviation", type=float, help="standard deviation, for a mean")
    parser.add_argument("--against", type=float, help="second proportion, for two groups")
    parser.add_argument("--difference", type=float, help="difference of two means to be told apart")
    parser.add_argument("--power", type=float, default=0.8)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--population", type=float)
    parser.add_argument("--deff", type=float, default=1.0, help="design effect")
    parser.add_argument("--response", type=float, default=1.0, help="expected response rate")
    parser.add_argument("--json", action="store_true")


def margin_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `margin`."""
    parser.add_argument("--n", type=float, required=True, help="valid answers")
    parser.add_argument("--p", type=float, default=0.5)
    parser.add_argument("--level", type=float, default=0.95)
    parser.add_argument("--deff", type=float, default=1.0)
    parser.add_argument("--population", type=float)
    parser.add_argument("--sampling", default="probability", help="probability, web, convenience, quota, volunteer")
    parser.add_argument("--json", action="store_true")


def allocate_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `allocate`."""
    parser.add_argument("--total", type=int, required=True)
    parser.add_argument("--strata", type=Path, required=True, help="CSV: stratum, size, and deviation, cost")
    parser.add_argument(
        "--way", choices=("equal", "proportional", "neyman", "optimal", "power"), default="proportional"
    )
    parser.add_argument("--exponent", type=float, default=0.5, help="for power")
    parser.add_argument("--minimum", type=int, default=0, help="at least this many a stratum")
    parser.add_argument("--json", action="store_true")


def draw_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `draw`."""
    parser.add_argument("--frame", type=Path, required=True, help="CSV file of those who may be drawn")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--n", type=int, default=0, help="rows (or clusters) to draw")
    parser.add_argument(
        "--way", choices=("simple", "replacement", "systematic", "pps", "stratified", "cluster"), default="simple"
    )
    parser.add_argument("--strata", help="column of strata")
    parser.add_argument("--allocation", help="A=120,B=80: how many in each stratum")
    parser.add_argument("--measure", help="column of size, for pps")
    parser.add_argument("--psu", help="column of clusters")
    parser.add_argument("--within", type=int, help="rows to draw in every cluster, all if left out")
    parser.add_argument("--json", action="store_true", help="row numbers (from 1) and weights instead of CSV")


def run(options: argparse.Namespace) -> int:
    """Carry out the sub-verb."""
    return {"size": run_size, "margin": run_margin, "allocate": run_allocate, "draw": run_draw}[options.action](options)


def run_size(options: argparse.Namespace) -> int:
    """Print a sample size."""
    shared: dict[str, float] = {"level": options.level, "deff": options.deff, "response": options.response}
    if options.against is not None:
        found = size.size_for_difference(options.p, options.against, power=options.power, **shared)
    elif options.difference is not None:
        spread = required(options.deviation, "--deviation")
        found = size.size_for_mean_difference(options.difference, deviation=spread, power=options.power, **shared)
    elif options.deviation is not None:
        error = required(options.error, "--error")
        found = size.size_for_mean(error, deviation=options.deviation, population=options.population, **shared)
    else:
        error = required(options.error, "--error")
        found = size.size_for_proportion(error, p=options.p, population=options.population, **shared)
    return show(asdict(found), as_json=options.json)


def run_margin(options: argparse.Namespace) -> int:
    """Print a margin of error, in points too."""
    margin = size.margin_of_error(
        options.n,
        p=options.p,
        level=options.level,
        deff=options.deff,
        population=options.population,
        sampling=options.sampling,
    )
    return show(
        {"n": options.n, "level": options.level, "margin": margin, "points": margin * 100}, as_json=options.json
    )


def run_allocate(options: argparse.Namespace) -> int:
    """Print how many to draw in each stratum."""
    names = {"neyman": ["deviation"], "optimal": ["deviation", "cost"]}.get(options.way, [])
    table = read_csv(options.strata, ["stratum", "size", *names])
    strata = table.columns["stratum"]
    sizes = numbers(table.columns["size"], "size")
    allocation.check_figures("size", sizes)
    figures = [numbers(table.columns[name], name) for name in names]
    shares = {
        "equal": lambda: allocation.equal(sizes),
        "proportional": lambda: allocation.proportional(sizes),
        "neyman": lambda: allocation.neyman(sizes, *figures),
        "optimal": lambda: allocation.optimal(sizes, *figures),
        "power": lambda: allocation.power(sizes, options.exponent),
    }[options.way]()
    found = allocation.allocate(options.total, shares, sizes=sizes, minimum=options.minimum)
    labels = [strata.labels[code] for code in strata.codes]
    return show(dict(zip(labels, map(int, found), strict=True)), as_json=options.json)


def run_draw(options: argparse.Namespace) -> int:
    """Print the rows drawn, with their base weights."""
    names = [name for name in (options.strata, options.measure, options.psu) if name]
    table = read_csv(options.frame, names)
    rows, chances = draw(options, table)
    weights = 1 / chances[rows]
    if options.json:
        print(json.dumps({"rows": [int(row) + 1 for row in rows], "weights": [float(weight) for weight in weights]}))
        return 0
    with options.frame.open(encoding="utf-8-sig", newline="") as stream:
        lines = [line for line in csv.reader(stream) if line]
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow([*lines[0], "weight"])
    writer.writerows([*lines[row + 1], f"{weight:.10g}"] for row, weight in zip(rows, weights, strict=True))
    return 0


def draw(options: argparse.Namespace, table: Table) -> tuple[Codes, Floats]:
    """The rows drawn (from 0), and every row's inclusion probability (n,), or expected draws with replacement."""
    random, n = draws.generator(options.seed), table.rows
    even = np.full(n, options.n / max(n, 1))
    if options.way == "stratified":
        strata = table.columns[required(options.strata, "--strata")]
        return draw_strata(strata, counts_of(required(options.allocation, "--allocation")), random)
    if options.way == "pps":
        name = required(options.measure, "--measure")
        chances = draws.inclusion_probabilities(numbers(table.columns[name], name), options.n)
        return draws.by_probabilities(chances, random), chances
    if options.way == "cluster":
        units = table.columns[required(options.psu, "--psu")]
        rows = draws.clusters(units, options.n, random, options.within)
        sizes = np.bincount(units.codes).astype(float)
        share = np.ones_like(sizes) if options.within is None else np.minimum(options.within / sizes, 1.0)
        return rows, options.n / len(units.labels) * share[units.codes]
    if options.way == "systematic":
        return draws.systematic(n, options.n, random), even
    return draws.simple(n, options.n, random, replacement=options.way == "replacement"), even


def draw_strata(strata: Coded, wanted: dict[str, int], random: np.random.Generator) -> tuple[Codes, Floats]:
    """A stratified draw and the inclusion probabilities n_h / N_h."""
    rows = draws.stratified(strata, wanted, random)
    sizes = np.bincount(strata.codes, minlength=len(strata.labels))
    shares = np.array([wanted.get(label, 0) for label in strata.labels]) / sizes
    return rows, shares[strata.codes]


def counts_of(text: str) -> dict[str, int]:
    """`A=120,B=80` as counts by stratum."""
    parts = [part.split("=") for part in text.split(",")]
    if any(len(part) != PAIR or not part[1].strip().isdigit() for part in parts):
        raise ArgumentMissing(option="--allocation A=120,B=80")
    return {name.strip(): int(count) for name, count in parts}


def required(value: Any, option: str) -> Any:
    """An option that must be there."""
    if value is None:
        raise ArgumentMissing(option=option)
    return value


def show(values: dict[str, Any], *, as_json: bool) -> int:
    """Print values as JSON or one a line."""
    if as_json:
        print(json.dumps(values, ensure_ascii=False))
    else:
        for name, value in values.items():
            print(f"{name}  {value:.6g}" if isinstance(value, float) else f"{name}  {value}")
    return 0
