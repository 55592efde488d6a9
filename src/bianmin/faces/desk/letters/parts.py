"""A wording as a form: its title, and its parts each with a place, a kind, a label and a text."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext

from bianmin.faces.desk.saying import Said
from bianmin.foundation.documents.tree import Block, Document, Headline, Line, Pairs, Signature
from bianmin.foundation.documents.wording import LISTS, MOST_PARTS, PLACEHOLDERS, Matter, What, Wording, fill, titled
from bianmin.foundation.forms.vocab import Form
from bianmin.kernel.tongues import is_chinese
from bianmin.kernel.words import N_

STEP: Final = 10
KINDS: Final = [{"value": what.value, "label": what.value} for what in What]
DROP: Final = [{"value": "yes", "label": N_("Take this one away when it is saved")}]
FORM: Final = Form.model_validate(
    {
        "kind": "form",
        "id": "wording",
        "version": "1",
        "source": "Bianmin",
        "title": N_("Letter"),
        "sections": [
            {
                "code": "head",
                "title": N_("Title"),
                "fields": [{"code": "title", "type": "text", "label": N_("Title"), "required": True, "most": 80}],
            },
            {
                "code": "parts",
                "title": N_("Parts of the letter"),
                "repeat": {"least": 1, "most": MOST_PARTS, "noun": N_("Part of the letter")},
                "fields": [
                    {
                        "code": "what",
                        "type": "choice",
                        "label": N_("What stands here"),
                        "required": True,
                        "options": KINDS,
                    },
                    {"code": "label", "type": "text", "label": N_("Label"), "most": 60},
                    {"code": "text", "type": "long_text", "label": N_("Words of the part"), "most": 4000},
                    {"code": "place", "type": "number", "label": N_("Order in the letter"), "least": 0, "most": 9999},
                    {"code": "drop", "type": "choices", "label": N_("Take away"), "options": DROP},
                ],
            },
        ],
    }
)


said = Said(What)


def answers_of(wording: Wording) -> dict[str, Any]:
    """A wording as answers to its form, the places in tens so that something fits between."""
    rows = [
        {"place": at * STEP, **{key: value for key, value in part.model_dump(mode="json").items() if value}}
        for at, part in enumerate(wording.parts, start=1)
    ]
    return {"title": wording.title, "parts": rows}


def wording_from(answers: Mapping[str, Any], locale: str) -> dict[str, Any]:
    """What the answers make of a wording, its parts in the order of their places, those without one last."""
    rows = [row for row in answers.get("parts", []) if not row.get("drop")]
    rows.sort(key=lambda row: (row.get("place") is None, row.get("place") or 0))
    parts = [{key: row[key] for key in ("what", "label", "text") if row.get(key)} for row in rows]
    return {"locale": locale, "title": answers.get("title", ""), "parts": parts}


def _stands_for(name: str) -> str:
    return f"〔{gettext(name)}〕"


def sample_matter(agency: str, address: str) -> Matter:
    """What a wording is looked at with: each placeholder says in brackets what will stand there."""
    words = {name: _stands_for(about) for name, about in PLACEHOLDERS.items()} | {"agency": agency}
    lists: dict[str, tuple[Line, ...]] = {
        what.value: tuple((f"{_stands_for(str(what.label))} {at}",) for at in (1, 2)) for what in LISTS
    }
    head = ("applicant", "done_on", "document", "number", "service")
    pairs: tuple[tuple[str, Line], ...] = tuple((gettext(PLACEHOLDERS[name]), (words[name],)) for name in head)
    blocks: dict[str, tuple[Block, ...]] = {
        What.CONTACT.value: (Pairs(((gettext("Address"), (address,)),), side=True),),
        What.HEAD.value: (Pairs(pairs),),
        What.FACTS.value: (Pairs(pairs),),
        What.NUMBER.value: (Headline(gettext("Receipt number"), words["number"]),),
        What.SIGNATURE.value: (Signature(agency),),
    }
    return Matter(words, lists, blocks)


def sample(wording: Wording, agency: str, address: str) -> Document:
    """A wording as it will be printed, with what will stand in each place said in brackets."""
    matter = sample_matter(agency, address)
    return Document(
        title=f"{agency}{titled(wording, matter)}",
        blocks=fill(wording.parts, matter),
        language="zh-Hant" if is_chinese(wording.locale) else "en",
        author=agency,
        mark=gettext("Sample"),
    )
