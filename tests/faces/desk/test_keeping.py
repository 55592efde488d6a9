"""The desk of those who keep the installation, and what the chief hears of it."""

import pytest

from bianmin.faces.cli.worker import once
from tests.faces.desk.conftest import Desk

pytestmark = pytest.mark.django_db


def test_an_administrator_reads_what_is_not_well_and_what_to_do(desk: Desk):
    page = desk.enter("admin").get("/desk/keeping/state/").content.decode()
    assert "背景程式從未在此執行。" in page
    assert "請啟動 bianmin worker" in page
    assert page.index('id="worker"') < page.index('id="disk"')


def test_the_thorough_look_asks_the_mail_server_too(desk: Desk):
    page = desk.enter("admin").post("/desk/keeping/state/").content.decode()
    assert "郵件伺服器正常回應" in page


def test_the_chief_hears_that_the_worker_sleeps_until_it_wakes(desk: Desk, transactional_db: None):
    chief = desk.enter("chief")
    assert "背景程式從未在此執行" in chief.get("/desk/chief/").content.decode()
    once()
    assert "系統需要處理" not in chief.get("/desk/chief/").content.decode()


@pytest.mark.parametrize(("role", "status"), [("officer", 403), ("chief", 403), ("admin", 200)])
def test_only_administrators_read_the_state_of_the_installation(desk: Desk, role: str, status: int):
    assert desk.enter(role).get("/desk/keeping/state/").status_code == status
