"""The parts of a draft as forms: what is asked for each, and how answers become the part and come back.

The questions are drawn and checked by the same engine as the forms that citizens fill in.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from bianmin.delivery.catalog.vocab import Service, Work
from bianmin.faces.desk.saying import Said
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.words import N_

MARKS: Final = [
    {"value": "lookup", "label": N_("Looked up by the office")},
    {"value": "required", "label": N_("Always needed")},
    {"value": "reusable", "label": N_("Only once")},
]
YES_NO: Final = [{"value": "yes", "label": N_("Yes")}, {"value": "no", "label": N_("No")}]
LIMIT: Final = N_("A number and a unit: 30d days, 3wd working days, 2m months, 4h hours, 4wh office hours.")
CODE: Final = {"code": "code", "type": "text", "label": N_("Code"), "most": 40}
DROP: Final = {
    "code": "drop",
    "type": "choices",
    "label": N_("Take away"),
    "options": [{"value": "yes", "label": N_("Take this one away when it is saved")}],
}
WORKS: Final = [{"value": work.value, "label": work.value} for work in Work]
ASKED_YES: Final = frozenset({"on_the_spot", "quick"})


def _text(code: str, label: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "type": "text", "label": label, "most": 200, **more}


def _long(code: str, label: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "type": "long_text", "label": label, "most": 2000, **more}


def _yes(code: str, label: str) -> dict[str, Any]:
    return {"code": code, "type": "choice", "label": label, "required": True, "options": YES_NO}


def _number(code: str, label: str, least: int, most: int) -> dict[str, Any]:
    return {"code": code, "type": "number", "label": label, "required": True, "least": least, "most": most}


SECTIONS: Final[tuple[dict[str, Any], ...]] = (
    {
        "code": "words",
        "title": N_("What citizens read"),
        "fields": [
            _text("name", N_("Name"), required=True, most=120),
            _long("summary", N_("What it is for"), hint=N_("One sentence.")),
            _long("audience", N_("Who may apply")),
            _long("result", N_("What you get")),
            _long("legal_basis", N_("Legal basis"), hint=N_("One a line.")),
            _long("remedies", N_("Remedies")),
        ],
    },
    {
        "code": "time",
        "title": N_("Time and fee"),
        "fields": [
            _text("statutory_limit", N_("Legal limit"), hint=LIMIT, most=6),
            _text("service_norm", N_("Our norm"), hint=LIMIT, most=6),
            _number("supplement_days", N_("Days to send papers"), 1, 180),
            _yes("on_the_spot", N_("Done while you wait")),
            _yes("quick", N_("Short handling")),
            _number("fee_amount", N_("Fee in dollars"), 0, 1_000_000),
            _text("fee_unit", N_("For each"), most=40),
            _long("fee_note", N_("Note on the fee")),
        ],
    },
    {
        "code": "papers",
        "title": N_("Papers"),
        "repeat": {"least": 0, "most": 40, "noun": N_("Paper")},
        "fields": [
            {**CODE, "hint": N_("Small letters, digits and hyphens; it stays the same for ever.")},
            _text("name", N_("Name"), required=True, most=120),
            {"code": "marks", "type": "choices", "label": N_("What holds of it"), "options": MARKS},
            _text("valid", N_("Not older than"), hint=LIMIT, most=6),
            _long("note", N_("Note")),
            _text("basis", N_("Basis")),
            DROP,
        ],
    },
    {
        "code": "sop",
        "title": N_("Steps"),
        "text": N_("Without a next step the one below follows."),
        "repeat": {"least": 1, "most": 40, "noun": N_("Step")},
        "fields": [
            {**CODE, "hint": N_("Small letters, digits and hyphens; it stays the same for ever.")},
            _text("name", N_("Name"), required=True, most=120),
            _text("role", N_("Who does it"), most=60),
            _text("limit", N_("Time"), hint=LIMIT, most=6),
            {"code": "work", "type": "choice", "label": N_("Kind of work"), "options": WORKS},
            _long("checklist", N_("Checklist"), hint=N_("One a line.")),
            _long("next", N_("What may follow"), hint=N_("One a line: the code of a step or end, then in which case.")),
            DROP,
        ],
    },
    {
        "code": "questions",
        "title": N_("Questions"),
        "repeat": {"least": 0, "most": 40, "noun": N_("Question")},
        "fields": [
            CODE,
            _text("question", N_("Question"), required=True, most=120),
            _long("answer", N_("Answer"), required=True),
            _text("basis", N_("Basis")),
            {"code": "updated_on", "type": "roc_date", "label": N_("Updated"), "required": True},
            _text("ask", N_("Whom to ask")),
            DROP,
        ],
    },
)
TITLES: Final[dict[str, str]] = {section["code"]: section["title"] for section in SECTIONS}
LISTS: Final = {"papers": "paper", "sop": "step", "questions": "question"}
"""Parts that are lists, with what a code made up for a new row begins with."""


def form_of(part: str) -> Form:
    """The form of one part."""
    section = next(section for section in SECTIONS if section["code"] == part)
    header = {"kind": "form", "id": f"draft-{part}", "version": "1", "source": "Bianmin", "title": section["title"]}
    return Form.model_validate({**header, "sections": [section]})


said = Said(Work)


def _yes_no(value: Any) -> Any:
    return ("yes" if value else "no") if isinstance(value, bool) else value


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    plain = {key: value for key, value in row.items() if value not in (None, "")}
    if "lookup" in plain:
        plain["marks"] = [mark["value"] for mark in MARKS if plain.pop(mark["value"])]
    if "checklist" in plain:
        plain["checklist"] = "\n".join(plain["checklist"])
    if "next" in plain:
        plain["next"] = "\n".join(f"{one['to']} {one['when']}".strip() for one in plain["next"])
    return plain


def answers_of(offer: Service, part: str) -> dict[str, Any]:
    """A part of a service as answers to its form."""
    plain = offer.model_dump(mode="json")
    if part in LISTS:
        return {part: [_row(row) for row in plain[part]]}
    fee = {f"fee_{key}": value for key, value in plain["fee"].items()}
    found = {**plain, **fee, "legal_basis": "\n".join(plain["legal_basis"])}
    return {key: _yes_no(value) for key, value in found.items() if value not in (None, "")}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _onwards(text: str) -> list[dict[str, str]]:
    parted = (line.partition(" ") for line in _lines(text))
    return [{"to": to, "when": when.strip()} for to, _space, when in parted]


def _written(row: Mapping[str, Any], code: str, begins: str) -> dict[str, Any]:
    found = dict(row)
    if begins == LISTS["papers"]:
        marks = found.pop("marks", [])
        found |= {mark["value"]: mark["value"] in marks for mark in MARKS}
    if "checklist" in found:
        found["checklist"] = _lines(found["checklist"])
    if "next" in found:
        found["next"] = _onwards(found["next"])
    return {**found, "code": row.get("code") or code}


def _fresh(rows: Sequence[Mapping[str, Any]], begins: str) -> list[dict[str, Any]]:
    """The rows, each with a code: one that is new gets the next free number."""
    taken = {row.get("code") for row in rows}
    free = (code for number in range(1, len(rows) + len(taken) + 2) if (code := f"{begins}-{number}") not in taken)
    return [_written(row, row.get("code") or next(free), begins) for row in rows]


def part_from(offer: Service, part: str, answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the answers to a part's form make of the service."""
    if part in LISTS:
        return {part: _fresh([row for row in answers.get(part, []) if not row.get("drop")], LISTS[part])}
    asked = {question.code for _section, question in form_of(part).questions()}
    plain = {code: answers.get(code, "") for code in asked}
    if part == "words":
        return {**plain, "legal_basis": _lines(plain["legal_basis"])}
    fee = {key.removeprefix("fee_"): plain.pop(key) for key in list(plain) if key.startswith("fee_")}
    found = {key: value == "yes" if key in ASKED_YES else value for key, value in plain.items()}
    return {**found, "fee": {**offer.fee.model_dump(), **fee}}
