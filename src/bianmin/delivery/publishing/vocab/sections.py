"""Topic sections 主題專區, links to others 網站連結 and a glossary 雙語辭彙, as an agency says them."""

from collections.abc import Iterable
from typing import Annotated, Literal, Self

from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict, model_validator

from bianmin.delivery.publishing.vocab.disclosure import Where
from bianmin.foundation.packs.vocab import Header, Shape, wrong

Name = Annotated[str, Key(min_length=1, max_length=120)]
Code = Annotated[str, Key(min_length=1, max_length=40, pattern=r"^[a-z0-9-]+$")]


class Topic(Shape):
    """One section: what it is about, the services that belong to it (codes), and what else is there."""

    code: Code
    name: Name
    about: str = Key(default="", max_length=300)
    services: Annotated[tuple[str, ...], Strict(strict=False), Key(max_length=60)] = ()
    where: Annotated[tuple[Where, ...], Strict(strict=False), Key(max_length=40)] = ()


class Linked(Shape):
    """One site of somebody else's: its name, address, and what is found there."""

    name: Name
    link: str = Key(max_length=300, pattern=r"^https?://\S+$")
    about: str = Key(default="", max_length=300)


class Links(Shape):
    """Links to others under one heading."""

    name: Name
    links: Annotated[tuple[Linked, ...], Strict(strict=False), Key(min_length=1, max_length=60)]


class Term(Shape):
    """A term in Chinese and in English, with what it means where that needs a word."""

    term: Name
    english: Name
    note: str = Key(default="", max_length=300)


class SiteSections(Header):
    """The topics, links and terms of a site, in the order in which they are shown."""

    kind: Literal["site-sections"]
    topics: Annotated[tuple[Topic, ...], Strict(strict=False), Key(max_length=40)] = ()
    links: Annotated[tuple[Links, ...], Strict(strict=False), Key(max_length=40)] = ()
    glossary: Annotated[tuple[Term, ...], Strict(strict=False), Key(max_length=2_000)] = ()

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len({one.code for one in self.topics}) != len(self.topics):
            raise wrong(str(_("Each topic has a code of its own.")))
        return self

    def texts(self) -> Iterable[str]:
        """What the public reads; terms are there in both languages."""
        for topic in self.topics:
            names = (topic.name, topic.about, *(one.name for one in topic.where))
            yield from (text for text in names if text)
        for group in self.links:
            yield group.name
            yield from (text for one in group.links for text in (one.name, one.about) if text)
