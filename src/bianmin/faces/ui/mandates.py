"""Authorise an agent: the questions, what they say, and the sheet to sign 委託書."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext as _

from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.cases.vocab.mandate import USUAL, Deed, MandateCard, Proof, Wanted
from bianmin.faces.ui import reader
from bianmin.faces.ui.now import today
from bianmin.faces.ui.receipts import pairs
from bianmin.faces.ui.templatetags.ui import day
from bianmin.foundation.documents.tree import Block, Document, Heading, Headline, Note, Paragraph, SignOff
from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Option, Section
from bianmin.kernel.tongues import is_chinese

OFTEN: Final = [Deed.QUERY.value, Deed.RECEIVE.value]
SEEN: Final = (Proof.LETTER, Proof.LAW)
"""What an officer can say was shown."""


def form_of(*, staff: bool) -> Form:
    """The questions: who, what for, how long; an officer says what was shown."""
    deeds = tuple(Option(value=one.value, label=str(one.label)) for one in Deed if one is not Deed.APPLY)
    fields = [
        Field(
            code="name", type=FieldType.NAME, label=_("Name of the person who acts for the applicant"), required=True
        ),
        Field(code="id_number", type=FieldType.ID_NUMBER, label=_("ID number of this person"), required=True),
        Field(code="phone", type=FieldType.PHONE, label=_("Telephone of this person")),
        Field(code="relation", type=FieldType.TEXT, label=_("What this person is to the applicant"), most=60),
        Field(code="deeds", type=FieldType.CHOICES, label=_("What this person may do"), required=True, options=deeds),
        Field(
            code="valid_from", type=FieldType.ROC_DATE, label=_("From"), hint=_("For example 115/3/9. Empty: today.")
        ),
        Field(code="valid_until", type=FieldType.ROC_DATE, label=_("Until"), hint=_("Empty: until it is revoked.")),
    ]
    if staff:
        shown = tuple(Option(value=one.value, label=str(one.label)) for one in SEEN)
        fields.append(
            Field(code="proof", type=FieldType.CHOICE, label=_("What was shown"), required=True, options=shown)
        )
    section = Section(code="agent", title=_("Authorise somebody"), fields=tuple(fields))
    title = _("Authorise somebody")
    return Form(kind="form", id="mandate", version="1", source="ui", title=title, sections=(section,))


def asked(request: HttpRequest, *, staff: bool) -> tuple[Form, Checked]:
    """The questions with what was typed; before anything is typed, with what most want and nothing amiss."""
    form = form_of(staff=staff)
    if request.method == "POST":
        return form, check(form, {name: request.POST.getlist(name) for name in request.POST}, on=today())
    return form, replace(check(form, {"deeds": OFTEN}, on=today()), errors={})


def _day(answers: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(answers[name]) if answers.get(name) else None


def said(answers: Mapping[str, Any]) -> dict[str, Any]:
    """The agent and the authorisation, as the action wants them."""
    names = ("name", "id_number", "phone")
    agent = Particulars(language=reader.language(), **{name: answers.get(name, "") for name in names})
    wanted = Wanted(
        deeds=tuple(answers.get("deeds") or ()),
        valid_from=_day(answers, "valid_from"),
        valid_until=_day(answers, "valid_until"),
        proof=str(answers.get("proof", "")),
        relation=str(answers.get("relation", "")),
    )
    return {"agent": agent, "wanted": wanted}


def _ticks(deeds: tuple[str, ...]) -> list[Block]:
    return [Paragraph((f"{'☑' if one.value in deeds else '☐'} {one.label}",)) for one in Deed]


def sheet(*, agency: str, service: str, number: str = "", of: MandateCard | None = None) -> Document:
    """The authorisation as a paper to sign: what a record says is filled in, the names are written by hand."""
    line, until = "＿" * 12, _("until it is revoked")
    last = (day(of.valid_until) if of.valid_until else until) if of else line
    first = day(of.valid_from) if of else line
    person = [(_("Name"), line), (_("ID number"), line), (_("Telephone"), line), (_("Address"), line)]
    head: tuple[Block, ...] = (Headline(_("Receipt number"), number),) if number else ()
    return Document(
        title=_("Letter of authority"),
        subtitle=agency,
        blocks=(
            *head,
            pairs([(_("Service"), service), (_("From"), first), (_("Until"), last)]),
            Heading(1, _("I authorise the person below to do for me:"), numbered=False),
            *_ticks(of.deeds if of else USUAL),
            Heading(1, _("The applicant"), numbered=False),
            pairs(person),
            Heading(1, _("Who acts for the applicant"), numbered=False),
            pairs([*person, (_("What this person is to the applicant"), of.relation if of and of.relation else line)]),
            SignOff((_("Signature of the applicant"), _("Signature of who acts"))),
            Note((_("Bring both identity cards. The applicant may revoke it at any time, at the office or online."),)),
        ),
        language="zh-Hant" if is_chinese(reader.language()) else "en",
        author=agency,
        numbered_pages=False,
    )
