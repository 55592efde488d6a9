"""The questions of a form as boxes that a template draws: labels in the reader's language, the right keyboard."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from bianmin.foundation.forms.rules.layout import layout
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Kept, Slot

INPUTS: Final = {
    FieldType.PHONE: ("tel", "tel"),
    FieldType.EMAIL: ("email", "email"),
    FieldType.NUMBER: ("text", "numeric"),
    FieldType.ROC_DATE: ("text", "text"),
    FieldType.ID_NUMBER: ("text", "text"),
}
SHORT: Final = frozenset({FieldType.NUMBER, FieldType.ROC_DATE, FieldType.ID_NUMBER, FieldType.PHONE})
PARTS: Final = {
    FieldType.LONG_TEXT: "lines",
    FieldType.CHOICE: "choices",
    FieldType.CHOICES: "choices",
    FieldType.RATING: "choices",
    FieldType.FILE: "file",
}
LONG: Final = 12
"""More options than this are chosen from a list that opens."""
MEDIA: Final = {"pdf": ".pdf", "png": ".png", "jpeg": ".jpg,.jpeg", "odt": ".odt"}


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose, and whether it is chosen."""

    value: str
    label: str
    hint: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One question ready to be drawn; `part` names the template `ui/boxes/<part>.html`."""

    part: str
    name: str
    label: str
    hint: str
    error: str
    required: bool
    value: str = ""
    type: str = "text"
    mode: str = "text"
    short: bool = False
    several: bool = False
    unit: str = ""
    autocomplete: str = ""
    accept: str = ""
    choices: tuple[Choice, ...] = ()
    files: tuple[Kept, ...] = ()
    locked: bool = False
    most: int = 0

    @property
    def key(self) -> str:
        """The id of the box in the page."""
        return "q-" + self.name.replace(".", "-")

    @property
    def described(self) -> str:
        """The ids of hint and error, for `aria-describedby`."""
        ids = [f"{self.key}-hint"] if self.hint else []
        return " ".join([*ids, f"{self.key}-error"] if self.error else ids)


def _choices(field: Field, typed: tuple[str, ...], say: Callable[[str], str]) -> tuple[Choice, ...]:
    if field.type is FieldType.RATING:
        steps = range(field.least or 1, (field.most or 5) + 1)
        return tuple(Choice(str(step), str(step), "", str(step) in typed) for step in steps)
    return tuple(
        Choice(option.value, say(option.label), say(option.hint), option.value in typed) for option in field.options
    )


def _long(field: Field) -> bool:
    return field.type is FieldType.CHOICE and len(field.options) > LONG


def box(slot: Slot, say: Callable[[str], str]) -> Box:
    """One question; `say` turns a text of the form into the reader's language."""
    field = slot.field
    kind, mode = INPUTS.get(field.type, ("text", "text"))
    return Box(
        part="select" if _long(field) else PARTS.get(field.type, "line"),
        name=slot.name,
        label=say(field.label),
        hint=say(field.hint),
        error=str(slot.error or ""),
        required=field.required,
        value=slot.typed[0] if slot.typed else "",
        type=kind,
        mode=mode,
        short=field.type in SHORT,
        several=field.type in (FieldType.CHOICES, FieldType.FILE),
        unit=say(field.unit),
        autocomplete=field.autocomplete,
        accept=",".join(MEDIA[name] for name in field.accept) if field.type is FieldType.FILE else "",
        choices=_choices(field, slot.typed, say),
        files=slot.files,
        locked=slot.locked,
        most=field.most or 0 if field.type is FieldType.LONG_TEXT else 0,
    )


def boxes(slots: Iterable[Slot], say: Callable[[str], str]) -> list[Box]:
    """The questions that are shown."""
    return [box(slot, say) for slot in slots if slot.shown]


def boxes_of(form: Form, checked: Checked, errors: Mapping[str, str]) -> list[Box]:
    """The boxes of a page's own form of one section, with what was typed and what is wrong; files are chosen again."""
    again = replace(checked, errors=dict(errors), files={})
    return boxes(layout(form, again)[0].rows[0], str)
