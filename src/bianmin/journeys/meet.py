"""Meet: the call to a meeting of a group, as a paper with the names of those who sit in it."""

from django.utils.translation import override

from bianmin.foundation.orgs.queries import agency_named
from bianmin.journeys.file import PAPER
from bianmin.quality.evaluation.queries.minutes import file_of
from bianmin.quality.groups.queries.groups import group, seats
from bianmin.quality.groups.queries.paper import paper
from bianmin.quality.groups.vocab import MeetingCard


def call_paper(card: MeetingCard, kind: str) -> bytes:
    """The call with its agenda as PDF or ODT, in Chinese whatever language the page was read in."""
    shape = group(card.agency, card.group)
    with override(PAPER):
        called = seats(card.agency, shape, on=card.held_on)
        return file_of(paper(card, shape, called, agency=agency_named(card.agency).name), kind)
