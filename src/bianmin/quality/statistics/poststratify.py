"""Post-stratification 事後分層: in every post-stratum the weights are scaled to its population count.

w_i N_g / sum of w in g. Source: Holt, Smith, Post stratification, JRSS A 142, 1979.
"""

from bianmin.quality.statistics.arrays import Floats, sums
from bianmin.quality.statistics.design import Design
from bianmin.quality.statistics.margins import Margin, check_weighted
from bianmin.quality.statistics.projection import cell_projection


def poststratified(weights: Floats, margin: Margin) -> Floats:
    """Weights (n,) scaled so that each level of the margin has its count.

    Raises:
        EmptyLevel: a level has no weight in the sample.
    """
    check_weighted(margin, weights)
    weighed = sums(margin.levels.codes, weights, len(margin.counts))
    scaled: Floats = weights * (margin.counts / weighed)[margin.levels.codes]
    return scaled


def poststratify(design: Design, margin: Margin) -> Design:
    """The design with post-stratified weights; its errors take the post-stratum means out."""
    final = poststratified(design.weights, margin)
    return design.reweighted(final, cell_projection([margin.levels], mass=design.weights, final=final))
