"""The standard procedure 標準作業流程: its steps, what is done in them, and what may follow."""

from typing import Annotated, Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from pydantic import Field as Key

from bianmin.delivery.catalog.vocab.parts import Code, Lax, Limit, Name, Text
from bianmin.foundation.packs.vocab import Shape

END: Final = "end"
"""Where a procedure ends, as the target of a step."""


class Work(models.TextChoices):
    """What is done in a step 作業性質; reviewing is never deciding."""

    RECEIVE = "receive", _("Receive")
    LOOK_UP = "look_up", _("Look up")
    ASK = "ask", _("Ask for papers")
    REVIEW = "review", _("First review")
    SECOND_REVIEW = "second_review", _("Second review")
    DECIDE = "decide", _("Final approval")
    RELEASE = "release", _("Hand over")
    OTHER = "other", _("Other work")


class Next(Shape):
    """What may follow a step 可進行的下一步: another step, or `end`; `when` says in which case."""

    to: Code
    when: str = Key(default="", max_length=60)


class Step(Shape):
    """A step of the standard procedure 標準作業流程: who does it and in what time.

    `checklist` is what is looked at 檢核項目; without `next` the step below it follows.
    """

    code: Code
    name: Name
    role: str = Key(default="", max_length=60)
    limit: Limit = ""
    work: Annotated[Work, Lax] = Work.OTHER
    checklist: Annotated[tuple[Text, ...], Lax, Key(max_length=20)] = ()
    next: Annotated[tuple[Next, ...], Lax, Key(max_length=6)] = ()
