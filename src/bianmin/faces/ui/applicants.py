"""Who applies, from the answers of the applicant's form."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bianmin.delivery.cases.vocab import Particulars
from bianmin.foundation.forms.vocab import Form


def particulars(answers: Mapping[str, Any], *, language: str, prefix: str = "") -> Particulars:
    """The applicant; with `prefix` `proxy_` the person who applies for another."""
    born = answers.get(prefix + "birth_on")
    return Particulars(
        name=answers[prefix + "name"],
        latin_name=answers.get(prefix + "latin_name", ""),
        id_number=answers.get(prefix + "id_number", ""),
        birth_on=date.fromisoformat(born) if born else None,
        phone=answers.get(prefix + "phone", ""),
        email=answers.get(prefix + "email", ""),
        address=answers.get(prefix + "address", ""),
        language=language,
        sms_agreed="yes" in (answers.get(prefix + "sms") or ()),
    )


def entrusted(answers: Mapping[str, Any]) -> dict[str, Any]:
    """What the person who applies for another may do besides, and until when, as an application keeps it."""
    last = answers.get("proxy_until")
    return {"deeds": tuple(answers.get("proxy_deeds") or ()), "until": date.fromisoformat(last) if last else None}


def relation(form: Form, answers: Mapping[str, Any]) -> str:
    """What the person who applies for another is to the applicant, in the form's words; empty for nobody."""
    value = answers.get("proxy_relation", "") if answers.get("proxy_name") else ""
    options = (one for _section, asked in form.questions() if asked.code == "proxy_relation" for one in asked.options)
    return next((one.label for one in options if one.value == value), str(value))
