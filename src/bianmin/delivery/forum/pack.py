"""The pack of kind `forum`: categories, rules of conduct, and by when an answer is promised."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.forum.actions.policy import write_rules
from bianmin.delivery.forum.queries.policy import rules_of
from bianmin.delivery.forum.vocab.rules import ForumRules
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: ForumRules, loading: Loading) -> None:
    """Let the rules hold from now on."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The rules that hold, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("forum", _("Rules of the forum"), 49, ForumRules, load, export, texts=ForumRules.texts),)
