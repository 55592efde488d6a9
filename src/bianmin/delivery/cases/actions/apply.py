"""Apply: an application becomes a case, once."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bianmin.delivery.cases.vocab import Particulars, Receipt
from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.foundation.forms.vocab import Kept
from bianmin.kernel.actor import Actor


def apply(
    *,
    service: ServiceCard,
    channel: str,
    answers: Mapping[str, Any],
    form_version: str,
    applicant: Particulars,
    pickup: str,
    key: str,
    by: Actor,
    at: datetime,
    uploads: Mapping[str, Sequence[Kept]] | None = None,
    proxy: Particulars | None = None,
) -> Receipt:
    """Keep an application and give its receipt; the same `key` again gives the same receipt and no second case.

    `answers` are those a form's check let through, `uploads` the files it accepted, by the name of their box. `key`
    is drawn at random when the form is shown (16 to 64 characters).
    """
    raise NotImplementedError
