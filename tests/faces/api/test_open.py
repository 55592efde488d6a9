"""What everybody may read and ask without a key."""

from datetime import timedelta

import pytest

from bianmin.delivery.permits.queries.codes import code_of
from bianmin.faces.ui.now import now
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.publishing import publish_all
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.vocab.spans import span
from tests.faces.portal.citizen import Citizen
from tests.factories.permits import issued, publish_kinds
from tests.people import AGENCY, NOON


def test_agencies_come_page_by_page(anybody):
    first = anybody.get("/agencies", limit=2).json()
    assert [one["code"] for one in first["items"]] == ["301140000A", "376550000A"]
    assert first["next"] == "376550000A"
    second = anybody.get("/agencies", limit=2, after=first["next"]).json()
    assert [one["code"] for one in second["items"]] == ["376550300A", "A09000000E"]


def test_an_agency_is_found_by_its_code_and_by_its_short_name(anybody):
    by_name, by_code = anybody.get("/agencies/ttbn").json(), anybody.get(f"/agencies/{AGENCY}").json()
    assert by_name == by_code
    assert (by_name["code"], by_name["parent"], by_name["demonstration"]) == (AGENCY, "376550000A", True)
    assert by_name["page"] == "http://127.0.0.1:8000/ttbn/"


@pytest.mark.row("RO-46")
def test_a_service_tells_papers_fee_limits_procedure_form_and_languages(anybody):
    found = anybody.get("/agencies/ttbn/services/transcript").json()
    assert (found["name"], found["fee"]["amount"]) == ("Household registration transcript", 15)
    assert [paper["code"] for paper in found["papers"] if paper["lookup"]] == ["register"]
    assert found["service_norm"] == {"code": "1wd", "words": "1 working day"}
    assert found["promise"]["due_on"] == min(found["promise"]["norm_due_on"], found["promise"]["statutory_due_on"])
    assert found["form"] == f"http://127.0.0.1:8000/api/v1/agencies/{AGENCY}/forms/transcript"
    assert found["languages"] == ["zh-Hant", "en"]
    assert found["steps"][0]["code"] == "receive"


def test_a_form_is_a_json_schema(anybody):
    found = anybody.get("/agencies/ttbn/forms/transcript").json()
    assert found["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert found["properties"]["kind"]["enum"] == ["current", "personal", "removed"]


def test_legal_limits_stand_beside_the_norms(anybody):
    rows = {row["code"]: row for row in anybody.get("/agencies/ttbn/limits").json()["items"]}
    assert rows["home-visit"]["service_norm"]["code"] == "3wd"
    assert rows["home-visit"]["statutory_limit"] == {"code": "7wd", "words": "7 working days"}
    assert rows["home-visit"]["promise"]["due_on"] == rows["home-visit"]["promise"]["norm_due_on"]


def published() -> None:
    refresh(at=NOON)
    publish_all(agency=AGENCY, span=span("114"), by=system("tests"), at=NOON)


@pytest.mark.row("IN-14", "CM-61", "ST-M5.1", "OB-16")
def test_published_values_are_open_data_with_n_d_definition_and_source(anybody):
    published()
    (one,) = anybody.get("/agencies/ttbn/results", indicator="IN-01", period="2025").json()["items"]
    assert (one["period"], one["n"], one["d"], one["value"], one["printed"]) == ("114", 6, 6, "100", "100.0%")
    assert one["numerator"] == "期末標準作業流程施行中的申辦業務項目數"
    assert one["source"] == "003 第76行、000 第134行"
    table = anybody.get("/agencies/ttbn/results.csv", indicator="IN-01")
    assert table["Content-Type"] == "text/csv; charset=utf-8"
    head, *rows = table.content.decode("utf-8-sig").splitlines()
    row = next(row for row in rows if row.startswith("IN-01") and ",114," in row)
    assert head.startswith("indicator,name,period,first,last,printed,value,unit,n,d,")
    assert row.startswith("IN-01,申辦業務標準作業流程訂定比率,114,2025-01-01,2025-12-31,100.0%,100,%,6,6,")
    assert table["Last-Modified"] == "Wed, 05 Mar 2025 04:00:00 GMT"
    later = anybody.get("/agencies/ttbn/results", headers={"If-Modified-Since": "Wed, 05 Mar 2025 04:00:00 GMT"})
    assert later.status_code == 304
    assert ",true,1,,2025-03-05T12:00:00+08:00," in row


def test_definitions_can_be_copied(anybody):
    found = anybody.get("/agencies/ttbn/indicators", limit=100).json()["items"]
    one = next(item for item in found if item["code"] == "IN-01")
    assert (one["code"], one["formula"], one["factor"], one["unit"]) == ("IN-01", "ratio", 100, "%")


@pytest.mark.row("CM-61", "OB-16")
def test_the_catalogue_names_every_data_set_and_its_files_are_there(anybody):
    published()
    found = anybody.get("/agencies/ttbn/catalogue").json()
    sets = {one["dct:identifier"].removeprefix(f"{AGENCY}-"): one for one in found["dcat:dataset"]}
    assert sorted(sets) == ["forms", "indicators", "limits", "plans", "reports", "results", "services"]
    assert sets["results"]["dct:modified"] == "2025-03-05T04:00:00+00:00"
    files = [file["dcat:downloadURL"] for one in sets.values() for file in one["dcat:distribution"]]
    paths = [address.removeprefix("http://127.0.0.1:8000") for address in files]
    assert {path: anybody.client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_clock_counts_and_explains(anybody):
    asked = {"start": "115/11/20", "period": "3wd", "pause": ["2026-11-23..2026-11-24"]}
    found = anybody.get("/clock/due", **asked).json()
    assert (found["due"], found["provisional"]) == ("2026-11-27", False)
    assert [step["step"] for step in found["explain"]][:3] == ["start", "unit", "period"]


@pytest.mark.parametrize(
    ("asked", "place"),
    [
        ({"start": "x", "period": "3wd"}, "start"),
        ({"start": "2026-11-20", "period": "3x"}, "period"),
        ({"start": "2026-11-20", "period": "3wd", "pause": "x"}, "pause"),
        ({"start": "2026-11-20", "period": "3wd", "pause": "1950-01-01..2190-01-01"}, "start"),
        ({"start": "2026-11-20"}, "period"),
    ],
)
def test_a_mistake_stands_at_its_parameter(anybody, asked, place):
    answer = anybody.get("/clock/due", **asked)
    assert answer.status_code == 422
    assert [one["parameter"] for one in answer.json()["errors"]] == [place]


@pytest.mark.parametrize(
    ("number", "kind", "valid"),
    [("a123456789", "national_id", True), ("A123456788", "national_id", False), ("０４５９５２５７", "ubn", True)],
)
def test_a_number_is_checked(anybody, number, kind, valid):
    found = anybody.post("/identifiers/check", {"number": number}).json()
    assert (found["kind"], found["valid"], bool(found["why"])) == (kind, valid, not valid)


def test_a_case_opens_by_number_and_code_and_shows_nobody(anybody):
    citizen = Citizen(anybody.client)
    number = citizen.apply()
    found = anybody.post("/status", {"number": number.lower(), "code": citizen.code(number)})
    assert found.status_code == 200
    assert (found.json()["service"], found.json()["state"], found.json()["turn"]) == (
        "transcript",
        "received",
        "office",
    )
    assert (
        found.json()["events"][0]["text"] == "Your request was received. The result needs the proof of your identity."
    )
    assert "陳阿美" not in found.content.decode()
    assert found["Cache-Control"] == "no-store"


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer_and_the_pages_limits(anybody):
    citizen = Citizen(anybody.client)
    number = citizen.apply()
    wrong = [anybody.post("/status", {"number": one, "code": "2345CDFG"}) for one in (number, "TTBN-1140305-999991")]
    said = [(one.status_code, {**one.json(), "request": ""}) for one in wrong]
    assert said[0] == said[1]
    assert said[0][1]["detail"].startswith("Number and code do not fit together.")
    for _each in range(4):
        anybody.post("/status", {"number": number, "code": "2345CDFG"})
    stopped = anybody.post("/status", {"number": number, "code": "2345CDFG"})
    assert (stopped.status_code, stopped.json()["code"]) == (429, "TooManyTries")
    assert 3500 < int(stopped["Retry-After"]) <= 3600
    assert citizen.track(number, code="2345CDFG", address="127.0.0.1").status_code == 429


@pytest.mark.row("RO-46")
def test_a_paper_is_verified_by_number_and_code(anybody, people):
    publish_kinds()
    permit = issued(people.actor("officer"), at=now() - timedelta(days=1))
    good = anybody.post("/agencies/ttbn/permits/check", {"number": permit.number, "code": code_of(permit)})
    assert (good.json()["valid"], good.json()["kind"], good.json()["standing"]) == (True, "居留證", "valid")
    assert "阮氏梅" not in good.content.decode()
    bad = anybody.post("/agencies/ttbn/permits/check", {"number": permit.number, "code": "2345CDFG"})
    assert (bad.status_code, bad.json()["code"]) == (422, "NothingFits")


def test_the_places_left_of_a_service_with_a_quota(anybody):
    rows = anybody.get("/agencies/nia/services", limit=200).json()["items"]
    found = {row["code"]: anybody.get(f"/agencies/nia/services/{row['code']}/places").status_code for row in rows}
    with_places = [code for code, status in found.items() if status == 200]
    assert set(found.values()) <= {200, 404}
    for code in with_places:
        left = anybody.get(f"/agencies/nia/services/{code}/places").json()
        assert 0 <= left["left"] <= left["places"]
