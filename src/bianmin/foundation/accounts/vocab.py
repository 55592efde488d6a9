"""Duties 職務 as packs write them and as pages show them; what each permission means in a sentence."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final, Literal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import Field, Strict, model_validator

from bianmin.foundation.packs.vocab import Header, Shape, wrong
from bianmin.kernel.actor import Permission, Role

Lax = Strict(strict=False)
CODE: Final = r"^[a-z][a-z0-9-]*$"
LONGEST_OUTSIDE: Final = 731
"""Days: an account from outside lasts two years at most, then it is given anew."""


class DutyShape(Shape):
    """A duty 職務: its title as the document has it, where it is held, and what it carries.

    `like` is the duty of every house whose rights it has; `permissions` are added to them. `where` says whether it is
    held in the whole agency, in a unit of it, or either. `outside` is for people from outside 外聘, with a last day.
    `apart` are codes nobody holds together with it in the same unit.
    """

    code: str = Field(pattern=CODE, max_length=40)
    title: str = Field(min_length=1, max_length=80)
    titles: dict[str, str] = {}
    like: Annotated[Role, Lax] | None = None
    permissions: Annotated[tuple[Annotated[Permission, Lax], ...], Lax] = ()
    where: Literal["any", "agency", "unit"] = "any"
    outside: bool = False
    apart: Annotated[tuple[str, ...], Lax] = ()
    text: str = Field(default="", max_length=200)
    line: str = Field(default="", max_length=40)


class DutiesPack(Header):
    """The duties that a document names, or that all share where `agency` is left out."""

    kind: Literal["duties"]
    title: str = Field(min_length=1, max_length=200)
    duties: Annotated[tuple[DutyShape, ...], Lax] = Field(min_length=1)

    @model_validator(mode="after")
    def _holds_together(self) -> "DutiesPack":
        codes = [duty.code for duty in self.duties]
        if twice := sorted({code for code in codes if codes.count(code) > 1} | ({*Role} & {*codes})):
            raise wrong(_("These codes stand twice, or belong to the house: %s.") % ", ".join(twice))
        for duty in self.duties:
            if duty.like in (Role.SYSTEM, Role.ADMIN):
                raise wrong(_("No duty is like the platform's or the administrator's: %s.") % duty.code)
            if duty.outside and (duty.like or Permission.BELONG in duty.permissions):
                raise wrong(_("Somebody from outside does not belong to the house: %s.") % duty.code)
        return self


TITLES: Final[dict[str, str | Promise]] = {
    Role.OFFICER.value: gettext_lazy("Officer"),
    Role.CHIEF.value: gettext_lazy("Chief"),
    Role.RESEARCH.value: gettext_lazy("Research and evaluation"),
    Role.REVIEWER.value: gettext_lazy("Reviewer"),
    Role.AUDITOR.value: gettext_lazy("Auditor"),
    Role.SUPERVISOR.value: gettext_lazy("Agency above"),
    Role.ADMIN.value: gettext_lazy("Administrator"),
}
"""The duties of every house."""

TEXTS: Final[dict[str, str | Promise]] = {
    Role.OFFICER.value: gettext_lazy("Serves the public and handles the cases of the unit."),
    Role.CHIEF.value: gettext_lazy("Heads the unit: decides, approves, answers what went wrong."),
    Role.RESEARCH.value: gettext_lazy("Keeps plans, figures, evaluations, reports and packs."),
    Role.REVIEWER.value: gettext_lazy("Reads reports with their evidence and scores where appointed."),
    Role.AUDITOR.value: gettext_lazy("Reads the journal and every case, and changes nothing."),
    Role.SUPERVISOR.value: gettext_lazy("Reads the figures of the agencies below and answers what they file."),
    Role.ADMIN.value: gettext_lazy("Keeps accounts, units and the installation."),
}
"""What the duties of every house are for."""

SENTENCES: Final[dict[Permission, str | Promise]] = {
    Permission.BELONG: gettext_lazy("Reads the house's figures, drafts and results"),
    Permission.SUGGEST: gettext_lazy("Hands in suggestions and proposals"),
    Permission.TYPE_COUNTS: gettext_lazy("Types in counts"),
    Permission.READ_ROWS: gettext_lazy("Reads the rows behind figures"),
    Permission.KEEP_FIGURES: gettext_lazy("Publishes figures and sets targets"),
    Permission.DRAFT_PLANS: gettext_lazy("Drafts plans and self-evaluations"),
    Permission.APPROVE_PLANS: gettext_lazy("Approves plans and amendments"),
    Permission.FILE: gettext_lazy("Files with the agency above"),
    Permission.ANSWER_FILINGS: gettext_lazy("Acknowledges or approves what agencies below file"),
    Permission.READ_REPORTS: gettext_lazy("Reads reports before they are published"),
    Permission.WRITE_REPORTS: gettext_lazy("Builds and publishes reports"),
    Permission.READ_IMPROVEMENTS: gettext_lazy("Reads the unit's improvements"),
    Permission.BEGIN_IMPROVEMENTS: gettext_lazy("Begins improvements"),
    Permission.CARRY_OUT: gettext_lazy("Carries out the unit's improvements"),
    Permission.JUDGE_IMPROVEMENTS: gettext_lazy("Verifies improvements"),
    Permission.HOLD_ROUNDS: gettext_lazy("Holds evaluations of units and agencies below"),
    Permission.READ_ROUNDS: gettext_lazy("Reads evaluations while they go on"),
    Permission.SCORE: gettext_lazy("Scores as a member of a committee, never the own unit"),
    Permission.COACH: gettext_lazy("Coaches units and agencies"),
    Permission.INSPECT: gettext_lazy("Checks units and agencies"),
    Permission.ATTEND: gettext_lazy("Attends where invited"),
    Permission.HOST: gettext_lazy("Speaks for the visited unit"),
    Permission.KEEP_MINUTES: gettext_lazy("Writes minutes and records"),
    Permission.OVERSEE: gettext_lazy("Reads figures and plans of agencies below"),
    Permission.GIVE_DUTIES: gettext_lazy("Gives and takes duties"),
    Permission.ANSWER_CALLS: gettext_lazy("Answers the telephone"),
    Permission.GUIDE: gettext_lazy("Guides visitors"),
    Permission.ANSWER_OPINIONS: gettext_lazy("Sees to the answers to opinions"),
    Permission.KEEP_WEBSITE: gettext_lazy("Keeps and labels the website"),
    Permission.LOOK_UP: gettext_lazy("Looks things up for other agencies"),
    Permission.READ_PROTECTED: gettext_lazy("Reads where protected people live and are telephoned"),
}
"""Each permission in words, for the page of duties."""


@dataclass(frozen=True, slots=True)
class DutyCard:
    """A duty that can be given: of every house, or from a pack, with the place it stands in its document."""

    code: str
    title: str | Promise
    titles: dict[str, str]
    text: str | Promise
    permissions: frozenset[Permission]
    like: Role | None
    where: str
    outside: bool
    apart: tuple[str, ...]
    source: str
    line: str

    def named(self, language: str) -> str | Promise:
        """Its title in a language, else as the document has it."""
        return self.titles.get(language.partition("-")[0], self.title)


@dataclass(frozen=True, slots=True)
class HeldCard:
    """A duty somebody holds: `id` is what `revoke_role` takes; `path` the unit; `over` the agencies it is for."""

    id: int
    person: str
    name: str
    title: str
    outside: bool
    employer: str
    duty: DutyCard
    path: str
    over: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    number: str
