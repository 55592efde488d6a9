"""What an office's promise pack says."""

from functools import partial

from bianmin.delivery.cases.models import Policy
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.kernel.lasting import lasting


def policy(agency: str) -> PromisePolicy | None:
    """The promise pack that holds for an agency; None where none is loaded: then nobody is warned."""
    return lasting(Policy, agency, partial(_read, agency))


def _read(agency: str) -> PromisePolicy | None:
    row = Policy.objects.filter(agency=agency).first()
    return PromisePolicy.model_validate_json(row.text) if row else None
