"""Files: stored, opened by right, swept."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction

from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents import storage
from bianmin.foundation.documents.actions import (
    ContentIsGone,
    DraftIsGone,
    NoKindKnown,
    adopt,
    open_file,
    store,
    sweep,
    waiting_upload,
)
from bianmin.foundation.documents.models import File
from bianmin.foundation.documents.queries import files_of, visible_to
from bianmin.foundation.documents.rules.access import may_open
from bianmin.foundation.documents.vocab import Audience, Retention
from bianmin.kernel.actor import PUBLIC, Actor, Grant, Role, system
from bianmin.kernel.errors import NotFound

AT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
AGENCY, OTHER = "376550300A", "A41000000G"
COUNTER, RECORDS = f"/{AGENCY}/counter/", f"/{AGENCY}/records/"
SUBJECT = "cases.case:7"
PDF = b"%PDF-1.7 content"
HAND = system("test")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FILES_ROOT = tmp_path
    return tmp_path


def kept(data: bytes = PDF, **changes):
    keys = {"name": "a.pdf", "subject": SUBJECT, "agency": AGENCY, "unit_path": COUNTER, "by": HAND, "at": AT}
    return store(**{**keys, "data": data, **changes})


def staff(role: Role, path: str, agency: str = AGENCY) -> Actor:
    return Actor(key="staff:1", grants=(Grant(role, agency, path),), agency=agency)


OFFICER = staff(Role.OFFICER, COUNTER)
HOLDER = Actor(key="case:7", holds=frozenset({SUBJECT}))


def make_old(path) -> None:
    past = (AT - timedelta(days=3)).timestamp()
    os.utime(path, (past, past))


def test_a_stored_file_is_whole_and_opened_again():
    card = kept(name="../../委託書")
    assert (card.name, card.size, card.media_type) == ("委託書.pdf", len(PDF), "application/pdf")
    assert storage.place(AGENCY, card.sha256).read_bytes() == PDF
    opened = open_file(file_id=card.pk, by=OFFICER, at=AT, purpose="TTBN-1")
    assert opened.data == PDF
    line = Line.objects.get(verb="documents.open")
    assert (line.subject, line.purpose, line.actor) == (f"documents.file:{card.pk}", "TTBN-1", "staff:1")


def test_content_of_no_known_kind_is_refused():
    with pytest.raises(NoKindKnown):
        kept(b"MZ\x90")
    assert not File.objects.exists()


@pytest.mark.parametrize(
    ("actor", "audience", "allowed"),
    [
        (OFFICER, Audience.STAFF, True),
        (staff(Role.CHIEF, f"/{AGENCY}/"), Audience.STAFF, True),
        (staff(Role.OFFICER, RECORDS), Audience.STAFF, False),
        (staff(Role.OFFICER, f"/{AGENCY}/"), Audience.STAFF, True),
        (staff(Role.OFFICER, COUNTER, OTHER), Audience.STAFF, False),
        (staff(Role.AUDITOR, f"/{AGENCY}/"), Audience.STAFF, False),
        (HOLDER, Audience.STAFF, False),
        (HOLDER, Audience.HOLDER, True),
        (replace(HOLDER, holds=frozenset({"cases.case:8"})), Audience.HOLDER, False),
        (PUBLIC, Audience.HOLDER, False),
        (PUBLIC, Audience.PUBLIC, True),
    ],
)
def test_a_file_is_opened_by_right(actor, audience, allowed):
    card = kept(audience=audience)
    file = File.objects.get(pk=card.pk)
    assert may_open(actor, file) is allowed
    assert visible_to(actor).exists() is allowed
    assert bool(files_of(actor, agency=AGENCY, subject=SUBJECT)) is allowed


def test_a_file_without_a_unit_is_the_whole_agencys():
    kept(unit_path="")
    assert visible_to(staff(Role.OFFICER, RECORDS)).exists()
    assert not visible_to(staff(Role.OFFICER, COUNTER, OTHER)).exists()


def test_a_path_with_signs_of_patterns_opens_no_neighbour():
    kept(unit_path=COUNTER)
    assert not visible_to(staff(Role.OFFICER, f"/{AGENCY}/count_r/")).exists()


def test_a_file_that_may_not_be_opened_is_refused_like_one_that_is_not_there():
    card = kept()
    for number in (card.pk, card.pk + 1):
        with pytest.raises(NotFound):
            open_file(file_id=number, by=PUBLIC, at=AT)
    assert not Line.objects.filter(verb="documents.open").exists()


def test_a_public_file_is_opened_without_a_line():
    card = kept(audience=Audience.PUBLIC, retention=Retention.REPORT)
    open_file(file_id=card.pk, by=PUBLIC, at=AT)
    assert not Line.objects.filter(verb="documents.open").exists()


@pytest.mark.parametrize("harm", ["changed", "removed"])
def test_changed_or_missing_content_is_noticed(harm):
    card = kept()
    path = storage.place(AGENCY, card.sha256)
    path.unlink() if harm == "removed" else path.write_bytes(b"%PDF-1.7 forged!")
    with pytest.raises(ContentIsGone, match=r"a\.pdf"):
        open_file(file_id=card.pk, by=OFFICER, at=AT)


def test_a_failed_transaction_leaves_content_for_the_sweeper(folder):
    with transaction.atomic():
        kept()
        transaction.set_rollback(True)
    (path,) = folder.glob("*/*/*")
    assert sweep(at=AT) == 0
    make_old(path)
    assert sweep(at=AT) == 1
    assert not path.exists()


def test_the_sweeper_leaves_what_a_row_names():
    card = kept()
    path = storage.place(AGENCY, card.sha256)
    make_old(path)
    assert sweep(at=AT) == 0
    assert path.exists()


def test_the_sweeper_leaves_old_content_that_a_running_transaction_writes_again():
    card = kept()
    File.objects.all().delete()
    path = storage.place(AGENCY, card.sha256)
    make_old(path)
    with transaction.atomic():
        storage.write(AGENCY, PDF)
        assert sweep(at=AT) == 0
    assert path.read_bytes() == PDF


def test_content_written_again_while_it_is_removed_is_put_back():
    card = kept()
    path = storage.place(AGENCY, card.sha256)
    assert storage.remove(path, than=AT - timedelta(days=900)) is False
    assert path.read_bytes() == PDF


def test_the_same_content_of_two_agencies_is_swept_apart():
    ours, theirs = kept(), kept(agency=OTHER, unit_path="")
    File.objects.filter(agency=OTHER).delete()
    for agency in (AGENCY, OTHER):
        make_old(storage.place(agency, ours.sha256))
    assert sweep(at=AT) == 1
    assert storage.read(AGENCY, theirs.sha256) == PDF


def test_unfinished_writes_are_swept(folder):
    part = folder / AGENCY / "ab" / ".x.part"
    part.parent.mkdir(parents=True)
    part.write_bytes(b"half")
    make_old(part)
    assert sweep(at=AT) == 1


def test_uploads_of_an_application_never_sent_are_forgotten_after_two_weeks():
    kept(retention=Retention.DRAFT, subject="portal.draft:x")
    assert sweep(at=AT + timedelta(days=13)) == 0
    assert File.objects.exists()
    sweep(at=AT + timedelta(days=15))
    assert not File.objects.exists()


def adopted(sha256: str, **changes):
    waiting = changes.pop("waiting", "portal.draft:k")
    upload = waiting_upload(agency=AGENCY, waiting=waiting, sha256=sha256)
    return adopt(**{"upload": upload, "name": "a.pdf", "subject": SUBJECT, "by": HAND, "at": AT, **changes})


def test_an_upload_that_waits_is_kept_with_the_matter_without_being_written_again():
    draft = kept(subject="portal.draft:k", retention=Retention.DRAFT)
    place = storage.place(AGENCY, draft.sha256)
    written = place.stat().st_ino
    make_old(place)
    card = adopted(draft.sha256, name="../委託書", unit_path=COUNTER)
    assert (card.name, card.subject, card.retention, card.size) == ("委託書.pdf", SUBJECT, Retention.CASE, len(PDF))
    assert open_file(file_id=card.pk, by=OFFICER, at=AT).data == PDF
    assert place.stat().st_ino == written
    assert place.stat().st_mtime > AT.timestamp() - 86_400, "the sweeper leaves it alone while the act runs"


def test_an_upload_that_is_gone_is_asked_for_again():
    draft = kept(subject="portal.draft:k", retention=Retention.DRAFT)
    with pytest.raises(DraftIsGone, match=r"a\.pdf"):
        adopted(draft.sha256, waiting="portal.draft:another")
    storage.place(AGENCY, draft.sha256).unlink()
    with pytest.raises(DraftIsGone, match=r"a\.pdf"):
        adopted(draft.sha256)
    assert File.objects.count() == 1
