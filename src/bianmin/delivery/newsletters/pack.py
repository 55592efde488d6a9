"""The pack of kind `newsletters`: the newsletters and magazines of an agency, with their rhythm and steps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.newsletters.actions.policy import write_rules
from bianmin.delivery.newsletters.queries.policy import rules_of
from bianmin.delivery.newsletters.vocab.rules import NewsletterRules
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: NewsletterRules, loading: Loading) -> None:
    """Let the newsletters hold from now on."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newsletters that hold, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("newsletters", _("Newsletters"), 49, NewsletterRules, load, export, texts=NewsletterRules.texts),)
