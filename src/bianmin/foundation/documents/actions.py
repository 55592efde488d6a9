"""Store files, open them, and sweep away what nothing names; write letters anew."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents import storage
from bianmin.foundation.documents.models import File, Letter
from bianmin.foundation.documents.queries import card_of, contents_named, visible_to
from bianmin.foundation.documents.rules.letters import WordingIsTaken, WordingWasChanged, may_write
from bianmin.foundation.documents.rules.names import clean_name
from bianmin.foundation.documents.rules.sniff import kind_of, sniff, sniff_sound
from bianmin.foundation.documents.vocab import (
    APART,
    FROM_OUTSIDE,
    UNNAMED_KEPT,
    Audience,
    FileCard,
    Opened,
    Retention,
    Verdict,
)
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor, system
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.kernel.rows import find, insert, new

SWEEPER: Final = system("sweeper")


class NoKindKnown(Refused):
    """The content is of no kind that is kept."""

    message = _("The file {name} is of a kind that cannot be kept. Use PDF, ODT, PNG or JPEG.")


class ContentIsGone(Refused):
    """The content of a file is missing or is not what was stored."""

    message = _("The content of {name} is missing or damaged. Ask the administrator to restore it from a backup.")


class DraftIsGone(Refused):
    """An upload that waited for its application is not there any more."""

    message = _("The file {name} is no longer there. Go back to its page and choose it again.")


class NotCheckedYet(NotAllowed):
    """The scanner has not looked at the file yet."""

    message = _("The file {name} is kept apart until the virus scanner has looked at it. Try again in a few minutes.")


class HoldsVirus(NotAllowed):
    """The scanner found a virus."""

    message = _("The file {name} holds a virus and is not opened. Ask the applicant to send it anew.")


@transaction.atomic
def store(
    *,
    data: bytes,
    name: str,
    subject: str,
    agency: str,
    by: Actor,
    at: datetime,
    retention: Retention = Retention.CASE,
    audience: Audience = Audience.STAFF,
    unit_path: str = "",
) -> FileCard:
    """Store a file inside the caller's transaction; the content is safely on disk before this returns.

    With an empty `unit_path` it is the whole agency's; the kind is told from the content. What may come from
    outside (`FROM_OUTSIDE`) has the scanner's verdict on the same content and is kept apart while there is none.

    Raises:
        NoKindKnown: the content is of no kind that is kept.
    """
    known = sniff_sound(data) if retention is Retention.RECORDING else sniff(data)
    if known is None:
        raise NoKindKnown(name=clean_name(name, None))
    file = File.objects.create(
        agency=agency,
        unit_path=unit_path,
        subject=subject,
        sha256=storage.write(agency, data),
        name=clean_name(name, known),
        size=len(data),
        media_type=known.media_type,
        retention=retention,
        audience=audience,
        verdict=_verdict(agency, data) if retention in FROM_OUTSIDE else Verdict.NONE,
        stored_at=at,
        stored_by=by.key,
    )
    record(verb="documents.store", subject=f"documents.file:{file.pk}", agency=agency, by=by, at=at, purpose=subject)
    return card_of(file)


def waiting_upload(*, agency: str, waiting: str, sha256: str) -> File | None:
    """An upload that waits under a draft's subject, for `adopt`; None when it, or its content, is gone.

    Its content is young from now on, so that it stays while the act that adopts it runs.
    """
    file = find(File, agency=agency, subject=waiting, sha256=sha256, retention=Retention.DRAFT)
    return file if file is not None and storage.renew(agency, sha256) else None


@act()
def adopt(
    *,
    upload: File | None,
    name: str,
    subject: str,
    by: Actor,
    at: datetime,
    audience: Audience = Audience.STAFF,
    unit_path: str = "",
) -> FileCard:
    """Keep an upload that waits, as `waiting_upload` found it, with the matter it was meant for.

    Its content is on disk since it came, and its verdict is known as far as it was; the draft's own row goes later.

    Raises:
        DraftIsGone: no such upload waits, or its content is gone.
    """
    if upload is None:
        raise DraftIsGone(name=clean_name(name, None))
    file = new(
        File,
        agency=upload.agency,
        unit_path=unit_path,
        subject=subject,
        sha256=upload.sha256,
        name=clean_name(name, kind_of(upload.media_type)),
        size=upload.size,
        media_type=upload.media_type,
        retention=Retention.CASE,
        audience=audience,
        verdict=upload.verdict,
        stored_at=at,
        stored_by=by.key,
    )
    insert(file)
    record(
        verb="documents.store", subject=f"documents.file:{file.pk}", agency=file.agency, by=by, at=at, purpose=subject
    )
    return card_of(file)


@act()
def pass_on(
    *,
    file_id: int,
    agency: str,
    subject: str,
    unit_path: str,
    audience: Audience,
    purpose: str,
    by: Actor,
    at: datetime,
) -> int | None:
    """Give another agency a copy of a file for a matter of its own; None where it has the same there already.

    Both agencies journal it; the copy has a verdict of its own, so that what waits for the scanner waits there too.

    Raises:
        NotFound, ContentIsGone.
    """
    file = File.objects.filter(pk=file_id).first()
    if file is None:
        raise NotFound
    if File.objects.filter(agency=agency, subject=subject, sha256=file.sha256).exists():
        return None
    data = storage.read(file.agency, file.sha256)
    if data is None:
        raise ContentIsGone(name=file.name)
    record(
        verb="documents.pass_on", subject=f"documents.file:{file.pk}", agency=file.agency, by=by, at=at,
        purpose=purpose[:60],
    )  # fmt: skip
    copy = store(
        data=data, name=file.name, subject=subject, agency=agency, unit_path=unit_path, audience=audience, by=by, at=at
    )
    return copy.pk


def _verdict(agency: str, data: bytes) -> str:
    """The verdict on the same content; without a scanner none is waited for."""
    digest = hashlib.sha256(data).hexdigest()
    known = File.objects.filter(agency=agency, sha256=digest).exclude(verdict=Verdict.NONE).order_by("-id").first()
    return known.verdict if known else Verdict.WAITING if settings.SCANNER else Verdict.NONE


def settle(*, file_id: int, verdict: Verdict) -> None:
    """Write down what the scanner said of a file that has just come."""
    File.objects.filter(pk=file_id).update(verdict=verdict)


@transaction.atomic
def open_file(*, file_id: int, by: Actor, at: datetime, purpose: str = "") -> Opened:
    """Open a file; the opening of every file that is not public is journaled with its purpose.

    Raises:
        NotFound: there is no such file, or the actor may not open it.
        ContentIsGone: the content is not what was stored.
        NotCheckedYet, HoldsVirus: it is kept apart.
    """
    file = visible_to(by).filter(pk=file_id).first()
    if file is None:
        raise NotFound
    return _opened(file, purpose or file.subject, by, at)


@act()
def play(*, file_id: int, subject: str, purpose: str, by: Actor, at: datetime) -> Opened:
    """Open a recording of a matter; the caller has checked that the actor may. Each playing is journaled.

    Raises:
        NotFound, ContentIsGone, NotCheckedYet, HoldsVirus.
    """
    file = File.objects.filter(pk=file_id, subject=subject, retention=Retention.RECORDING).first()
    if file is None:
        raise NotFound
    return _opened(file, purpose, by, at)


def _opened(file: File, purpose: str, by: Actor, at: datetime) -> Opened:
    if file.verdict in APART:
        raise (HoldsVirus if file.verdict == Verdict.INFECTED else NotCheckedYet)(name=file.name)
    data = storage.read(file.agency, file.sha256)
    if data is None:
        raise ContentIsGone(name=file.name)
    if file.audience != Audience.PUBLIC:
        subject = f"documents.file:{file.pk}"
        record(verb="documents.open", subject=subject, agency=file.agency, by=by, at=at, purpose=purpose)
    return Opened(card_of(file), data)


@transaction.atomic
def make_public(*, agency: str, subject: str, by: Actor, at: datetime) -> int:
    """Let everybody open the files of a subject 公開; how many. The caller has checked that they may be.

    Only files of the agency are touched, and drafts never are.
    """
    files = File.objects.filter(agency=agency, subject=subject).exclude(retention=Retention.DRAFT)
    count = files.update(audience=Audience.PUBLIC)
    record(verb="documents.make_public", subject=subject, agency=agency, by=by, at=at)
    return count


@transaction.atomic
def withhold(*, agency: str, subject: str, by: Actor, at: datetime) -> int:
    """Let the public open the files of a subject no more, what they stood beside being taken down 下架; how many.

    Staff that work with them still do. The caller has checked that they may be.
    """
    files = File.objects.filter(agency=agency, subject=subject, audience=Audience.PUBLIC)
    count = files.update(audience=Audience.STAFF)
    if count:
        record(verb="documents.withhold", subject=subject, agency=agency, by=by, at=at)
    return count


@transaction.atomic
def forget_draft(*, agency: str, subject: str, by: Actor, at: datetime, sha256: str = "") -> int:
    """Remove uploads of one application not sent, those of one content where it is named; how many rows."""
    drafts = File.objects.filter(agency=agency, subject=subject, retention=Retention.DRAFT)
    count, _models = (drafts.filter(sha256=sha256) if sha256 else drafts).delete()
    if count:
        record(verb="documents.forget_draft", subject="documents.file", agency=agency, by=by, at=at, purpose=subject)
    return count


def renew_draft(*, agency: str, subject: str, at: datetime) -> None:
    """Keep the uploads of one application not sent as long as if they had come now."""
    File.objects.filter(agency=agency, subject=subject, retention=Retention.DRAFT).update(stored_at=at)


@transaction.atomic
def forget_drafts(*, by: Actor, at: datetime) -> int:
    """Remove the rows of uploads whose application was never sent (`BIANMIN_DRAFT_DAYS`); how many."""
    drafts = File.objects.filter(retention=Retention.DRAFT, stored_at__lt=at - timedelta(days=settings.DRAFT_DAYS))
    agencies = sorted(set(drafts.values_list("agency", flat=True)))
    count, _models = drafts.delete()
    for agency in agencies:
        record(verb="documents.forget_drafts", subject="documents.file", agency=agency, by=by, at=at)
    return count


def sweep(*, at: datetime, by: Actor = SWEEPER) -> int:
    """Forget old drafts, then remove content that no row names and that is older than any running transaction.

    Content written within the last 24 hours is left alone, whoever is about to name it; content found to have been
    written again while it was being removed is put back. Gives how many contents were removed.
    """
    forget_drafts(by=by, at=at)
    limit = at - UNNAMED_KEPT
    found: dict[str, list[Path]] = defaultdict(list)
    for agency, path in storage.older(limit):
        found[agency].append(path)
    removed = 0
    for agency, paths in found.items():
        named = contents_named("" if agency == storage.SHARED else agency, (path.name for path in paths))
        removed += sum(storage.remove(path, than=limit) for path in paths if path.name not in named)
    return removed


@act()
def publish_letter(
    *, agency: str, code: str, version: str, texts: Sequence[dict[str, Any]], source: str, by: Actor, at: datetime
) -> Letter:
    """Publish a version of a letter's wording; the same words twice change nothing.

    Raises:
        NotAllowed: the actor does not write the agency's letters.
        WordingIsTaken: the version stands with other words.
    """
    if not may_write(by, agency):
        raise NotAllowed
    before = Letter.objects.filter(agency=agency, code=code, version=version).first()
    if before is not None and before.texts != list(texts):
        raise WordingIsTaken(code=code, version=version)
    if before is not None:
        return before
    row = Letter.objects.create(
        agency=agency,
        code=code,
        version=version,
        source=source,
        texts=list(texts),
        written_at=at,
        written_by=by.key,
    )
    reissue(Letter)
    record(verb="documents.publish_letter", subject=f"documents.letter:{row.pk}", agency=agency, by=by, at=at)
    return row


@act()
def rewrite_letter(
    *, agency: str, code: str, texts: Sequence[dict[str, Any]], seen: str, by: Actor, at: datetime
) -> Letter:
    """Write a letter anew on the desk: the next version, from now on; `seen` is the version it was written from.

    Raises:
        NotAllowed: the actor does not write the agency's letters.
        WordingWasChanged: somebody was faster.
    """
    rows = list(Letter.objects.filter(agency=agency, code=code).order_by("-pk"))
    if seen != (rows[0].version if rows else ""):
        raise WordingWasChanged
    numbers = [int(row.version) for row in rows if row.version.isdecimal()]
    version = str(max(numbers, default=0) + 1)
    return publish_letter(agency=agency, code=code, version=version, texts=texts, source="desk", by=by, at=at)
