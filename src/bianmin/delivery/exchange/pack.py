"""The pack of kind `lookups`: in which registers an office looks up what nobody needs to bring."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.exchange.actions.lookups import write_registers
from bianmin.delivery.exchange.queries.lookups import registers
from bianmin.delivery.exchange.vocab import Registers
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: Registers, loading: Loading) -> None:
    """Let the list hold from now on."""
    write_registers(registers=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The list that holds, as a pack."""
    return exported(registers(agency), code)


KINDS = (Kind("lookups", _("Registers looked into"), 42, Registers, load, export),)
