"""Both forms of an application on one page: names of boxes carry the form they belong to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from bianmin.delivery.catalog.vocab import ServiceCard
from bianmin.faces.ui.questions import Box, boxes
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.vocab import Block, Checked, Form, Slot, Upload
from bianmin.foundation.packs.queries.translations import Reader

APPLICANT: Final = "a"
SERVICE: Final = "s"
FIRST: Final = {f"{APPLICANT}.for_whom": ["self"]}
"""What stands in the page before anything is typed: most people come for themselves."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part:
    """One section as the page draws it; `rows` are the boxes of each time it is answered."""

    group: str
    code: str
    title: str
    text: str
    noun: str
    error: str
    rows: list[list[Box]]
    more: bool

    @property
    def key(self) -> str:
        """The name that the sentence about the whole section is shown at."""
        return f"{self.group}.{self.code}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """Both forms with what was typed, checked."""

    forms: dict[str, Form]
    checked: dict[str, Checked]

    @property
    def errors(self) -> dict[str, str]:
        """Every sentence by the name of its box on the page."""
        return {
            f"{group}.{name}": str(sentence)
            for group, found in self.checked.items()
            for name, sentence in found.errors.items()
        }

    def parts(self, say: Reader, *, quiet: bool, more: str = "") -> list[Part]:
        """The sections that are shown; `quiet` leaves the sentences out, `more` names one that gets a blank row."""
        found = []
        for group, schema in self.forms.items():
            checked = replace(self.checked[group], errors={}) if quiet else self.checked[group]
            shown = [block for block in layout(schema, checked) if block.shown]
            found += [_part(group, block, say, blank=more == f"{group}.{block.section.code}") for block in shown]
        return found


def _blank(block: Block) -> tuple[Slot, ...]:
    last = block.rows[-1][0].name.split(".")[1] if block.rows else "-1"
    section = block.section
    return tuple(
        Slot(asked, section.name(asked, int(last) + 1), (), "", asked.when is None) for asked in section.fields
    )


def _part(group: str, block: Block, say: Reader, *, blank: bool) -> Part:
    section, repeat = block.section, block.section.repeat
    rows = [*block.rows, _blank(block)] if blank and repeat and len(block.rows) < repeat.most else block.rows
    return Part(
        group=group,
        code=section.code,
        title=say(section.title),
        text=say(section.text),
        noun=say(repeat.noun) if repeat else "",
        error=str(block.error or ""),
        rows=[[replace(box, name=f"{group}.{box.name}") for box in boxes(row, say)] for row in rows],
        more=repeat is not None and len(rows) < repeat.most,
    )


def _of(group: str, sent: Mapping[str, Sequence[T]]) -> dict[str, Sequence[T]]:
    prefix = f"{group}."
    return {name.removeprefix(prefix): values for name, values in sent.items() if name.startswith(prefix)}


def sheet(
    service: ServiceCard, typed: Mapping[str, Sequence[str]], files: Mapping[str, Sequence[Upload]], *, on: date
) -> Sheet:
    """Check both forms."""
    codes = {APPLICANT: service.offer.applicant, SERVICE: service.offer.form}
    forms = {group: form(service.agency, code) for group, code in codes.items()}
    checked = {group: check(schema, _of(group, typed), _of(group, files), on=on) for group, schema in forms.items()}
    return Sheet(forms, checked)
