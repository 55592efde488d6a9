"""The pack of kind `voice`: the menu of an agency's automatic telephone line."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.hotline.actions import write_line
from bianmin.delivery.hotline.queries import line
from bianmin.delivery.hotline.vocab import VoiceLine
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: VoiceLine, loading: Loading) -> None:
    """Let the menu hold from now on."""
    write_line(line=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The menu that holds, as a pack."""
    return exported(line(agency), code)


def _texts(document: VoiceLine) -> Iterable[str]:
    """What callers hear of it."""
    for menu in document.menus:
        yield menu.say
        yield from (press.say for press in menu.keys)


KINDS = (Kind("voice", _("Automatic telephone line"), 47, VoiceLine, load, export, texts=_texts),)
