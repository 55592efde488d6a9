"""What the matrix leaves out: sending where one may not look, other agencies' things, and views without a door."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path, reverse

from bianmin.config import urls
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.orgs.models import Agency, Unit
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.actor import Role
from tests.faces.test_matrix import QUERIES, ROLES, House, asked, expected, furnished_house, said
from tests.people import AGENCY, PARENT, START, hold
from tests.plugins.journal import empty

NEIGHBOUR = "376550400A"
STRANGERS = (Role.OFFICER, Role.CHIEF, Role.RESEARCH, Role.AUDITOR, Role.ADMIN)
MORE = {"desk-evaluation-close": "?year=114"}
SHARED = frozenset({
    "desk-indicator", "desk-compare", "desk-pack", "home", "about", "service", "apply",
    "apply-step", "track", "plans", "results", "results-csv", "plan", "plan-file", "result", "report", "flow",
    "limits-table", "privacy-table", "blank-form", "calculator", "form-schema", "group-sign", "group-table", "me-code", "sample",
    "desk-letter", "desk-letter-sample", "page", "page-file", "page-helped", "page-read", "register", "sample-file",
    "api-form", "api-nothing", "api-figure", "api-case", "api-applicant", "api-voice-press",
    "api-channel-csv", "api-channel-list", "api-notice", "api-talk", "api-talk-say", "api-talk-end",
    "api-shared-case", "api-shared-file", "api-shared-answer",
    "appointment-days", "appointment-times", "appointment-book", "opinion-write", "register-tell", "survey", "clarification",
    "forum-theme", "forum-write", "forum-vote", "newsletter", "newsletter-feed", "newsletter-subscribe", "newsletter-issue",
    "newsletter-own",
    "desk-check-quarter", "desk-check-quarter-act", "desk-check-quarter-file", "desk-group", "desk-group-call",
})  # fmt: skip
"""Addresses that name what every agency has of its own under the same name, or what is public once it is published.

Those of the API open to a key, whoever is signed in.
"""
OWN = ("desk-service", "desk-service-draft", "desk-service-publish", "desk-take-in")
"""Addresses that name a service of one's own agency alone."""
HOUSE_NAMES = frozenset({"agency", "service", "kind", "verb", "step", "page", "slug"})
"""Parts of an address that name no one thing."""


def objects(house: House) -> list[str]:
    """Addresses that name one thing of the office: all whose parts name more than a kind or a page."""
    named = {name for name, parts in house.names.items() if set(parts) - HOUSE_NAMES and name in expected()}
    return sorted(name for name in (named - SHARED) | set(OWN) if not name.startswith(("account_", "mfa_")))


POSTS = {
    "language": {"else": 302},
    "size": {"else": 302},
    "theme": {"else": 302},
    "group-leave": {"else": 302},
    "page-helped": {"else": 302},
    "page-read": {"else": 204},
    "desk-partner-end": {"else": 403, "chief": 404},
    "mandate-end": {"else": 404},
    "desk-own-approve": {"else": 404, "admin": 403},
    "desk-lookup-account-end": {"else": 403, "chief": 404},
    "desk-mandate-end": {"else": 403, "officer": 404, "elsewhere": 404, "chief": 404, "outsider": 404},
    "desk-appointment-without": {"else": 403, "officer": 404, "elsewhere": 404, "chief": 404, "outsider": 404},
    "desk-issue-article-drop": {"else": 403, "officer": 404, "chief": 404, "outsider": 404},
    "desk-theme-drop": {"else": 403, "officer": 404, "elsewhere": 404, "chief": 404, "outsider": 404},
    "desk-message-reach": {"else": 403, "officer": 200, "elsewhere": 404, "chief": 200, "outsider": 404},
    "desk-opinion-reach": {"else": 403, "officer": 200, "elsewhere": 404, "chief": 200, "outsider": 404},
    "desk-appointment": {"else": 403, "officer": 404, "elsewhere": 404, "chief": 404, "outsider": 404},
    "desk-take": {"else": 403, "officer": 302, "elsewhere": 302, "chief": 302, "outsider": 302},
    "desk-recording-play": {"else": 404, "research": 403, "supervisor": 403, "admin": 403},
    "desk-task": {"else": 403, "officer": 302, "elsewhere": 404, "chief": 302, "outsider": 404},
    "desk-task-reach": {"else": 403, "officer": 200, "elsewhere": 404, "chief": 200, "outsider": 404},
    "desk-proofread-remove": {"else": 404, "officer": 302},
    "desk-evaluation-start": {"else": 403, "chief": 302, "research": 302},
    "desk-evaluation-close": {"else": 403, "chief": 302, "research": 302},
    "desk-compare-drop": {"else": 403, "chief": 302, "research": 302},
    "desk-plan-remove-item": {"else": 403, "chief": 302, "research": 302},
    "desk-round-act": {"else": 404, "chief": 302, "research": 302, "auditor": 403},
    "desk-absence-end": {"else": 404},
    "desk-stand-in": {"else": 302},
    "desk-warning": {"else": 403, "officer": 404, "elsewhere": 404, "chief": 404, "outsider": 404},
    "desk-calendar-load": {"else": 403, "chief": 422, "admin": 422},
    "desk-calendar-reopen": {"else": 403, "chief": 422, "admin": 422},
    **{
        f"desk-service-{verb}": {"else": 302, "elsewhere": 403, "auditor": 403, "supervisor": 403, "outsider": 404}
        for verb in ("begin", "drop")
    },
    "desk-demand-act": {"else": 403, "officer": 422, "elsewhere": 422, "chief": 422, "outsider": 404},
    "desk-account-act": {"else": 403, "admin": 302},
    "desk-destruction-act": {"else": 403, "chief": 422, "auditor": 422},
    "desk-till-act": {"else": 403, "officer": 302, "elsewhere": 302, "chief": 302, "outsider": 404},
    **{f"api-{part}": {"else": 400} for part in ("identifier", "status", "permit")},
    "api-apply": {"else": 401},
    "api-notice": {"else": 401},
    "api-shared-answer": {"else": 401},
    "group-sign": {"else": 302},
    **{f"api-talk-{part}": {"else": 401} for part in ("open", "say", "end")},
    "api-voice-begin": {"else": 401},
    "api-voice-press": {"else": 401},
    "desk-voice-try": {"else": 422, "research": 403, "supervisor": 403, "admin": 403},
    "desk-voice-fax": {"else": 404, "research": 403, "auditor": 403, "supervisor": 403, "admin": 403},
    "desk-certificate-start": {"else": 302, "public": 404, "holder": 404},
    "desk-certificate-remove": {"else": 302},
    "desk-client-end": {"else": 403, "admin": 404},
    "me-oidc": {"else": 404},
    "me-out": {"else": 302},
    "pay-callback": {"else": 400},
    "desk-permit-letters": {"else": 403, "officer": 200, "elsewhere": 302, "chief": 200, "outsider": 302},
    "desk-permit-posted": {"else": 403, "officer": 302, "elsewhere": 302, "chief": 302, "outsider": 302},
    "desk-permit-contact": {"else": 403, "officer": 422, "elsewhere": 404, "chief": 422, "outsider": 404},
    "desk-permit-reach": {"else": 403, "officer": 200, "elsewhere": 404, "chief": 200, "outsider": 404},
    "desk-article-attach": {"else": 302, "elsewhere": 403, "auditor": 403, "supervisor": 403, "outsider": 404},
    "desk-checks-draw": {
        "else": 302,
        "officer": 403,
        "elsewhere": 403,
        "auditor": 403,
        "supervisor": 403,
        "outsider": 403,
    },
    "desk-journal-verify": {"else": 403, "chief": 200, "auditor": 200},
}
"""What addresses answer that only take what is sent, to the form below."""
OPEN = (
    "language",
    "size",
    "theme",
    "group-leave",
    "page-helped",
    "page-read",
    "me-oidc",
    "me-out",
    "pay-callback",
    "api-identifier",
    "api-status",
    "api-permit",
    "api-apply",
    "api-notice",
    "api-talk-open",
    "api-talk-say",
    "api-talk-end",
    "api-shared-answer",
    "api-voice-begin",
    "api-voice-press",
    "desk-certificate-start",
    "group-sign",
    "mandate-end",
)
"""Those that everybody may send to."""
FORM = {"result": "reached", "edition": "nia-107-overall", "year": "113", "level": "1", "outcome": "granted"}


def secret(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("a secret")


urlpatterns = [path("left-open/", secret), *urls.urlpatterns]
handler404 = urls.handler404


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[House]:
    """The house of the matrix, and an agency beside it with people in every role."""
    try:
        with django_db_blocker.unblock():
            found = furnished_house()
            neighbours()
        yield found
    finally:
        with django_db_blocker.unblock():
            empty()


def neighbours() -> None:
    """An agency of the same county, with somebody in every role."""
    root = f"/{NEIGHBOUR}/"
    Agency.objects.create(code=NEIGHBOUR, parent_code=PARENT, short="TTXX", name="鄰鄉戶政事務所", valid_from=START)
    Unit.objects.create(agency=NEIGHBOUR, code="root", path=root, name="鄰鄉", kind="office", valid_from=START)
    for role in STRANGERS:
        user = User.objects.create_user(f"neighbour-{role}", agency=NEIGHBOUR, display_name="鄰人", password="x" * 20)
        Holding.objects.create(user=user, role=role.value, agency=NEIGHBOUR, path=root, valid_from=START)


def neighbour(role: Role) -> Client:
    client = Client()
    client.force_login(
        User.objects.get(username=f"neighbour-{role}"), backend="django.contrib.auth.backends.ModelBackend"
    )
    return client


def address(house: House, name: str) -> str:
    return reverse(name, kwargs=house.names.get(name, {})) + MORE.get(name, QUERIES.get(name, ""))


def sent(house: House, name: str, role: str) -> object:
    """What a form sent to the address gets; what it changed is undone."""
    with transaction.atomic():
        response = house.client(role).post(address(house, name), FORM)
        transaction.set_rollback(True)
    login = response.status_code == 302 and "/accounts/login/" in response["Location"]
    return "sign-in" if login else response.status_code


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(POSTS))
def test_an_address_that_is_only_sent_to_answers_each_role_as_the_table_says(house: House, name: str) -> None:
    strangers = {} if name in OPEN else {"public": "sign-in", "holder": "sign-in"}
    row = {**strangers, **POSTS[name]}
    assert {role: sent(house, name, role) for role in ROLES} == {role: row.get(role, row["else"]) for role in ROLES}


def test_the_table_of_what_is_only_sent_to_is_whole() -> None:
    only = {name for name, row in expected().items() if 405 in row.values()}
    assert only == set(POSTS)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_who_may_not_look_may_not_send(house: House, role: str) -> None:
    shut = {name: row.get(role, row["else"]) for name, row in expected().items()}
    asked = {name: status for name, status in shut.items() if status in (403, 404, "sign-in")}
    got = {name: sent(house, name, role) for name in asked}
    assert {name: status for name, status in got.items() if status not in (405, asked[name])} == {}


@pytest.mark.django_db
@pytest.mark.parametrize("role", STRANGERS)
def test_another_agencys_things_are_not_there_for_any_role(house: House, role: Role) -> None:
    client = neighbour(role)
    asked = {name: client.get(address(house, name)).status_code for name in objects(house)}
    posted = {name: client.post(address(house, name), FORM).status_code for name in objects(house)}
    seen = {name: status for name, status in asked.items() if status not in (403, 404, 405)}
    done = {name: status for name, status in posted.items() if status not in (403, 404, 405)}
    assert (seen, done) == ({}, {})


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["desk-indicators", "desk-indicators-export", "desk-journal", "desk-journal-export"])
def test_another_agencys_figures_and_journal_are_not_read_by_naming_it(house: House, name: str) -> None:
    for role in (Role.CHIEF, Role.AUDITOR):
        assert neighbour(role).get(address(house, name), {"agency": AGENCY}).status_code == 403


@pytest.mark.django_db
def test_a_pack_of_another_agency_is_not_handed_out(house: House) -> None:
    pack = reverse("desk-pack", kwargs={"kind": "service", "code": "transcript"})
    assert neighbour(Role.ADMIN).get(pack, {"agency": AGENCY}).status_code == 404
    assert house.client("admin").get(pack, {"agency": AGENCY}).status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["receipt", "status", "papers", "rate"])
def test_a_case_is_not_there_under_the_address_of_another_agency(house: House, name: str) -> None:
    elsewhere = reverse(name, kwargs={**house.names[name], "agency": "tt"})
    assert house.client("holder").get(elsewhere).status_code == 404


@pytest.mark.django_db
def test_a_citizen_who_holds_one_case_holds_no_other(house: House) -> None:
    client = Client()
    hold(client, replace(house.case, case_id=house.case.case_id + 1).subject, "cases.case:", "persons.person:1")
    for name in ("receipt", "status", "papers", "rate"):
        assert client.get(address(house, name)).status_code == 404


@pytest.mark.django_db
@pytest.mark.urls("tests.faces.test_doors")
@pytest.mark.parametrize("role", ["public", "chief", "admin"])
def test_a_view_without_a_door_is_not_there(house: House, role: str) -> None:
    response = house.client(role).get("/left-open/")
    assert (response.status_code, b"a secret" in response.content) == (404, False)


@pytest.mark.django_db
def test_a_closed_account_is_a_stranger(house: House) -> None:
    client = house.client("officer")
    User.objects.filter(pk=house.people.officer.pk).update(is_active=False)
    assert client.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_a_role_that_ended_yesterday_opens_nothing(house: House) -> None:
    Holding.objects.filter(user=house.people.chief).update(valid_until="2025-01-01")
    reissue(User)
    assert said(asked(house, "desk-chief", "chief")) == 403
