"""Recordings of an interview: a file or the device that keeps it, played by few for a reason, gone with the case."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from tests.faces.desk.conftest import Desk
from tests.faces.desk.test_process import POLICY
from tests.faces.portal.citizen import words
from tests.factories.delivery import CITIZEN, applied, service

SOUND = b"OggS" + b"what was said in the room " * 40
RECORD = {"came": "yes", "record": "問答紀錄", "finding": "fits", "reasons": "相符", "kept": ["purpose", "private"]}


@pytest.fixture
def place(desk: Desk, officer: Client) -> str:
    """The recordings of an interview that was held."""
    receipt = applied(service(id="kinship", interview={**POLICY, "recording": {"most_mb": 1}}), by=CITIZEN, at=now())
    at, day = f"/desk/cases/{receipt.number}/", now().date() + timedelta(days=10)
    officer.post(f"{at}plan-interview/", {"room": "tp|第1面談室", "start": f"{day.isoformat()} 14:30"})
    officer.post(f"{at}hold-interview/", RECORD)
    assert 'href="interviews/1/recordings/"' in officer.get(at).content.decode()
    return f"{at}interviews/1/recordings/"


def sends(client: Client, place: str, data: bytes, name: str = "room.ogg") -> str:
    return words(client.post(place, {"file": SimpleUploadedFile(name, data)}, follow=True))


@pytest.mark.row("SYS-050")
def test_a_recording_is_kept_and_played_by_few_for_a_reason(desk: Desk, officer: Client, chief: Client, place: str):
    assert "超過 1 MB" in sends(officer, place, b"OggS" + b"x" * 1024 * 1024)
    assert "請選擇檔案" in words(officer.post(place, {}))
    assert "這不是可以保存的錄音錄影" in sends(officer, place, b"MZ a programme", "room.exe")
    assert "錄音錄影已經登錄在這次面談" in sends(officer, place, SOUND)
    kept = File.objects.get(retention="recording")
    key = officer.get(place).context["lines"][0][0].id
    played = officer.post(f"{place}{key}/play/", {"purpose": "review"})
    assert (played.content, played["Content-Type"]) == (SOUND, "audio/ogg")
    assert chief.post(f"{place}{key}/play/", {"purpose": "complaint"}).content == SOUND
    refused = chief.post(f"{place}{key}/play/", {"purpose": ""})
    assert (refused.status_code, "請選擇調閱錄音錄影的用途" in words(refused)) == (422, True)
    assert f'action="{place}{key}/play/"' in refused.content.decode()
    assert f'action="{place}" enctype' in refused.content.decode()
    auditor = desk.enter("auditor")
    assert "只有面談人員和主管可以調閱" in words(auditor.get(place))
    assert auditor.post(f"{place}{key}/play/", {"purpose": "review"}).status_code == 403
    assert desk.enter("elsewhere").get(place).status_code == 404
    assert chief.get(f"/desk/files/{kept.pk}/").status_code == 404
    lines = Line.objects.filter(verb="cases.play_recording").order_by("id").values_list("actor", "purpose")
    number = place.split("/")[3]
    people = desk.people
    assert list(lines) == [
        (f"staff:{people.officer.pk}", f"{number}/1 review"), (f"staff:{people.chief.pk}", f"{number}/1 complaint"),
    ]  # fmt: skip
    assert kept.subject.startswith("cases.case:")


@pytest.mark.row("SYS-050")
def test_where_the_device_keeps_it_is_noted(officer: Client, place: str):
    assert "或寫下設備和帶號" in words(officer.post(place, {"device": "第1面談室錄影主機"}))
    said = {"device": "第1面談室錄影主機", "reel": "115-0042", "minute": "14:30"}
    page = words(officer.post(place, said, follow=True))
    assert "第1面談室錄影主機 · 115-0042 開始時間 14:30" in page
    assert "錄音錄影在原設備" in page
