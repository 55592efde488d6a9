"""Judge a form before it is published: what the shapes of its keys cannot say."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from bianmin.foundation.forms.vocab import Condition, Field, FieldType, Form, Op, Section, When

Before = dict[str, Field | Section]
"""What a condition can see: the questions asked before it, and the repeating sections."""
DEEPEST: Final = 4
CHOSEN = frozenset({FieldType.CHOICE, FieldType.CHOICES})


def _doubles(codes: list[str]) -> list[str]:
    return [code for code, times in Counter(codes).items() if times > 1]


def _field(asked: Field) -> Iterator[str]:
    if asked.type in CHOSEN and not asked.options:
        yield _("Question %(code)s has nothing to choose from. Give it options.") % {"code": asked.code}
    if asked.type not in CHOSEN and asked.options:
        yield _("Question %(code)s takes no options. Remove them or make it a choice.") % {"code": asked.code}
    if double := _doubles([option.value for option in asked.options]):
        yield _("Question %(code)s has the option %(value)s twice.") % {"code": asked.code, "value": double[0]}
    if asked.least is not None and asked.most is not None and asked.least > asked.most:
        yield _("Question %(code)s: least is above most.") % {"code": asked.code}


def _counted(condition: Condition, before: "Before") -> Iterator[str]:
    names = {"code": condition.field, "value": condition.value}
    if not isinstance(before.get(condition.field), Section):
        yield _("A condition counts the rows of %(code)s, which is no repeating section before it.") % names
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    if condition.op is Op.FILLED or not all(isinstance(value, int) for value in values):
        yield _("A condition on the number of rows of %(code)s compares with a whole number.") % names


def _condition(condition: Condition, before: "Before") -> Iterator[str]:
    if condition.count:
        yield from _counted(condition, before)
        return
    asked = before.get(condition.field)
    names = {"code": condition.field, "value": condition.value}
    if not isinstance(asked, Field):
        yield _("A condition names %(code)s, which is not asked before it in a place it can see.") % names
        return
    listed = isinstance(condition.value, tuple)
    if listed is not (condition.op is Op.IN):
        yield _("A condition on %(code)s: 'in' takes a list, and only 'in' does.") % names
    values = condition.value if isinstance(condition.value, tuple) else (condition.value,)
    compared = asked.type in CHOSEN and condition.op in {Op.IS, Op.IS_NOT, Op.IN}
    if compared and not {str(value) for value in values} <= {option.value for option in asked.options}:
        yield _("A condition on %(code)s compares with %(value)s, which is none of its options.") % names


def _depth(when: When) -> int:
    return 1 + max((_depth(one) for one in when.conditions if isinstance(one, When)), default=0)


def _when(when: When | None, before: "Before") -> Iterator[str]:
    if when is None:
        return
    if _depth(when) > DEEPEST:
        yield _("Conditions stand in one another more than %(most)s deep. Make them simpler.") % {"most": DEEPEST}
        return
    for condition in when.each():
        yield from _condition(condition, before)


def _prefill(asked: Field, before: "Before") -> Iterator[str]:
    if asked.prefill and "." not in asked.prefill and not isinstance(before.get(asked.prefill), Field):
        names = {"code": asked.code, "other": asked.prefill}
        yield _("Question %(code)s is filled in from %(other)s, which is not asked before it.") % names
    if asked.type is FieldType.FILE and (asked.prefill or asked.linked):
        yield _("Question %(code)s takes a file: nothing can fill it in.") % {"code": asked.code}


def _in_section(section: Section, before: "Before") -> Iterator[str]:
    """Problems of a section; adds its questions to `before` unless they repeat (then only the section sees them)."""
    yield from _when(section.when, before)
    if section.repeat and section.repeat.least > section.repeat.most:
        yield _("Section %(code)s: least is above most.") % {"code": section.code}
    seen = dict(before) if section.repeat else before
    for asked in section.fields:
        yield from _field(asked)
        yield from _prefill(asked, seen)
        yield from _when(asked.when, seen)
        seen[asked.code] = asked
    if section.repeat:
        before[section.code] = section


def problems(form: Form) -> list[str]:
    """Sentences about what is wrong with a form; none when it can be published."""
    codes = [section.code for section in form.sections] + [asked.code for __, asked in form.questions()]
    found = [
        _("The code %(code)s is used twice. Give one of the two another code.") % {"code": code}
        for code in _doubles(codes)
    ]
    if form.cosign and form.cosign.name not in ("", *codes):
        found.append(
            _("The co-signer's name is taken from %(code)s, and no question has this code.")
            % {"code": form.cosign.name}
        )
    before: Before = {}
    for section in form.sections:
        found += _in_section(section, before)
    return found
