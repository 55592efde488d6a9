"""The catalogue as citizens read it: shelves, flow charts, the table of limits and what one takes away of it."""

import csv
import io

import odfdo
import pytest
from django.test import Client

from tests.faces.portal.citizen import HOME, words

NIA = "/nia/"
EXTENSION = f"{NIA}services/residence-extension/"


@pytest.mark.row("SYS-098")
def test_the_six_identities_of_the_agency_are_offered_and_lead_to_their_services(client: Client):
    page = client.get(NIA)
    assert [one.label for one in page.context["audiences"]] == [
        "在臺灣地區有戶籍國民", "在臺灣地區無戶籍國民", "香港澳門居民", "大陸地區人民(大陸配偶)", "外籍(配偶)人士", "兒童",
    ]  # fmt: skip
    assert 'href="?audience=children"' in page.content.decode()
    narrowed = client.get(NIA, {"audience": "children"})
    assert {one.code for one in narrowed.context["services"]} == {"arrival-card", "child-extension", "entry-dates"}


@pytest.mark.row("SYS-098", "SYS-036", "ENT-05")
def test_services_stand_under_the_nine_classes_and_are_narrowed_by_class_paper_time_and_who_decides(client: Client):
    groups = client.get(NIA).context["groups"]
    assert (len(groups), groups[0].title) == (9, "臺灣地區人民入出國")
    asked = {"category": "settlement", "approval": "unit", "span": "week", "paper": "居留證"}
    assert [one.code for one in client.get(NIA, asked).context["services"]] == ["residence-extension"]


@pytest.mark.row("CM-58")
@pytest.mark.parametrize("asked", ["台灣地區", "ＮＥＴ申請", "臺灣地區 無戶籍"])
def test_search_levels_width_and_the_two_tai(client: Client, asked: str):
    found = {one.code for one in client.get(NIA, {"q": asked}).context["services"]}
    assert ("unregistered-settlement" in found) is ("地區" in asked)


def test_a_list_that_nothing_fits_says_what_to_do(client: Client):
    page = client.get(NIA, {"category": "kinmen-matsu", "audience": "children"})
    assert "找不到符合的服務" in words(page)
    assert 'href="?"' in page.content.decode()


@pytest.mark.row("SYS-037", "SYS-220")
def test_a_service_shows_its_procedure_as_a_drawing_and_in_words(client: Client):
    page = client.get(EXTENSION)
    body = page.content.decode()
    assert '<svg class="flow"' in body
    assert '<title id="flow-title">居留延期</title>' in body
    steps = page.context["steps"]
    assert [step.name for step in steps][3:5] == ["服務站初審", "署本部複審"]
    assert steps[0].ways == ((3, "查閱入出國紀錄與戶籍資料", "文件齊全"), (2, "一次告知要補的文件", "文件不足"))
    assert steps[0].limit == "1個工作天"
    assert "沒有附戶籍謄本也要受理" in words(page)


@pytest.mark.row("SYS-036")
def test_a_service_page_says_how_old_a_paper_may_be_and_which_need_not_come_again(client: Client):
    text = words(client.get(EXTENSION))
    assert "須在3個月內核發" in text
    assert "親屬關係公證書 有需要才帶 附過免再附" in text
    assert "您不必附戶籍謄本" in text


def test_what_is_invented_is_marked_part_by_part(client: Client):
    assert client.get(EXTENSION).context["invented"] == {"papers", "steps", "limits", "fill_in"}
    assert client.get(f"{HOME}services/transcript/").context["service"].demonstration


@pytest.mark.row("SYS-038")
def test_the_table_of_time_limits_holds_every_service_with_norm_limit_and_the_limits_of_its_steps(client: Client):
    page = client.get(f"{NIA}limits/")
    rows = {row.card.code: row for row in page.context["rows"]}
    assert len(rows) == len(client.get(NIA).context["services"])
    text = words(page)
    assert "居留延期 示範 7個工作天 21日 NT$1,000 承辦單位核定 收件並製發收據 1個工作天" in text
    assert "直航返臺 示範 6小時 依法2個月 免費" in text


@pytest.mark.row("SYS-038")
def test_the_table_can_be_taken_away_as_csv_and_as_a_spreadsheet(client: Client):
    answer = client.get(f"{NIA}limits.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="nia-limits.csv"'
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][:5] == ["事項類別", "服務項目", "應備文件", "標準作業時間", "法定期限"]
    line = next(row for row in rows if row[1] == "入出國日期證明")
    assert line[3:7] == ["1個工作天", "5個工作天", "NT$100 / 份", "櫃檯核定"]
    spreadsheet = odfdo.Document(io.BytesIO(client.get(f"{NIA}limits.ods").content))
    assert spreadsheet.mimetype == "application/vnd.oasis.opendocument.spreadsheet"
    assert [list(row) for row in spreadsheet.body.get_table(0).get_values()] == rows


@pytest.mark.row("SYS-038", "SYS-220")
def test_the_limits_are_told_in_english_too(client: Client):
    client.cookies["django_language"] = "en"
    assert "Extension of residence Demonstration 7 working days 21 days NT$1,000" in words(client.get(f"{NIA}limits/"))


@pytest.mark.row("SYS-220")
@pytest.mark.parametrize(
    ("code", "name", "last"),
    [
        ("reunion-to-registration", "大陸配偶團聚至初設戶籍登記流程表", "初設戶籍登記"),
        ("marriage-to-registration", "外國籍人士與國人結婚申請歸化中華民國國籍暨戶籍登記流程表", "初設戶籍登記"),
    ],
)
def test_the_two_named_flow_tables_show_each_stage_with_its_office(client: Client, code: str, name: str, last: str):
    assert f'href="/nia/flows/{code}/"' in client.get(f"{NIA}limits/").content.decode()
    page = client.get(f"{NIA}flows/{code}/")
    assert page.context["sheet"].name == name
    lines = [one["line"] for one in page.context["told"]]
    assert (lines[-1].name, lines[-1].role) == (last, "戶政事務所")
    assert "/nia/services/" in page.content.decode()
    assert client.get(f"{NIA}flows/none/").status_code == 404


def test_the_start_page_asks_the_database_the_same_however_many_services_there_are(
    client: Client, django_assert_num_queries
):
    client.get(HOME)
    client.get(NIA)
    with django_assert_num_queries(3):
        client.get(HOME)
    with django_assert_num_queries(3):
        client.get(NIA)
