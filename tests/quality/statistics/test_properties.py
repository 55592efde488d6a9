"""What must hold whatever the data: margins, scale, domains, names of strata, coverage."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.quality.statistics.arrays import Coded, coded
from bianmin.quality.statistics.calibration import Method, Targets, calibrate
from bianmin.quality.statistics.design import make_design
from bianmin.quality.statistics.intervals import Estimated, Interval, interval
from bianmin.quality.statistics.margins import make_margin
from bianmin.quality.statistics.poststratify import poststratify
from bianmin.quality.statistics.quantile_rules import Rule, weighted_quantile
from bianmin.quality.statistics.raking import RakingVariance, rake
from bianmin.quality.statistics.tabulate import answers, dense_variances, prepare, tabulate, tabulate_answers
from bianmin.quality.statistics.trimming import trimmed


@st.composite
def samples(draw):
    """A stratified sample: random generator, strata, two answers with every combination present, weights."""
    random = np.random.default_rng(draw(st.integers(0, 10**6)))
    rows = draw(st.integers(40, 120))
    strata = Coded(np.sort(random.permutation(np.arange(rows) % draw(st.integers(2, 5)))), tuple("ABCDE"))
    strata = strata.take(np.ones(rows, dtype=bool))
    sex = Coded(np.arange(rows) % 2, ("F", "M"))
    age = Coded(np.arange(rows) // 2 % 3, ("1", "2", "3"))
    return random, strata, sex, age, random.uniform(5, 20, rows)


def margins_near(random, weights, *columns):
    """Margins within a fifth of what the sample says, of one total."""
    made = []
    for number, column in enumerate(columns):
        counts = np.bincount(column.codes, weights=weights) * random.uniform(0.9, 1.1, len(column.labels))
        counts *= weights.sum() / counts.sum()
        made.append(make_margin(str(number), column, dict(zip(column.labels, counts, strict=True))))
    return made


def assert_margins_hold(weights, margins):
    for margin in margins:
        held = np.bincount(margin.levels.codes, weights=weights)
        assert held == pytest.approx(margin.counts, rel=1e-9)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_calibrated_weights_reproduce_the_margins(sample):
    random, strata, sex, age, weights = sample
    design = make_design(len(weights), weights=weights, strata=[strata])
    margins = margins_near(random, weights, sex, age)
    assert_margins_hold(poststratify(design, margins[1]).weights, margins[1:])
    assert_margins_hold(rake(design, margins).weights, margins)
    for method, bounds in ((Method.LINEAR, None), (Method.RAKING, (0.3, 3)), (Method.LOGIT, (0.3, 3))):
        held = calibrate(design, Targets(tuple(margins)), method, bounds).weights
        assert_margins_hold(held, margins)
        if bounds:
            assert np.all(held >= 0.3 * weights - 1e-9)
            assert np.all(held <= 3 * weights + 1e-9)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_raking_by_turns_and_by_newton_steps_give_the_same_weights(sample):
    random, strata, sex, age, weights = sample
    design = make_design(len(weights), weights=weights, strata=[strata])
    margins = margins_near(random, weights, sex, age)
    newton = calibrate(design, Targets(tuple(margins)), Method.RAKING).weights
    assert rake(design, margins).weights == pytest.approx(newton, rel=1e-8)


@given(samples(), st.floats(0.01, 100))
@settings(max_examples=30, deadline=None)
def test_scaling_weights_changes_no_mean_and_no_quantile(sample, factor):
    random, strata, _, _, weights = sample
    values = random.normal(50, 10, len(weights))
    found = []
    for each in (weights, weights * factor):
        design = make_design(len(weights), weights=each, strata=[strata])
        column = tabulate(design, prepare(design), values, mean=True)
        quantiles = [weighted_quantile(values, each, 0.37, rule) for rule in Rule]
        found.append([float(column.values[0]), float(column.errors[0]), *quantiles])
    assert found[0] == pytest.approx(found[1], rel=1e-9)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_a_domain_equal_to_the_whole_gives_the_whole(sample):
    random, strata, sex, age, weights = sample
    design = rake(make_design(len(weights), weights=weights, strata=[strata]), margins_near(random, weights, sex, age))
    values = random.normal(50, 10, len(weights))
    whole = tabulate(design, prepare(design), values, mean=True)
    domain = tabulate(design, prepare(design, np.zeros(len(weights), dtype=np.int64), 1), values, mean=True)
    for key in ("values", "errors", "deff"):
        assert getattr(domain, key) == pytest.approx(getattr(whole, key), rel=1e-12)


@given(samples())
@settings(max_examples=30, deadline=None)
def test_relabelling_strata_and_shuffling_rows_change_nothing(sample):
    random, strata, sex, _, weights = sample
    values = random.normal(50, 10, len(weights))
    order = random.permutation(len(weights))
    renamed = coded("zyxwv"[code] for code in strata.codes[order])
    found = []
    for column, rows in ((strata, np.arange(len(weights))), (renamed, order)):
        design = make_design(len(weights), weights=weights[rows], strata=[column])
        table = tabulate(design, prepare(design, sex.codes[rows], 2), values[rows], mean=True)
        found.append([*table.values, *table.errors])
    assert found[0] == pytest.approx(found[1], rel=1e-10)


@given(samples(), st.sampled_from([None, *RakingVariance]), st.booleans(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_the_quick_way_equals_the_plain_way(sample, variance, missing, by_stratum):
    random, strata, sex, age, weights = sample
    repeat = 30
    strata, sex, age = (Coded(np.tile(each.codes, repeat), each.labels) for each in (strata, sex, age))
    weights = np.tile(weights, repeat) * random.uniform(0.9, 1.1, len(weights) * repeat)
    if by_stratum:
        weights = random.uniform(5, 20, len(strata.labels))[strata.codes]
    design = make_design(len(weights), weights=weights, strata=[strata])
    if variance is not None:
        design = rake(design, margins_near(random, weights, sex, age), variance)
    codes = random.integers(-1 if missing else 0, 4, len(weights))
    domain = random.integers(-1, 3, len(weights))
    domains = prepare(design, domain, 3)
    question = Coded(codes, ("1", "2", "3", "4"))
    ready = answers(domains, question)
    quick = tabulate_answers(design, ready, np.array([1.0, 2, 3, 4]), mean=True)
    assert ready.groups is not None
    values = np.where(codes < 0, np.nan, codes + 1.0)
    each_row = tabulate(design, domains, values, mean=True)
    for slot in range(3):
        own = (domain == slot) & (codes >= 0)
        mean = np.average(values[own], weights=weights[own] if design.weights is weights else design.weights[own])
        influence = np.where(own, (np.nan_to_num(values) - mean) / design.weights[own].sum(), 0.0)
        plain = prepare(design, np.where(own, 0, -1), 1)
        expected = float(np.sqrt(dense_variances(design, plain, influence)[0]))
        assert float(quick.values[slot]) == pytest.approx(mean, rel=1e-12)
        assert float(quick.errors[slot]) == pytest.approx(expected, rel=1e-9)
        assert float(each_row.errors[slot]) == pytest.approx(expected, rel=1e-9)
        assert int(quick.n[slot]) == int(each_row.n[slot]) == int(own.sum())


@given(st.lists(st.floats(1, 100), min_size=5, max_size=60), st.booleans())
@settings(max_examples=50, deadline=None)
def test_trimming_keeps_the_sum_and_strict_trimming_the_limit(values, strict):
    weights = np.array(values)
    upper = float(np.mean(weights) * 1.5)
    cut = trimmed(weights, upper=upper, strict=strict)
    assert cut.sum() == pytest.approx(weights.sum(), rel=1e-9)
    if strict:
        assert cut.max() <= upper * (1 + 1e-12)


@pytest.mark.parametrize(
    ("kind", "least", "most"),
    [
        (Interval.LOGIT, 0.935, 0.975),
        (Interval.WILSON, 0.935, 0.97),
        (Interval.BETA, 0.95, 0.99),
        (Interval.T, 0.92, 0.96),
    ],
)
def test_intervals_of_a_stratified_sample_cover_as_they_say(kind, least, most):
    random = np.random.default_rng(42)
    population = [(4000, 0.85), (2500, 0.7), (1000, 0.6)]
    truth = sum(size * share for size, share in population) / 7500
    sampled = [80, 60, 40]
    strata = Coded(np.repeat([0, 1, 2], sampled), ("A", "B", "C"))
    sizes = np.repeat([float(size) for size, _ in population], sampled)
    covered = 0
    for _ in range(2000):
        drawn = [
            random.hypergeometric(round(n * p), n - round(n * p), k)
            for (n, p), k in zip(population, sampled, strict=True)
        ]
        values = np.concatenate(
            [np.r_[np.ones(hits), np.zeros(k - hits)] for hits, k in zip(drawn, sampled, strict=True)]
        )
        design = make_design(180, strata=[strata], sizes=[sizes])
        found = tabulate(design, prepare(design), values, mean=True)
        estimated = Estimated(float(found.values[0]), float(found.errors[0]), design.df(), 180, 180)
        lower, upper = interval(estimated, kind)
        covered += lower <= truth <= upper
    assert least <= covered / 2000 <= most
