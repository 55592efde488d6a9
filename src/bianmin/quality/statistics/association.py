"""Association of two answers in a sample 列聯檢定: Rao-Scott and Wald.

Rao-Scott: Pearson's X^2 of the weighted table over the trace of the generalised design effects Delta; F compares
X^2 / tr(Delta) with d0 and d0 nu degrees of freedom, d0 = tr(Delta)^2 / tr(Delta^2), nu = units - strata; `chisq`
compares X^2 / mean(diag Delta) with (r-1)(c-1). Wald: Y'V^-1 Y of the differences between observed and expected
totals, over (r-1)(c-1), with nu; `adjusted` multiplies by (nu - df + 1)/nu.
Source: Rao, Scott, On chi-squared tests for multiway contingency tables, Ann. Stat. 12, 1984; Koch, Freeman,
Freeman 1975; Thomas, Rao 1987.
"""

from dataclasses import dataclass

import numpy as np
from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import PAIR, Bools, Coded, Floats
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.statistic import Measured, Totals, means, measure


class OneLevel(Refused):
    """A table needs two rows and two columns."""

    message = N_("{column} has only one level among the rows used: there is nothing to compare. Choose another column.")


@dataclass(frozen=True, slots=True)
class Tested:
    """A test: its statistic, degrees of freedom and p-value; what is estimated, its error and interval."""

    statistic: float
    p_value: float
    df: float
    ddf: float | None = None
    estimate: float | None = None
    error: float | None = None
    lower: float | None = None
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A two-way table: `cells` (n, r c) indicators with rows running fastest, its height r and width c."""

    cells: Floats
    height: int
    width: int
    rows: Bools


def make_table(design: Design, rows: Coded, columns: Coded, inside: Bools | None = None) -> Table:
    """Indicators of the table's cells; a row missing either answer, or outside the domain, is left out.

    Raises:
        OneLevel.
    """
    domain = np.ones(design.rows, dtype=bool) if inside is None else inside
    used = domain & (rows.codes >= 0) & (columns.codes >= 0) & (design.weights > 0)
    high, wide = rows.take(used), columns.take(used)
    for side, column in (("rows", high), ("columns", wide)):
        if len(column.labels) < PAIR:
            raise OneLevel(column=side)
    height, width = len(high.labels), len(wide.labels)
    cells = np.full((design.rows, height * width), np.nan)
    cells[used] = np.equal.outer(high.codes + height * wide.codes, np.arange(height * width))
    return Table(cells, height, width, domain)


def rao_scott(
    design: Design, rows: Coded, columns: Coded, *, chisq: bool = False, inside: Bools | None = None
) -> Tested:
    """Rao-Scott test of independence; `chisq` for the first-order version, else F.

    X^2 is scaled to all rows of the domain, those without an answer included; F does not depend on it.
    """
    table = make_table(design, rows, columns, inside)
    shares = measure(design, means(table.cells, table.rows))
    n = int(np.count_nonzero(table.rows & (design.weights > 0)))
    pearson = n * distance(shares.values, table)
    effects = design_effects(shares, table, n)
    trace = float(np.trace(effects))
    degrees = (table.height - 1) * (table.width - 1)
    if chisq:
        return Tested(pearson, float(special.chdtrc(degrees, pearson / (trace / degrees))), degrees)
    df = trace**2 / float(np.trace(effects @ effects))
    ddf = df * design.df(table.rows)
    return Tested(pearson / trace, float(special.fdtrc(df, ddf, pearson / trace)), df, ddf)


def distance(shares: Floats, table: Table) -> float:
    """Pearson's X^2 of a table of shares (r c,), for one row."""
    square = shares.reshape(table.width, table.height)
    expected = np.outer(square.sum(axis=1), square.sum(axis=0))
    return float(np.sum((square - expected) ** 2 / expected))


def design_effects(shares: Measured, table: Table, n: int) -> Floats:
    """Generalised design effects Delta of the interaction contrasts."""
    contrasts = interaction_contrasts(table.height, table.width)
    inverse = np.divide(1.0, shares.values, out=np.zeros_like(shares.values), where=shares.values != 0)
    simple = (contrasts.T * (inverse / n)) @ contrasts
    scaled = contrasts * inverse[:, None]
    return np.asarray(np.linalg.solve(simple, scaled.T @ shares.covariance @ scaled), dtype=np.float64)


def interaction_contrasts(height: int, width: int) -> Floats:
    """The interaction's part of the saturated model (r c, (r-1)(c-1)), orthogonal to rows and columns."""
    row = np.tile(np.eye(height), (width, 1))
    column = np.repeat(np.eye(width), height, axis=0)
    main = np.concatenate([row, column[:, 1:]], axis=1)
    both = (row[:, 1:, None] * column[:, None, 1:]).reshape(height * width, -1)
    rest: Floats = both - main @ np.linalg.lstsq(main, both, rcond=None)[0]
    return rest


def wald(design: Design, rows: Coded, columns: Coded, *, adjusted: bool = False, inside: Bools | None = None) -> Tested:
    """Wald test of independence on totals."""
    table = make_table(design, rows, columns, inside)
    cells = np.nan_to_num(table.cells)
    totals = measure(design, Totals(cells, table.rows))
    row = np.tile(np.eye(table.height), table.width)
    column = np.repeat(np.eye(table.width), table.height, axis=1)
    high, wide, whole = row @ totals.values, column @ totals.values, totals.values.sum()
    expected = (row.T @ high) * (column.T @ wide) / whole
    slopes = (row.T * (column.T @ wide)[:, None]) @ row / whole + (column.T * (row.T @ high)[:, None]) @ column / whole
    jacobian = np.eye(len(expected)) - slopes + (expected / whole)[:, None]
    spread = jacobian @ totals.covariance @ jacobian.T
    kept = np.arange(len(expected)).reshape(table.width, table.height)[1:, 1:].ravel()
    apart = (totals.values - expected)[kept]
    statistic = float(apart @ np.linalg.solve(spread[np.ix_(kept, kept)], apart))
    df, nu = len(kept), design.df(table.rows)
    ddf = nu - df + 1 if adjusted else nu
    statistic = statistic * ddf / (df * nu)
    return Tested(statistic, float(special.fdtrc(df, ddf, statistic)), df, ddf)
