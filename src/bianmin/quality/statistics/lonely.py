"""Lonely units: what a stratum with a single sampled unit adds to the variance."""

from enum import StrEnum

from bianmin.kernel.errors import Refused
from bianmin.kernel.words import N_


class Lonely(StrEnum):
    """The rules for a stratum in which one unit was sampled (and more exist).

    `fail` refuses; `remove` and `certainty` let the stratum add nothing; `adjust` takes its unit's deviation from
    zero, the mean of all linearised totals; `average` gives it the mean of the other strata.
    After a domain is taken, only the number sampled in the full design counts: a stratum with one unit left in the
    domain is not lonely.
    """

    FAIL = "fail"
    REMOVE = "remove"
    ADJUST = "adjust"
    AVERAGE = "average"
    CERTAINTY = "certainty"


class LonelyUnit(Refused):
    """A stratum has one sampled unit and the rule is `fail`."""

    message = N_(
        "Stratum {stratum}, stage {stage}: only one unit was sampled, so its variance cannot be estimated. "
        "Merge it with a neighbour, or choose a rule: lonely: remove, adjust, average or certainty."
    )


class NothingToAverage(Refused):
    """The rule is `average` and every stratum is lonely."""

    message = N_("Stage {stage}: every stratum has only one unit, so there is no variance to average. Merge strata.")
