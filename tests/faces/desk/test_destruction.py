"""Destruction by a list two persons agree on: data go, figures stay, and a value says how many rows are gone."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, Interview
from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.talks.actions import ask
from bianmin.delivery.talks.models import Question, Said, Talk
from bianmin.delivery.talks.vocab import Matter
from bianmin.foundation.audit.models import Line
from bianmin.foundation.clients.models import Filing
from bianmin.foundation.documents.models import File
from bianmin.foundation.facts.actions import touch_range
from bianmin.foundation.facts.queries import gone
from bianmin.foundation.notices.models import Message
from bianmin.foundation.packs.actions import load_packs
from bianmin.foundation.persons.models import Person
from bianmin.foundation.privacy.models import Destruction
from bianmin.journeys.apply import apply
from bianmin.journeys.decide import decide
from bianmin.kernel.actor import Actor, Assurance, system
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from bianmin.quality.indicators.queries.explaining import explain
from bianmin.quality.indicators.vocab.spans import span
from tests.factories.clients import client
from tests.factories.delivery import CITIZEN, application, load_notices, service
from tests.factories.house import load_house
from tests.people import AGENCY, NOON, People

pytestmark = pytest.mark.django_db(transaction=True)
HERE = "/desk/keeping/destruction/"
PACK = f"""
kind: personal-data
id: personal-data
version: "2"
agency: "{AGENCY}"
source: demonstration
years: {{case: 1}}
"""


@pytest.fixture
def office(people: People) -> People:
    """Three decided cases of March 2025, counted, in an office that keeps cases for a year."""
    load_notices()
    load_house("indicators")
    load_packs(files=[("years.yaml", PACK.encode())], by=system("tests"), at=NOON)
    offered = service()
    for _ in range(3):
        number = apply(application=application(offered), by=CITIZEN, at=NOON).number
        decide(number=number, outcome="granted", by=people.actor("officer"), at=NOON + timedelta(hours=2))
    refresh(at=NOON)
    return people


def cells() -> list[tuple[object, ...]]:
    return sorted(Cell.objects.values_list("measure", "unit_path", "day", "key", "bin", "n"))


def proposed(chief: Client) -> str:
    assert chief.post(f"{HERE}propose/").status_code == 302
    return f"{HERE}lists/{Destruction.objects.get().number}/"


def test_a_list_two_persons_agreed_on_destroys_data_and_leaves_every_figure(office: People, signed_in: object):
    chief, auditor, before = signed_in("chief"), signed_in("auditor"), cells()
    one = proposed(chief)
    own = chief.post(one, {"verb": "approve"})
    assert (own.status_code, "須由提出者以外的人核定" in own.content.decode()) == (422, True)
    assert chief.post(one, {"verb": "carry_out"}).status_code == 422
    assert Case.objects.count() == 3
    assert auditor.post(one, {"verb": "approve"}).status_code == 302
    assert chief.post(one, {"verb": "carry_out"}).status_code == 302
    assert (Case.objects.count(), Person.objects.count(), Message.objects.count(), File.objects.count()) == (0, 0, 0, 0)
    assert cells() == before
    rebuild(at=NOON)
    assert cells() == before
    touch_range(fact="cases.case", agency=AGENCY, first=NOON.date(), last=NOON.date())
    refresh(at=NOON)
    assert cells() == before
    assert Line.objects.filter(verb="privacy.destroy").count() == 3
    page = auditor.get(one).content.decode()
    assert page.count("已銷毀") >= 3
    assert chief.post(one, {"verb": "carry_out"}).status_code == 422


def test_whoever_acted_or_signed_beside_the_applicant_is_destroyed_with_the_case(office: People, signed_in: object):
    agent, second = Particulars("林代理", phone="0911-000-111"), Particulars("王共同", phone="0911-000-222")
    filing = application(service(), proxy=agent, cosigner=second, cosigned_at=NOON, relation="子")
    number = apply(application=filing, by=CITIZEN, at=NOON).number
    decide(number=number, outcome="granted", by=office.actor("officer"), at=NOON + timedelta(hours=2))
    assert Person.objects.filter(name__in=("林代理", "王共同")).count() == 2
    one = proposed(signed_in("chief"))
    for verb in ("approve", "carry_out"):
        assert signed_in("auditor").post(one, {"verb": verb}).status_code == 302
    assert (Case.objects.count(), Person.objects.count()) == (0, 0)


def test_what_a_system_sent_is_forgotten_with_its_case(office: People, signed_in: object):
    case, (system_, _key) = Case.objects.first(), client(at=NOON)
    Filing.objects.create(
        agency=AGENCY, client=system_, key="k" * 16, digest="d", number=case.number, subject=case.subject, filed_at=NOON
    )
    one = proposed(signed_in("chief"))
    for verb in ("approve", "carry_out"):
        assert signed_in("auditor").post(one, {"verb": verb}).status_code == 302
    assert not Filing.objects.exists()


def test_a_value_says_how_many_rows_behind_it_were_destroyed(office: People, signed_in: object):
    one = proposed(signed_in("chief"))
    actor = office.actor("research")
    before = explain(actor, "IN-04", agency=AGENCY, span=span("114"))
    signed_in("auditor").post(one, {"verb": "approve"})
    signed_in("auditor").post(one, {"verb": "carry_out"})
    after = explain(actor, "IN-04", agency=AGENCY, span=span("114"))
    assert after.value.n == before.value.n
    page = signed_in("research").get("/desk/indicators/IN-04/?span=114").content.decode()
    assert "3 筆資料已依核定的銷毀清冊銷毀" in page
    assert {part.destroyed for part in before.parts} == {0}
    assert [(part.counted, part.found, part.destroyed) for part in after.parts][-1] == (3, 0, 3)


def test_what_is_on_hold_is_neither_listed_nor_destroyed(office: People, signed_in: object):
    chief, numbers = signed_in("chief"), list(Case.objects.order_by("pk").values_list("number", flat=True))
    assert chief.post(f"{HERE}hold/", {"number": numbers[0], "reason": "訴願中"}).status_code == 302
    assert chief.post(f"{HERE}hold/", {"number": "TTBN-0", "reason": "訴願中"}).status_code == 422
    assert chief.post(f"{HERE}hold/", {"number": numbers[0], "reason": ""}).status_code == 422
    one = proposed(chief)
    assert chief.post(f"{HERE}hold/", {"number": numbers[1], "reason": "稽核"}).status_code == 302
    signed_in("auditor").post(one, {"verb": "approve"})
    signed_in("auditor").post(one, {"verb": "carry_out"})
    assert list(Case.objects.order_by("pk").values_list("number", flat=True)) == numbers[:2]
    assert "保留" in chief.get(one).content.decode()


def test_nothing_is_proposed_twice_too_early_or_without_a_period(office: People, signed_in: object):
    chief = signed_in("chief")
    proposed(chief)
    again = chief.post(f"{HERE}propose/")
    assert (again.status_code, "都已暫緩銷毀或列入清冊" in again.content.decode()) == (422, True)


def test_without_a_period_nothing_is_proposed(people: People, signed_in: object):
    answer = signed_in("chief").post(f"{HERE}propose/")
    assert (answer.status_code, "尚未設定保存年限" in answer.content.decode()) == (422, True)


def test_what_was_written_about_a_case_goes_with_it_and_stays_counted(office: People, signed_in: object):
    rules = f"kind: talk\nid: talk\nversion: '1'\nagency: {AGENCY}\nsource: demonstration\n"
    load_packs(files=[("talk.yaml", rules.encode())], by=system("tests"), at=NOON)
    case = Case.objects.order_by("id").first()
    matter = Matter(AGENCY, case.unit_path, case.subject, case.number, case.service_code, case.service_name)
    by = Actor(key=f"case:{case.pk}", holds=frozenset({case.subject}), assurance=Assurance.CODE)
    ask(matter=matter, text="請問什麼時候好？", reply="page", by=by, at=NOON)
    Interview.objects.create(
        agency=AGENCY, case=case, unit_path=case.unit_path, round=1, at=NOON, on=NOON.date(), waited=0, state="held",
        place="示範", room="1", fixed_by="staff:1",
    )  # fmt: skip
    refresh(at=NOON)
    before = Cell.objects.get(measure="talks.said").n
    chief, auditor = signed_in("chief"), signed_in("auditor")
    one = proposed(chief)
    assert auditor.post(one, {"verb": "approve"}).status_code == 302
    assert chief.post(one, {"verb": "carry_out"}).status_code == 302
    assert (Case.objects.count(), Talk.objects.count(), Said.objects.count(), Question.objects.count()) == (0, 0, 0, 0)
    day = {"by": "interview", "first": NOON.date(), "last": NOON.date()}
    assert gone(fact="cases.interview", agency=AGENCY, unit=case.unit_path, **day) == 1
    rebuild(at=NOON)
    assert (before, Cell.objects.get(measure="talks.said").n) == (1, 1)
