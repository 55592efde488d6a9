"""The pack of kind `check`: one check plan a file."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from bianmin.foundation.packs.vocab import Kind, Loading
from bianmin.kernel.errors import NotFound
from bianmin.quality.checks.actions.sheets import write_plan
from bianmin.quality.checks.queries.sheets import check_plan
from bianmin.quality.checks.vocab.shapes import CheckPlan


def load(document: CheckPlan, loading: Loading) -> None:
    """Let it hold from now on; checks that were opened keep theirs."""
    write_plan(plan=document, by=loading.by, at=loading.at)


def export(agency: str, code: str) -> dict[str, Any] | None:
    """The newest version as a pack."""
    try:
        return check_plan(agency, code).model_dump(mode="json", exclude_defaults=True)
    except NotFound:
        return None


KINDS = (Kind("check", _("Check plan"), 50, CheckPlan, load, export, texts=CheckPlan.texts),)
