"""Indicators: the values of known cases on the page and by the command, down to the cases behind them."""

import json

import pytest

from tests.people import AGENCY

KNOWN = {
    "IN-01": ("100.0%", 6, 6),
    "IN-03": ("100.0%", 6, 6),
    "IN-04": ("80.0%", 4, 5),
    "IN-22": ("83.3%", 5, 6),
    "IN-23": ("50.0%", 3, 6),
    "IN-24": ("50.0%", 1, 2),
    "IN-67": ("83.3%", 5, 6),
    "IN-68": ("100.0%", 1, 1),
    "IN-72": ("16.7%", 1, 6),
    "IN-101": ("3.00分", 6, 2),
}
FIGURE = "/desk/indicators/{}/?span={}"
MARKS = [pytest.param(code, *known, marks=pytest.mark.row(code)) for code, known in KNOWN.items()]


@pytest.mark.parametrize(("code", "printed", "n", "d"), MARKS)
def test_the_page_shows_the_value_of_the_known_cases_with_its_definition(research, code, printed, n, d):
    answer = research.get(FIGURE.format(code, "114"))
    value = answer.context["value"]
    assert (value.printed.replace(" ", ""), value.n, value.d) == (printed, n, d)
    assert value.indicator.numerator_words in answer.content.decode()


@pytest.mark.row("IN-04", "IN-68", "CM-05")
def test_a_late_case_stands_behind_the_rate_by_its_number(office, chief):
    late = office.cases["late"].number
    for code in ("IN-04", "IN-68"):
        assert f"/desk/cases/{late}/" in chief.get(FIGURE.format(code, "114")).content.decode()


@pytest.mark.row("IN-23", "IN-24")
def test_a_month_and_the_year_before_are_counted_by_the_same_cells(research):
    march = research.get(FIGURE.format("IN-23", "114-03")).context["value"]
    assert (march.n, march.d, march.before.n, march.before.d) == (3, 6, 2, 2)
    assert research.get(FIGURE.format("IN-23", "114-04")).context["value"].value is None


@pytest.mark.row("IN-101", "IN-45")
def test_ratings_are_printed_with_how_many_rated_and_that_they_are_no_sample(research):
    page = research.get(FIGURE.format("IN-101", "114")).content.decode()
    assert "不是機率抽樣" in page
    assert research.get(FIGURE.format("RT-01", "114")).context["value"].printed == "40.0%"


@pytest.mark.row("ENT-53", "PA-21")
def test_a_target_stands_beside_the_actual_and_says_when_it_is_missed(research):
    lines = research.get("/desk/indicators/?span=114").context["lines"]
    met = {line["value"].code: line["value"].met for line in lines}
    assert (met["IN-01"], met["IN-04"], met["IN-72"]) == (True, False, False)


@pytest.mark.row("RO-08", "RO-07", "RO-04")
def test_the_county_reads_the_figures_and_plans_of_the_office_and_none_of_its_cases(office, signed_in):
    county = signed_in("supervisor")
    page = county.get(f"/desk/indicators/?span=114&agency={AGENCY}").content.decode()
    assert "IN-04" in page
    assert "/desk/plans/beinan-114/" in county.get(f"/desk/plans/?agency={AGENCY}").content.decode()
    assert county.get(f"/desk/cases/{office.cases['late'].number}/").status_code == 403


@pytest.mark.row("DR-28")
def test_an_office_adds_a_statistic_of_its_own(research, load):
    shared = {"version": "1", "agency": AGENCY, "source": "demonstration"}
    own = {
        "code": "OWN-1", "name": "郵寄申請比率", "formula": "ratio", "numerator": "own.posted",
        "denominator": "cases.received", "numerator_words": "郵寄申請件數", "denominator_words": "受理件數",
        "factor": 100, "unit": "%", "own": True, "source": "demonstration",
    }  # fmt: skip
    posted = {
        "code": "own.posted", "name": "郵寄申請件數", "type": "flow", "fact": "cases.case", "date": "received",
        "unit": "件", "where": {"all": [{"field": "channel", "op": "eq", "value": "mail"}]},
    }  # fmt: skip
    answer = load(
        {"kind": "measures", "id": "own-measures", **shared, "measures": [posted]},
        {"kind": "indicators", "id": "own-indicators", **shared, "indicators": [own]},
    )
    assert answer.status_code == 302
    assert "郵寄申請比率" in research.get("/desk/indicators/?span=114").content.decode()


@pytest.mark.row(*KNOWN)
def test_the_command_gives_the_same_values(command, installed):
    done = command("indicators", "value", *KNOWN, "--unit", f"/{AGENCY}/", "--period", "114", "--json", **installed)
    found = {one["indicator"]: (one["printed"].replace(" ", ""), one["n"], one["d"]) for one in json.loads(done.stdout)}
    assert found == KNOWN


@pytest.mark.row("IN-04", "IN-68")
def test_the_command_explains_a_value_down_to_the_numbers_of_cases(office, command, installed):
    words = ("IN-68", "--agency", AGENCY, "--period", "114", "--json")
    told = json.loads(command("indicators", "explain", *words, **installed).stdout)
    assert told["definition"]["denominator_words"] == "期間內逾期的案件數"
    assert [part["rows"] for part in told["parts"]] == [[office.cases["late"].number]] * 2
    assert [part["counted"] for part in told["parts"]] == [1, 1]
