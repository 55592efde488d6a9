"""Publishing forms and their packs."""

from datetime import UTC, datetime

import pytest

from bianmin.foundation.audit.models import Line
from bianmin.foundation.forms.actions.publishing import FormIsPublished, publish
from bianmin.foundation.forms.models import FormVersion
from bianmin.foundation.forms.queries.published import NoSuchForm, cards, form
from bianmin.foundation.forms.rules.judge import problems
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.packs.queries.checks import examine
from bianmin.foundation.packs.queries.loaded import as_yaml, exported
from bianmin.kernel.actor import PUBLIC, system
from bianmin.kernel.errors import NotAllowed
from tests.foundation.forms.samples import OPTIONS, WHOLE, form_of

AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
LOADER = system("loader")
pytestmark = pytest.mark.django_db


def pack() -> bytes:
    return as_yaml(WHOLE).encode()


def test_a_pack_becomes_a_form_and_comes_back_as_it_was():
    assert load_packs(files=[("form.yaml", pack())], by=LOADER, at=AT) == (1, 0)
    assert form("376550300A", "sample").model_dump() == WHOLE.model_dump()
    assert exported("form", "", "sample") == pack().decode()


def test_the_same_version_twice_is_one_row():
    publish(form=WHOLE, by=LOADER, at=AT)
    publish(form=WHOLE, by=LOADER, at=AT)
    assert FormVersion.objects.count() == 1
    assert Line.objects.filter(verb="forms.publish").count() == 1


def test_a_published_version_never_changes():
    publish(form=WHOLE, by=LOADER, at=AT)
    with pytest.raises(FormIsPublished):
        publish(form=WHOLE.model_copy(update={"title": "別的"}), by=LOADER, at=AT)
    assert FormVersion.objects.get().title == "範例"


def test_the_newest_version_is_given_and_older_ones_stay():
    publish(form=WHOLE, by=LOADER, at=AT)
    publish(form=WHOLE.model_copy(update={"version": "2", "title": "第二版"}), by=LOADER, at=AT)
    assert form("376550300A", "sample").title == "第二版"
    assert form("376550300A", "sample", "1").title == "範例"
    assert [(card.code, card.version) for card in cards("376550300A")] == [("sample", "2")]


def test_an_agency_sees_its_own_form_before_the_shared_one():
    publish(form=WHOLE.model_copy(update={"agency": "376550300A", "title": "本所"}), by=LOADER, at=AT)
    publish(form=WHOLE, by=LOADER, at=AT)
    assert form("376550300A", "sample").title == "本所"
    assert form("A41000000G", "sample").title == "範例"


def test_an_unknown_form_is_refused_with_its_code():
    with pytest.raises(NoSuchForm, match="nothing-here"):
        form("376550300A", "nothing-here")


def test_nobody_outside_publishes():
    with pytest.raises(NotAllowed):
        publish(form=WHOLE, by=PUBLIC, at=AT)


def test_a_wrong_pack_names_its_key_and_line():
    text = pack().decode().replace("type: name", "type: nam", 1)
    (problem,) = [one for one in examine("form.yaml", text.encode()) if one.key.endswith("type")]
    assert problem.key == "sections.0.fields.0.type"
    assert text.splitlines()[problem.line - 1].strip() == "type: nam"


SECTION = {"code": "s", "title": "S"}
FIELD = {"code": "a", "type": "text", "label": "A"}


def questions(*fields):
    return form_of_unjudged([{**SECTION, "fields": list(fields)}])


def form_of_unjudged(sections):
    from bianmin.foundation.forms.vocab import Form

    header = {"kind": "form", "id": "x", "version": "1", "source": "demonstration", "title": "X"}
    return Form.model_validate({**header, "sections": sections})


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ([FIELD, FIELD], "used twice"),
        ([{**FIELD, "type": "choice"}], "nothing to choose from"),
        ([{**FIELD, "options": OPTIONS}], "takes no options"),
        ([{**FIELD, "type": "choice", "options": [*OPTIONS, OPTIONS[0]]}], "option full twice"),
        ([{**FIELD, "least": 3, "most": 2}], "least is above most"),
        ([{**FIELD, "when": {"conditions": [{"field": "later", "op": "filled"}]}}], "names later"),
        ([FIELD, {**FIELD, "code": "b", "when": {"conditions": [{"field": "a", "op": "in", "value": "x"}]}}], "list"),
        (
            [
                {**FIELD, "type": "choice", "options": OPTIONS},
                {**FIELD, "code": "b", "when": {"conditions": [{"field": "a", "op": "is", "value": "ful"}]}},
            ],
            "none of its options",
        ),
    ],
)
def test_a_form_that_cannot_work_is_judged(fields, sentence, settings):
    settings.LANGUAGE_CODE = "en"
    assert sentence in " ".join(problems(questions(*fields)))


def test_a_row_cannot_be_seen_from_outside():
    row = {"code": "r", "title": "R", "repeat": {"noun": "人"}, "fields": [FIELD]}
    after = {**SECTION, "fields": [{**FIELD, "code": "b", "when": {"conditions": [{"field": "a", "op": "filled"}]}}]}
    assert len(problems(form_of_unjudged([row, after]))) == 1


def test_every_text_can_be_translated():
    assert form_of({**SECTION, "fields": [{**FIELD, "hint": "提示"}]}).texts() == ["範例", "S", "A", "提示"]
