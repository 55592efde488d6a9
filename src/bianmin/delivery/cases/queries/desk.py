"""The desk's list of cases 待辦."""

from bianmin.delivery.cases.vocab import Filters, Page
from bianmin.kernel.actor import Actor

PAGE = 50


def desk(actor: Actor, filters: Filters, *, first: int = 0, most: int = PAGE) -> Page:
    """Cases an actor may see, those due first on top, a page at a time; two statements whatever the number of rows."""
    raise NotImplementedError
