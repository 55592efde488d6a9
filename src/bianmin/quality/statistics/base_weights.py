"""Base weights 基礎權數: the inverse of the probability with which a row came into the sample."""

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Coded, Floats


class BadProbability(Refused):
    """An inclusion probability outside (0, 1]."""

    message = N_("Row {row}: the inclusion probability {probability} must lie above 0 and not above 1.")


def weights_of_probabilities(probabilities: Floats) -> Floats:
    """1/pi (n,) of inclusion probabilities (n,)."""
    bad = ~((probabilities > 0) & (probabilities <= 1))
    if bad.any():
        row = int(np.flatnonzero(bad)[0])
        raise BadProbability(row=row + 1, probability=f"{probabilities[row]:g}")
    result: Floats = 1.0 / probabilities
    return result


def weights_of_strata(strata: Coded, sizes: Floats) -> Floats:
    """N_h/n_h (n,) of every row's stratum; `sizes` (strata,) are population sizes in the order of the labels."""
    sampled = np.bincount(strata.codes, minlength=len(strata.labels))
    result: Floats = (sizes / sampled)[strata.codes]
    return result
