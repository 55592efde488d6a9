"""Before a paper is issued: years of service and age are checked, and the last day is worked out from the case."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.cases.actions.apply import apply
from bianmin.delivery.cases.models import Case
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.permits.models import Permit
from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.models import Holding, User
from bianmin.foundation.accounts.queries import actor_for
from bianmin.journeys.decide import decide
from tests.factories.delivery import CITIZEN, application
from tests.factories.house import load_house

NIA = "301140000A"
PRIEST = {
    "name": "羅安德",
    "id_number": "A800000014",
    "way": "counter",
    "language": "zh-hant",
    "key": "a-key-of-the-form",
}


@pytest.fixture
def officer(db: None, client: Client) -> Client:
    """An officer of the immigration agency, signed in."""
    load_house("agencies/nia", "forms", "indicators", "translations", "letters", "notices")
    user = User.objects.create_user("nia", agency=NIA, display_name="移民署承辦人")
    Holding.objects.create(
        user=user, role="officer", agency=NIA, path=f"/{NIA}/", valid_from=today() - timedelta(days=9)
    )
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def said(answer: object) -> str:
    return answer.content.decode()


@pytest.mark.row("SYS-073", "RUL-45")
@pytest.mark.parametrize(
    ("years", "age", "words"),
    [("19", 80, "來臺服務還沒滿20年"), ("20", 64, "還沒年滿65歲"), ("", 80, "請先回答查核的每一個問題")],
)
def test_a_mackay_card_is_not_issued_too_early(officer: Client, years: str, age: int, words: str) -> None:
    born = today().replace(day=1, year=today().year - age)
    sent = {**PRIEST, "birth_on": born.isoformat(), "years": years}
    answer = officer.post("/desk/permits/issue/mackay/", sent)
    assert answer.status_code == 422
    assert words in said(answer)
    assert "羅安德" in said(answer)
    assert not Permit.objects.exists()


@pytest.mark.row("SYS-073", "RUL-45")
def test_after_twenty_years_and_from_sixty_five_it_is_issued_and_the_check_is_kept(officer: Client) -> None:
    assert "來臺服務年數" in said(officer.get("/desk/permits/issue/mackay/"))
    born = today().replace(day=1, year=today().year - 65)
    sent = {**PRIEST, "birth_on": born.isoformat(), "years": "20"}
    assert officer.post("/desk/permits/issue/mackay/", sent).status_code == 302
    page = said(officer.get(f"/desk/permits/{Permit.objects.get().number}/"))
    assert "核發前查核：來臺服務20年以上、年滿65歲。" in page


@pytest.mark.row("SYS-071", "RUL-16")
def test_the_thirty_first_of_august_of_the_graduation_year_is_worked_out_and_confirmed(officer: Client) -> None:
    answers = {"school": "示範高中", "graduation_year": 120, "parent_name": "王小美"}
    sent = application(service(NIA, "child-extension", today()), answers=answers, pickup="mail")
    receipt = apply(application=sent, by=CITIZEN, at=now())
    decide(number=receipt.number, outcome="granted", by=actor_for(User.objects.get(), at=now()), at=now())
    there = f"/desk/permits/for/{Case.objects.get().number}/"
    page = said(officer.get(there))
    assert 'value="120/08/31"' in page
    assert "依申請內容算出" in page
    wrong = officer.post(there, {"way": "counter", "last": "120/9/1", "key": "a-key-of-the-form"})
    assert wrong.status_code == 422
    assert "2031-08-31" in said(wrong)
    assert officer.post(there, {"way": "counter", "last": "120/8/31", "key": "a-key-of-the-form"}).status_code == 302
    assert Permit.objects.get().valid_until.isoformat() == "2031-08-31"
