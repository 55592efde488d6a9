"""The pack of kind `appraisal`: how many answers of a mailbox are judged each half-year, and by what."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.queries.held import exported
from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.quality.appraisals.actions import write_rules
from bianmin.quality.appraisals.queries.appraisals import rules_of
from bianmin.quality.appraisals.vocab import AppraisalRules


def load(document: AppraisalRules, loading: Loading) -> None:
    """Let it hold from now on; appraisals that were begun keep theirs."""
    write_rules(rules=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """What holds, as a pack."""
    return exported(rules_of(agency), code)


KINDS = (Kind("appraisal", _("Appraisal of mailboxes"), 50, AppraisalRules, load, export, texts=AppraisalRules.texts),)
