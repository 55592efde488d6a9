"""A questionnaire as a form: scales as choices with "I don't know", options, and boxes for one's own words."""

from django.http import QueryDict
from django.utils.translation import gettext as _

from bianmin.foundation.forms.rules.check import check
from bianmin.foundation.forms.vocab import Checked, Field, FieldType, Form, Option, Section
from bianmin.foundation.packs.queries.translations import Reader
from bianmin.quality.surveys.vocab import DONT_KNOW, SCALES, WORDS_MOST, Question, Questionnaire


def _field(asked: Question, say: Reader) -> Field:
    kind, options = FieldType.LONG_TEXT, list[Option]()
    if asked.scale:
        kind = FieldType.CHOICE
        options = [Option(value=str(level), label=str(words)) for level, words in SCALES[asked.scale].items()]
        options.append(Option(value=DONT_KNOW, label=_("I don't know, or no opinion")))
    elif asked.options:
        kind = FieldType.CHOICES if asked.several else FieldType.CHOICE
        options = [Option(value=one.code, label=str(say(one.name))) for one in asked.options]
    most = WORDS_MOST if kind is FieldType.LONG_TEXT else None
    return Field(
        code=asked.code,
        type=kind,
        label=str(say(asked.text)),
        required=asked.required,
        options=tuple(options),
        most=most,
    )


def form_of(document: Questionnaire, say: Reader) -> Form:
    """The questionnaire as a form in the reader's language."""
    section = Section(code="survey", title="survey", fields=tuple(_field(one, say) for one in document.questions))
    return Form(kind="form", id="survey", version="1", source="ui", title="survey", sections=(section,))


def checked_of(form: Form, sent: QueryDict | None) -> Checked:
    """What was sent, checked; nothing typed where nothing was sent."""
    names = [field.code for _section, field in form.questions()]
    typed = (
        {name: [text.replace("\0", "") for text in sent.getlist(name)] for name in names} if sent is not None else {}
    )
    return check(form, typed, {})
