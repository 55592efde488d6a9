"""The reference results of R's package survey, through the command, at their tolerances."""

import contextlib
import csv
import io
import json
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

import pytest
import yaml

from bianmin.faces.cli.main import main

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "golden" / "survey"
GOLDEN = (
    json.loads((FOLDER / "cases.json").read_text(encoding="utf-8")) if FOLDER.exists() else {"cases": [], "meta": {}}
)
CASES = {case["id"]: case["value"] for case in GOLDEN["cases"]}
YEARLY = [case for case in CASES if case.split(".")[1].isdigit()]

pytestmark = [
    pytest.mark.skipif(not CASES, reason="the reference results are not beside this checkout"),
    pytest.mark.row("SYS-166", "SYS-167", "IND-09", "IND-10", "IN-39", "IN-40", "IN-41", "IN-42", "IN-43", "IN-93"),
]

CALIBRATIONS = {"base": None, "rake": "rake", "cal_raking": "calibrate"}
MEANS = {
    "prop_satisfied": {"statistic": "proportion", "variable": "sat"},
    "mean_q1": {"statistic": "mean", "variable": "q1_overall"},
    "mean_q2_narm": {"statistic": "mean", "variable": "q2_speed"},
    "dist_q1": {"statistic": "proportion", "variable": "q1_overall", "levels": None},
    "sat_by_stratum": {"statistic": "mean", "variable": "sat", "domain": "stratum"},
    "sat_by_channel": {"statistic": "mean", "variable": "sat", "domain": "channel"},
}
SHARES = {"ciprop_logit": "logit", "ciprop_beta": "beta", "ciprop_mean": "t"}


@cache
def data_file():
    """The synthetic survey with the column R derived: satisfied where q1 is 4 or 5."""
    path = Path(mkdtemp()) / "satisfaction.csv"
    with (FOLDER / "satisfaction.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, [*rows[0], "sat"])
        writer.writeheader()
        for row in rows:
            answer = row["q1_overall"]
            writer.writerow({**row, "sat": "" if answer == "" else int(int(answer) >= 4)})
    return path


def ask(design):
    """What `bianmin estimate` answers."""
    path = Path(mkdtemp()) / "design.yaml"
    path.write_text(yaml.safe_dump(design), encoding="utf-8")
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        assert main(["estimate", "--data", str(data_file()), "--design", str(path), "--json"]) == 0
    return json.loads(printed.getvalue())


@cache
def yearly(year, weights):
    """All answers of one year under one way of weighting, by case name."""
    design = {
        "design": {"strata": "stratum", "fpc": ["N"], "weight": "base_weight"},
        "subset": {"year": int(year)},
        "estimates": [{key: value for key, value in entry.items() if value} for entry in MEANS.values()]
        + [{**entry, "interval": "normal"} for entry in map(dict, MEANS.values()) if entry.pop("levels", "") == ""]
        + [{"statistic": "proportion", "variable": "sat", "interval": kind} for kind in SHARES.values()],
        "tests": [{"test": "rao_scott", "rows": "sat", "columns": "channel"}],
    }
    if CALIBRATIONS[weights]:
        margins = GOLDEN["meta"]["satisfaction_margins"]
        design["calibration"] = {"method": "raking", "margins": margins, "variance": CALIBRATIONS[weights]}
    return ask(design)


def matching(answers, entry, interval_rank=0):
    """The lines of an entry, by level, domain or alone; repeated entries come in the order asked."""
    found = {}
    for line in answers["estimates"]:
        if (line["statistic"], line["variable"]) == (entry["statistic"], entry["variable"]) and (
            (line["domain"] is not None) == ("domain" in entry)
        ):
            found.setdefault(line.get("level") or line["domain"] or "", []).append(line)
    return {key: lines[interval_rank] for key, lines in found.items()}


def by_name(values):
    """R's names without the formula before them."""
    return {key.replace("factor(q1_overall)", ""): value for key, value in values.items()}


@pytest.mark.parametrize("case", [case for case in YEARLY if case.split(".")[3] in MEANS])
def test_means_proportions_and_domains_equal_the_reference(case):
    _, year, weights, name = case.split(".")
    expected = {key: by_name(value) if isinstance(value, dict) else value for key, value in CASES[case].items()}
    lines = matching(yearly(year, weights), MEANS[name])
    for key, estimate in expected["estimate"].items():
        line = lines.get(key) or lines[""]
        assert line["estimate"] == pytest.approx(estimate, rel=1e-9)
        assert line["se"] == pytest.approx(expected["se"][key], rel=1e-8)
        for ours, theirs in (("deff", "deff"), ("lower", "ci95_t_lower"), ("upper", "ci95_t_upper")):
            if theirs in expected:
                assert line[ours] == pytest.approx(expected[theirs][key], rel=1e-8)
        assert line["df"] == expected.get("df", line["df"])


@pytest.mark.parametrize("case", [case for case in YEARLY if "ci95_normal_lower" in CASES[case]])
def test_normal_intervals_equal_the_reference(case):
    _, year, weights, name = case.split(".")
    lines = matching(yearly(year, weights), MEANS[name], 1) if name != "dist_q1" else {}
    expected = CASES[case]
    for key, line in lines.items():
        assert key == ""
        assert line["lower"] == pytest.approx(next(iter(expected["ci95_normal_lower"].values())), rel=1e-8)
        assert line["upper"] == pytest.approx(next(iter(expected["ci95_normal_upper"].values())), rel=1e-8)


@pytest.mark.parametrize("case", [case for case in YEARLY if case.split(".")[3] in SHARES])
def test_intervals_of_proportions_equal_the_reference(case):
    _, year, weights, name = case.split(".")
    place = list(SHARES).index(name) - len(SHARES)
    lines = yearly(year, weights)["estimates"][place:]
    assert lines[0]["estimate"] == pytest.approx(CASES[case]["estimate"], rel=1e-9)
    assert [lines[0]["lower"], lines[0]["upper"]] == pytest.approx(CASES[case]["ci95"], rel=1e-8)
    assert lines[0]["df"] == CASES[case]["df"]


@pytest.mark.parametrize("case", [case for case in YEARLY if case.endswith("chisq_channel")])
def test_rao_scott_equals_the_reference(case):
    _, year, weights, _ = case.split(".")
    line, expected = yearly(year, weights)["tests"][0], CASES[case]
    assert line["statistic"] == pytest.approx(expected["statistic"]["F"], rel=1e-8)
    assert [line["df"], line["ddf"]] == pytest.approx(list(expected["parameter"].values()), rel=1e-8)
    assert line["p_value"] == pytest.approx(expected["p_value"], rel=1e-6)


@cache
def trend(**extra):
    """The three years as one design: every year's strata are strata of their own."""
    return ask({"design": {"strata": "year:stratum", "fpc": ["N"], "weight": "base_weight"}, **extra_lists(extra)})


def extra_lists(extra):
    """Keyword texts of YAML back into lists."""
    return {key: yaml.safe_load(value) for key, value in extra.items()}


def test_domains_by_year_equal_the_reference():
    lines = trend(estimates="[{statistic: mean, variable: sat, domain: year}]")["estimates"]
    expected = CASES["sat.trend.by_year"]
    for line in lines:
        assert line["estimate"] == pytest.approx(expected["estimate"][line["domain"]], rel=1e-9)
        assert line["se"] == pytest.approx(expected["se"][line["domain"]], rel=1e-8)


def test_the_difference_between_years_equals_the_reference():
    line = trend(tests="[{test: difference, variable: sat, domain: year, of: {2025: 1, 2023: -1}}]")["tests"][0]
    expected = CASES["sat.trend.diff_2025_2023"]
    assert line["estimate"] == pytest.approx(expected["estimate"], rel=1e-9)
    assert line["se"] == pytest.approx(expected["se"], rel=1e-8)
    assert line["statistic"] == pytest.approx(expected["z"], rel=1e-8)
    assert line["p_value"] == pytest.approx(expected["p_value"], rel=1e-6)


@pytest.mark.parametrize(
    ("case", "test", "outcome"), [("logit", "logistic", "sat"), ("linear_q1", "linear", "q1_overall")]
)
def test_regressions_on_the_year_equal_the_reference(case, test, outcome):
    entry = f"[{{test: {test}, outcome: {outcome}, predictors: [year], centre: {{year: 2023}}}}]"
    line, expected = trend(tests=entry)["tests"][0], CASES[f"sat.trend.{case}"]
    assert line["df"] == expected["df"]
    for found, key in zip(line["coefficients"], expected["estimate"], strict=True):
        assert found["estimate"] == pytest.approx(expected["estimate"][key], rel=1e-9)
        assert found["se"] == pytest.approx(expected["se"][key], rel=1e-8)
        assert found["t"] == pytest.approx(expected["t"][key], rel=1e-8)
        assert found["p_value"] == pytest.approx(expected["p_value"][key], rel=1e-6, abs=1e-300)


def test_the_rank_test_of_two_years_equals_the_reference():
    line = trend(tests="[{test: rank, variable: q1_overall, by: year, where: {year: [2023, 2025]}}]")["tests"][0]
    expected = CASES["sat.ranktest.year_2023_2025"]
    assert line["statistic"] == pytest.approx(expected["statistic"]["t"], rel=1e-8)
    assert line["df"] == expected["parameter"]["df"]
    assert line["estimate"] == pytest.approx(expected["estimate"]["difference in mean rank score"], rel=1e-9)
    assert line["p_value"] == pytest.approx(expected["p_value"], rel=1e-6)


def test_kruskal_wallis_by_stratum_equals_the_reference():
    entry = "[{test: rank, variable: q1_overall, by: stratum, kind: kruskal_wallis, where: {year: 2025}}]"
    line, expected = trend(tests=entry)["tests"][0], CASES["sat.kruskal.stratum"]
    assert line["statistic"] == pytest.approx(expected["parameter"]["Chisq"], rel=1e-8)
    assert line["df"] == expected["statistic"]["df"]
    assert line["p_value"] == pytest.approx(expected["p_value"], rel=1e-6)


def test_cronbachs_alpha_equals_the_reference():
    entry = "[{test: cronbach, variables: [q1_overall, q3_attitude, q4_clarity], where: {year: 2025}}]"
    assert trend(tests=entry)["tests"][0]["estimate"] == pytest.approx(CASES["sat.cronbach"]["estimate"], rel=1e-9)


def test_every_case_is_held_against_the_reference():
    assert len(CASES) == GOLDEN["meta"]["n_cases"] == 149
    shown = {*MEANS, *SHARES, "chisq_channel"}
    named = {"sat.trend.by_year", "sat.trend.diff_2025_2023", "sat.trend.logit", "sat.trend.linear_q1",
             "sat.ranktest.year_2023_2025", "sat.kruskal.stratum", "sat.cronbach"}  # fmt: skip
    here = {case for case in CASES if case.startswith("sat.")}
    assert {case for case in here if case.split(".")[-1] not in shown} == named
    assert {case.split(".")[0] for case in set(CASES) - here} == {
        "plain",
        "size",
        "alloc",
        "deff",
        "moe",
        "raters",
        "pps",
    }  # fmt: skip - these are in test_golden_plain.py
