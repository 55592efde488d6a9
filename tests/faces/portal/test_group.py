"""Apply for many by a table: a code of the office, an empty table, faults by row, nothing filed until it is confirmed."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from datetime import timedelta

import odfdo
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.readers.sheets import NotASheet, TooManyBytes, TooManyRows, read
from bianmin.foundation.documents.writers import ods
from bianmin.foundation.forms.actions.publishing import publish
from bianmin.foundation.forms.models import Batch, BatchRow, Partner
from bianmin.foundation.forms.queries.published import form
from bianmin.journeys.group import file_waiting
from bianmin.journeys.tables import remove_unconfirmed
from tests.faces.portal.citizen import HOME, words
from tests.factories.delivery import HOUSE
from tests.people import AGENCY, People

GROUP = f"{HOME}group/"
MEGA = 1024 * 1024
ONE = {
    "name": "陳阿美", "id_number": "A223456781", "birth_on": "45/3/9", "phone": "089-381200", "kind": "現戶全戶謄本",
    "copies": "2", "remarks": "full", "purpose": "就學",
}  # fmt: skip


@pytest.fixture
def chief(people: People, signed_in: Callable[[str], Client]) -> Client:
    return signed_in("chief")


@pytest.fixture
def code(chief: Client) -> str:
    page = chief.post("/desk/partners/", {"name": "東海岸旅行社"})
    return re.search(r'class="big">([0-9A-Z-]{19})<', page.content.decode())[1]


@pytest.fixture
def agent(code: str) -> Client:
    client = Client()
    assert client.post(GROUP, {"code": code.lower().replace("-", " ")}).url == GROUP
    return client


def head(agent: Client) -> list[list[str]]:
    return list(csv.reader(io.StringIO(agent.get(f"{GROUP}transcript/table.csv").content.decode("utf-8-sig"))))


def filled(agent: Client, rows: Iterable[dict[str, str]]) -> list[list[str]]:
    """The empty table with rows below its head and remarks."""
    top = head(agent)
    boxes = [re.search(r"\[([a-z0-9_.]+)\]$", cell)[1] for cell in top[0]]
    return [*top, *([row.get(box, "") for box in boxes] for row in rows)]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def hand_in(agent: Client, data: bytes, name: str = "團體.csv") -> object:
    return agent.post(f"{GROUP}transcript/", {"file": SimpleUploadedFile(name, data)})


@pytest.mark.row("SYS-088", "SYS-087", "FRM-23")
def test_a_partner_files_a_table_once_and_takes_the_receipts(agent: Client):
    page = words(agent.get(f"{GROUP}transcript/"))
    assert "下載空白表格" in page
    answer = hand_in(agent, as_csv(filled(agent, [ONE, {**ONE, "name": "林大山"}])))
    table = answer.url
    assert "2 列都正確" in words(agent.get(table))
    assert Case.objects.count() == 0
    for _time in range(2):
        assert agent.post(table).url == table
    waiting = agent.get(table)
    assert (waiting["Refresh"], "已送件 0 / 2 列" in words(waiting)) == ("3", True)
    assert (file_waiting(at=now()), file_waiting(at=now())) == (2, 0)
    assert [case.applicant.name for case in Case.objects.order_by("id")] == ["陳阿美", "林大山"]
    case = Case.objects.order_by("id")[0]
    assert case.answers == {"kind": "current", "copies": 2, "remarks": "full", "purpose": "school"}
    assert case.number in words(agent.get(table))
    rows = list(csv.reader(io.StringIO(agent.get(f"{table}receipts.csv").content.decode("utf-8-sig"))))
    assert (rows[0][:3], rows[1][:2]) == (["列", "收件編號", "查詢碼"], ["3", case.number])
    assert len(rows[1][2].replace("-", "").replace(" ", "")) == 8
    sheet = odfdo.Document(io.BytesIO(agent.get(f"{table}receipts.ods").content)).body.tables[0]
    assert sheet.get_values()[1][1] == case.number
    assert [row.content for row in BatchRow.objects.all()] == [{}, {}]


@pytest.mark.row("SYS-088", "SYS-087")
def test_five_thousand_rows_with_thirty_seven_faults_list_exactly_these(agent: Client):
    rows = [dict(ONE) for _row in range(5000)]
    for at in range(37):
        rows[at * 100 + 1] |= [{"id_number": "A223456789"}, {"copies": "0"}, {"name": ""}][at % 3]
    answer = hand_in(agent, as_csv(filled(agent, rows)))
    page = agent.get(answer.url)
    faults = page.context["table"].faults
    assert len(faults) == 37
    assert [number for number, _label, _sentence in faults] == [at * 100 + 4 for at in range(37)]
    assert (
        faults[0][1:] == ("身分證統一編號或居留證號碼", "這個號碼的檢查碼不符。請逐字和證件核對。")
        or "檢查碼" in faults[0][2]
    )
    assert faults[1][1] == "份數"
    assert "找到 37 個錯誤" in words(page)
    agent.post(answer.url)
    assert file_waiting(at=now()) == 0
    assert (Case.objects.count(), BatchRow.objects.count()) == (0, 0)


@pytest.mark.row("SYS-088")
def test_ods_and_xlsx_say_the_same_as_csv(agent: Client):
    rows = filled(agent, [ONE])
    assert "1 列都正確" in words(agent.get(hand_in(agent, ods.write("表", rows), "a.ods").url))
    assert "1 列都正確" in words(agent.get(hand_in(agent, xlsx(rows), "a.xlsx").url))
    empty = agent.get(f"{GROUP}transcript/table.ods")
    assert odfdo.Document(io.BytesIO(empty.content)).body.tables[0].get_values()[0][0] == "姓名* [name]"


def test_the_same_file_twice_is_the_same_table_until_it_is_confirmed(agent: Client):
    data = as_csv(filled(agent, [ONE]))
    first, second = hand_in(agent, data).url, hand_in(agent, data).url
    assert first == second
    agent.post(first)
    assert hand_in(agent, data).url != first


def test_a_worker_that_died_in_the_middle_files_no_row_twice(agent: Client):
    table = hand_in(agent, as_csv(filled(agent, [ONE, ONE]))).url
    agent.post(table)
    file_waiting(at=now())
    BatchRow.objects.filter(number=3).update(case_number="", content={"applicant": {"name": "x"}, "service": {}})
    Batch.objects.update(done_at=None)
    row = BatchRow.objects.get(number=3)
    row.content = {"applicant": {"name": "陳阿美", "birth_on": "1956-03-09"}, "service": {"kind": "current"}}
    row.save()
    file_waiting(at=now())
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "第一列沒有題目"),
        (b"a,b\n1,2\n", "第一列沒有題目"),
        (b"\x89PNG\r\n\x1a\n\0\0", "不是可以讀取的表格"),
        ("姓名 [name]\n陳\n".encode(), "缺少欄位"),
        (b"PK\x03\x04broken", "不是可以讀取的表格"),
    ],
    ids=["empty", "other head", "a picture", "columns missing", "broken"],
)
def test_what_is_no_table_of_ours_is_said_in_a_sentence(agent: Client, data: bytes, said: str):
    answer = hand_in(agent, data)
    assert (answer.status_code, said in words(answer)) == (422, True)


def test_an_empty_table_and_no_file_are_said_too(agent: Client):
    assert "下面沒有資料" in words(hand_in(agent, as_csv(head(agent))))
    assert "請選擇檔案" in words(agent.post(f"{GROUP}transcript/", {}))


@pytest.mark.row("SYS-088")
def test_what_a_second_person_must_confirm_is_not_for_a_table(agent: Client):
    assert f"{HOME}group/" in agent.get(f"{HOME}services/transcript/").content.decode()
    before = form(AGENCY, "transcript").model_dump(mode="json", exclude_defaults=True)
    cosigned = type(form(AGENCY, "transcript")).model_validate({**before, "version": "two", "cosign": {"noun": "配偶"}})
    publish(form=cosigned, by=HOUSE, at=now())
    assert f"{HOME}group/" not in agent.get(f"{HOME}services/transcript/").content.decode()
    assert hand_in(agent, as_csv([["name"]])).status_code == 404


def test_a_code_taken_back_opens_nothing_from_then_on(agent: Client, chief: Client, code: str):
    partner = Partner.objects.get()
    assert code.replace("-", "") not in str(list(Partner.objects.values()))
    assert chief.post(f"/desk/partners/{partner.pk}/end/").url == "/desk/partners/"
    assert agent.get(f"{GROUP}transcript/").url == GROUP
    answer = agent.post(GROUP, {"code": code})
    assert (answer.status_code, "這個代碼打不開" in words(answer)) == (422, True)


def test_who_tries_many_codes_waits(people: People):
    answers = [Client().post(GROUP, {"code": "X"}).status_code for _time in range(21)]
    assert answers == [422] * 20 + [429]


def test_one_partner_sees_nothing_of_another(agent: Client, chief: Client):
    table = hand_in(agent, as_csv(filled(agent, [ONE]))).url
    page = chief.post("/desk/partners/", {"name": "另一家"})
    other = Client()
    other.post(GROUP, {"code": re.search(r'class="big">([0-9A-Z-]{19})<', page.content.decode())[1]})
    assert other.get(table).status_code == 404
    assert other.post(table).status_code == 404
    assert Client().get(table).url == GROUP
    assert Client().get(f"{table}receipts.csv").status_code == 404


def test_only_chiefs_give_codes_and_a_name_is_needed(signed_in: Callable[[str], Client], chief: Client):
    wrong = chief.post("/desk/partners/", {"name": "東海岸旅行社", "number": "04595258"})
    assert (wrong.status_code, "這不是單位的統一編號" in words(wrong), Partner.objects.count()) == (422, True, 0)
    assert signed_in("officer").post("/desk/partners/", {"name": "x"}).status_code == 403
    assert chief.post("/desk/partners/", {"name": " "}).status_code == 422
    assert Partner.objects.count() == 0


def test_a_table_nobody_confirms_is_removed(agent: Client):
    hand_in(agent, as_csv(filled(agent, [ONE])))
    assert remove_unconfirmed(at=now() + timedelta(days=13)) == 0
    assert remove_unconfirmed(at=now() + timedelta(days=15)) == 1
    assert BatchRow.objects.count() == 0


def xlsx(rows: list[list[str]], *, more: tuple[tuple[str, str], ...] = ()) -> bytes:
    """A workbook as small as it can be."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    cells = "".join(
        f'<row r="{at}">' + "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in row) + "</row>"
        for at, row in enumerate(rows, start=1)
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", f"<workbook {space}/>")
        made.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{cells}</sheetData></worksheet>")
        for name, text in more:
            made.writestr(name, text)
    return file.getvalue()


def some(data: bytes, rows: int = 10) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, row.cells) for row in read(data, most_rows=rows, most_bytes=MEGA)]


def test_blank_rows_keep_the_numbers_of_the_others():
    assert some(b"a,b\n\n,\nc,d\n") == [(1, ("a", "b")), (4, ("c", "d"))]
    assert some("甲,乙\n".encode("cp950")) == [(1, ("甲", "乙"))]


def test_a_spreadsheets_own_days_and_numbers_are_read_as_written():
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    styles = f'<styleSheet {space}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    body = '<row r="2"><c r="A2" s="1"><v>31480</v></c><c r="C2"><v>2.0</v></c></row>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("xl/workbook.xml", "<x/>")
        made.writestr("xl/styles.xml", styles)
        made.writestr("xl/worksheets/sheet1.xml", f"<worksheet {space}><sheetData>{body}</sheetData></worksheet>")
    assert some(file.getvalue()) == [(2, ("1986-03-09", "", "2"))]


def test_what_would_fill_the_memory_is_refused():
    with pytest.raises(TooManyRows):
        some(b"x\n" * 13)
    with pytest.raises(TooManyBytes):
        some(b"x" * (MEGA + 1))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("xl/workbook.xml", "<x/>")
        made.writestr("xl/worksheets/sheet1.xml", b"\0" * 60 * MEGA)
    with pytest.raises(NotASheet):
        some(file.getvalue())


def test_entities_are_refused_and_repeated_cells_are_bounded():
    space = 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    cell = '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="3">{cell}</table:table-row>'
    empty = '<table:table-row table:number-rows-repeated="1048576"><table:table-cell/></table:table-row>'
    content = f"<a {space}><table:table>{row}{empty}{row}</table:table></a>"
    found = some(package(content))
    assert [number for number, _cells in found] == [1, 2, 3, 1048580, 1048581, 1048582]
    assert len(found[0][1]) == 200
    with pytest.raises(NotASheet):
        some(package('<!DOCTYPE a [<!ENTITY b "c">]><a/>'))


def package(content: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("content.xml", content)
    return file.getvalue()
