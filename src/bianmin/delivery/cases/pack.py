"""The pack of kind `promise`: whom an office warns of a date, and what it tells applicants early."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.actions.escalate import write_policy
from bianmin.delivery.cases.queries.policy import policy
from bianmin.delivery.cases.vocab.policy import PromisePolicy
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: PromisePolicy, loading: Loading) -> None:
    """Let the policy hold from now on."""
    write_policy(policy=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The policy that holds, as a pack."""
    return exported(policy(agency), code)


KINDS = (Kind("promise", _("Promise"), 45, PromisePolicy, load, export),)
