"""The library of photographs: kept by place, event and award, chosen as evidence, printed with their captions."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bianmin.quality.registers.models import Entry
from tests.faces.portal.citizen import photo, words
from tests.people import People

pytestmark = pytest.mark.django_db
EDITION = "nia-107-overall"
HERE = f"/desk/evaluation/{EDITION}/?year=114"
REGISTER = "/desk/registers/photographs/"
WHEELCHAIR = {
    "caption": "大廳輪椅", "day": "114/3/4", "kind": "premises", "about": "卑南鄉戶政事務所一樓", "people": "none",
}  # fmt: skip
PRIZE = {"caption": "服務獎頒獎", "day": "114/3/4", "kind": "award", "about": "政府服務獎", "people": "agreed"}
PRINTED = tuple(
    f"REP-{number:02}"
    for number in (2, 4, 5, 8, 9, 12, 13, 14, 17, 19, 20, 23, 25, 51, 52, 53, 54, 55, 56, 57, 62, 65, 66, 68, 69, 70)
)


@pytest.fixture
def begun(research: Client) -> Client:
    """The research officer, with the self-evaluation of 114 begun."""
    research.post("/desk/evaluation/start/", {"edition": EDITION, "year": "114"})
    return research


@pytest.fixture
def keep(signed_in: Callable[[str], Client]) -> Callable[..., str]:
    """An officer keeps a photograph; gives the number of the entry."""
    officer = signed_in("officer")

    def kept(said: dict[str, str], **more: Any) -> str:
        typed = {"key": f"a-photograph-{Entry.objects.count()}", "photo": photo(), **said, **more}
        answer = officer.post(f"{REGISTER}new/", typed)
        assert answer.status_code == 302, words(answer)
        return Entry.objects.filter(register="photographs").latest("id").number

    return kept


def place(client: Client) -> tuple[str, str]:
    """A node, and where its photographs are chosen."""
    code = client.get(HERE).context["card"].unwritten[0]
    return code, f"/desk/evaluation/{EDITION}/{code}/photographs/"


def offered(client: Client, address: str, text: str = "") -> dict[str, int]:
    """The captions of what is offered, with the keys of the files."""
    found = client.get(address, {"year": "114", "q": text}).context["pictures"]
    return {one.caption: one.key for one in found}


@pytest.mark.row(*PRINTED)
def test_a_photograph_is_found_by_its_place_and_becomes_evidence_once(
    people: People, begun: Client, keep: Callable[..., str]
):
    code, address = place(begun)
    begun.post(f"/desk/evaluation/{EDITION}/{code}/?year=114", {"text": "備有輪椅。", "score": "2"})
    assert "請先登錄" in words(begun.get(address, {"year": "114"}))
    keep(WHEELCHAIR)
    keep(PRIZE, photo=photo("b.jpg", b"\xff\xd8\xff\xe0another\xff\xd9"))
    assert set(offered(begun, address)) == {"大廳輪椅", "服務獎頒獎"}
    assert set(offered(begun, address, "政府服務獎")) == {"服務獎頒獎"}
    assert "沒有符合的照片" in words(begun.get(address, {"year": "114", "q": "沒有這個地方"}))
    refused = begun.post(f"{address}?year=114", {})
    assert (refused.status_code, "請勾選" in words(refused)) == (422, True)
    key = offered(begun, address)["大廳輪椅"]
    assert begun.post(f"{address}?year=114", {"picture": [str(key)]}).status_code == 302
    node = next(one for one in begun.get(HERE).context["card"].nodes if one.code == code)
    assert (node.text, node.score, [(one.kind, one.note) for one in node.evidence]) == (
        "備有輪椅。", 2, [("file", "大廳輪椅.jpg")],
    )  # fmt: skip
    assert set(offered(begun, address)) == {"服務獎頒獎"}


def test_a_photograph_whose_entry_was_closed_is_offered_no_more(
    people: People, begun: Client, keep: Callable[..., str], signed_in: Callable[[str], Client]
):
    _code, address = place(begun)
    number = keep(WHEELCHAIR)
    assert set(offered(begun, address)) == {"大廳輪椅"}
    assert signed_in("chief").post(f"{REGISTER}{number}/", {"reason": "拍到民眾"}).status_code == 302
    assert offered(begun, address) == {}


def test_it_is_kept_only_with_what_is_said_of_the_people_on_it(people: People, signed_in: Callable[[str], Client]):
    said = {name: text for name, text in WHEELCHAIR.items() if name != "people"}
    answer = signed_in("officer").post(f"{REGISTER}new/", {"key": "a-photograph-of-nobody", "photo": photo(), **said})
    assert (answer.status_code, 'id="q-people-error"' in answer.content.decode()) == (422, True)
    assert "大廳輪椅" in answer.content.decode()


def test_who_only_reads_chooses_none(people: People, begun: Client, signed_in: Callable[[str], Client]):
    _code, address = place(begun)
    assert signed_in("officer").get(address, {"year": "114"}).status_code == 403
    assert signed_in("outsider").get(address, {"year": "114"}).status_code == 403
