"""Recordings of interviews 面談錄音錄影: kept as a file or with the device, played by few, each time noted."""

from datetime import datetime
from typing import Final

from django.utils.translation import gettext_lazy as _

from bianmin.delivery.cases.models import Case, Interview, Recording
from bianmin.delivery.cases.queries.dues import service_of
from bianmin.delivery.cases.queries.interview import may_play
from bianmin.delivery.cases.queries.visible import row
from bianmin.delivery.cases.rules import works_on
from bianmin.delivery.cases.vocab.interview import InterviewState
from bianmin.delivery.catalog.vocab.interviews import Recording as Policy
from bianmin.foundation.audit.actions import record
from bianmin.foundation.documents.actions import play, store
from bianmin.foundation.documents.rules.sniff import sniff_sound
from bianmin.foundation.documents.vocab import Opened, Retention
from bianmin.kernel.act import act
from bianmin.kernel.actor import Actor
from bianmin.kernel.errors import NotAllowed, NotFound, Refused

PURPOSES: Final = ("review", "decision", "objection", "complaint", "court")
"""What a recording may be played for; the journal keeps the code."""
MEGA: Final = 1024 * 1024


class RecordingTooLarge(Refused):
    """More than the service lets in."""

    message = _("The recording has more than {most} MB. Shorten it, or note where the device keeps it.")


class NotKeptHere(Refused):
    """The service keeps recordings the other way."""

    message = _("Recordings of this service are not kept as a file. Note the device, the reel and the time.")


class NotWithDevice(Refused):
    """The service keeps recordings as files."""

    message = _("Recordings of this service are kept as a file. Choose the file.")


class RecordingMissing(Refused):
    """Neither a file nor where it is."""

    message = _("Choose a file, or write down the device and the reel or file there.")


class NotARecording(Refused):
    """The bytes are of no kind of recording."""

    message = _("This is no recording that can be kept. Use MP3, M4A, MP4, OGG, WAV or WebM.")


class SayWhatFor(Refused):
    """A recording is played for a reason."""

    message = _("Choose what the recording is played for.")


def _policy(case: Case) -> Policy:
    found = service_of(case).offer.interview
    if found is None:
        raise NotFound
    return found.recording


def _held(number: str, turn: int, by: Actor) -> tuple[Case, Interview]:
    case = row(by, number)
    found = Interview.objects.filter(agency=case.agency, case=case, round=turn).exclude(
        state__in=(InterviewState.MOVED, InterviewState.MISSED)
    )
    one = found.first()
    if one is None:
        raise NotFound
    if not works_on(by, case):
        raise NotAllowed
    return case, one


def _keep(case: Case, one: Interview, by: Actor, at: datetime, **said: str) -> None:
    Recording.objects.create(agency=case.agency, interview=one, kept_by=by.key, kept_at=at, **said)
    record(verb="cases.keep_recording", subject=case.subject, agency=case.agency, by=by, at=at, fields=sorted(said))


@act()
def keep_recording(*, number: str, turn: int, name: str, data: bytes, by: Actor, at: datetime) -> None:
    """Keep the recording of an interview as a file with the case: MP3, M4A or MP4, OGG, WAV, WebM.

    Raises:
        RecordingMissing, RecordingTooLarge, NotARecording, NotKeptHere; NotFound, NotAllowed.
    """
    case, one = _held(number, turn, by)
    policy = _policy(case)
    if policy.kept == "device":
        raise NotKeptHere(field="file")
    if not data:
        raise RecordingMissing(field="file")
    if len(data) > policy.most_mb * MEGA:
        raise RecordingTooLarge(field="file", most=policy.most_mb)
    if sniff_sound(data) is None:
        raise NotARecording(field="file")
    kept = store(
        data=data, name=name, subject=case.subject, agency=case.agency, unit_path=case.unit_path,
        retention=Retention.RECORDING, by=by, at=at,
    )  # fmt: skip
    _keep(case, one, by, at, file=str(kept.pk), name=kept.name)


@act()
def note_recording(*, number: str, turn: int, device: str, reel: str, minute: str, by: Actor, at: datetime) -> None:
    """Note where the device of the room keeps the recording of an interview: device, reel or file there, from when.

    Raises:
        RecordingMissing, NotWithDevice; NotFound, NotAllowed.
    """
    case, one = _held(number, turn, by)
    if _policy(case).kept == "file":
        raise NotWithDevice(field="file")
    if not device.strip() or not reel.strip():
        raise RecordingMissing(field="device")
    _keep(case, one, by, at, device=device.strip()[:120], reel=reel.strip()[:120], minute=minute.strip()[:20])


@act()
def play_recording(*, number: str, turn: int, recording: int, purpose: str, by: Actor, at: datetime) -> Opened:
    """Open the recording of an interview for whom its service names; the journal keeps who, what for, when.

    Raises:
        SayWhatFor; NotAllowed: somebody else. NotFound; what `documents.play` refuses.
    """
    case = row(by, number)
    one = Recording.objects.filter(
        agency=case.agency, interview__case=case, interview__round=turn, pk=recording
    ).first()
    if one is None or not one.file:
        raise NotFound
    if not may_play(by, number, turn):
        raise NotAllowed
    if purpose not in PURPOSES:
        raise SayWhatFor(field="purpose")
    record(
        verb="cases.play_recording", subject=case.subject, agency=case.agency, by=by, at=at,
        purpose=f"{number}/{turn} {purpose}",
    )  # fmt: skip
    return play(file_id=int(one.file), subject=case.subject, purpose=f"{number}/{turn} {purpose}", by=by, at=at)
