"""Check packs against the shapes of their kinds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from bianmin.foundation.packs.queries.text import Lines, read
from bianmin.foundation.packs.vocab import KINDS, Header, Kind, Problem, Said


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read and found right."""

    file: str
    kind: Kind
    document: Header
    text: str
    lines: Lines = field(default_factory=dict)


def _sentence(kind: str, context: Mapping[str, Any], message: str) -> str:
    sentences = {
        "bianmin": message.replace("%", "%%"),
        "form": message.replace("%", "%%"),
        "missing": _("This key is missing. Add it."),
        "extra_forbidden": _("This key is not known here. Remove it or mend its spelling."),
        "string_type": _("Text is expected here. Put it in quotation marks."),
        "int_type": _("A whole number is expected here."),
        "bool_type": _("true or false is expected here."),
        "list_type": _("A list is expected here: lines that begin with '-'."),
        "dict_type": _("Keys with values are expected here."),
        "model_type": _("Keys with values are expected here."),
        "date_type": _("A date is expected here: YYYY-MM-DD."),
        "string_too_long": _("Too long: at most %(max_length)s characters."),
        "string_too_short": _("Too short: at least %(min_length)s characters."),
        "too_short": _("Too few: at least %(min_length)s are needed."),
        "too_long": _("Too many: at most %(max_length)s are possible."),
        "string_pattern_mismatch": _("Not in the expected form: %(pattern)s."),
        "literal_error": _("One of these is expected: %(expected)s."),
        "enum": _("One of these is expected: %(expected)s."),
        "greater_than_equal": _("Too small: at least %(ge)s."),
        "less_than_equal": _("Too large: at most %(le)s."),
    }
    found = sentences.get(kind)
    return found % context if found else _("Not valid: %(message)s.") % {"message": message}


def told(error: Mapping[str, Any]) -> str:
    """What one error of a shape means, in a sentence."""
    return _sentence(error["type"], error.get("ctx", {}), error["msg"])


def _line(lines: Lines, place: tuple[str | int, ...]) -> int:
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def _follows(error: Mapping[str, Any], places: list[tuple[str | int, ...]]) -> bool:
    """Whether a list is only too short because what stands in it is wrong: the wrong entry is told, not its list."""
    place = error["loc"]
    inside = any(len(other) > len(place) and other[: len(place)] == place for other in places)
    return error["type"] == "too_short" and inside


def _problems(name: str, lines: Lines, wrong: ValidationError) -> list[Problem]:
    found, errors = [], wrong.errors()
    places = [error["loc"] for error in errors]
    for error in errors:
        place = error["loc"]
        if _follows(error, places):
            continue
        key = ".".join(str(part) for part in place) or "-"
        found.append(Problem(name, _line(lines, place), key, told(error)))
    return found


def examine(name: str, data: bytes) -> Pack | list[Problem]:
    """One pack from its bytes, or its problems."""
    result = read(name, data)
    if isinstance(result, Problem):
        return [result]
    document, lines = result
    kind = KINDS.kinds.get(str(document.get("kind", "")))
    if kind is None:
        known = ", ".join(sorted(KINDS.kinds))
        sentence = _("The kind of pack is not known. One of these is expected: %(known)s.") % {"known": known}
        return [Problem(name, _line(lines, ("kind",)), "kind", sentence)]
    try:
        shaped = kind.shape.model_validate(document)
    except ValidationError as wrong:
        return _problems(name, lines, wrong)
    judged = _placed(name, lines, kind.judge(shaped))
    return judged or Pack(name, kind, shaped, data.decode("utf-8-sig"), lines)


def _placed(name: str, lines: Lines, said: Said) -> list[Problem]:
    """Sentences about places of a document as problems with their lines."""
    return [
        Problem(name, _line(lines, place), ".".join(str(part) for part in place) or "-", sentence)
        for place, sentence in said
    ]


def warnings(packs: Iterable[Pack], *, on: date) -> list[Problem]:
    """What right packs may yet cause, as of a day; it keeps none of them from being loaded."""
    return [one for pack in packs for one in _placed(pack.file, pack.lines, pack.kind.warn(pack.document, on))]


def examine_all(files: Iterable[tuple[str, bytes]]) -> tuple[list[Pack], list[Problem]]:
    """The packs of many files in the order of loading, and every problem found."""
    packs: list[Pack] = []
    problems: list[Problem] = []
    for name, data in files:
        result = examine(name, data)
        if isinstance(result, Pack):
            packs.append(result)
        else:
            problems += result
    return sorted(packs, key=lambda pack: (pack.kind.order, pack.document.agency, pack.document.id)), problems
