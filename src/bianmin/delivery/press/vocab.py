"""Tones, truths and stances of what the media say, the rules of an agency, and the cards that pages show."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Annotated, Final, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from pydantic import Field, StringConstraints, model_validator
from pydantic import Strict as _Strict

from bianmin.foundation.clock.written import HoursText, PeriodText
from bianmin.foundation.packs.vocab import Header, Shape, wrong

FACT: Final = "press.item"
PROOF: Final = "press.proof"
"""The journal's word for an item, and for the proof that goes with its answer."""
TITLE_MOST: Final = 120
TEXT_MOST: Final = 4000
LINK_MOST: Final = 500

Lax = _Strict(strict=False)
Code = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,39}$")]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120)]


class Tone(models.TextChoices):
    """How it speaks of the agency 報導立場."""

    NEGATIVE = "negative", _("Unfavourable")
    NEUTRAL = "neutral", _("Neutral")
    FAVOURABLE = "favourable", _("Favourable")


class Truth(models.TextChoices):
    """Whether it is true 是否屬實."""

    OPEN = "open", _("Being checked")
    TRUE = "true", _("True")
    PARTLY = "partly", _("True in part")
    FALSE = "false", _("Not true")


class Stance(models.TextChoices):
    """What the answer does 回應方式."""

    DEFEND = "defend", _("Defends the policy")
    EXPLAIN = "explain", _("Explains, and says what is mended")
    CORRECT = "correct", _("Corrects what is not true")


class State(models.TextChoices):
    """How far it is."""

    OPEN = "open", _("To be answered")
    DRAFTED = "drafted", _("Answer waits for the chief")
    ANSWERED = "answered", pgettext_lazy("press", "Answered")
    NOTED = "noted", _("Noted, no answer needed")


WAITING: Final = (State.OPEN, State.DRAFTED)
"""While its limit runs."""


class Step(models.TextChoices):
    """What was done with it 處理歷程."""

    SEEN = "see", _("Written down")
    GIVEN = "give", _("Given to a unit")
    CHECKED = "check", pgettext_lazy("press", "Checked")
    DRAFTED = "draft", _("Answer drafted")
    RETURNED = "return", _("Answer sent back")
    ANSWERED = "answer", _("Answer approved")
    NOTED = "note", _("Noted")
    PUBLISHED = "publish", _("Clarification published")
    TAKEN_DOWN = "take-down", _("Clarification taken down")


class Medium(Shape):
    """A kind of medium 媒體種類: newspapers, television, a statement in public."""

    code: Code
    name: Name


class Limits(Shape):
    """In which time it is answered, by how it speaks: `4wh` are four office hours."""

    negative: PeriodText
    neutral: PeriodText
    favourable: PeriodText


class PressRules(Header):
    """How an agency deals with the press 新聞輿情處理; one for each agency, a later version replaces it.

    `steps` is the procedure as staff read it 標準作業程序, `hours` the hours in which time runs.
    """

    kind: Literal["press"]
    media: Annotated[tuple[Medium, ...], Lax, Field(min_length=1, max_length=30)]
    limits: Limits
    hours: HoursText = "08:00-12:00,13:00-17:00"
    steps: Annotated[tuple[Annotated[str, StringConstraints(min_length=1, max_length=300)], ...], Lax,
                     Field(min_length=1, max_length=20)]  # fmt: skip

    @model_validator(mode="after")
    def _once(self) -> "PressRules":
        codes = [one.code for one in self.media]
        if double := next((code for code in codes if codes.count(code) > 1), ""):
            raise wrong(str(_("The medium {code} stands here twice.")).format(code=double))
        return self

    @property
    def demonstration(self) -> bool:
        """Whether its limits were made up 示範."""
        return self.source == "demonstration"

    def texts(self) -> Iterator[str]:
        """What is read of it, for translation."""
        yield from (one.name for one in self.media)
        yield from self.steps

    def medium(self, code: str) -> str:
        """The name of a medium; empty for none of them."""
        return next((one.name for one in self.media if one.code == code), "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody saw or heard; `key` makes one item of a form sent twice.

    `appeared_on` is the day of the medium, `seen_at` when it was first seen here: from then on the limit runs. `unit`
    is the path of the unit that answers, `link` an address on the web, empty for none.
    """

    agency: str
    key: str
    medium: str
    title: str
    text: str
    tone: str
    appeared_on: date
    seen_at: datetime
    unit: str
    outlet: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Drafted:
    """An answer as it was drafted: what it does, its words, and an address that proves them."""

    stance: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Attached:
    """A clipping or a proof: its key in the store and its name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Done:
    """One step of what was done, in the words of whoever did it."""

    step: str
    by: str
    text: str
    at: datetime

    @property
    def label(self) -> str:
        """The step in words."""
        return str(Step(self.step).label)


@dataclass(frozen=True, slots=True)
class ItemCard:
    """What the media said, as pages show it; `minutes` of office time lay between seeing and answering it."""

    id: int
    agency: str
    unit_path: str
    number: str
    medium_name: str
    outlet: str
    title: str
    text: str
    link: str
    clippings: Sequence[Attached]
    tone: str
    truth: str
    finding: str
    appeared_on: date
    seen_at: datetime
    due_at: datetime
    officer: str
    state: str
    stance: str
    answer: str
    proof_link: str
    proofs: Sequence[Attached]
    drafted_by: str
    answered_at: datetime | None
    minutes: int | None
    in_time: bool | None
    published: Mapping[str, str]
    published_on: date | None
    steps: Sequence[Done] = field(default=())

    @property
    def subject(self) -> str:
        """The journal's word for it."""
        return f"{FACT}:{self.id}"

    @property
    def waiting(self) -> bool:
        """Whether its limit runs."""
        return self.state in WAITING
