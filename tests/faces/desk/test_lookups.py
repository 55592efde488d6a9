"""Papers are looked up instead of asked for: in a connected register, or where an officer looks; counted and explained."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from bianmin.delivery.cases.models import CasePaper, Supplement
from bianmin.delivery.cases.vocab import Receipt
from bianmin.delivery.exchange.actions.lookups import BeingLookedUp, reserve, write_registers
from bianmin.delivery.exchange.models import Lookup
from bianmin.delivery.exchange.vocab import Matter, Registers, Wanted
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.packs.actions import load_packs
from bianmin.journeys.apply import apply
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import words
from tests.factories.delivery import AMEI, CITIZEN, HOUSE, application, row, service
from tests.people import AGENCY, NOON

DEMO = "bianmin.delivery.exchange.contrib.demo.Household"
KINSHIP = {"code": "kinship", "name": "親屬關係公證書", "reusable": True}
OURS = {"code": "register", "name": "戶籍資料", "lookup": True, "basis": "戶籍法第65條"}
LIST = {
    "kind": "lookups", "id": "ours", "version": "1", "agency": AGENCY, "source": "demonstration",
    "registers": [
        {"code": "ris", "name": "戶役政系統", "papers": ["register"], "words": ["戶籍謄本"], "door": "household"},
        {"code": "e-transcript", "name": "電子謄本", "way": "electronic", "papers": ["register"]},
    ],
}  # fmt: skip


@pytest.fixture
def registers(desk: Desk) -> None:
    """The registers that the office looks into."""
    write_registers(registers=Registers.model_validate(LIST), by=HOUSE, at=NOON)


@pytest.fixture
def connected(registers: None, settings: Settings) -> None:
    """The demonstration's plug-in for the first of them."""
    settings.LOOKUP_DOORS = {"household": DEMO}


def received(id_number: str = AMEI.id_number) -> Receipt:
    """A case of somebody with this identity number."""
    of = service(id=f"s{id_number[-3:]}", papers=[{"code": "id_card", "name": "身分證"}, OURS, KINSHIP])
    return apply(application=application(of, applicant=replace(AMEI, id_number=id_number)), by=CITIZEN, at=now())


def place(receipt: Receipt) -> str:
    return f"/desk/cases/{receipt.number}/look-up/"


@pytest.mark.row("SYS-056", "CM-13", "SYS-096")
def test_a_connected_register_answers_once_and_the_paper_is_saved(officer: Client, connected: None) -> None:
    receipt = received()
    asked = words(officer.get(place(receipt)))
    assert "戶籍資料：戶役政系統（已連線）" in asked
    told = words(officer.post(place(receipt), {"paper": "register|ris", "result": "ask"}))
    for said in ("系統回覆的內容", "示範", "示範市示範區示範路1號", "只顯示一次"):
        assert said in told
    kept = Lookup.objects.get()
    assert (kept.result, kept.saved, kept.connected, kept.basis) == ("found", True, True, "戶籍法第65條")
    assert "示範市" not in str({field.name: getattr(kept, field.name) for field in Lookup._meta.fields})
    assert (CasePaper.objects.get(code="register").state, row(receipt).papers_saved) == ("looked_up", 1)
    page = words(officer.get(f"/desk/cases/{receipt.number}/"))
    for said in ("這個案件的查驗紀錄", "戶役政系統", "查到，而且相符", "戶籍法第65條", "免附"):
        assert said in page
    assert Line.objects.filter(verb="persons.read", purpose=f"{receipt.number} ris").count() == 1
    assert Line.objects.filter(verb="exchange.look_up", purpose=receipt.number).count() == 1


@pytest.mark.row("SYS-056")
def test_nothing_is_asked_twice_without_a_reason(officer: Client, connected: None) -> None:
    receipt = received()
    officer.post(place(receipt), {"paper": "register|ris", "result": "ask"})
    for elsewhere in ("register|ris", "register|e-transcript"):
        refused = officer.post(place(receipt), {"paper": elsewhere, "result": "found"})
        assert refused.status_code == 422
        assert "已經在" in words(refused)
        assert "為什麼要再查一次" in words(refused)
    assert Lookup.objects.count() == 1
    again = {"paper": "register|ris", "result": "not_found", "note": "配偶姓名不同", "again": "與申請書不符"}
    assert officer.post(place(receipt), again).status_code == 302
    assert list(Lookup.objects.order_by("id").values_list("result", "saved")) == [
        ("found", False),
        ("not_found", False),
    ]
    assert row(receipt).papers_saved == 0


PACKS = sorted(Path("src/bianmin/packs/indicators").glob("*.yaml"))
DOWN, EMPTY = "A123456789", "A123456770"


@pytest.mark.row("RUL-51", "SYS-056")
@pytest.mark.parametrize(
    ("id_number", "came", "why"), [(DOWN, "down", "系統無法使用"), (EMPTY, "not_found", "查無資料，或不相符")]
)
def test_only_a_look_up_that_failed_lets_the_paper_be_asked_for(
    officer: Client, connected: None, id_number: str, came: str, why: str
) -> None:
    receipt = received(id_number)
    notice = f"/desk/cases/{receipt.number}/request-supplement/"
    assert "戶籍資料" not in words(officer.get(notice)).split("缺少或不符的文件")[-1]
    for said in ({"paper": "register"}, {"defects": "請附戶籍謄本"}, {"defects": "戶籍資料"}):
        refused = officer.post(notice, {"days": "7", "step": "send", **said})
        assert refused.status_code == 422
        assert "由本機關自行查驗，不向民眾要" in words(refused)
    seen = officer.post(notice, {"days": "7", "step": "preview", "defects": "請附戶籍謄本"})
    assert (seen.status_code, "請附戶籍謄本" in words(seen)) == (422, True)
    assert not Supplement.objects.exists()
    officer.post(place(receipt), {"paper": "register|ris", "result": "ask"})
    assert (Lookup.objects.get().result, Lookup.objects.get().saved) == (came, False)
    preview = words(officer.post(notice, {"days": "7", "step": "preview", "paper": "register"}))
    assert f"查閱戶役政系統：{why}" in preview
    assert officer.post(notice, {"days": "7", "step": "send", "paper": "register"}).status_code == 302
    assert why in Supplement.objects.get().defects[0]["text"]


@pytest.mark.row("RUL-51")
def test_an_officer_who_could_not_look_says_why_and_the_notice_says_it_too(officer: Client, registers: None) -> None:
    receipt = received()
    sent = {"paper": "register|ris", "result": "down"}
    refused = officer.post(place(receipt), sent)
    assert refused.status_code == 422
    assert "為什麼查不到" in words(refused)
    assert officer.post(place(receipt), {**sent, "note": "系統維護到下午五點"}).status_code == 302
    notice = f"/desk/cases/{receipt.number}/request-supplement/"
    preview = words(officer.post(notice, {"days": "7", "step": "preview", "paper": "register"}))
    assert "查閱戶役政系統：系統維護到下午五點" in preview


def test_a_register_that_is_not_connected_is_not_asked(officer: Client, registers: None) -> None:
    receipt = received()
    assert "現在連線查詢" not in words(officer.get(place(receipt)))
    for paper, said in (("register|ris", "還沒有連線"), ("register|no", "查不到這份文件"), ("id_card|ris", "請選擇")):
        refused = officer.post(place(receipt), {"paper": paper, "result": "ask"})
        assert refused.status_code == 422
        assert said in words(refused)
    assert not Lookup.objects.exists()


@pytest.mark.row("SYS-219", "ENT-07", "CM-13")
def test_papers_saved_and_excused_are_counted_by_register_and_listed_with_their_cases(
    officer: Client, registers: None
) -> None:
    made = [received(), received(DOWN), received(EMPTY)]
    for receipt, register in zip(made, ("ris", "e-transcript", "e-transcript"), strict=True):
        officer.post(place(receipt), {"paper": f"register|{register}", "result": "found"})
    officer.post(place(made[0]), {"paper": "kinship", "result": "found", "source": "前案 TTBN-1130304-000017"})
    page = words(officer.get("/desk/lookups/"))
    assert "民眾不必附的文件共 4 份" in page
    for said in ("戶役政系統", "電子謄本", "曾經附過，免再附", *(receipt.number for receipt in made)):
        assert said in page
    assert "這一年還沒有查驗" in words(officer.get("/desk/lookups/?year=100"))
    assert officer.get("/desk/lookups/?year=x").status_code == 200


@pytest.mark.row("SYS-056", "SYS-219", "CM-13", "ENT-07", "IN-92", "IND-39")
def test_every_figure_of_look_ups_is_explained_by_its_cases(desk: Desk, officer: Client, registers: None) -> None:
    load_packs(files=[(pack.name, pack.read_bytes()) for pack in PACKS], by=HOUSE, at=NOON)
    made = [received(), received(DOWN), received(EMPTY)]
    for receipt, register in zip(made[:2], ("ris", "e-transcript"), strict=True):
        officer.post(place(receipt), {"paper": f"register|{register}", "result": "found"})
    officer.post(place(made[2]), {"paper": "register|ris", "result": "down", "note": "維護中"})
    officer.post(place(made[2]), {"paper": "kinship", "result": "found", "source": "前案"})
    refresh(at=now())
    year = span(str(now().astimezone(TAIPEI).year - 1911))
    found = {one.code: one.figure for one in values(desk.people.actor("research"), agency=AGENCY, span=year)}
    counted = {code: (found[code].n, found[code].d) for code in ("IN-92", "LU-03", "LU-05")}
    assert counted == {"IN-92": (1, 3), "LU-03": (3, 3), "LU-05": (1, 3)}
    assert [found[code].n for code in ("LU-01", "LU-02", "LU-04", "LU-06")] == [3, 2, 1, 3]
    counted_as_it_came = set(Cell.objects.values_list("measure", "unit_path", "day", "key", "n"))
    rebuild(at=now())
    assert set(Cell.objects.values_list("measure", "unit_path", "day", "key", "n")) == counted_as_it_came
    shown = words(desk.enter("chief").get("/desk/indicators/LU-02/"))
    assert [receipt.number in shown for receipt in made] == [True, True, False]


def test_the_page_of_look_ups_asks_the_database_as_often_for_one_as_for_three(
    officer: Client, registers: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer.get("/desk/lookups/")
    for id_number in (AMEI.id_number, DOWN, EMPTY):
        officer.post(place(received(id_number)), {"paper": "register|ris", "result": "found"})
        with django_assert_num_queries(6):
            officer.get("/desk/lookups/")


def test_another_office_reads_none_of_it(desk: Desk, officer: Client, registers: None) -> None:
    receipt = received()
    officer.post(place(receipt), {"paper": "register|ris", "result": "found"})
    assert receipt.number not in words(desk.enter("elsewhere").get("/desk/lookups/"))


def test_who_went_away_while_asking_leaves_a_failure_behind(officer: Client, registers: None) -> None:
    receipt = received()
    case = row(receipt)
    wanted = Wanted(
        Matter(AGENCY, case.unit_path, case.subject, case.number, case.service_code, case.service_name),
        "register", "戶籍資料", "ris", "戶役政系統", "register",
    )  # fmt: skip
    at = now()
    reserve(wanted=wanted, by=HOUSE, at=at, connected=True)
    with pytest.raises(BeingLookedUp):
        reserve(wanted=wanted, by=HOUSE, at=at + timedelta(seconds=30), connected=True)
    reserve(wanted=wanted, by=HOUSE, at=at + timedelta(minutes=3), connected=True)
    assert list(Lookup.objects.order_by("id").values_list("result", flat=True)) == ["down", "asked"]
