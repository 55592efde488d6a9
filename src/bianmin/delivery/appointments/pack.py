"""The pack of kind `appointments`: where and when an agency can be visited by appointment."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.appointments.actions.desk import write_rules
from bianmin.delivery.appointments.queries.times import rules_of
from bianmin.delivery.appointments.vocab import BookingRules
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: BookingRules, loading: Loading) -> None:
    """Let the rules hold from now on."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The rules that hold, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("appointments", _("Appointments"), 47, BookingRules, load, export),)
