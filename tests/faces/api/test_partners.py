"""Systems of other agencies: what a key opens, applying once, following, and what stays closed."""

import base64
from datetime import timedelta

import pytest

from bianmin.delivery.cases.models import Case
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.actions import seal
from bianmin.foundation.audit.models import Line
from bianmin.foundation.clients.actions import revoke
from bianmin.foundation.clients.models import Client, Use
from bianmin.journeys.decide import decide
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh
from tests.faces.portal.citizen import JPEG, Citizen
from tests.factories.clients import client
from tests.people import AGENCY

APPLICANT = {"name": "陳阿美", "id_number": "A223456781", "birth_on": "1956-03-09", "phone": "089-381200"}
ANSWERS = {"kind": "current", "copies": 2, "remarks": "full", "purpose": "school"}
FILING = {"service": "transcript", "applicant": APPLICANT, "answers": ANSWERS}
OWN = {"Idempotency-Key": "health-bureau-000001"}
CLOSED = ["/key", "/cases", "/cases/TTBN-1140305-000012", "/cases/TTBN-1140305-000012/applicant?purpose=check", "/changes", "/figures/IN-01?period=114"]  # fmt: skip


def applied(caller, key: str = OWN["Idempotency-Key"], **changes: object) -> dict:
    answer = caller.post("/applications", {**FILING, **changes}, **{"Idempotency-Key": key})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


@pytest.mark.parametrize("path", CLOSED)
def test_without_a_key_or_with_a_wrong_one_nothing_opens(anybody, partner, path):
    none = anybody.get(path)
    assert (none.status_code, none["WWW-Authenticate"]) == (401, "Bearer")
    anybody.key = "bianmin_wrong"
    wrong = anybody.get(path)
    assert (wrong.status_code, wrong.json()["code"]) == (401, "KeyOpensNothing")
    assert "Access-Control-Allow-Origin" not in wrong


def test_somebody_signed_in_on_the_desk_has_no_key(anybody, people):
    anybody.client.force_login(people.admin, backend="django.contrib.auth.backends.ModelBackend")
    assert anybody.get("/cases").status_code == 401
    assert anybody.post("/applications", FILING, **OWN).status_code == 401


@pytest.mark.parametrize(
    ("scope", "open_to"),
    [("cases.apply", ["/key"]), ("cases.read", ["/key", "/cases", "/changes"]), ("figures.read", ["/key", CLOSED[5]])],
)
def test_a_key_opens_what_it_names_and_nothing_else(partner, scope, open_to):
    caller = partner(scope)
    refresh(at=now())
    found = {path: caller.get(path).status_code for path in CLOSED}
    assert [path for path, status in found.items() if status == 200] == open_to
    assert {status for path, status in found.items() if path not in open_to} <= {403, 404}


@pytest.mark.row("RO-46")
def test_the_same_request_twice_gives_one_case_and_one_receipt(partner):
    caller = partner()
    first, second = applied(caller), applied(caller)
    assert (first["repeated"], second["repeated"]) == (False, True)
    assert {**first, "repeated": True} == second
    assert len(first["query_code"]) == 8
    assert Case.objects.filter(number=first["number"]).count() == 1
    assert Case.objects.count() == 1


def test_the_same_key_for_another_application_is_refused(partner):
    caller = partner()
    applied(caller)
    other = caller.post("/applications", {**FILING, "answers": {**ANSWERS, "copies": 3}}, **OWN)
    assert (other.status_code, other.json()["code"]) == (409, "KeyUsedOtherwise")
    assert Case.objects.count() == 1


def test_two_systems_may_draw_the_same_key(partner):
    one, other = applied(partner()), applied(partner())
    assert one["number"] != other["number"]


def test_what_does_not_fit_is_told_at_its_place_and_the_key_stays_free(partner):
    caller = partner()
    wrong = {
        "applicant": {**APPLICANT, "id_number": "A223456782", "shoe": 40},
        "answers": {"kind": "current", "copies": "many", "purpose": "school"},
    }
    answer = caller.post("/applications", {**FILING, **wrong}, **OWN)
    said = {one["pointer"]: one["detail"] for one in answer.json()["errors"]}
    assert answer.status_code == 422
    assert sorted(said) == ["/answers/copies", "/answers/remarks", "/applicant/id_number", "/applicant/shoe"]
    assert said["/applicant/shoe"] == "The form asks no such question. Leave it out."
    assert Case.objects.count() == 0
    assert applied(caller)["repeated"] is False


def test_a_refusal_is_said_in_the_language_that_was_asked_for(partner):
    caller = partner()
    caller.language = "zh-TW"
    answer = caller.post("/applications", FILING, **{"Idempotency-Key": "short"})
    assert answer.json()["detail"] == "請附上 Idempotency-Key：8 到 64 個英文字母、數字、- 或 _，每件申請都用新的。"
    assert answer["Content-Language"] == "zh-Hant"


def test_a_file_comes_as_base64_and_harm_is_refused(partner):
    caller = partner()
    good = {"proxy_letter": [{"name": "letter.jpg", "content": base64.b64encode(JPEG).decode()}]}
    other = {
        "for_whom": "other", **APPLICANT, "proxy_name": "林大文", "proxy_id_number": "A123456789",
        "proxy_birth_on": "1980-01-01", "proxy_phone": "0912345678", "proxy_relation": "child",
    }  # fmt: skip
    receipt = applied(caller, applicant=other, files=good)
    assert Case.objects.get(number=receipt["number"]).proxy.name == "林大文"
    bad = {"proxy_letter": [{"name": "letter.jpg", "content": "not base64!"}]}
    answer = caller.post("/applications", {**FILING, "files": bad}, **{"Idempotency-Key": "another-key"})
    assert (answer.status_code, answer.json()["code"]) == (422, "NotAFile")


@pytest.mark.row("RO-46")
def test_a_system_follows_its_own_cases_and_no_others(partner, anybody):
    caller, stranger = partner(), partner()
    number = applied(caller)["number"]
    foreign = Citizen(anybody.client).apply()
    assert [one["number"] for one in caller.get("/cases").json()["items"]] == [number]
    assert caller.get(f"/cases/{number}").json()["state"] == "received"
    assert stranger.get("/cases").json() == {"items": [], "next": ""}
    assert {stranger.get(f"/cases/{number}").status_code, caller.get(f"/cases/{foreign}").status_code} == {404}


def test_cases_come_page_by_page(partner):
    caller = partner()
    numbers = [applied(caller, f"key-number-{each}")["number"] for each in range(3)]
    first = caller.get("/cases", limit=2).json()
    rest = caller.get("/cases", limit=2, after=first["next"]).json()
    assert [one["number"] for one in (*first["items"], *rest["items"])] == numbers
    assert rest["next"] == ""


def test_a_list_of_cases_asks_as_often_for_three_as_for_one(partner, django_assert_num_queries):
    caller = partner()
    applied(caller, "key-number-1")
    caller.get("/cases")
    with django_assert_num_queries(4):
        caller.get("/cases")
    applied(caller, "key-number-2")
    applied(caller, "key-number-3")
    with django_assert_num_queries(4):
        assert len(caller.get("/cases").json()["items"]) == 3


def test_the_feed_tells_each_act_once_and_in_order(partner, people):
    caller = partner()
    seal(at=now())
    begin = caller.get("/changes").json()
    assert (begin["items"], begin["more"]) == ([], False)
    number = applied(caller)["number"]
    waiting = caller.get("/changes", after=begin["next"]).json()
    assert (waiting["items"], waiting["next"]) == ([], begin["next"])
    seal(at=now())
    told = caller.get("/changes", after=begin["next"]).json()
    assert [(one["what"], one["number"], one["state"]) for one in told["items"]] == [("apply", number, "received")]
    Citizen(caller.client).apply()
    seal(at=now())
    after = caller.get("/changes", after=told["next"]).json()
    assert after["items"] == []
    assert int(after["next"]) > int(told["next"])
    decide(number=number, outcome="granted", by=people.actor("officer"), at=now())
    seal(at=now())
    (decided,) = caller.get("/changes", after=after["next"]).json()["items"]
    assert (decided["what"], decided["state"]) == ("decide", "decided")
    assert [one["what"] for one in caller.get("/changes").json()["items"]] == ["apply", "decide"]
    assert caller.get("/changes", limit=1).json()["more"] is True


def test_a_cursor_that_no_page_gave_is_refused(partner):
    answer = partner().get("/changes", after="x")
    assert (answer.status_code, answer.json()["errors"][0]["parameter"]) == (422, "after")


def test_an_applicant_is_read_for_a_purpose_which_the_journal_keeps(partner):
    caller = partner()
    number = applied(caller)["number"]
    assert caller.get(f"/cases/{number}/applicant").status_code == 422
    assert caller.get(f"/cases/{number}/applicant", purpose="因為我想").json()["code"] == "PurposeMissing"
    found = caller.get(f"/cases/{number}/applicant", purpose="address-check")
    assert (found.json()["name"], found.json()["id_number"]) == ("陳阿美", "A223456781")
    line = Line.objects.filter(verb="persons.read").latest("id")
    assert (line.actor.partition(":")[0], line.purpose) == ("client", f"{number} address-check")
    assert "陳阿美" not in str(line.fields)


def test_the_office_sees_which_system_applied(partner, signed_in):
    number = applied(partner())["number"]
    assert "臺東縣衛生局長照系統" in signed_in("officer").get(f"/desk/cases/{number}/").content.decode()
    assert "臺東縣衛生局長照系統" in signed_in("auditor").get("/desk/journal/").content.decode()


def test_a_figure_is_explained_and_names_no_case(partner):
    refresh(at=now())
    found = partner("figures.read").get("/figures/IN-01", period="115").json()
    assert (found["indicator"], found["unit"], found["period"]) == ("IN-01", f"/{AGENCY}/", "115")
    assert [part["measure"] for part in found["parts"]] == ["services.with_sop", "services.counted"]
    assert "rows" not in found["parts"][0]


def test_a_key_that_ended_or_was_taken_back_opens_nothing(people):
    row, key = client()
    from tests.faces.api.conftest import Caller

    caller = Caller(key)
    assert caller.get("/key").json() == {
        "client": f"client:{row.pk}", "name": "臺東縣衛生局長照系統", "agency": AGENCY,
        "scopes": ["cases.apply", "cases.person", "cases.read", "figures.read", "talks.write", "voice.line"],
    }  # fmt: skip
    Client.objects.filter(pk=row.pk).update(expires_on=now().date() - timedelta(days=1))
    assert caller.get("/key").status_code == 401
    Client.objects.filter(pk=row.pk).update(expires_on=now().date())
    assert caller.get("/key").status_code == 200
    revoke(agency=AGENCY, client=row.pk, by=system("tests"), at=now())
    assert caller.get("/key").status_code == 401


def test_a_key_asks_no_more_than_its_share_of_a_minute(partner):
    caller = partner()
    caller.get("/key")
    Use.objects.update(count=119)
    assert caller.get("/key").status_code == 200
    stopped = caller.get("/key")
    assert (stopped.status_code, stopped.json()["code"]) == (429, "TooManyRequests")
    assert 1 <= int(stopped["Retry-After"]) <= 60


def test_wrong_keys_without_end_are_no_longer_looked_up(anybody):
    anybody.key = "bianmin_wrong"
    assert {anybody.get("/key").status_code for _each in range(60)} == {401}
    assert anybody.get("/key").status_code == 429


def test_a_key_is_kept_by_nobody(people):
    row, key = client()
    kept = Client.objects.filter(pk=row.pk).values().get()
    assert key not in str(kept)
    assert kept["hint"] == key[-4:]
