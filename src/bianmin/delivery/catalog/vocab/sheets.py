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
    """The shelves of an agency's catalogue, in the order in which they are shown 分眾與分類.

    `forms`: the classes of its library of forms, where they are others than those of its services.
    """

    kind: Literal["shelves"]
    audiences: Annotated[tuple[Shelf, ...], Lax, Key(max_length=20)] = ()
    categories: Annotated[tuple[Shelf, ...], Lax, Key(max_length=30)] = ()
    forms: Annotated[tuple[Shelf, ...], Lax, Key(max_length=40)] = ()

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        held = (*self.audiences, *self.categories, *self.forms)
        return [text for text in dict.fromkeys(text for one in held for text in (one.name, one.note)) if text]


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


class Listing(Shape):
    """A service as a portal lists it: under the portal's own name for it."""

    service: Code
    name: Name
    source: str = Key(default="", max_length=200)


class Entrance(Shape):
    """A portal of others 入口網 from which people come: its code, its name, and the services it lists."""

    code: Code
    name: Name
    services: Annotated[tuple[Listing, ...], Lax, Key(min_length=1, max_length=60)]


class Entrances(Header):
    """The portals of others that lead to an agency's services, in order; a later version replaces the earlier."""

    kind: Literal["entrances"]
    entrances: Annotated[tuple[Entrance, ...], Lax, Key(max_length=20)]

    def texts(self) -> list[str]:
        """Every text a reader sees, for translation."""
        return [text for one in self.entrances for text in (one.name, *(each.name for each in one.services))]
