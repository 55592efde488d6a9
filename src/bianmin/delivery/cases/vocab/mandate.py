"""Words of the authorisation of an agent 委託書."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SUBJECT: Final = "cases.mandate"
"""How what an agent proved by his own code begins: `cases.mandate:5`."""

DEED: Final = "cases.deed"
"""How what it lets him do begins: `cases.deed.query:7` is a case's number after its deed."""


class Deed(models.TextChoices):
    """What an agent may do for the applicant 委託事項."""

    APPLY = "apply", pgettext_lazy("deed", "Apply")
    SUPPLEMENT = "supplement", pgettext_lazy("deed", "Hand in papers")
    QUERY = "query", pgettext_lazy("deed", "Ask where it stands")
    RECEIVE = "receive", pgettext_lazy("deed", "Fetch the result")
    WITHDRAW = "withdraw", pgettext_lazy("deed", "Withdraw it")
    WRITE = "write", pgettext_lazy("deed", "Write to the office and read its answers")
    CONTEST = "contest", pgettext_lazy("deed", "Object to the decision or appeal")


USUAL: Final = (Deed.APPLY.value, Deed.SUPPLEMENT.value, Deed.QUERY.value, Deed.RECEIVE.value)
"""What an agent may do where nothing else was said: giving it up, or going on after it, takes a word."""


class Proof(models.TextChoices):
    """What shows that the applicant wants it."""

    NONE = "", _("Not shown yet")
    COPY = "copy", _("A copy was sent")
    LETTER = "letter", _("The signed letter of authority was seen")
    LAW = "law", _("The law lets this person act (parent, guardian)")
    ONLINE = "online", _("The applicant said so online")


class Standing(models.TextChoices):
    """Whether an authorisation holds on a day."""

    HOLDS = "holds", pgettext_lazy("authorisation", "In force")
    LATER = "later", pgettext_lazy("authorisation", "Not yet in force")
    ENDED = "ended", pgettext_lazy("authorisation", "Ended")
    REVOKED = "revoked", pgettext_lazy("authorisation", "Revoked")


@dataclass(frozen=True, slots=True)
class Wanted:
    """An authorisation as it is given: what for, from when until when, shown by what; `relation` to the applicant."""

    deeds: tuple[str, ...]
    valid_from: date | None = None
    valid_until: date | None = None
    proof: str = ""
    relation: str = ""


@dataclass(frozen=True, slots=True)
class MandateCard:
    """An authorisation as pages show it; the agent's name is masked. `applied`: the application came by this agent."""

    id: int
    agent: str
    relation: str
    deeds: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    proof: str
    given_at: datetime
    given_by: str
    applied: bool
    revoked_at: datetime | None
    revoked_by: str
    fetched_at: datetime | None

    def standing(self, on: date) -> Standing:
        """Whether it holds on a day."""
        if self.revoked_at is not None:
            return Standing.REVOKED
        if on < self.valid_from:
            return Standing.LATER
        return Standing.ENDED if self.valid_until is not None and on > self.valid_until else Standing.HOLDS

    @property
    def words(self) -> list[str]:
        """What it lets the agent do, in the reader's language."""
        return [str(deed.label) for deed in Deed if deed.value in self.deeds]
