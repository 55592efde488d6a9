"""The pack of kind `talk`: until when an office answers messages about cases, and what it often answers."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.talks.actions import write_policy
from bianmin.delivery.talks.queries import policy
from bianmin.delivery.talks.vocab import TalkPolicy
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: TalkPolicy, loading: Loading) -> None:
    """Let the policy hold from now on."""
    write_policy(policy=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The policy that holds, as a pack."""
    return exported(policy(agency), code)


KINDS = (Kind("talk", _("Messages about cases"), 46, TalkPolicy, load, export),)
