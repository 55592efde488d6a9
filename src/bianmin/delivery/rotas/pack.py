"""The pack of kind `rotas`: which duties an agency has, when, and how many are needed."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.rotas.actions import write_rotas
from bianmin.delivery.rotas.queries import rotas_of
from bianmin.delivery.rotas.vocab import Rotas
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: Rotas, loading: Loading) -> None:
    """Let them hold from now on."""
    write_rotas(document=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """What holds, as a pack."""
    return exported(rotas_of(agency), code)


KINDS = (Kind("rotas", _("Rotas"), 51, Rotas, load, export, texts=Rotas.texts),)
