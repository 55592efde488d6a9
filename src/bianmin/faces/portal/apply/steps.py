"""The pages of an application in order: notice, who applies, the service's questions, pick-up, check."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.portal.apply.draft import APPLICANT, SERVICE, Draft
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import block
from bianmin.foundation.forms.vocab import Block, Checked, Form

NOTICE: Final = "notice"
PICKUP: Final = "pickup"
CHECK: Final = "check"


@dataclass(frozen=True, slots=True)
class Step:
    """One page: its place in the address, its title, and the section of a form it asks."""

    slug: str
    title: str | Lazy
    group: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Both forms of an application as they stand: what was typed, what is wrong; `locked` boxes are proved."""

    forms: dict[str, Form]
    checked: dict[str, Checked]
    locked: frozenset[str] = frozenset()

    def block(self, step: Step, *, quiet: bool = False, more: int = 0) -> Block:
        """The section that a step asks; `quiet` leaves out what is wrong, for a page shown the first time."""
        checked = self.checked[step.group]
        section = next(one for one in self.forms[step.group].sections if one.code == step.section)
        found = block(section, replace(checked, errors={}) if quiet else checked, more=more)
        if step.group != APPLICANT or not self.locked:
            return found
        rows = (tuple(replace(slot, locked=slot.name in self.locked) for slot in row) for row in found.rows)
        return replace(found, rows=tuple(rows))

    def errors(self, step: Step) -> dict[str, str]:
        """What is wrong on one page, by the name of the box."""
        found = self.checked[step.group].errors
        names = [step.section, *self.labels(step)] if found else []
        return {name: str(found[name]) for name in names if name in found}

    def labels(self, step: Step) -> dict[str, str]:
        """The questions shown on one page, by the name of the box."""
        rows = self.block(step).rows
        return {slot.name: slot.field.label for row in rows for slot in row if slot.shown}


def sheet(draft: Draft, service: ServiceCard, on: date) -> Sheet:
    """Check both forms of a draft, each in the version with which it was begun."""
    codes = {APPLICANT: service.offer.applicant, SERVICE: service.offer.form}
    forms = {group: form(service.agency, code, draft.form_of(group, code)) for group, code in codes.items()}
    draft.forms = {group: [asked.id, asked.version] for group, asked in forms.items()}
    files = draft.kept()
    checked = {group: check(asked, draft.typed[group], files, on=on) for group, asked in forms.items()}
    return Sheet(forms, checked)


def steps(sheet_of: Sheet, service: ServiceCard) -> list[Step]:
    """The pages to go through; sections that are hidden are passed over, and pick-up where there is no choice."""
    found = [Step(NOTICE, _("How we use your data"))]
    for group, asked in sheet_of.forms.items():
        visible = sheet_of.checked[group].visible
        found += [
            Step(f"{group}-{section.code}".replace("_", "-"), section.title, group, section.code)
            for section in asked.sections
            if section.code in visible
        ]
    if len(service.offer.pickup) > 1:
        found.append(Step(PICKUP, _("How you get it")))
    return [*found, Step(CHECK, _("Check your answers"))]
