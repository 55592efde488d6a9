"""The matrix route x role: every address is asked by everybody, and answers as the table beside this file says.

What it sends along for protection is looked at with the same answers.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Self

import pytest
import yaml
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from bianmin.delivery.cases.vocab import Particulars, Receipt
from bianmin.delivery.catalog.actions import begin_draft
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.permits.models import Contact
from bianmin.faces.cli.routes import routes
from bianmin.faces.ui.now import now
from bianmin.foundation.accounts.models import Holding
from bianmin.foundation.documents.models import File
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import apply
from bianmin.journeys.counts import Counted, type_in
from bianmin.journeys.decide import decide
from bianmin.journeys.file import file_minutes
from bianmin.journeys.improve import Work, improve, review_target
from bianmin.journeys.ladder import run_ladder
from bianmin.journeys.proofreading.documents import upload
from bianmin.journeys.rate import rate
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.evaluation.actions.minutes import Written, write_minutes
from bianmin.quality.evaluation.actions.rounds import Candidate, Opening, open_round
from bianmin.quality.evaluation.actions.selves import begin as begin_evaluation
from bianmin.quality.evaluation.vocab import Meeting
from bianmin.quality.improvements.vocab import Source
from bianmin.quality.indicators.actions.goals import compare
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.comparing import Compared
from bianmin.quality.indicators.vocab.spans import span
from bianmin.quality.reports.actions import Wanted, build
from tests.factories.appraisals import appraisals_of
from tests.factories.checks import checks_of
from tests.factories.delivery import AMEI, CITIZEN, application, holder
from tests.factories.forum import forum_of
from tests.factories.groups import groups_of
from tests.factories.house import furnished
from tests.factories.keeping import keeping_of
from tests.factories.laid import laid
from tests.factories.newsletters import newsletters_of
from tests.factories.opinions import opinion_of
from tests.factories.payments import money_of
from tests.factories.permits import issued, publish_kinds
from tests.factories.press import press_of
from tests.factories.publishing import site_of
from tests.factories.recommendations import recommendations_of
from tests.factories.surveys import surveys_of
from tests.people import AGENCY, COUNTER, NOON, PARENT, ROOT, People, hold
from tests.plugins.journal import empty

EVENT = re.compile(r"<[^>]+\s(?:on[a-z]+|style)\s*=|<script(?![^>]*\ssrc=)|javascript:", re.IGNORECASE)
TABLE = Path(__file__).with_name("matrix.yaml")
ROLES = ("public", "holder", "officer", "elsewhere", "chief", "research", "auditor", "supervisor", "admin", "outsider")
"""Anyone; a citizen with the code; the officer of the unit and one of another unit; chief, research, auditor and
administrator of the agency; the agency above; an officer of another agency."""

QUERIES = {
    "api-due": "?start=2026-11-20&period=3wd",
    "desk-evaluation": "?year=114",
    "desk-evaluation-node": "?year=114",
    "desk-evaluation-photographs": "?year=114",
}


@dataclass(frozen=True)
class House:
    """The office with one of each thing an address can name."""

    people: People
    case: Receipt
    names: dict[str, dict[str, object]]
    opinion: str = ""
    posted: str = ""
    sessions: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser of somebody who signed in when the house was made."""
        client = Client()
        if role == "holder":
            hold(client, self.case.subject, self.opinion, self.posted)
        elif role != "public":
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return client

    def sign_in(self) -> Self:
        """Sign everybody in, once: it takes as long as a page."""
        for role in set(ROLES) - {"public", "holder"}:
            client = Client()
            client.force_login(getattr(self.people, role), backend="django.contrib.auth.backends.ModelBackend")
            self.sessions[role] = client.cookies[settings.SESSION_COOKIE_NAME].value
        return self


def received(applicant: Particulars = AMEI) -> Receipt:
    offered = service(AGENCY, "transcript", NOON.date())
    asked = {"kind": "current", "copies": 1, "remarks": "none", "purpose": "school"}
    sent = application(offered, answers=asked, form_version="113", pickup="counter", applicant=applicant)
    return apply(application=sent, by=CITIZEN, at=NOON)


def permits_of(people: People) -> tuple[dict[str, object], dict[str, object]]:
    """A permit, and a letter to its holder before it ends."""
    publish_kinds()
    permit = issued(people.actor("officer"))
    run_ladder(agency=AGENCY, by=system("reminder"), at=datetime(2026, 2, 13, 2, tzinfo=TAIPEI))
    return {"number": permit.number}, {"key": Contact.objects.get().pk}


def told(people: People, later: datetime) -> tuple[dict[str, object], dict[str, object]]:
    """Minutes, and what was filed with the agency above."""
    by = people.actor("research")
    said = Written(AGENCY, Meeting.COMMITTEE, "會議", NOON.date(), "主席", "紀錄", "出席", "討論")
    kept = write_minutes(written=said, by=by, at=later).pk
    sent = file_minutes(key=kept, to=PARENT, number="1", by=by, at=later)
    paper = File.objects.get(subject=f"plans.filing:{sent.pk}").pk
    one = {"key": kept}
    return {"desk-agenda-file": {"kind": "odt"}, "desk-minutes-one": one, "desk-minutes-file": {**one, "kind": "odt"}}, {
        "desk-filing": {"key": sent.pk}, "desk-filing-answer": {"key": sent.pk},
        "desk-filing-file": {"key": sent.pk, "file": paper},
    }  # fmt: skip


def make(people: People) -> House:
    case, silent = received(), received(replace(AMEI, email=""))
    later = NOON + timedelta(hours=2)
    for each in (case, silent):
        decide(number=each.number, outcome="granted", by=people.actor("officer"), at=later)
    rating = rate(number=case.number, level=1, by=holder(case), at=later)
    task = Message.objects.get(channel="phone")
    work = Work("原因", "措施", people.actor("officer").key)
    improvement = improve(unit_path=ROOT, kind=Source.FINDING, work=work, by=people.actor("chief"), at=later)
    begin_evaluation(agency=AGENCY, year=114, framework="nia-107-overall", by=people.actor("research"), at=later)
    refresh(at=later)
    by = people.actor("research")
    for value in values(by, agency=AGENCY, span=span("114")):
        if value.met is False:
            improve_for(value.ref, work, people)
    counted = Counted("staff.opinions", AGENCY, ROOT, span("114"), 8, "提案簿")
    count = type_in(counted=counted, by=by, at=later)
    beside = compare(
        agency=AGENCY, code="IN-04", kind=Compared.PEER, name="鄰鄉", span=span("114"), value="95", source="年報", by=by,
        at=later,
    )  # fmt: skip
    counter = Candidate(AGENCY, COUNTER, "綜合受理櫃檯")
    opening = Opening(AGENCY, "評核", 114, "nia-107-overall", (counter,), (people.actor("chief").key,))
    scored = open_round(opening=opening, by=by, at=later)
    report = build(wanted=Wanted("achievement", AGENCY, span("114")), by=by, at=later)
    begin_draft(agency=AGENCY, code="transcript", by=people.actor("officer"), at=later)
    paper, contact = permits_of(people)
    written, filing = told(people, later)
    number, item = {"number": case.number}, {"number": improvement.number}
    money = money_of(case.number, people.actor("officer"))
    slug, (opinion, opinions), (posted, forums) = {"agency": "ttbn"}, opinion_of(), forum_of(people)
    names: dict[str, dict[str, object]] = {
        **{f"desk-service{part}": {"code": "transcript"} for part in ("", "-begin", "-drop", "-publish", "-units")},
        "desk-service-draft": {"code": "transcript", "part": "words"},
        "limits": slug, "limits-table": {**slug, "ending": "ods"},
        "selfcheck": {"agency": "nia", "service": "child-extension"},
        **{name: {"agency": "nia", "service": "kinmen-express"} for name in ("principles", "api-principles")},
        "sample": {"agency": "nia", "service": "residence-extension", "sample": "spouse"},
        "forms": slug, "changes": slug, "desk-review": {"code": "transcript"}, "sample-file": {"agency": "nia", "service": "residence-extension", "sample": "spouse", "ending": "pdf"},
        "calculator": {"agency": "nia", "code": "reunion"},
        "flow": {"agency": "nia", "flow": "reunion-to-registration"},
        "home": slug, "entrance": {**slug, "entrance": "x"}, "entrance-service": {**slug, "entrance": "x", "service": "transcript"}, "about": {**slug, "page": "privacy"}, "service": {**slug, "service": "transcript"},
        "rate-here": {**slug, "token": "x"}, "places": {**slug, "service": "transcript"}, "places-json": {**slug, "service": "transcript"},
        "apply": {**slug, "service": "transcript"}, "apply-step": {**slug, "service": "transcript", "step": "notice"},
        "group": slug, "group-leave": slug, "group-table": {**slug, "key": "x"}, "group-sign": {**slug, "key": "x"}, "group-signed": slug, "desk-partner-end": {"key": 1},
        "group-receipts": {**slug, "key": "x", "ending": "csv"}, "group-hand-in": {**slug, "service": "transcript"},
        "group-empty": {**slug, "service": "transcript", "ending": "ods"},
        "cosign": {**slug, "token": "x"}, "cosign-ask": {**slug, "service": "transcript"}, "desk-representation": number,
        "apply-print": {**slug, "service": "transcript"}, "form-schema": {**slug, "code": "transcript"},
        "form-further": {**slug, "code": "transcript", "ending": "pdf"},
        "blank-form": {**slug, "service": "transcript", "ending": "odt"},
        "apply-later": {**slug, "service": "transcript"}, "resume": {**slug, "token": "x"},
        "track": slug, "receipt": {**slug, **number},
        "receipt-calendar": {**slug, **number}, "receipt-pdf": {**slug, **number}, "status": {**slug, **number}, "papers": {**slug, **number},
        "contest": {**slug, **number, "kind": "appeal"}, "withdraw": {**slug, **number},
        "appointments": slug, "appointment": {**slug, "service": "transcript"},
        "appointment-days": {**slug, "service": "transcript", "site": "counter"},
        "appointment-times": {**slug, "service": "transcript", "site": "counter", "day": "2025-03-05"},
        "appointment-book": {**slug, "service": "transcript", "site": "counter", "day": "2025-03-05", "time": "0900"},
        **{f"appointment-{part}": {**slug, "number": "x"} for part in ("own", "calendar", "cancel", "move")},
        "appointment-move-day": {**slug, "number": "x", "day": "2025-03-05"}, "desk-appointment": {"number": "x"},
        "talk": {**slug, **number}, "talk-lines": {**slug, **number}, "desk-talk": number, "desk-talk-lines": number,
        **{f"api-shared-{part}": {**number, **({"file": 1} if part == "file" else {})} for part in ("case", "file", "answer")},
        **{name: {"talk": "x"} for name in ("api-talk", "api-talk-say", "api-talk-end")},
        "api-voice-press": {"call": "x"}, "desk-voice-fax": {"key": 1}, "desk-voice-paper": {"key": 1},
        "rate": {**slug, **number}, "desk-case": number, "desk-act": {**number, "verb": "release"}, "desk-rate": number,
        "desk-reading": number, "desk-receipt": number, "desk-receipt-pdf": number, "desk-notice": number,
        "desk-papers": number, "desk-look-up": number, "desk-lookup-account": {"number": "x"}, "desk-lookup-account-end": {"key": 1}, "desk-absence-end": {"key": 1}, "desk-duty-end": {"key": Holding.objects.get(user=people.officer).pk}, "desk-take-for": {"agency": AGENCY, "service": "transcript"}, "desk-warning": {"key": 1}, "desk-dates": number, "desk-slip": number, "desk-case-letters": number, "desk-case-letter": {**number, "name": "application", "ending": "pdf"}, "filed": {**slug, **number, "ending": "pdf"},
        "desk-letter": {"code": "refused", "locale": "zh-hant"}, "desk-letter-sample": {"code": "refused", "locale": "zh-hant", "ending": "pdf"}, "dates": {**slug, **number}, "desk-take-in": {"service": "transcript"},
        "desk-file": {"key": int(report.files["pdf"])},
        "desk-task": {"key": task.pk}, "desk-task-reach": {"key": task.pk}, "desk-rating": {"key": rating},
        "desk-indicator": {"code": "IN-04"}, "desk-plan": {"code": "beinan-114"},
        "desk-plan-act": {"code": "beinan-114", "verb": "approve"}, "desk-improvement": item,
        "plans": slug, "results": slug, "results-csv": slug, "plan": {**slug, "code": "beinan-114"},
        "plan-file": {**slug, "code": "beinan-114", "kind": "csv"}, "result": {**slug, "code": "IN-04"},
        "report": {**slug, "key": report.id, "kind": "pdf"}, "desk-report-publish": {"key": report.id},
        "desk-round": {"key": scored.pk}, "desk-round-csv": {"key": scored.pk},
        "desk-round-score": {"key": scored.pk, "entrant": scored.entrants.get().pk},
        "desk-round-act": {"key": scored.pk, "verb": "close"}, "desk-compare": {"code": "IN-04"}, "desk-compare-drop": {"code": "IN-04", "key": beside.pk},
        "desk-count": {"key": count}, "desk-plan-file": {"code": "beinan-114", "kind": "csv"},
        **{f"desk-plan-{part}": {"code": "beinan-114"} for part in ("head", "targets", "new-item", "strategies", "strategies-write")},
        **{f"desk-plan-{part}": {"code": "beinan-114", "item": "1"} for part in ("item", "remove-item")},
        "desk-improvement-act": {**item, "verb": "finish"}, "desk-evaluation": {"edition": "nia-107-overall"},
        "desk-evaluation-close": {"edition": "nia-107-overall"},
        "desk-evaluation-node": {"edition": "nia-107-overall", "code": "basic.consistency"},
        "desk-evaluation-photographs": {"edition": "nia-107-overall", "code": "basic.consistency"},
        "desk-report": {"key": report.id}, "desk-pack": {"kind": "report", "code": "achievement"},
        **money, **written, **filing, **opinions, **forums, **newsletters_of(people), **surveys_of(people), **press_of(people),
        **appraisals_of(people), **checks_of(people), **recommendations_of(people), **groups_of(people), "desk-round-people": {"key": scored.pk},
        **{f"desk-round-visit{part}": {"key": scored.pk, "entrant": 1, **({"kind": "odt"} if part == "-file" else {})} for part in ("", "-plan", "-file")},
        "registers": {"agency": "nia"}, "classes": {"agency": "nia"}, "register": {"agency": "nia", "code": "travel-documents"},
        "desk-own-approve": {"key": 1}, "desk-mandates": number, "desk-protection": number, "desk-mandate-end": {**number, "mandate": 1}, "desk-mandate-paper": {**number, "mandate": 1},
        "mandates": {**slug, **number}, "mandate-end": {**slug, **number, "mandate": 1}, "mandate-paper": {**slug, **number, "mandate": 1}, "mandate-blank": {**slug, "service": "transcript"},
        **{f"desk-register{part}": {"code": "x"} for part in ("", "-new", "-csv", "-many")}, "desk-register-empty": {"code": "x", "ending": "ods"}, "desk-register-table": {"code": "x", "key": "y"}, "desk-register-entry": {"code": "x", "number": "1"},
        "desk-rota": {"code": "noon"}, "desk-rota-instead": {"key": 1}, "desk-register-until": {"code": "x", "number": "1"}, "office": slug, "register-photograph": {**slug, "code": "facilities", "number": "1", "key": 1}, "register-tell": {"agency": "nia", "code": "facility-faults"},
        "desk-periods": number, "desk-periods-pdf": number, "desk-interview-sheet": {**number, "turn": 1, "kind": "pdf"}, "desk-recordings": {**number, "turn": 1}, "desk-recording-play": {**number, "turn": 1, "key": 1}, "desk-unified": number, "check-number": slug, "verify": slug, "permits": slug, "permit-until": slug, "desk-permit": paper, "desk-permit-act": {**paper, "verb": "annotate"},
        "desk-permit-paper": {**paper, "form": "pdf"}, "desk-permit-issue": {"kind": "card"}, "desk-permit-for": number,
        "desk-permit-contact": contact, "desk-permit-reach": contact,
        **keeping_of(people),
        **site_of(people),
        **{f"me-{part}": slug for part in ("proof", "out", "oidc", "oidc-back")}, "me": slug,
        "me-code": {**slug, "key": "x"}, "me-letter": {**slug, "key": 1},
        **{f"api-{part}": slug for part in ("agency", "catalogue", "services", "forms", "limits", "indicators", "results", "results-csv", "plans", "reports", "permit")},
        **{f"api-{part}": {**slug, "service": "transcript"} for part in ("service", "places")},
        **{f"api-{part}": {"channel": "student-changes"} for part in ("notice", "channel-list", "channel-csv")},
        "api-form": {**slug, "form": "transcript"}, "api-nothing": {"rest": "nothing"}, "api-figure": {"indicator": "IN-04"},
        "api-case": number, "api-applicant": number, "desk-client-end": {"key": 1},
        "account_confirm_email": {"key": "x"}, "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
    }  # fmt: skip
    return House(people, case, names, opinion, posted).sign_in()


def furnished_house() -> House:
    """The house as it was made before, with a document to proofread, which is no row and is kept for a day."""
    house = laid("matrix", lambda: make(furnished()))
    sent = {"data": "共3件：甲1件、乙1件。".encode(), "name": "a.txt", "by": house.people.actor("officer"), "at": now()}
    key = {"key": upload(**sent).key}
    house.names.update({f"desk-proofread-{part}": key for part in ("one", "state", "remove", "csv", "json", "html")})
    return house


def improve_for(ref: str, work: Work, people: People) -> None:
    review_target(ref=ref, work=work, by=people.actor("research"), at=NOON)


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: object) -> Iterator[House]:
    """The house, once for all addresses; what a test changes is rolled back."""
    try:
        with django_db_blocker.unblock():
            found = furnished_house()
        yield found
    finally:
        with django_db_blocker.unblock():
            empty()


@cache
def expected() -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = yaml.safe_load(TABLE.read_text(encoding="utf-8"))
    return found


def asked(house: House, name: str, role: str) -> HttpResponse:
    """The answer that the address gives a role."""
    return house.client(role).get(reverse(name, kwargs=house.names.get(name, {})) + QUERIES.get(name, ""))


def said(response: HttpResponse) -> object:
    """What an answer says: the status, or `sign-in` for a redirect there."""
    if response.status_code == 302 and "/accounts/login/" in response["Location"]:
        return "sign-in"
    return response.status_code


def test_the_table_names_every_address_and_no_other() -> None:
    assert sorted(expected()) == sorted(name for _route, name, _door in routes())


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(expected()) if TABLE.exists() else [])
def test_an_address_answers_each_role_as_the_table_says(house: House, name: str) -> None:
    row = expected()[name]
    found = {role: asked(house, name, role) for role in ROLES}
    assert {role: said(one) for role, one in found.items()} == {role: row.get(role, row["else"]) for role in ROLES}
    if not name.startswith(("account_", "mfa_")):
        for one in found.values():
            protected(one, name)


def protected(response: HttpResponse, name: str) -> None:
    """It brings the same protection along as every other, is kept by nobody else, and has no script of its own."""
    policy = response.get("Content-Security-Policy", "")
    assert "default-src 'self'" in policy or "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy or response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    if name.startswith("desk") and response.status_code == 200:
        assert "no-store" in response["Cache-Control"] or name in ("desk-alerts", "desk-talk-lines")
    if response["Content-Type"].startswith("text/html") and not name.startswith("desk-proof"):
        assert EVENT.findall(response.content.decode()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_what_changes_something_is_never_done_by_get(house: House, role: str) -> None:
    for name in ("language", "size", "desk-take", "desk-task", "desk-task-reach"):
        assert said(asked(house, name, role)) in (405, 403, "sign-in", 404)
