"""Print a meeting: the call with its agenda 開會通知及議程."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from bianmin.foundation.documents.tree import Column, Document, Heading, Items, Pairs, Table
from bianmin.kernel.rocdate import roc
from bianmin.quality.groups.vocab import GroupShape, MeetingCard, SeatCard


def _when(card: MeetingCard) -> str:
    return f"{roc(card.held_on)} {card.time}".strip()


def paper(card: MeetingCard, shape: GroupShape, seats: Sequence[SeatCard], *, agency: str) -> Document:
    """The call to a meeting with its agenda, and who is called, by seat."""
    called = [(f"{one.seat.title}：{sitter.name}",) for one in seats for sitter in one.sitters]
    rows = tuple(((str(place),), (item.text,)) for place, item in enumerate(card.items, 1))
    blocks = (
        Pairs(((_("Number"), (card.number,)), (_("Day"), (_when(card),)), (_("Where"), (card.place or "-",)),
               (_("Basis"), (shape.basis.text,)))),
        Heading(1, _("Agenda")),
        Table((Column(1), Column(9)), (_("No."), _("Item")), rows),
        *((Heading(1, _("Who is called")), Items(tuple(called))) if called else ()),
    )  # fmt: skip
    return Document(title=f"{agency} {shape.name} {_('Call to a meeting')}", blocks=blocks, author=agency)
