"""One application, two agencies: each has its case and sees its part; what was said is passed and not asked again."""

import hashlib
import json
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.review import record_proof, take
from bianmin.delivery.cases.actions.shared import pass_more
from bianmin.delivery.cases.models import Case, CasePaper, Shared
from bianmin.delivery.cases.vocab import Defect
from bianmin.delivery.catalog.queries import service
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.vocab import Kept
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import apply
from bianmin.journeys.decide import decide
from bianmin.journeys.supplement import request_supplement, supplement
from bianmin.journeys.withdraw import withdraw
from bianmin.kernel.actor import Actor, Grant, Role
from tests.faces.portal.citizen import JPEG, words
from tests.faces.portal.immigration import NIA, staff
from tests.factories.clients import client as key_for
from tests.factories.delivery import AMEI, CITIZEN, application
from tests.factories.house import furnished
from tests.people import AGENCY, People, hold

PNG = b"\x89PNG\r\n\x1a\n" + b"means of living" * 8
DEFECTS = [Defect("請補上影本。", "arc")]
SAID = {"nationality": "越南", "arrived_on": "2018-05-01", "ground": "general"}


@pytest.fixture
def people(db: None) -> People:
    return furnished()


@pytest.fixture
def cases(people: People) -> tuple[Case, Case]:
    """An application for naturalisation taken at the counter, and the case it opened at the immigration agency."""
    offered = service(AGENCY, "nationality", today())
    sent = application(offered, answers=SAID, form_version="113", pickup="counter", channel="counter", applicant=AMEI)
    apply(application=sent, by=people.actor("elsewhere"), at=now(), proof="id_card")
    apply(application=sent, by=people.actor("elsewhere"), at=now(), proof="id_card")
    return Case.objects.get(agency=AGENCY), Case.objects.get(agency=NIA)


def there() -> Client:
    """An officer of the immigration agency."""
    client = Client()
    client.force_login(staff(Role.OFFICER), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.row("CM-28")
def test_what_was_said_goes_to_the_other_agency_and_each_sees_its_own_case(
    cases: tuple[Case, Case], signed_in, client: Client
):
    here, other = cases
    assert other.answers == {"nationality": "越南", "arrived_on": "2018-05-01"}
    assert (other.applicant.name, other.applicant.agency) == ("陳阿美", NIA)
    own, theirs = signed_in("elsewhere"), there()
    page = words(own.get(f"/desk/cases/{here.number}/"))
    assert other.number in page
    assert "歸化許可後換發臺灣地區居留證" in page
    assert "申請人和聯絡方式 原國籍 第一次入境日期" in page
    assert own.get(f"/desk/cases/{other.number}/").status_code == 404
    assert theirs.get(f"/desk/cases/{here.number}/").status_code == 404
    page = words(theirs.get(f"/desk/cases/{other.number}/"))
    assert "來自 臺東縣卑南鄉戶政事務所" in page
    assert here.number in page
    verbs = Line.objects.filter(verb__startswith="cases.share").order_by("id").values_list("verb", "agency", "subject")
    assert list(verbs) == [("cases.share_out", AGENCY, here.subject), ("cases.share_in", NIA, other.subject)]
    assert "國籍法施行細則" in words(client.get("/ttbn/services/nationality/"))


@pytest.mark.row("CM-28")
def test_the_applicant_follows_both_and_reads_when_the_other_has_decided_never_how(
    cases: tuple[Case, Case], client: Client
):
    here, other = cases
    hold(client, here.subject)
    page = client.get(f"/ttbn/track/{here.number}/")
    assert f'href="/nia/track/?number={other.number}"' in page.content.decode()
    assert "內政部移民署" in words(page)
    assert client.get(f"/nia/track/{other.number}/").status_code == 404
    followed = client.post("/nia/track/", {"number": other.number, "code": "", "birth": "45/3/9"})
    assert other.number in words(followed)
    by = Actor(key="staff:99", agency=NIA, grants=(Grant(Role.CHIEF, NIA, f"/{NIA}/"),))
    decide(number=other.number, outcome="refused", reasons="出境太久", basis="國籍法", by=by, at=now())
    shown = words(client.get(f"/ttbn/track/{here.number}/"))
    assert "內政部移民署已經辦好它的部分" in shown
    assert "出境太久" not in shown
    assert Shared.objects.get(agency=AGENCY).done_on == today()
    assert Shared.objects.get(agency=NIA).done_on is None


def test_the_other_agency_reads_that_it_was_withdrawn_and_its_case_goes_on(cases: tuple[Case, Case], people: People):
    here, other = cases
    withdraw(number=here.number, by=people.actor("elsewhere"), at=now())
    assert "已經撤回" in words(there().get(f"/desk/cases/{other.number}/"))
    other.refresh_from_db()
    assert (other.state, Shared.objects.get(agency=NIA).done_on) == ("received", None)


def test_a_stranger_is_led_nowhere(cases: tuple[Case, Case], client: Client):
    here, other = cases
    assert client.get(f"/ttbn/track/{here.number}/").status_code == 404
    assert client.get(f"/nia/track/{other.number}/").status_code == 404
    assert (Shared.objects.count(), Message.objects.filter(template__code="received").count()) == (2, 2)
    assert date(2018, 5, 1).isoformat() == other.answers["arrived_on"]


@pytest.mark.row("CM-28")
def test_the_files_that_the_service_names_go_over_and_later_ones_too(cases: tuple[Case, Case], people: People):
    here, other = cases
    assert not CasePaper.objects.filter(case=other).exclude(file="").exists()
    officer = people.actor("elsewhere")
    take(number=here.number, by=officer, at=now())
    request_supplement(number=here.number, defects=DEFECTS, by=officer, at=now())
    photo = Kept("arc.jpg", len(JPEG), "image/jpeg", hashlib.sha256(JPEG).hexdigest(), JPEG)
    means = Kept("means.jpg", len(PNG), "image/png", hashlib.sha256(PNG).hexdigest(), PNG)
    supplement(number=here.number, uploads={"arc": [photo], "means": [means]}, by=officer, at=now())
    passed = CasePaper.objects.get(case=other, code="arc")
    copy = File.objects.get(pk=passed.file)
    assert (copy.agency, copy.subject, copy.sha256) == (NIA, other.subject, photo.sha256)
    assert not CasePaper.objects.filter(case=other, code="means").exists()
    assert "外僑居留證或永久居留證" in words(there().get(f"/desk/cases/{other.number}/"))
    assert Line.objects.filter(verb="documents.pass_on", agency=AGENCY).count() == 1
    pass_more(here, at=now())
    assert File.objects.filter(agency=NIA, subject=other.subject).count() == 1


@pytest.mark.row("CM-28")
def test_an_agency_elsewhere_reads_what_the_service_names_by_the_api_and_answers(people: People, client: Client):
    offered = service(AGENCY, "name-change", today())
    said = {"new_name": "陳美麗", "reason": "inelegant"}
    sent = application(offered, answers=said, form_version="113", pickup="counter", applicant=AMEI)
    uploads = {"reason": [Kept("why.jpg", len(JPEG), "image/jpeg", hashlib.sha256(JPEG).hexdigest(), JPEG)]}
    receipt = apply(application=replace(sent, uploads=uploads), by=CITIZEN, at=now())
    key = key_for("shared:315180000H")[1]
    asked = {"headers": {"Authorization": f"Bearer {key}"}}
    assert client.get("/api/v1/shared", **asked).json()["items"] == []
    record_proof(number=receipt.number, kind="id_card", by=people.actor("officer"), at=now())
    (line,) = client.get("/api/v1/shared", **asked).json()["items"]
    assert (line["number"], line["basis"], line["done_on"]) == (receipt.number, "戶政跨機關通報（示範）", None)
    at = f"/api/v1/shared/{receipt.number}"
    assert client.get(f"{at}?purpose=x", **asked).status_code == 422
    found = client.get(f"{at}?purpose=licence-name", **asked).json()
    assert (found["applicant"]["name"], found["answers"]) == ("陳阿美", {"new_name": "陳美麗"})
    (file,) = found["files"]
    assert client.get(f"{at}/files/{file['id']}", **asked).content == JPEG
    assert client.get(f"{at}/files/{file['id'] + 1}", **asked).status_code == 404
    assert Line.objects.filter(verb="cases.read_shared", agency=AGENCY, actor__startswith="client:").count() == 1
    for done in (False, True, True):
        body = json.dumps({"other_number": "MVO-115-0007", "done": done})
        told = client.post(f"{at}/answer", body, content_type="application/json", **asked).json()
    assert (told["other_number"], told["done_on"]) == ("MVO-115-0007", today().isoformat())
    desk = Client()
    desk.force_login(people.officer, backend="django.contrib.auth.backends.ModelBackend")
    page = words(desk.get(f"/desk/cases/{receipt.number}/"))
    assert "公路監理機關（駕照、行照更名） 用別的系統辦理 MVO-115-0007" in page
    hold(client, receipt.subject)
    status = words(client.get(f"/ttbn/track/{receipt.number}/"))
    assert status.count("已經收到，編號是 MVO-115-0007") == 1
    assert status.count("已經辦好它的部分") == 1
    other = {"headers": {"Authorization": f"Bearer {key_for('shared:301140000A')[1]}"}}
    assert client.get("/api/v1/shared", **other).json()["items"] == []
    assert client.get(f"{at}?purpose=licence-name", **other).status_code == 404
    none = {"headers": {"Authorization": f"Bearer {key_for('cases.read')[1]}"}}
    assert client.get("/api/v1/shared", **none).status_code == 403
