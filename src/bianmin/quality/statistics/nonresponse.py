"""Non-response cells 無回應調整: respondents carry the weight of those of their cell who did not answer."""

import numpy as np

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_
from bianmin.quality.statistics.arrays import Bools, Coded, Floats, complete, sums


class NobodyAnswered(Refused):
    """A cell without respondents."""

    message = N_("Cell “{cell}”: nobody answered, so its weight can go to no one. Merge it with a neighbouring cell.")


def answered_weights(weights: Floats, answered: Bools, cells: Coded) -> Floats:
    """Weights (n,) of the respondents times the cell's weighted inverse response rate; 0 for the others.

    Raises:
        NobodyAnswered: a cell has weight but no respondents. ValueMissing: a row has no cell.
    """
    complete(cells.codes, "cells")
    everyone = sums(cells.codes, weights, len(cells.labels))
    respondents = sums(cells.codes, weights * answered, len(cells.labels))
    for label, all_of, some_of in zip(cells.labels, everyone, respondents, strict=True):
        if all_of > 0 and some_of == 0:
            raise NobodyAnswered(cell=label)
    factor = np.divide(everyone, respondents, out=np.zeros_like(everyone), where=respondents > 0)
    result: Floats = weights * answered * factor[cells.codes]
    return result
