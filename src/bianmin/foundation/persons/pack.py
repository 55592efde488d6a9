"""The pack of kind `unified-number`: how an agency gives unified numbers, and to whom."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.foundation.persons.actions.unified import write_scheme
from bianmin.foundation.persons.queries.unified import scheme
from bianmin.foundation.persons.vocab import Scheme


def load(document: Scheme, loading: Loading) -> None:
    """Let the rule hold from now on."""
    write_scheme(scheme=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The rule that holds, as a pack."""
    return exported(scheme(agency), code)


KINDS = (Kind("unified-number", _("Unified numbers"), 41, Scheme, load, export),)
