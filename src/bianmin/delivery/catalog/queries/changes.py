"""How one version of a service differs from another, in words."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from bianmin.delivery.catalog.vocab import Approval, Change, Channel, Service, SupplementClock, Work
from bianmin.foundation.clock.vocab import Period
from bianmin.kernel.money import dollars
from bianmin.kernel.tongues import catalogue_of

NAMES: Final[dict[str, str | Promise]] = {
    "name": gettext_lazy("What it is called"),
    "summary": gettext_lazy("What it is for"),
    "audience": gettext_lazy("Who may apply"),
    "audiences": gettext_lazy("Groups of people"),
    "category": gettext_lazy("Kind of matter"),
    "approval": gettext_lazy("Who decides"),
    "quick": gettext_lazy("Short handling"),
    "result": gettext_lazy("What you get"),
    "check": gettext_lazy("Self-check"),
    "calculator": gettext_lazy("Calculator"),
    "papers": gettext_lazy("Papers"),
    "fee": gettext_lazy("Fee"),
    "sop": gettext_lazy("Steps"),
    "sop_in_force": gettext_lazy("Procedure in force"),
    "statutory_limit": gettext_lazy("Legal limit"),
    "service_norm": gettext_lazy("Our norm"),
    "extension": gettext_lazy("Extension"),
    "supplement_clock": gettext_lazy("The clock while papers are asked for"),
    "supplement_days": gettext_lazy("Days to send papers"),
    "on_the_spot": gettext_lazy("Done while you wait"),
    "channels": gettext_lazy("How to apply"),
    "pickup": gettext_lazy("How you get it"),
    "form": gettext_lazy("Form"),
    "samples": gettext_lazy("Samples"),
    "questions": gettext_lazy("Questions"),
    "legal_basis": gettext_lazy("Legal basis"),
    "remedies": gettext_lazy("Remedies"),
    "forward_to": gettext_lazy("Forwarded to"),
    "second_reading": gettext_lazy("Second reading"),
    "contests": gettext_lazy("Ways to contest"),
    "proof_required": gettext_lazy("Proof of identity"),
    "applicant": gettext_lazy("Form of who applies"),
    "unit": gettext_lazy("Unit in charge"),
    "officer": gettext_lazy("Officer in charge"),
    "public": gettext_lazy("Public"),
    "counted": gettext_lazy("Counted among services"),
    "mobile": gettext_lazy("Usable on a telephone"),
    "lookup": gettext_lazy("Looked up by the office"),
    "required": gettext_lazy("Always needed"),
    "valid": gettext_lazy("Not older than"),
    "reusable": gettext_lazy("Only once"),
    "note": gettext_lazy("Note"),
    "basis": gettext_lazy("Basis"),
    "amount": gettext_lazy("Amount"),
    "role": gettext_lazy("Who does it"),
    "limit": gettext_lazy("Time"),
    "work": gettext_lazy("Kind of work"),
    "checklist": gettext_lazy("Checklist"),
    "next": gettext_lazy("What may follow"),
    "question": gettext_lazy("Question"),
    "answer": gettext_lazy("Answer"),
    "updated_on": gettext_lazy("Updated"),
    "ask": gettext_lazy("Ask"),
    "answers": gettext_lazy("Answers"),
}
"""What a part of a service is called; parts that are not named here are called by their key."""

UNSAID: Final = frozenset(
    {"kind", "id", "version", "locale", "agency", "source", "invented", "valid_from", "valid_until"}
)
LIMITS: Final = frozenset({"statutory_limit", "service_norm", "limit", "valid", "longest", "within", "decide"})
LABELS: Final[Mapping[str, Any]] = {
    "approval": Approval,
    "work": Work,
    "supplement_clock": SupplementClock,
    "channels": Channel,
}


def changes(old: Service, new: Service) -> tuple[Change, ...]:
    """Every difference, in the order of the parts; of what stands in lists, by code."""
    plain = old.model_dump(mode="json"), new.model_dump(mode="json")
    return tuple(_between(*plain, ()))


def _between(old: Mapping[str, Any], new: Mapping[str, Any], above: tuple[str, ...]) -> Iterator[Change]:
    keys = (new.keys() | old.keys()) - {"code"} if above else [*NAMES, *(new.keys() - NAMES.keys())]
    for key in (key for key in keys if key not in UNSAID and old.get(key) != new.get(key)):
        yield from _part(key, old.get(key), new.get(key), (*above, str(NAMES.get(key, key))))


def _part(key: str, before: Any, after: Any, name: tuple[str, ...]) -> Iterator[Change]:
    """What changed in one part: in each of its own parts, in what it lists, or as a whole."""
    if isinstance(before, dict) and isinstance(after, dict):
        yield from _between(before, after, name)
    elif _coded(before) and _coded(after):
        yield from _listed(before, after, name)
    else:
        yield Change(" › ".join(name), printed(key, before), printed(key, after))


def _coded(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, dict) and "code" in one for one in value)


def _title(one: Mapping[str, Any]) -> str:
    return str(one.get("name") or one.get("question") or one["code"])


def _listed(old: list[dict[str, Any]], new: list[dict[str, Any]], above: tuple[str, ...]) -> Iterator[Change]:
    before, after = ({one["code"]: one for one in rows} for rows in (old, new))
    for code, row in before.items():
        if code not in after:
            yield Change(" › ".join(above), _title(row), _("taken away"))
    for code, row in after.items():
        if code not in before:
            yield Change(" › ".join(above), _("not there"), _title(row))
        else:
            yield from _between(before[code], row, (*above, _title(row)))
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        yield Change(" › ".join(above), "", _("in another order"))


def printed(key: str, value: Any) -> str:
    """One value in words: limits, money, yes and no, names of choices, lists."""
    if value in (None, "", [], {}):
        return "-"
    if isinstance(value, list):
        return "、".join(printed(key, one) for one in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part not in ("", None))
    return _one(key, value)


def _one(key: str, value: Any) -> str:
    language = catalogue_of(get_language() or "zh-hant")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if key in LIMITS:
        return Period.parse(str(value)).words(language)
    if key == "amount":
        return dollars(int(value))
    if key == "supplement_days":
        return ngettext("%(days)d day", "%(days)d days", value) % {"days": value}
    return str(LABELS[key](value).label) if key in LABELS else str(value)
