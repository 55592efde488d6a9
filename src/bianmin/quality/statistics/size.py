"""How many to ask 樣本數: for a proportion, for a mean, for telling two groups apart; and the margin of error.

n0 = deff z^2 p(1-p)/e^2 or deff z^2 s^2/e^2; with a population N: n0 / (1 + (n0 - 1)/N), so never more than N
(Cochran, Sampling Techniques, 1977, 4.6); divided by the expected response rate. Rounded up once, at the end.
"""

from dataclasses import dataclass
from math import ceil, sqrt

from scipy import special

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_

NO_MARGIN = frozenset({"web", "convenience", "quota", "volunteer"})
"""Ways of sampling whose inclusion probabilities nobody knows."""

WAYS = NO_MARGIN | {"probability"}


class OutOfRange(Refused):
    """A planning figure that cannot be."""

    message = N_("{name} is {value}, but it must lie between {low} and {high}.")


class NoMargin(Refused):
    """A margin of error asked where the design permits none."""

    message = N_(
        "A {sampling} sample has no known inclusion probabilities, so no margin of error can be stated. "
        "Report the number of answers and how they came in instead."
    )


class UnknownSampling(Refused):
    """A way of sampling that is not known here."""

    message = N_("“{sampling}” is no way of sampling known here. Write one of: {known}.")


@dataclass(frozen=True, slots=True)
class Size:
    """A sample size: what the formula gives, completed answers needed, and people to ask."""

    exact: float
    answers: int
    asked: int


def z_of(level: float) -> float:
    """Two-sided normal quantile of a confidence level."""
    between("level", level, 0, 1)
    return float(special.ndtri((1 + level) / 2))


def between(name: str, value: float, low: float, high: float, *, ends: bool = False) -> None:
    """Refuse a figure outside (low, high), or [low, high] with `ends`."""
    if not (low <= value <= high if ends else low < value < high):
        raise OutOfRange(name=name, value=f"{value:g}", low=f"{low:g}", high=f"{high:g}")


def up(value: float) -> int:
    """Rounded up, a rounding error of 1e-9 apart."""
    return ceil(value - 1e-9)


def finish(first: float, population: float | None, deff: float, response: float) -> Size:
    """Population correction, design effect and response applied to n0."""
    between("deff", deff, 0, float("inf"))
    between("response", response, 0, 1, ends=True)
    between("response", response, 0, float("inf"))
    exact = first * deff
    if population is not None:
        between("population", population, 0, float("inf"))
        exact = exact / (1 + (exact - 1) / population)
    return Size(exact, up(exact), up(exact / response))


def size_for_proportion(
    error: float,
    *,
    p: float = 0.5,
    level: float = 0.95,
    population: float | None = None,
    deff: float = 1.0,
    response: float = 1.0,
) -> Size:
    """Answers needed so that a proportion p is known to +- `error` (0.03 is three points)."""
    between("error", error, 0, 1)
    between("p", p, 0, 1)
    return finish(z_of(level) ** 2 * p * (1 - p) / error**2, population, deff, response)


def size_for_mean(
    error: float,
    *,
    deviation: float,
    level: float = 0.95,
    population: float | None = None,
    deff: float = 1.0,
    response: float = 1.0,
) -> Size:
    """Answers needed so that a mean with standard deviation `deviation` is known to +- `error`."""
    between("error", error, 0, float("inf"))
    between("deviation", deviation, 0, float("inf"))
    return finish((z_of(level) * deviation / error) ** 2, population, deff, response)


def size_for_difference(
    first: float, second: float, *, power: float = 0.8, level: float = 0.95, deff: float = 1.0, response: float = 1.0
) -> Size:
    """Answers needed in each of two groups to tell proportions `first` and `second` apart with `power`.

    ((z_a sqrt(2 q(1-q)) + z_b sqrt(p1(1-p1) + p2(1-p2))) / (p1 - p2))^2, q their mean (Fleiss 1981).
    """
    between("first", first, 0, 1)
    between("second", second, 0, 1)
    between("power", power, 0, 1)
    between("difference", abs(first - second), 0, 1)
    middle = (first + second) / 2
    z_power = float(special.ndtri(power))
    spread = z_of(level) * sqrt(2 * middle * (1 - middle))
    spread += z_power * sqrt(first * (1 - first) + second * (1 - second))
    return finish((spread / (first - second)) ** 2, None, deff, response)


def size_for_mean_difference(
    difference: float,
    *,
    deviation: float,
    power: float = 0.8,
    level: float = 0.95,
    deff: float = 1.0,
    response: float = 1.0,
) -> Size:
    """Answers needed in each of two groups for a t test to tell means `difference` apart with `power`.

    The least n whose noncentral t, 2(n-1) degrees of freedom and noncentrality d/s sqrt(n/2), exceeds the critical
    value with that chance; found by halving.
    """
    between("difference", abs(difference), 0, float("inf"))
    between("deviation", deviation, 0, float("inf"))
    between("power", power, 0, 1)
    between("level", level, 0, 1)
    effect = abs(difference) / deviation
    low, high = 2.0, 4.0
    while t_power(high, effect, level) < power:
        low, high = high, high * 2
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if t_power(middle, effect, level) < power else (low, middle)
    return finish(high, None, deff, response)


def t_power(n: float, effect: float, level: float) -> float:
    """The chance of a two-sample t test with n in each group to find a standardised difference."""
    df = 2 * (n - 1)
    critical = float(special.stdtrit(df, (1 + level) / 2))
    return 1 - float(special.nctdtr(df, effect * sqrt(n / 2), critical))


def margin_of_error(
    n: float,
    *,
    p: float = 0.5,
    level: float = 0.95,
    deff: float = 1.0,
    population: float | None = None,
    sampling: str = "probability",
) -> float:
    """The sampling error 抽樣誤差 as agencies state it: z sqrt(deff p(1-p)/n), with (N-n)/(N-1) where N is given.

    n = 2,043 at 95 % gives 0.0217, plus or minus 2.17 points.

    Raises:
        NoMargin: the sample is not a probability sample. UnknownSampling, OutOfRange.
    """
    if sampling not in WAYS:
        raise UnknownSampling(sampling=sampling, known=", ".join(sorted(WAYS)))
    if sampling in NO_MARGIN:
        raise NoMargin(sampling=sampling)
    between("n", n, 0, float("inf"))
    between("p", p, 0, 1)
    between("deff", deff, 0, float("inf"))
    variance = deff * p * (1 - p) / n
    if population is not None:
        between("population", population, n, float("inf"), ends=True)
        variance *= (population - n) / (population - 1) if population > 1 else 0.0
    return z_of(level) * sqrt(variance)
