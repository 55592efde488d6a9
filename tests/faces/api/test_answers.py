"""How the API answers: problems, tags, other sites, languages, hostile text, and its own description."""

import json

import pytest

from bianmin.faces.api.house import DOORS, description


@pytest.mark.parametrize(
    ("path", "status"), [("/agencies/nowhere", 404), ("/nothing", 404), ("/agencies?limit=0", 422), ("/agencies/%00", 404), ("/cases", 401)]
)  # fmt: skip
def test_every_mistake_is_a_problem_document(anybody, path, status):
    answer = anybody.get(path)
    said = answer.json()
    assert (answer.status_code, answer["Content-Type"], said["status"]) == (status, "application/problem+json", status)
    assert said["detail"].endswith(".")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert said["request"] == answer["X-Request-ID"]


def test_a_method_that_is_not_taken_names_those_that_are(anybody):
    answer = anybody.post("/agencies", {})
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "GET", "application/problem+json")


@pytest.mark.parametrize(
    "body", ["", "[", "[]", '"x"', "1", '{"number": "\\u0000", "code": "x"}', '{"number": "\\ud800", "code": "x"}', "[" * 100_000]
)  # fmt: skip
def test_what_is_no_object_that_can_be_kept_is_answered_by_a_sentence(anybody, body):
    answer = anybody.post("/status", body)
    assert answer.status_code in (400, 413, 422)
    assert answer.json()["detail"]


def test_what_is_too_large_is_not_read(anybody):
    answer = anybody.post("/identifiers/check", {"number": "1" * 70_000})
    assert (answer.status_code, answer.json()["code"]) == (413, "request_entity_too_large")


def test_a_tag_saves_reading_the_same_again(anybody):
    first = anybody.get("/agencies/ttbn/services")
    again = anybody.get("/agencies/ttbn/services", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "public, max-age=60"
    chinese = anybody.get("/agencies/ttbn/services", headers={"Accept-Language": "zh-TW"})
    assert chinese["ETag"] != first["ETag"]
    assert "Accept-Language" in chinese["Vary"]


def test_head_answers_as_get_without_the_body(anybody):
    whole = anybody.get("/agencies")
    head = anybody.client.head("/api/v1/agencies", headers={"Accept-Language": "en"})
    assert (head.status_code, head["ETag"], head["Content-Length"]) == (200, whole["ETag"], str(len(whole.content)))
    assert head.content == b""


def test_other_sites_may_read_what_is_open_and_nothing_else(anybody, partner):
    assert anybody.get("/agencies")["Access-Control-Allow-Origin"] == "*"
    asked = anybody.client.options("/api/v1/agencies")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, HEAD")
    assert "Access-Control-Allow-Origin" not in partner().get("/key")
    assert "Access-Control-Allow-Origin" not in anybody.post("/identifiers/check", {"number": "1"})
    assert "Access-Control-Allow-Origin" not in anybody.client.options("/api/v1/cases")


@pytest.mark.parametrize(("asked", "name"), [("en", "Household registration transcript"), ("zh-TW", "戶籍謄本")])
def test_texts_are_in_the_language_that_is_asked_for(anybody, asked, name):
    anybody.language = asked
    answer = anybody.get("/agencies/ttbn/services/transcript")
    assert answer.json()["name"] == name


def test_no_visitor_is_remembered(anybody):
    assert anybody.get("/agencies").cookies == {}
    assert anybody.post("/identifiers/check", {"number": "1"}).cookies == {}


def test_the_description_is_served_and_names_every_address(anybody):
    found = anybody.get("/openapi.json").json()
    assert found["openapi"] == "3.1.0"
    assert found == json.loads(json.dumps(description()))
    names = [one["operationId"] for methods in found["paths"].values() for one in methods.values()]
    assert sorted(names) == sorted(name.removeprefix("api-") for name in DOORS)


def test_every_operation_has_a_door_and_asks_for_a_key_where_the_door_does():
    paths = description()["paths"].values()
    keyed = {f"api-{one['operationId']}" for methods in paths for one in methods.values() if "security" in one}
    assert keyed == {name for name, entrance in DOORS.items() if entrance.name != "anyone"}
    assert DOORS["api-apply"].name == "key:cases.apply"
    assert description()["paths"]["/api/v1/applications"]["post"]["description"].endswith("scope `cases.apply`.")
