"""The pack of kind `mailboxes`: where one writes to an agency, by when it answers, and what it does with opinions."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.opinions.actions.receive import write_rules
from bianmin.delivery.opinions.queries.mailboxes import rules_of
from bianmin.delivery.opinions.vocab import MailboxRules
from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading


def load(document: MailboxRules, loading: Loading) -> None:
    """Let the mailboxes hold from now on."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The mailboxes that hold, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("mailboxes", _("Mailboxes for opinions"), 48, MailboxRules, load, export, texts=MailboxRules.texts),)
