"""The classes of what is published 分類, as an agency says them: of news, questions and laws."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict, model_validator

from bianmin.delivery.catalog.vocab import Shelf
from bianmin.delivery.publishing.vocab.articles import Kind
from bianmin.foundation.packs.vocab import Header, wrong

Row = Annotated[tuple[Shelf, ...], Strict(strict=False), Key(max_length=40)]


class SiteShelves(Header):
    """The classes of a site in the order in which they are shown; an article's `category` is the code of one.

    Where a kind of article has no classes, its category is a word of its writer. `law_kinds`: what a law is 法規性質.
    """

    kind: Literal["site-shelves"]
    news: Row = ()
    questions: Row = ()
    laws: Row = ()
    law_kinds: Row = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        for row in (self.news, self.questions, self.laws, self.law_kinds):
            if len({one.code for one in row}) != len(row):
                raise wrong(str(_("Each class has a code of its own.")))
        return self

    def of(self, kind: Kind) -> tuple[Shelf, ...]:
        """The classes of a kind of article."""
        return {Kind.NEWS: self.news, Kind.QUESTION: self.questions, Kind.LAW: self.laws}.get(kind, ())

    def texts(self) -> Iterable[str]:
        """What the public reads."""
        for one in (*self.news, *self.questions, *self.laws, *self.law_kinds):
            yield from (text for text in (one.name, one.note) if text)


def name_in(shelves: Iterable[Shelf], code: str) -> str:
    """The name of a class; a category that is no code is its own name."""
    return next((one.name for one in shelves if one.code == code), code)
