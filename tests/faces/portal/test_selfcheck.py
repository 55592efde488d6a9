"""May I apply, and for how long was I here: answered without an account, without scripts, and without keeping anything."""

import pytest
from django.test import Client

from bianmin.foundation.packs.queries.checks import Pack, examine
from tests.faces.portal.citizen import words
from tests.factories.house import pack_files

CHECK = "/nia/services/child-extension/check/"
REUNION = "/nia/calculators/reunion/"


def test_the_service_page_leads_to_its_self_check_and_to_its_calculator(client: Client):
    assert 'href="check/"' in client.get("/nia/services/child-extension/").content.decode()
    assert f'href="{REUNION}"' in client.get("/nia/services/reunion-period/").content.decode()


@pytest.mark.row("RUL-46")
def test_one_question_follows_another_and_answers_can_be_changed(client: Client):
    first = client.get(CHECK)
    assert first.context["box"].label == "在臺灣的父或母持有"
    assert not first.context["errors"]
    second = client.get(CHECK, {"show": "parent", "parent": "long"})
    assert (second.context["box"].label, second.context["number"]) == ("子女現在幾歲？", 2)
    third = client.get(CHECK, {"show": "age", "parent": "long", "age": "18"})
    assert third.context["box"].label == "有高級中等學校的學籍嗎？"
    assert [(one.question, one.answer, one.back) for one in third.context["answered"]] == [
        ("在臺灣的父或母持有", "長期居留", "?"), ("子女現在幾歲？", "18 歲", "?parent=long"),
    ]  # fmt: skip


@pytest.mark.row("SYS-071", "RUL-16", "RUL-46")
@pytest.mark.parametrize(
    ("answers", "may", "said"),
    [
        ({"parent": "long", "age": "18", "enrolled": "yes"}, True, "延期到畢業當年度8月31日"),
        ({"parent": "dependant", "age": "19", "enrolled": "no"}, False, "沒有高級中等學校學籍"),
        ({"parent": "dependant", "age": "17"}, False, "可以停留到滿18歲"),
        ({"parent": "other"}, False, "要持依親居留或長期居留"),
    ],
)
def test_the_verdict_says_who_may_who_may_not_why_by_which_source_and_what_instead(
    client: Client, answers: dict[str, str], may: bool, said: str
):
    page = client.get(CHECK, answers)
    assert page.context["verdict"].may is may
    text = words(page)
    assert said in text
    assert "文件001第1012行" in text
    assert ("您可以改做什麼" in text) is (not may)
    assert ('href="../apply/"' in page.content.decode()) is may


@pytest.mark.row("SYS-063", "RUL-10", "RUL-44")
@pytest.mark.parametrize(
    ("answers", "may"),
    [
        ({"approved": "no", "winter": "yes", "ticket": "yes"}, True),
        ({"approved": "no", "winter": "yes", "ticket": "no"}, False),
        ({"approved": "no", "winter": "no"}, False),
        ({"approved": "yes"}, False),
    ],
)
def test_men_of_conscription_age_learn_whether_the_airport_can_help(client: Client, answers: dict[str, str], may: bool):
    page = client.get("/nia/services/conscript-airport/check/", answers)
    assert page.context["verdict"].may is may


@pytest.mark.row("SYS-080", "RUL-08", "SYS-085", "RUL-09")
@pytest.mark.parametrize(
    ("service", "answers", "said"),
    [
        ("hk-macau-entry", {"passport": "sar", "days": "30"}, "許可效期3個月，單次入出境，停留30日"),
        ("hk-macau-entry", {"passport": "sar", "days": "31"}, "最多停留30日"),
        ("five-countries", {"nationality": "five", "document": "yes", "days": "30"}, "每次入境翌日起停留30日"),
        ("five-countries", {"nationality": "five", "document": "yes", "days": "31"}, "不准延期"),
    ],
)
def test_thirty_days_are_the_most_for_both_online_permits(
    client: Client, service: str, answers: dict[str, str], said: str
):
    assert said in words(client.get(f"/nia/services/{service}/check/", answers))


@pytest.mark.parametrize("typed", ["", "abc", "-1", "9" * 30, "<script>"])
def test_an_answer_that_cannot_be_read_is_asked_again_with_the_sentence(client: Client, typed: str):
    page = client.get(CHECK, {"show": "age", "parent": "long", "age": typed})
    assert page.status_code == 422
    assert [error["key"] for error in page.context["errors"]] == ["q-age"]
    assert "<script>" not in page.content.decode()


def test_nothing_unknown_breaks_it(client: Client):
    assert client.get(CHECK, {"parent": "nobody", "x": "y"}).context["box"].name == "parent"
    assert client.get("/nia/services/entry-dates/check/").status_code == 404
    assert client.get("/nia/calculators/none/").status_code == 404
    assert client.get(CHECK, {"parent": "long\0"}).status_code == 404


def test_the_self_check_speaks_english(client: Client):
    client.cookies["django_language"] = "en"
    page = client.get(CHECK, {"parent": "other"})
    assert "By your answers you may not apply" in words(page)
    assert "The parent must hold dependant or long-term residence." in words(page)


def test_a_table_with_a_gap_is_refused_with_its_line():
    name, data = next(
        (name, data) for name, data in pack_files("agencies/nia") if name.endswith("checks/child-extension.yaml")
    )
    assert isinstance(examine(name, data), Pack)
    (problem,) = examine(name, data.replace(b"most: 17", b"most: 16"))
    assert (problem.key, "17" in problem.sentence) == ("rows", True)
    assert data.decode().splitlines()[problem.line - 1] == "rows:"


def send(client: Client, *stays: tuple[str, str, str], **more: str) -> object:
    typed = {}
    for at, (first, last, kind) in enumerate(stays):
        typed |= {f"stays.{at}.first_day": first, f"stays.{at}.last_day": last, f"stays.{at}.kind": kind}
    return client.post(REUNION, {**typed, **more})


@pytest.mark.row("SYS-049", "ENT-15", "RUL-14")
def test_periods_are_added_up_under_both_rules_with_the_working(client: Client):
    page = send(
        client, ("97/1/1", "98/12/31", "reunion"), ("99/1/1", "103/12/31", "dependant"), ("96/7/1", "96/7/10", "visit")
    )
    eight, six = page.context["totals"]
    assert (eight.full_years, eight.missing, eight.days) == (7, 1, 731 + 1826)
    assert (six.full_years, six.missing) == (7, 0)
    assert [(str(one.first), str(one.last), one.counted) for one in six.pieces] == [
        ("2007-07-01", "2007-07-10", 0),
        ("2008-01-01", "2009-08-13", 591),
        ("2009-08-14", "2009-12-31", 0),
        ("2010-01-01", "2014-12-31", 1826),
    ]
    text = words(page)
    assert "98年8月14日以後直接申請依親居留，團聚期間不再併計" in text
    assert "還差 1 年" in text
    assert page["Cache-Control"] == "no-store"


def test_more_periods_are_offered_without_losing_any(client: Client):
    page = send(client, ("97/1/1", "97/2/1", "reunion"), more="1")
    assert (len(page.context["asking"].rows), page.context["totals"]) == (2, [])
    assert 'value="97/1/1"' in page.content.decode()


@pytest.mark.parametrize(
    ("stay", "field"),
    [
        (("97/2/1", "97/1/1", "reunion"), "stays.0.last_day"),
        (("soon", "97/1/1", "reunion"), "stays.0.first_day"),
        (("97/1/1", "9999/1/1", "reunion"), "stays.0.last_day"),
        (("30/1/1", "97/1/1", "reunion"), "stays.0.first_day"),
        (("97/1/1", "97/1/2", "sleeping"), "stays.0.kind"),
    ],
)
def test_a_period_that_cannot_be_right_is_asked_again(client: Client, stay: tuple[str, str, str], field: str):
    page = send(client, stay)
    assert page.status_code == 422
    assert [error["name"] for error in page.context["errors"]] == [field]


@pytest.mark.row("SYS-093")
def test_a_sample_shows_the_form_filled_in(client: Client):
    page = client.get("/nia/services/residence-extension/samples/spouse/")
    text = words(page)
    assert "居留延期申請書" in text
    assert "親屬關係公證書以前附過嗎？ 附過，我要註明「曾經來臺」" in text
    assert "115年12月31日" in text
    assert client.get("/nia/services/residence-extension/samples/none/").status_code == 404


@pytest.mark.row("SYS-058")
@pytest.mark.parametrize(
    ("answers", "must"),
    [
        ({"passport": "card"}, False),
        ({"passport": "mainland", "purpose": "tourism"}, False),
        ({"passport": "mainland", "purpose": "other"}, True),
        ({"passport": "other"}, True),
    ],
)
def test_travellers_learn_whether_they_fill_in_an_arrival_card(client: Client, answers: dict[str, str], must: bool):
    page = client.get("/nia/services/arrival-card/check/", answers)
    assert page.context["verdict"].may is must
