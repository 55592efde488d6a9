"""What the law asks an agency to disclose 主動公開資訊, and where each item of it is shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key
from pydantic import Strict, model_validator

from bianmin.foundation.packs.vocab import Header, Shape, wrong

DISCLOSURE: Final = "publishing.disclosed"
"""The fact."""
Text = Annotated[str, Key(min_length=1, max_length=300)]


class Place(models.TextChoices):
    """A page of the platform that answers an item by itself; its value is the page's address."""

    ORGANISATION = "organisation", _("Organisation and how to reach us")
    LAWS = "laws", _("Laws and rules")
    SERVICES = "services", _("Services and how they are done")
    FORMS = "forms", _("Forms and filled-in samples")
    CHANGES = "changes", _("What was changed in procedures")
    PLANS = "plans", _("Service plans")
    REPORTS = "reports", _("Reports on the plans")
    RESULTS = "results", _("Service statistics")
    OPINIONS = "opinions", _("Opinions of the public and what came of them")
    CLARIFICATIONS = "clarifications", _("Clarifications")
    REGISTERS = "registers", _("Guides and lists")


class Where(Shape):
    """Where an item is shown: one of a page of the platform, the articles of a category, an article, or a link."""

    place: Annotated[Place, Strict(strict=False)] | None = None
    category: str = Key(default="", max_length=60)
    article: str = Key(default="", max_length=60)
    link: str = Key(default="", max_length=300, pattern=r"^(https?://\S+)?$")
    name: str = Key(default="", max_length=120)

    @model_validator(mode="after")
    def _one(self) -> Self:
        if sum(map(bool, (self.place, self.category, self.article, self.link))) != 1:
            raise wrong(str(_("Name one of place, category, article and link.")))
        if bool(self.link) != bool(self.name):
            raise wrong(str(_("A link has a name, and nothing else has one.")))
        return self


class DisclosureItem(Shape):
    """One thing to disclose: who sees to it (`unit`, a path), where it is shown, or why nothing is held (`none`)."""

    code: str = Key(min_length=1, max_length=20, pattern=r"^[A-Za-z0-9.-]+$")
    name: Text
    unit: str = Key(default="", max_length=200)
    where: Annotated[tuple[Where, ...], Strict(strict=False), Key(max_length=20)] = ()
    none: str = Key(default="", max_length=300)

    @model_validator(mode="after")
    def _not_both(self) -> Self:
        if self.none and self.where:
            raise wrong(str(_("Say where it is shown, or why nothing is held; not both.")))
        return self


class Disclosure(Header):
    """All that an agency has to disclose, in the order of the law (`basis`)."""

    kind: Literal["disclosure"]
    title: Text
    basis: Text
    about: str = Key(default="", max_length=300)
    items: Annotated[tuple[DisclosureItem, ...], Strict(strict=False), Key(min_length=1, max_length=60)]

    @model_validator(mode="after")
    def _once(self) -> Self:
        codes = [item.code for item in self.items]
        if len(set(codes)) != len(codes):
            raise wrong(str(_("Each item has a code of its own.")))
        return self

    def texts(self) -> Iterable[str]:
        """What the public reads."""
        yield from (text for text in (self.title, self.basis, self.about) if text)
        for item in self.items:
            yield from (text for text in (item.name, item.none, *(one.name for one in item.where)) if text)


@dataclass(frozen=True, slots=True)
class Found:
    """Something that is there: its title, where to read it, its day, how many there are where it is a list."""

    title: str | Promise
    address: str
    on: date | None = None
    count: int = 0

    @property
    def data(self) -> bool:
        """Whether the title is a text of data, translated by packs, and none of the platform's own."""
        return isinstance(self.title, str)

    @property
    def outside(self) -> bool:
        """Whether it lies on another site."""
        return self.address.startswith("http")


@dataclass(frozen=True, slots=True)
class ItemCard:
    """One item with what is there of it, and the name of the unit that sees to it."""

    item: DisclosureItem
    shown: tuple[Found, ...]
    unit: str = ""

    @property
    def disclosed(self) -> bool:
        """Whether somebody finds an answer: something is there, or it is said why nothing is held."""
        return bool(self.shown or self.item.none)

    @property
    def on(self) -> date | None:
        """The newest day of what is there."""
        return max((one.on for one in self.shown if one.on), default=None)
