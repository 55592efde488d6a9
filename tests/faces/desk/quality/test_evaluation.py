"""Self-evaluation on the desk: begun under an edition, written with evidence, made final."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.documents.models import File
from tests.factories.delivery import PDF
from tests.people import AGENCY

pytestmark = pytest.mark.django_db
EDITION = "nia-107-overall"
HERE = f"/desk/evaluation/{EDITION}/?year=114"


@pytest.fixture
def begun(research: Client) -> Client:
    """The research officer, with the self-evaluation of 114 begun."""
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    return research


def first(client: Client) -> str:
    """The first node that must have text and evidence."""
    return client.get(HERE).context["card"].unwritten[0]


def node(code: str) -> str:
    return f"/desk/evaluation/{EDITION}/{code}/?year=114"


def test_an_edition_is_offered_to_begin_with(research: Client):
    assert EDITION in research.get("/desk/evaluation/").content.decode()


def test_the_tree_counts_a_hundred_points(begun: Client):
    card = begun.get(HERE).context["card"]
    assert (card.full, card.total) == (100, 0)


def test_text_score_and_evidence_are_kept(begun: Client):
    code = first(begun)
    scan = SimpleUploadedFile("proof.pdf", PDF, "application/pdf")
    typed = {"text": "已建立作業流程。", "score": "3", "links": "https://example.tw 公告", "files": [scan]}
    begun.post(node(code), typed)
    card = begun.get(HERE).context["card"]
    written = next(one for one in card.nodes if one.code == code)
    assert (written.text, written.score, card.total) == ("已建立作業流程。", 3, 3)
    assert [(proof.kind, proof.note) for proof in written.evidence] == [("link", "公告"), ("file", "proof.pdf")]


def test_a_file_stays_evidence_until_its_tick_is_taken_away(begun: Client):
    code = first(begun)
    begun.post(node(code), {"text": "一", "files": [SimpleUploadedFile("a.pdf", PDF, "application/pdf")]})
    [file] = [one for box in begun.get(node(code)).context["boxes"] if box.name == "kept" for one in box.choices]
    begun.post(node(code), {"text": "二", "kept": [file.value]})
    written = next(one for one in begun.get(HERE).context["card"].nodes if one.code == code)
    assert [proof.note for proof in written.evidence] == ["a.pdf"]


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"score": "many"}, "score"), ({"score": "999"}, "score"), ({"links": "not an address"}, "links")],
)
def test_what_is_wrong_is_told_at_its_place(begun: Client, typed: dict[str, str], field: str):
    answer = begun.post(node(first(begun)), {"text": "文字還在", **typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#q-{field}"' in page
    assert "文字還在" in page


def test_what_was_refused_keeps_no_file(begun: Client):
    scan = SimpleUploadedFile("proof.pdf", PDF, "application/pdf")
    assert begun.post(node(first(begun)), {"text": "一", "score": "999", "files": [scan]}).status_code == 422
    assert not File.objects.filter(name="proof.pdf").exists()


def test_it_is_not_final_while_something_is_missing(begun: Client):
    answer = begun.post(f"/desk/evaluation/{EDITION}/close/?year=114", follow=True)
    assert answer.context["card"].state == "draft"
    assert first(begun) in answer.content.decode()


def test_an_officer_reads_and_does_not_write(begun: Client, signed_in):
    officer = signed_in("officer")
    assert officer.get(HERE).status_code == 200
    assert officer.post(node(first(begun)), {"text": "x"}).status_code == 403


def test_the_agency_above_reads_it(begun: Client, signed_in):
    assert signed_in("supervisor").get(f"{HERE}&agency={AGENCY}").status_code == 200


def test_what_was_not_begun_is_not_there(research: Client):
    assert research.get(f"/desk/evaluation/{EDITION}/?year=90").status_code == 404
