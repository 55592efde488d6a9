"""Parts about what was corrected: reviews of missed targets, and answers to unhappy ratings."""

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Block, Column, Line, Note, Table
from bianmin.kernel.rocdate import roc
from bianmin.quality.improvements.queries import cards, owners, reviews
from bianmin.quality.improvements.vocab import ImprovementCard, Source
from bianmin.quality.indicators.vocab.values import Value as IndicatorValue
from bianmin.quality.reports.queries.sheet import Sheet
from bianmin.quality.reports.vocab import Corrections, Reviews

COLUMNS = (Column(1.6), Column(2.2), Column(2.4), Column(1), Column(1.3), Column(1))


def missed(sheet: Sheet) -> list[IndicatorValue]:
    """The values of the report's indicators that missed their target."""
    return [found for code in sheet.outline.indicators() if (found := sheet.value(code)).met is False]


def unreviewed(sheet: Sheet) -> list[IndicatorValue]:
    """Missed targets without a review: while there is one, the report is not built."""
    values = missed(sheet)
    found = reviews(sheet.actor, agency=sheet.agency, refs=[value.ref for value in values], on=sheet.on)
    return [value for value in values if value.ref not in found]


def _rows(named: list[tuple[str, ImprovementCard]]) -> tuple[tuple[Line, ...], ...]:
    people = owners(card.owner for _name, card in named)
    return tuple(
        (
            (name,),
            (card.cause,),
            (card.measure,),
            (people.get(card.owner, card.owner),),
            (roc(card.due_on),),
            (str(card.state.label),),
        )
        for name, card in named
    )


def _table(first: str, named: list[tuple[str, ImprovementCard]]) -> Table:
    head = (first, _("Cause"), _("Measure"), _("Owner"), _("Due"), _("Progress made"))
    return Table(COLUMNS, head, _rows(named))


def review_table(sheet: Sheet, _part: Reviews) -> list[Block]:
    """Each missed target with its review."""
    values = missed(sheet)
    if not values:
        return [Note((_("Every target of this report was met."),))]
    found = reviews(sheet.actor, agency=sheet.agency, refs=[value.ref for value in values], on=sheet.on)
    return [_table(_("Missed target"), [(value.name, found[value.ref]) for value in values if value.ref in found])]


def correction_table(sheet: Sheet, _part: Corrections) -> list[Block]:
    """Improvements begun in the span because of unhappy ratings."""
    begun = [
        card
        for card in cards(sheet.actor, agency=sheet.agency, on=sheet.on)
        if card.source_kind == Source.RATING and sheet.span.first <= card.opened_on <= sheet.span.last
    ]
    if not begun:
        return [Note((_("No improvement was begun from a rating in this period."),))]
    return [_table(_("Improvement number"), [(card.number, card) for card in begun])]
