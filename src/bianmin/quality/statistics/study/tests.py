"""The tests of a study: every name a design file may write, and what carries it out."""

from collections.abc import Callable
from dataclasses import asdict

import numpy as np

from bianmin.quality.statistics.alpha import cronbach
from bianmin.quality.statistics.arrays import Bools, Coded, Floats, label_of, sums
from bianmin.quality.statistics.association import Tested, rao_scott, wald
from bianmin.quality.statistics.comparisons import contrast, one_sample, two_groups, two_sample
from bianmin.quality.statistics.fisher import fisher
from bianmin.quality.statistics.intervals import t_quantile
from bianmin.quality.statistics.kappa import Agreement, design_kappa
from bianmin.quality.statistics.plain import chi_square, mcnemar, spearman, welch
from bianmin.quality.statistics.proportions import k_proportions, two_proportions
from bianmin.quality.statistics.ranks import Score, rank_test
from bianmin.quality.statistics.regression import regress
from bianmin.quality.statistics.size import NoMargin
from bianmin.quality.statistics.study.estimates import Line, Study, share_of
from bianmin.quality.statistics.study.spec import Entry, choice, mapping, needed, number, texts
from bianmin.quality.statistics.trends import cochran_armitage, mann_kendall


def tested_line(tested: Tested) -> Line:
    """A test as keys of a line; those without a value are null."""
    line = asdict(tested)
    line["se"] = line.pop("error")
    return line


def text(entry: Entry, key: str) -> str:
    """A needed key as a text."""
    return label_of(needed(f"tests, {entry['test']}", entry, key))


def level_of(study: Study, entry: Entry) -> float:
    """The confidence level of an entry."""
    return number("tests", "level", entry.get("level", study.spec.level))


def association(study: Study, entry: Entry) -> Line:
    """Rao-Scott (F, chisq) or Wald (wald, adjwald) on a table of two columns."""
    default = "F" if entry["test"] == "rao_scott" else "wald"
    kind = choice("statistic", label_of(entry.get("statistic", default)).lower(), ["f", "chisq", "wald", "adjwald"])
    inside = study.inside(entry)
    rows, columns = study.labels(text(entry, "rows"), inside), study.labels(text(entry, "columns"), inside)
    if kind in ("wald", "adjwald"):
        return tested_line(wald(study.design, rows, columns, adjusted=kind == "adjwald", inside=inside))
    return tested_line(rao_scott(study.design, rows, columns, chisq=kind == "chisq", inside=inside))


def t_test(study: Study, entry: Entry) -> Line:
    """Design-based t: of one mean `against` a number, or of two groups `by` a column."""
    inside = study.inside(entry)
    values = study.numbers(text(entry, "variable"), inside)
    if entry.get("by") is None:
        against = number("tests", "against", entry.get("against", 0))
        return tested_line(one_sample(study.design, values, against, inside, level_of(study, entry)))
    groups = study.labels(text(entry, "by"), inside)
    return tested_line(two_sample(study.design, values, groups, inside, level_of(study, entry)))


def rank(study: Study, entry: Entry) -> Line:
    """Design-based rank test by groups."""
    kind = Score(choice("kind", entry.get("kind", "wilcoxon"), [each.value for each in Score]))
    inside = study.inside(entry)
    values, groups = study.numbers(text(entry, "variable"), inside), study.labels(text(entry, "by"), inside)
    return tested_line(rank_test(study.design, values, groups, kind, inside))


def difference(study: Study, entry: Entry) -> Line:
    """A contrast of domains: means by default, totals or a ratio."""
    kind = choice("statistic", entry.get("statistic", "mean"), ["mean", "proportion", "total", "ratio"])
    reference = choice("distribution", entry.get("distribution", "normal"), ["normal", "t"])
    inside = study.inside(entry)
    name, below = text(entry, "variable"), None
    if kind == "ratio":
        below = study.numbers(text(entry, "denominator"), inside)
    if entry.get("levels") is not None:
        column = study.labels(name, inside)
        values = np.append(share_of(column, name, texts(entry["levels"])), np.nan)[column.codes]
    else:
        values = study.numbers(name, inside)
    needed("tests, difference", entry, "of")
    coefficients = {label_of(label): number("of", label, weight) for label, weight in mapping(entry, "of").items()}
    return tested_line(
        contrast(
            study.design, values, study.labels(text(entry, "domain"), inside), coefficients, below=below,
            total=kind == "total", student=reference == "t", inside=inside, level=level_of(study, entry),
        )
    )  # fmt: skip


def regression(study: Study, entry: Entry) -> Line:
    """Linear or logistic regression on the predictors; labels become indicators against their first level."""
    inside = study.inside(entry)
    outcome = study.numbers(text(entry, "outcome"), inside)
    columns, names = [np.ones(study.design.rows)], ["(Intercept)"]
    factors, centre = texts(entry.get("factors")), mapping(entry, "centre")
    for name in texts(needed("tests", entry, "predictors")):
        for label, column in predictor(study, name, inside, as_factor=name in factors):
            columns.append(column - number("centre", name, centre.get(name, 0)))
            names.append(label)
    found = regress(
        study.design, outcome, np.stack(columns, axis=1), names, logistic=entry["test"] == "logistic", inside=inside
    )
    width = t_quantile((1 + level_of(study, entry)) / 2, found.df)
    lines = [
        {
            "name": each.name, "estimate": each.estimate, "se": each.error, "t": each.t, "p_value": each.p_value,
            "lower": each.estimate - width * each.error, "upper": each.estimate + width * each.error,
        }
        for each in found.coefficients
    ]  # fmt: skip
    return {"df": found.df, "coefficients": lines}


def predictor(study: Study, name: str, inside: Bools, *, as_factor: bool) -> list[tuple[str, Floats]]:
    """A predictor's columns (n,) by name: numbers as they are, labels as indicators of all but the first."""
    column = study.labels(name, inside)
    if not as_factor and all(is_number(label) for label in column.labels):
        return [(name, study.numbers(name, inside))]
    missing = column.codes < 0
    used = Coded(np.where(inside, column.codes, -1), column.labels).take(np.ones(len(column), dtype=bool))
    return [
        (f"{name}{label}", np.where(missing, np.nan, used.codes == code))
        for code, label in enumerate(used.labels)
        if code
    ]


def is_number(label: str) -> bool:
    """Whether a label reads as a number."""
    try:
        float(label)
    except ValueError:
        return False
    return True


def counts(study: Study, entry: Entry) -> Floats:
    """Unweighted counts (r, c) of two columns."""
    inside = study.inside(entry)
    rows, columns = study.labels(text(entry, "rows"), inside), study.labels(text(entry, "columns"), inside)
    used = inside & (rows.codes >= 0) & (columns.codes >= 0)
    high, wide = rows.take(used), columns.take(used)
    shape = (len(high.labels), len(wide.labels))
    table = np.bincount(high.codes * shape[1] + wide.codes, minlength=shape[0] * shape[1]).reshape(shape)
    return table.astype(float)


def plain_table(study: Study, entry: Entry) -> Line:
    """Chi-square, Fisher or McNemar on unweighted counts."""
    table = counts(study, entry)
    if entry["test"] == "chi_square":
        return tested_line(chi_square(table, continuity=bool(entry.get("continuity", False))))
    if entry["test"] == "fisher":
        return tested_line(fisher(table))
    exact, continuity = bool(entry.get("exact", False)), bool(entry.get("continuity", True))
    return tested_line(mcnemar(table, continuity=continuity, exact=exact))


def grouped_shares(study: Study, entry: Entry) -> Line:
    """Unweighted proportions by groups: two, k, or their trend over the order of the groups."""
    inside = study.inside(entry)
    values, groups = study.numbers(text(entry, "variable"), inside), study.labels(text(entry, "by"), inside)
    used = inside & ~np.isnan(values) & (groups.codes >= 0)
    kinds = groups.take(used)
    totals = np.bincount(kinds.codes).astype(float)
    successes = sums(kinds.codes, values[used], len(totals))
    if entry["test"] == "two_proportions":
        two_groups(groups, used)
        return tested_line(two_proportions(successes, totals, continuity=bool(entry.get("continuity", False))))
    if entry["test"] == "k_proportions":
        return tested_line(k_proportions(successes, totals))
    scores = np.array([float(label) for label in kinds.labels]) if all(map(is_number, kinds.labels)) else None
    return tested_line(cochran_armitage(successes, totals, scores))


def pairs(study: Study, entry: Entry) -> Line:
    """Spearman of two columns, Welch by two groups, Mann-Kendall of a series in the order of the file: unweighted."""
    inside = study.inside(entry)
    if entry["test"] == "mann_kendall":
        return tested_line(mann_kendall(study.numbers(text(entry, "variable"), inside)[inside]))
    if entry["test"] == "spearman":
        first, second = (study.numbers(name, inside)[inside] for name in texts(needed("tests", entry, "variables"))[:2])
        return tested_line(spearman(first, second))
    values, groups = study.numbers(text(entry, "variable"), inside), study.labels(text(entry, "by"), inside)
    second = two_groups(groups, inside & (groups.codes >= 0))[1]
    return tested_line(welch(values[inside & (second == 0)], values[inside & (second == 1)]))


def agreement(study: Study, entry: Entry) -> Line:
    """Weighted Cronbach's alpha of several columns, or kappa of two."""
    inside = study.inside(entry)
    names = texts(needed("tests", entry, "variables"))
    if entry["test"] == "cronbach":
        items = np.stack([study.numbers(name, inside) for name in names], axis=1)
        return {"estimate": cronbach(np.where(inside[:, None], items, np.nan), study.design.weights)}
    kind = Agreement(choice("weights", entry.get("weights", "unweighted"), [each.value for each in Agreement]))
    first, second = (study.labels(name, inside) for name in names[:2])
    found = design_kappa(study.design, first, second, kind, inside)
    return {"estimate": found.value, "se": found.error, "n": found.n}


TESTS: dict[str, Callable[[Study, Entry], Line]] = {
    "rao_scott": association,
    "wald": association,
    "t": t_test,
    "rank": rank,
    "difference": difference,
    "linear": regression,
    "logistic": regression,
    "chi_square": plain_table,
    "fisher": plain_table,
    "mcnemar": plain_table,
    "two_proportions": grouped_shares,
    "k_proportions": grouped_shares,
    "cochran_armitage": grouped_shares,
    "mann_kendall": pairs,
    "spearman": pairs,
    "welch": pairs,
    "cronbach": agreement,
    "kappa": agreement,
}
"""Every test by name."""

ABOUT = ("rows", "columns", "variable", "variables", "by", "outcome", "domain")
"""Keys of an entry that its answer repeats."""

WITH_DESIGN = {"rao_scott", "wald", "t", "rank", "difference", "linear", "logistic", "kappa"}
"""Tests that need known inclusion probabilities."""


def test(study: Study, entry: Entry) -> Line:
    """The line of one entry of `tests:`."""
    name = choice("test", needed("tests", entry, "test"), list(TESTS))
    if study.bare and name in WITH_DESIGN:
        raise NoMargin(sampling=study.spec.design.sampling)
    about = {key: entry[key] for key in ABOUT if key in entry}
    return {"test": name, **about, **TESTS[name](study, entry)}
