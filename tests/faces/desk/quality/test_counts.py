"""Counts that people type in, with evidence, checked by a second person; the figures that rest on them."""

from fractions import Fraction

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.quality.indicators.actions.publishing import NotChecked, publish
from bianmin.quality.indicators.models import Entry
from bianmin.quality.indicators.queries.definitions import indicators, measures
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.delivery import PDF
from tests.people import AGENCY, NOON, ROOT, People

pytestmark = pytest.mark.django_db
TYPED = {"measure": "staff.opinions", "unit": ROOT, "span": "114-Q1", "n": "8", "evidence": "提案簿第3至5頁"}
NEW = "/desk/counts/new/"


def key_of(client: Client, **changes: object) -> int:
    answer = client.post(NEW, {**TYPED, **changes})
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def value(client: Client, code: str, over: str = "114"):
    lines = client.get(f"/desk/indicators/?span={over}&all=1").context["lines"]
    return next(line["value"] for line in lines if line["value"].code == code)


def test_a_count_is_typed_with_its_evidence_and_checked_by_another(research: Client, signed_in):
    scan = SimpleUploadedFile("proof.pdf", PDF, "application/pdf")
    key = key_of(research, files=[scan])
    own = research.get(f"/desk/counts/{key}/").content.decode()
    assert "proof.pdf" in own
    assert "提案簿第3至5頁" in own
    assert 'name="right"' not in own
    chief = signed_in("chief")
    assert "1 筆填報等待第二人複核" in chief.get("/desk/counts/").content.decode()
    chief.post(f"/desk/counts/{key}/", {"right": "yes", "note": "核對無誤"})
    page = research.get(f"/desk/counts/{key}/").content.decode()
    assert "已複核" in page
    assert "陳美惠" in page


def test_nobody_checks_a_count_of_ones_own(research: Client):
    key = key_of(research)
    assert research.post(f"/desk/counts/{key}/", {"right": "yes"}).status_code == 422
    assert Entry.objects.get().checked_at is None


def test_a_wrong_count_is_set_aside_with_the_reason_and_counts_no_longer(research: Client, signed_in):
    key, chief = key_of(research), signed_in("chief")
    assert value(research, "IN-35").printed == "8件"
    answer = chief.post(f"/desk/counts/{key}/", {"right": "no", "note": ""})
    assert answer.status_code == 422
    assert 'href="#q-note"' in answer.content.decode()
    chief.post(f"/desk/counts/{key}/", {"right": "no", "note": "重複計算"})
    assert value(research, "IN-35").printed == "無案件"
    assert "重複計算" in research.get(f"/desk/counts/{key}/").content.decode()


def test_what_rests_on_unchecked_counts_is_not_published(research: Client, signed_in, people: People):
    key = key_of(research)
    by = people.actor("chief")
    with pytest.raises(NotChecked):
        publish(code="IN-35", agency=AGENCY, span=span("114"), by=by, at=NOON)
    signed_in("chief").post(f"/desk/counts/{key}/", {"right": "yes"})
    assert publish(code="IN-35", agency=AGENCY, span=span("114"), by=by, at=NOON).printed == "8件"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"n": "many"}, "n"), ({"n": ""}, "n"), ({"n": "-1"}, "n"), ({"n": "9" * 30}, "n"), ({"span": "soon"}, "span"),
        ({"evidence": " "}, "evidence"), ({"measure": "cases.received"}, "measure"), ({"measure": "\0"}, "measure"),
        ({"files": [SimpleUploadedFile("a.exe", b"MZ123")]}, "files"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_place_and_nothing_is_kept(research: Client, typed: dict, field: str):
    answer = research.post(NEW, {**TYPED, **typed})
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in answer.content.decode()
    assert not Entry.objects.exists()


def test_an_auditor_reads_and_types_nothing(research: Client, signed_in):
    key, auditor = key_of(research), signed_in("auditor")
    assert auditor.get(f"/desk/counts/{key}/").status_code == 200
    assert auditor.get(NEW).status_code == 403
    assert auditor.post(f"/desk/counts/{key}/", {"right": "yes"}).status_code == 403


def test_an_outsider_does_not_see_it(research: Client, signed_in):
    assert signed_in("outsider").get(f"/desk/counts/{key_of(research)}/").status_code == 404


PRINTED = {
    "IN-09": "50.0%", "IN-13": "50.0%", "IN-14": "50.0%", "IN-15": "4種", "IN-17": "50.0%", "IN-18": "4張", "IN-19": "50.0%",
    "IN-27": "4人次", "IN-28": "4件", "IN-35": "4件", "IN-36": "50.0%",
    "IN-49": "4場", "IN-52": "4件", "IN-53": "100.0%",
    "IN-57": "4人", "IN-65": "4種", "IN-66": "4種", "IN-69": "50.0%", "IN-75": "4項",
    "IN-79": "4人次", "IN-87": "4票", "IN-88": "50.0%", "IN-96": "4項",
    "IN-97": "4項", "IN-100": "4種", "IN-102": "4位", "IN-103": "50.0%", "IN-105": "4項",
    "IN-108": "50.0%", "IN-111": "50.0%",
}  # fmt: skip
"""How each prints when 4 are typed for its numerator, 8 for its denominator, and 2 the year before."""


OURS = {"LU-08": "4張"}
"""Typed too, and of no document."""


@pytest.mark.row(*PRINTED)
def test_every_typed_indicator_is_reckoned_from_what_was_typed(research: Client):
    known = indicators(AGENCY)
    typed = {code for code, row in measures(AGENCY).items() if row.shape.type == "typed"}
    shapes = [row.shape for row in known.values() if row.shape.numerator in typed]
    below = {shape.denominator for shape in shapes if shape.denominator}
    for code in typed:
        research.post(NEW, {**TYPED, "measure": code, "span": "114", "n": "8" if code in below else "4"})
    research.post(NEW, {**TYPED, "measure": "project.cases", "span": "113", "n": "2"})
    lines = research.get("/desk/indicators/?span=114&all=1").context["lines"]
    printed = {one["value"].code: one["value"].printed for one in lines if one["value"].indicator in shapes}
    doubled = {shape.code for shape in shapes if not shape.denominator and shape.numerator in below}
    assert {code: words for code, words in printed.items() if code not in doubled} == {
        code: words for code, words in (PRINTED | OURS).items() if code not in doubled
    }
    assert {shape.code for shape in shapes} == (PRINTED | OURS).keys()
    assert Fraction(4, 8) * 100 == next(one["value"].value for one in lines if one["value"].code == "IN-36")
