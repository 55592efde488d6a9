"""Time and memory of the statistics: 200,000 rows, 20 strata, raked on four margins, a proportion with its error.

Run: python bench/statistics_bench.py [--svy-python PATH]

The package svy is timed in the same run where it is installed (for this Python, or for the one given); reading files
and importing packages do not count. Every line is a process of its own, so that peak memory is its own.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from importlib import import_module
from pathlib import Path
from statistics import median

import numpy as np

from bianmin.quality.statistics.arrays import Coded
from bianmin.quality.statistics.design import make_design
from bianmin.quality.statistics.margins import make_margin
from bianmin.quality.statistics.raking import rake
from bianmin.quality.statistics.tabulate import answers as group
from bianmin.quality.statistics.tabulate import prepare, tabulate_many

ROWS, QUESTIONS, SHARES = 200_000, 50, {"stratum": 20, "sex": 2, "age": 5, "channel": 4}
REPEATS = 7


def data():
    """Codes by column, base weights, answers (questions, n) from 1 to 5, and population counts by margin."""
    random = np.random.default_rng(20_251_124)
    codes = {name: random.integers(0, width, ROWS) for name, width in {**SHARES, "district": 10}.items()}
    weights = random.uniform(20, 60, SHARES["stratum"])[codes["stratum"]]
    answers = random.choice(5, size=(QUESTIONS, ROWS), p=[0.03, 0.07, 0.15, 0.4, 0.35]).astype(np.int64)
    whole = float(weights.sum())
    counts = {}
    for name, width in SHARES.items():
        tilted = 1 + 0.1 * np.linspace(-1, 1, width)
        counts[name] = whole * tilted / tilted.sum()
    return codes, weights, answers, counts


def timed(work, repeats=REPEATS):
    """The first and the quickest run in seconds, and what the work gave."""
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = work()
        times.append(time.perf_counter() - start)
    return times[0], min(times), result


def bianmin(questions, district):
    """This package: `questions` means by district, or one proportion of the whole."""
    codes, weights, answers, counts = data()
    columns = {
        name: Coded(column, tuple(f"{code:02d}" for code in range(column.max() + 1))) for name, column in codes.items()
    }
    asked = [Coded(answer, ("1", "2", "3", "4", "5")) for answer in answers[:questions]]
    targets = {name: dict(zip(columns[name].labels, count, strict=True)) for name, count in counts.items()}
    points = np.arange(1.0, 6) if district else np.array([0.0, 0, 0, 1, 1])

    def work():
        design = make_design(ROWS, weights=weights, strata=[columns["stratum"]])
        design = rake(design, [make_margin(name, columns[name], target) for name, target in targets.items()])
        domains = prepare(design, columns["district"].codes, 10) if district else prepare(design)
        found = list(tabulate_many(design, ((group(domains, column), points) for column in asked), mean=True))
        return float(found[0].values[0]), float(found[0].errors[0])

    return work


def svy():
    """The package svy on the same data."""
    polars, package = import_module("polars"), import_module("svy")

    codes, weights, answers, counts = data()
    frame = polars.DataFrame(
        {name: [f"{code:02d}" for code in column] for name, column in codes.items()}
        | {"w": weights, "sat": (answers[0] >= 3).astype(float)}
    )
    controls = {name: {f"{code:02d}": float(count) for code, count in enumerate(counts[name])} for name in SHARES}

    def work():
        sample = package.Sample(frame, package.Design(stratum="stratum", wgt="w"))
        raked = sample.weighting.rake(controls=controls, tol=1e-10, max_iter=200)
        found = raked.estimation.mean("sat").estimates[0]
        return float(found.est), float(found.se)

    return work


PARTS = {
    "one proportion": lambda: bianmin(1, district=False),
    "one question x 10 domains": lambda: bianmin(1, district=True),
    "50 questions x 10 domains": lambda: bianmin(QUESTIONS, district=True),
    "svy: one proportion": svy,
}


def compare():
    """Fifty questions over one question, x 10 domains: medians in seconds of each, run by turns, nothing read."""
    one, many = bianmin(1, district=True), bianmin(QUESTIONS, district=True)
    times = [(timed(one, 1)[1], timed(many, 1)[1]) for _ in range(2 * REPEATS + 1)][1:]
    return median(single for single, _ in times), median(fifty for _, fifty in times)


def measure(part):
    """Run one part in this process and print its figures as JSON."""
    first, best, (estimate, error) = timed(PARTS[part]())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"first": first, "best": best, "estimate": estimate, "se": error, "peak": peak}))


def run_part(part, python):
    """One part in a process of its own, or None where it cannot run."""
    here = Path(__file__).resolve()
    environment = {**os.environ, "PYTHONPATH": str(here.parents[1] / "src")}
    command = [python, str(here), "--part", part]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    return json.loads(done.stdout.splitlines()[-1]) if done.returncode == 0 else None


def read_and_answer():
    """The whole command on a file of 200,000 rows with 50 questions: seconds for one question and for all."""
    codes, weights, answers, counts = data()
    columns = [*codes, "w", *(f"q{number}" for number in range(QUESTIONS))]
    seconds = []
    with tempfile.TemporaryDirectory() as folder:
        file, design = Path(folder) / "data.csv", Path(folder) / "design.yaml"
        table = np.column_stack([*codes.values(), weights, *(answers + 1)])
        np.savetxt(
            file,
            table,
            fmt=["%d"] * len(codes) + ["%.4f"] + ["%d"] * QUESTIONS,
            delimiter=",",
            header=",".join(columns),
            comments="",
        )
        for count in (1, QUESTIONS):
            margins = {
                name: {str(code): float(value) for code, value in enumerate(each)} for name, each in counts.items()
            }
            spec = {
                "design": {"strata": "stratum", "weight": "w"},
                "calibration": {
                    "method": "raking",
                    "margins": {name: each for name, each in margins.items() if name != "stratum"},
                },
                "estimates": [
                    {"statistic": "mean", "variable": [f"q{number}" for number in range(count)], "domain": "district"}
                ],
            }
            design.write_text(json.dumps(spec), encoding="utf-8")
            start = time.perf_counter()
            command = [
                sys.executable,
                "-m",
                "bianmin.faces.cli.main",
                "estimate",
                "--data",
                str(file),
                "--design",
                str(design),
                "--json",
            ]
            environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1] / "src")}
            subprocess.run(command, capture_output=True, env=environment, check=True)
            seconds.append(time.perf_counter() - start)
    return seconds


def main():
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=list(PARTS))
    parser.add_argument("--svy-python", default=sys.executable, help="a Python that has svy")
    options = parser.parse_args()
    if options.part:
        measure(options.part)
        return
    print(f"{ROWS:,} rows, 20 strata, raked on stratum, sex, age (5), channel (4); numpy {np.__version__}")
    print(f"{'':28}{'first s':>9}{'best s':>9}{'peak MB':>9}  {'estimate':<12}{'se':<14}")
    found = {}
    for part in PARTS:
        line = run_part(part, options.svy_python if part.startswith("svy") else sys.executable)
        if line is None:
            print(f"{part:28}  not measured: svy is not installed")
            continue
        found[part] = line
        times = f"{line['first']:9.3f}{line['best']:9.3f}{line['peak']:9.0f}"
        print(f"{part:28}{times}  {line['estimate']:<12.8f}{line['se']:<14.10f}")
    if "svy: one proportion" in found:
        share = found["one proportion"]["best"] / found["svy: one proportion"]["best"]
        print(f"one proportion takes {share:.2f} of svy's time (at most 0.33)")
    one, many = read_and_answer()
    print(f"bianmin estimate on a file, 10 domains: one question {one:.2f} s, 50 questions {many:.2f} s")
    print(f"50 questions take {many / one:.1f} times one question's time (at most 3)")
    one, many = compare()
    print(f"the same in memory, nothing read: one {one:.3f} s, 50 {many:.3f} s, {many / one:.1f} times (at most 3)")


if __name__ == "__main__":
    main()
