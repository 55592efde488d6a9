"""The pack of kind `groups`: the task groups of an agency, who sits in them and how often they meet."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.queries.held import exported, held
from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.groups.actions.meetings import write_groups
from bianmin.quality.groups.models import Groups
from bianmin.quality.groups.vocab import GroupsPack


def load(document: GroupsPack, loading: Loading) -> None:
    """Let it hold from now on; meetings that were called keep their agenda."""
    write_groups(pack=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """What holds, as a pack."""
    return exported(held(Groups, GroupsPack, agency), code)


KINDS = (Kind("groups", _("Task groups and their meetings"), 56, GroupsPack, load, export, texts=GroupsPack.texts),)
