"""What the pages that write a draft share: who may, the page, and what is wrong with what was typed."""

from typing import Final

from django.http import HttpResponseBase

from bianmin.faces.desk.asking import Asked, ask_page
from bianmin.faces.ui.doors import Request
from bianmin.kernel.errors import NotAllowed, Refused
from bianmin.quality.indicators.vocab.values import SIGNS
from bianmin.quality.plans.queries.plans import plan
from bianmin.quality.plans.vocab.cards import PlanCard

OPS: Final = tuple((op, f"{sign} ") for op, sign in SIGNS.items())
"""Signs of quantities and targets to choose among."""


class Wrong(Refused):
    """Something typed cannot be taken; `field` says where."""

    message = "{sentence}"

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(field=field, sentence=sentence)


def draft(request: Request, code: str) -> PlanCard:
    """The draft that is written, for those who write it.

    Raises:
        NotFound, NotAllowed: it is not there, or not the reader's to write now.
    """
    card = plan(request.actor, agency=request.actor.agency, code=code)
    if not card.editable:
        raise NotAllowed
    return card


def ask(
    request: Request, card: PlanCard, title: object, asked: list[Asked], errors: dict[str, str], remove: str = ""
) -> HttpResponseBase:
    """The page that asks for a part of a draft, with what was typed and what is wrong with it."""
    return ask_page(request, asked, errors, template="plans/draft", title=title, plan=card, remove=remove)
