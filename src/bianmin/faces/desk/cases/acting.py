"""One verb of a case as a page: what it asks, which action it calls, what is said."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from bianmin.delivery.cases.queries.card import CaseCard
from bianmin.delivery.cases.vocab import Verb
from bianmin.faces.desk.asking import Asked
from bianmin.faces.desk.cases.page import slug

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Act:
    """One verb: what it asks, which action it calls with the answers, what is said before and afterwards.

    `otherwise` is said instead where the action answers False.
    """

    verb: Verb
    lead: Words
    done: Words
    run: Callable[..., Any]
    asks: Callable[[CaseCard], Sequence[Asked]] = lambda _card: ()
    otherwise: Words = ""

    @property
    def slug(self) -> str:
        """The verb in an address."""
        return slug(self.verb)

    def said(self, came: object) -> Words:
        """What is said afterwards, by what came of it."""
        return self.otherwise if came is False and self.otherwise else self.done
