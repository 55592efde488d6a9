"""Parts that come from surveys: the newest one by a questionnaire, as reports print it."""

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Note
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import SurveyResult
from bianmin.quality.surveys.queries.paper import told
from bianmin.quality.surveys.queries.surveys import surveys


def result(sheet: Sheet, part: SurveyResult) -> list[Block]:
    """Whom, when, how, with what error was asked, what came out as tables, and what is mended."""
    over = [
        one
        for one in surveys(sheet.actor, sheet.agency)
        if one.design.questionnaire == part.questionnaire
        and sheet.span.first <= one.design.closes_on <= min(sheet.span.last, sheet.on)
    ]
    if not over:
        return [Note((_("No survey by this questionnaire ended in this time."),))]
    return told(max(over, key=lambda one: (one.design.closes_on, one.id)), part.caption)
