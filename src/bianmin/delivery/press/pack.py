"""The pack of kind `press`: which media an agency follows, in which time it answers, by which procedure."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.press.actions.see import write_rules
from bianmin.delivery.press.queries.rules import rules_of
from bianmin.delivery.press.vocab import PressRules
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: PressRules, loading: Loading) -> None:
    """Let the rules hold from now on; what was seen before keeps its limit."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The rules that hold, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("press", _("Answers to the press"), 48, PressRules, load, export, texts=PressRules.texts),)
