"""What an office's promise pack says."""

from bianmin.delivery.cases.models import Policy
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.foundation.packs.queries.held import held


def policy(agency: str) -> PromisePolicy | None:
    """The promise pack that holds for an agency; None where none is loaded: then nobody is warned."""
    return held(Policy, PromisePolicy, agency)
