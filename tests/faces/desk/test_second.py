"""Both readers at their screens: what each sees of the other, and what is offered to whom."""

import pytest
from django.test import Client

from bianmin.delivery.cases.vocab import Receipt
from bianmin.faces.ui.now import now
from tests.faces.desk.conftest import Desk
from tests.factories.delivery import CITIZEN, applied, row, service


@pytest.fixture
def twice(desk: Desk) -> Receipt:
    """A case that is read twice."""
    return applied(service(id="kinship", second_reading={"when": "always"}), by=CITIZEN, at=now())


def recommend(client: Client, receipt: Receipt, **words: str) -> int:
    sent = {"outcome": "refused", "reasons": "婚姻真實性尚待釐清", **words}
    return client.post(f"/desk/cases/{receipt.number}/recommend/", sent).status_code


@pytest.mark.row("SYS-051", "ENT-13", "RUL-53", "FRM-01")
def test_the_officer_recommends_and_another_decides(officer: Client, chief: Client, twice: Receipt) -> None:
    place = f"/desk/cases/{twice.number}/"
    page = officer.get(place).content.decode()
    assert 'href="recommend/"' in page
    assert 'href="decide/"' not in page
    assert recommend(officer, twice) == 302

    own = officer.get(place).content.decode()
    assert "這一件由您初審，由別人決定或退回給您" in own
    assert 'href="decide/"' not in own
    refused = officer.post(f"{place}decide/", {"outcome": "granted"})
    assert refused.status_code == 422
    assert "這一件由您初審，因此由別人決定" in refused.content.decode()

    todo = chief.get("/desk/?kind=second").content.decode()
    assert twice.number in todo
    form = chief.get(f"{place}decide/").content.decode()
    assert "婚姻真實性尚待釐清" in form
    assert "林怡君" in form
    sent = {"outcome": "refused", "reasons": "婚姻真實性尚待釐清", "basis": "戶籍法第65條", "remedies": "收到後30日內"}
    assert chief.post(f"{place}decide/", sent).status_code == 302
    assert row(twice).outcome == "refused"
    after = officer.get(place).content.decode()
    assert "複核人員照建議決定" in after
    assert "陳美惠" in after


def test_what_was_sent_back_is_read_with_its_remark(officer: Client, chief: Client, twice: Receipt) -> None:
    place = f"/desk/cases/{twice.number}/"
    recommend(officer, twice)
    empty = chief.post(f"{place}send-back/", {"remark": ""})
    assert "請寫明初審人員要再看什麼" in empty.content.decode()
    assert chief.post(f"{place}send-back/", {"remark": "請再訪談一次"}).status_code == 302
    assert "請再訪談一次" in officer.get(f"{place}recommend/").content.decode()


def test_the_citizen_reads_where_it_is_but_nothing_of_the_readings(officer: Client, twice: Receipt) -> None:
    recommend(officer, twice)
    citizen = Client()
    citizen.post("/ttbn/track/", {"number": twice.number, "code": twice.query_code})
    page = citizen.get(f"/ttbn/track/{twice.number}/").content.decode()
    assert "複核中" in page
    assert "現在由另一位人員複核您的申請" in page
    assert "婚姻真實性" not in page


@pytest.mark.parametrize("verb", ["decide", "withdraw"])
def test_who_acts_on_a_page_grown_old_is_told_what_happened_meanwhile(desk: Desk, officer: Client, verb: str) -> None:
    receipt = desk.receive()
    place = f"/desk/cases/{receipt.number}/"
    seen = row(receipt).revision
    desk.enter("chief").post(f"{place}take/", {"seen": seen})
    answer = officer.post(f"{place}{verb}/", {"seen": seen, "outcome": "granted", "reasons": "打好的理由"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "陳美惠已在" in page
    assert row(receipt).state == "review"
    if verb == "decide":
        assert "打好的理由" in page
