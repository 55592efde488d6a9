"""Requests that nobody's browser sends: ten thousand files, ten thousand boxes, a body without end."""

import time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.foundation.documents.models import File
from tests.people import People

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def people(db: None, house: People) -> People:
    """The people of the house that is set up once, with every pack loaded."""
    return house


@pytest.mark.parametrize(("who", "at"), [("", "/ttbn/track/"), ("research", "/desk/counts/new/")])
def test_ten_thousand_files_at_once_are_turned_away_with_a_sentence_and_none_is_kept(
    signed_in, who: str, at: str, settings: object, tmp_path
):
    settings.FILES_ROOT = tmp_path / "files"
    client = signed_in(who) if who else Client()
    before, begun = File.objects.count(), time.monotonic()
    answer = client.post(at, {"files": [SimpleUploadedFile(f"{n}.pdf", PDF) for n in range(10_000)]})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
    assert File.objects.count() == before
    assert not (tmp_path / "files").exists()
    assert time.monotonic() - begun < 60


def test_ten_thousand_boxes_and_a_body_without_end_are_turned_away_with_a_sentence(people: People):
    for sent in ({f"box-{n}": "1" for n in range(10_000)}, {"number": "9" * 13_000_000}):
        answer = Client().post("/ttbn/track/", sent)
        assert answer.status_code == 400
        assert "<h1" in answer.content.decode()


def test_an_address_without_end_is_turned_away(people: People):
    assert Client().get("/ttbn/", {"q": "長" * 100_000}).status_code in (200, 400, 414)
