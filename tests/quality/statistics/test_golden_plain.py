"""The reference results that need no data file: intervals, plain tests, sizes, allocation, raters, PPS."""

import json
from math import comb
from pathlib import Path

import numpy as np
import pytest

from bianmin.quality.statistics import allocation, intervals, plain, proportions, size, trends
from bianmin.quality.statistics.alpha import cronbach
from bianmin.quality.statistics.arrays import coded
from bianmin.quality.statistics.draws import inclusion_probabilities
from bianmin.quality.statistics.fisher import fisher
from bianmin.quality.statistics.icc import icc
from bianmin.quality.statistics.kappa import Agreement, kappa
from bianmin.quality.statistics.kish import cluster_effect
from bianmin.quality.statistics.multiplicity import benjamini_hochberg, holm

FILE = Path(__file__).resolve().parents[4] / "shared" / "golden" / "survey" / "cases.json"
CASES = (
    {case["id"]: case["value"] for case in json.loads(FILE.read_text(encoding="utf-8"))["cases"]}
    if FILE.exists()
    else {}
)

pytestmark = pytest.mark.skipif(not CASES, reason="the reference results are not beside this checkout")

SIZES = np.array([42000.0, 18000.0, 9500.0, 2600.0])
DEVIATIONS = np.array([0.42, 0.38, 0.48, 0.30])
COSTS = np.array([1.0, 1.2, 2.0, 4.0])
SERIES = np.array([71.2, 72.9, 72.4, 74.8, 75.1, 76.6, 76.0, 78.3, 79.9, 81.2])


def close(expected, rel=1e-9):
    return pytest.approx(expected, rel=rel, abs=1e-12)


@pytest.mark.parametrize(
    "case", [case for case in CASES if case.startswith(("plain.w", "plain.clopper", "plain.agresti"))]
)
def test_plain_intervals(case):
    value = CASES[case]
    share, n = value["x"] / value["n"], value["n"]
    kind = case.split(".")[1].replace("clopper", "clopper_pearson")
    error = float(np.sqrt(share * (1 - share) / n))
    estimated = intervals.Estimated(share, error, df=n - 1, rows=n, effective=n)
    assert intervals.interval(estimated, intervals.Interval(kind)) == close(value["ci95"], 1e-8)


@pytest.mark.parametrize(("case", "continuity"), [("two_prop", False), ("two_prop_cc", True)])
def test_two_proportions(case, continuity):
    found = proportions.two_proportions(np.array([372.0, 341]), np.array([400.0, 390]), continuity=continuity)
    value = CASES[f"plain.{case}"]
    assert found.statistic == close(value["statistic"]["X-squared"], 1e-8)
    assert found.p_value == close(value["p_value"], 1e-6)
    assert [found.lower, found.upper] == close(value["conf_int"], 1e-8)


def test_k_proportions():
    found = proportions.k_proportions(np.array([372.0, 341, 150, 90]), np.array([400.0, 390, 180, 95]))
    assert found.statistic == close(CASES["plain.k_prop"]["statistic"]["X-squared"], 1e-8)
    assert found.p_value == close(CASES["plain.k_prop"]["p_value"], 1e-6)


def test_cochran_armitage():
    found = trends.cochran_armitage(np.array([320.0, 338, 361, 372]), np.full(4, 400.0))
    assert found.statistic == close(CASES["plain.cochran_armitage"]["statistic"]["X-squared"], 1e-8)
    assert found.p_value == close(CASES["plain.cochran_armitage"]["p_value"], 1e-6)


def test_chi_square():
    found = plain.chi_square(np.array([[5.0, 12, 30, 80, 73], [9, 20, 41, 70, 60], [2, 4, 22, 90, 82]]))
    assert found.statistic == close(CASES["plain.chisq_3x5"]["statistic"]["X-squared"], 1e-8)
    assert found.p_value == close(CASES["plain.chisq_3x5"]["p_value"], 1e-6)


def test_fisher():
    found, value = fisher(np.array([[8.0, 1], [2, 9]])), CASES["plain.fisher_2x2"]
    assert found.p_value == close(value["p_value"], 1e-6)
    assert found.estimate == close(value["estimate"]["odds ratio"], 1e-4)  # R stops its search there
    assert found.lower == close(value["conf_int"][0], 1e-4)
    assert found.upper == close(value["conf_int"][1], 2e-2)  # R searches 1/odds to 1e-4, which is 1.5 % here


def test_the_exact_limits_leave_a_fortieth_in_each_tail():
    found = fisher(np.array([[8.0, 1], [2, 9]]))
    counts = np.arange(0, 10)
    ways = np.array([comb(10, x) * comb(10, 9 - x) for x in counts], dtype=float)
    for limit, tail in ((found.lower, counts >= 8), (found.upper, counts <= 8)):
        chances = ways * limit**counts
        assert chances[tail].sum() / chances.sum() == close(0.025, 1e-8)


def test_mcnemar():
    found = plain.mcnemar(np.array([[60.0, 25], [12, 103]]))
    assert found.statistic == close(CASES["plain.mcnemar"]["statistic"]["McNemar's chi-squared"], 1e-8)
    assert found.p_value == close(CASES["plain.mcnemar"]["p_value"], 1e-6)


def test_mann_kendall():
    found, value = trends.mann_kendall(SERIES), CASES["plain.kendall_trend"]
    assert (found.statistic + 45) / 2 == value["statistic"]["T"]  # R counts the concordant pairs of 45
    assert found.estimate == close(value["estimate"]["tau"])
    assert found.p_value == close(value["p_value"], 1e-6)


def test_spearman_is_exact_where_the_reference_rounds_to_zero():
    found, value = plain.spearman(np.arange(10.0), SERIES), CASES["plain.spearman"]
    assert found.estimate == close(value["estimate"]["rho"])
    assert found.statistic == close(value["statistic"]["S"])
    assert value["p_value"] == 0  # R's series for n > 9 leaves [0, 1] here
    assert found.p_value == close(2 * 38 / 3628800)  # 38 of 10! orders are as near to the identity


def test_adjusted_p_values():
    p_values = np.array([0.001, 0.008, 0.039, 0.041, 0.27, 0.6])
    assert holm(p_values) == close(CASES["plain.p_adjust"]["holm"])
    assert benjamini_hochberg(p_values) == close(CASES["plain.p_adjust"]["BH"])


def test_sizes_by_power():
    assert size.size_for_difference(0.85, 0.90).exact == close(CASES["plain.power_prop"]["n"], 1e-8)
    assert size.size_for_mean_difference(0.2, deviation=0.8).exact == close(CASES["plain.power_t"]["n"], 1e-8)


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("size.")])
def test_sizes_for_a_proportion(case):
    value = CASES[case]
    found = size.size_for_proportion(
        value["e"], p=value["p"], level=value["conf"], population=value["N"], deff=value["deff"]
    )
    assert (found.exact, found.answers) == (close(value["n"]), value["ceil"])


@pytest.mark.parametrize(
    ("case", "shares"),
    [
        ("proportional", allocation.proportional(SIZES)),
        ("neyman", allocation.neyman(SIZES, DEVIATIONS)),
        ("cost_optimal", allocation.optimal(SIZES, DEVIATIONS, COSTS)),
        ("equal", allocation.equal(SIZES)),
        ("power_0.5", allocation.power(SIZES, 0.5)),
    ],
)
def test_allocations(case, shares):
    expected = list(CASES[f"alloc.{case}"].values())
    assert allocation.within(400, shares, np.zeros(4), SIZES) == close(expected)
    assert allocation.allocate(400, shares).sum() == 400


def test_the_design_effect_of_clusters():
    assert cluster_effect(20, 0.05) == close(CASES["deff.cluster"]["deff"])


def test_margins_of_error():
    value = CASES["moe.prop"]
    assert size.margin_of_error(400, p=0.93) == close(value["moe"])
    assert size.margin_of_error(400, p=0.93, population=5000) == close(value["moe_fpc_N5000"])


def test_intra_class_correlations():
    value = CASES["raters.icc"]
    for place, found in enumerate(icc(np.array(value["ratings"], dtype=float))):
        assert found.name == value["type"][place]
        assert (found.value, found.f) == close((value["icc"][place], value["F"][place]))
        assert (found.df, found.ddf) == (value["df1"][place], value["df2"][place])
        assert found.p_value == close(value["p"][place], 1e-6)
        assert (found.lower, found.upper) == close((value["lower"][place], value["upper"][place]), 1e-8)


def test_kappa():
    value = CASES["raters.kappa"]
    pairs = [(i, j) for i, row in enumerate(value["table"]) for j, count in enumerate(row) for _ in range(count)]
    first, second = coded(i for i, _ in pairs), coded(j for _, j in pairs)
    found = kappa(first, second)
    assert found.value == close(value["kappa"])
    assert found.error**2 == close(value["var_kappa"], 1e-8)
    assert kappa(first, second, Agreement.QUADRATIC).value == close(value["weighted_kappa_quadratic"])


def test_cronbachs_alpha():
    ratings = np.array(CASES["raters.icc"]["ratings"], dtype=float)
    assert cronbach(ratings) == close(CASES["raters.cronbach_alpha"]["raw_alpha"])


def test_inclusion_probabilities():
    value = CASES["pps.inclusion_probabilities"]
    assert inclusion_probabilities(np.array(value["x"], dtype=float), value["n"]) == close(value["pik"])
