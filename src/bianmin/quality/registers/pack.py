"""The pack of kind `register`: one register a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.kernel.errors import NotFound
from bianmin.quality.registers.actions import publish
from bianmin.quality.registers.queries.published import register
from bianmin.quality.registers.vocab import Register


def load(document: Register, loading: Loading) -> None:
    """Publish the register."""
    publish(document=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version of a register as a pack."""
    try:
        return register(agency, code).model_dump(mode="json", exclude_defaults=True)
    except NotFound:
        return None


KINDS = (Kind("register", _("Register"), 44, Register, load, export, texts=Register.texts),)
