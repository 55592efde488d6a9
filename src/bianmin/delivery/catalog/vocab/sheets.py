"""Sheets beside the services: shelves to find them by, and tables of how one leads to another."""

from typing import Annotated, Literal

from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Name, Text
from bianmin.delivery.catalog.vocab.steps import Step
from bianmin.foundation.packs.vocab import Header, Shape


class Shelf(Shape):
    """A group of people 身分 or a class of services 類別, by which services are found."""

    code: Code
    name: Name
    note: Text = ""


class Shelves(Header):
    """The shelves of an agency's catalogue, in the order in which they are shown 分眾與分類."""

    kind: Literal["shelves"]
    audiences: Annotated[tuple[Shelf, ...], Lax, Key(max_length=20)] = ()
    categories: Annotated[tuple[Shelf, ...], Lax, Key(max_length=30)] = ()

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        return [text for one in (*self.audiences, *self.categories) for text in (one.name, one.note) if text]


class Stage(Step):
    """A step of a flow table; `service` is the code of the service that it is, where the agency offers it."""

    service: str = Key(default="", max_length=80)
    note: Text = ""


class Flow(Header):
    """A flow table 流程表: how several matters follow one another, each with the office that handles it."""

    kind: Literal["flow"]
    name: Name
    summary: Text = ""
    steps: Annotated[tuple[Stage, ...], Lax, Key(min_length=1, max_length=40)]

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        found = [self.name, self.summary]
        for step in self.steps:
            found += [step.name, step.role, step.note, *step.checklist, *(follows.when for follows in step.next)]
        return [text for text in found if text]
