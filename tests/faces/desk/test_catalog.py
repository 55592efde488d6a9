"""The catalogue on the desk: an officer writes the next version, the chief publishes it, the old one ends by itself."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.catalog.actions import begin_draft, write_draft
from bianmin.delivery.catalog.queries import service as service_on
from bianmin.faces.ui.now import now, today
from bianmin.kernel.errors import NotAllowed
from bianmin.kernel.rocdate import parted
from tests.faces.desk.conftest import Desk
from tests.faces.portal.citizen import words
from tests.people import AGENCY

HOME = "/desk/catalog/"
ONE = f"{HOME}transcript/"


def seen(page: object) -> str:
    return page.context["seen"]


def write(client: Client, part: str, **typed: object) -> object:
    """Open a part of the draft, and send it with some boxes typed anew."""
    page = client.get(f"{ONE}draft/{part}/")
    boxes = {slot.name: list(slot.typed) for row in page.context["asking"].rows for slot in row if slot.typed}
    return client.post(f"{ONE}draft/{part}/", {**boxes, "seen": seen(page), "stay": "1", **typed})


@pytest.fixture
def begun(officer: Client) -> Client:
    """The officer, with a draft begun."""
    assert officer.post(f"{ONE}begin/").url == f"{ONE}draft/words/"
    return officer


@pytest.mark.row("SYS-038")
def test_the_list_shows_each_service_with_its_limits_and_warns_of_a_norm_that_would_miss_its_limit(
    desk: Desk, officer: Client
):
    from tests.factories.delivery import service

    service(id="hurried", name="急件", statutory_limit="7d", service_norm="3wd")
    page = officer.get(HOME)
    assert [line.card.code for line in page.context["lines"]] == ["hurried", "transcript"]
    assert [line.card.code for line in page.context["warned"]] == ["hurried"]
    assert "晚於法定期限" in words(page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_as_many_statements_whatever_its_length(
    desk: Desk, officer: Client, count: int, django_assert_num_queries: Callable
):
    from tests.factories.delivery import service

    for number in range(1, count):
        service(id=f"service-{number}")
    officer.get(HOME)
    with django_assert_num_queries(5):
        officer.get(HOME)


@pytest.mark.row("SYS-057")
def test_an_officer_writes_a_draft_and_the_chief_publishes_it(desk: Desk, begun: Client, chief: Client):
    write(begun, "time", statutory_limit="20d", service_norm="5d", fee_amount="20")
    write(begun, "papers", **{"papers.0.valid": "3m", "papers.1.drop": "yes"})
    page = begun.get(ONE)
    told = [(one.about, one.before, one.after) for one in page.context["drafted"]]
    assert ("法定期限", "30日", "20日") in told
    assert ("標準作業時間", "7日", "5日") in told
    assert ("規費 › 金額", "NT$15", "NT$20") in told
    assert ("應備文件 › 身分證 › 核發期限", "-", "3個月") in told
    assert ("應備文件", "戶籍資料", "刪除") in told
    assert "由單位主管公布" in words(page)
    asked = chief.get(f"{ONE}publish/")
    tomorrow = today() + timedelta(days=1)
    sent = {"seen": seen(asked), "version": "2", "valid_from": parted(tomorrow)}
    assert chief.post(f"{ONE}publish/", sent).url == ONE
    assert service_on(AGENCY, "transcript", today()).offer.statutory_limit == "30d"
    assert service_on(AGENCY, "transcript", tomorrow).offer.statutory_limit == "20d"
    versions = chief.get(ONE).context["versions"]
    assert [(line.card.version, str(state)) for line, state in versions] == [("2", "將施行"), ("1", "施行中")]
    assert versions[1][0].card.valid_until == today()


def test_what_was_begun_under_one_version_ends_under_it(desk: Desk, begun: Client, chief: Client):
    receipt = desk.receive()
    write(begun, "words", name="戶籍謄本（新）")
    asked = chief.get(f"{ONE}publish/")
    chief.post(
        f"{ONE}publish/", {"seen": seen(asked), "version": "2", "valid_from": parted(today() + timedelta(days=1))}
    )
    case = begun.get(f"/desk/cases/{receipt.number}/").context["case"]
    assert (case.service.version, case.service.name) == ("1", "戶籍謄本")


def test_steps_are_written_with_checklist_and_what_may_follow(desk: Desk, begun: Client):
    write(
        begun,
        "sop",
        **{
            "sop.0.checklist": "身分證\n委託書", "sop.0.next": "ask 文件不足\nprint 齊全",
            "sop.2.name": "補件", "sop.2.code": "ask", "sop.2.work": "ask", "sop.2.next": "receive", "sop.1.next": "end",
        },
    )  # fmt: skip
    told = [(one.about, one.after) for one in begun.get(ONE).context["drafted"]]
    assert ("辦理步驟 › 受理 › 檢核項目", "身分證、委託書") in told
    assert ("辦理步驟", "補件") in told
    assert ("辦理步驟 › 受理 › 下一步", "ask 文件不足、print 齊全") in told


@pytest.mark.parametrize(
    ("part", "typed", "field"),
    [
        ("words", {"name": ""}, "name"),
        ("time", {"statutory_limit": "soon"}, "statutory_limit"),
        ("time", {"fee_amount": "-1"}, "fee_amount"),
        ("papers", {"papers.0.valid": "x"}, "papers.0.valid"),
        ("sop", {"sop.0.next": "nowhere"}, "sop.0.next.0"),
        ("questions", {"questions.0.question": "多久？", "questions.0.updated_on": "115/1/1"}, "questions.0.answer"),
    ],
)
def test_a_part_that_is_wrong_is_shown_again_with_the_sentence(
    desk: Desk, begun: Client, part: str, typed: dict[str, str], field: str
):
    answer = write(begun, part, **typed)
    assert answer.status_code == 422
    assert [error["name"] for error in answer.context["errors"]] == [field]
    assert not begun.get(ONE).context["drafted"]


def test_hostile_text_is_kept_as_text_and_never_a_fault(desk: Desk, begun: Client):
    assert write(begun, "words", summary="<script>alert(1)</script>\0").status_code == 302
    page = begun.get(ONE).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_one_more_row_is_offered_without_losing_what_was_typed(desk: Desk, begun: Client):
    page = begun.get(f"{ONE}draft/questions/")
    sent = {"seen": seen(page), "more": "1", "questions.0.question": "多久？", "questions.0.answer": "三天。"}
    answer = begun.post(f"{ONE}draft/questions/", sent)
    assert answer.status_code == 200
    assert len(answer.context["asking"].rows) == 2
    assert "三天。" in answer.content.decode()


def test_two_who_write_at_once_do_not_overwrite_one_another(desk: Desk, begun: Client, chief: Client):
    page = begun.get(f"{ONE}draft/words/")
    write(chief, "words", name="主管改的")
    sent = {"seen": seen(page), "name": "課員改的", "stay": "1"}
    answer = begun.post(f"{ONE}draft/words/", sent)
    assert answer.status_code == 422
    assert "有人同時存了這份草案" in words(answer)
    assert "課員改的" in answer.content.decode()


@pytest.mark.parametrize("day", ["yesterday", "today", "soon", "115/13/40"])
def test_a_version_begins_tomorrow_at_the_earliest(desk: Desk, begun: Client, chief: Client, day: str):
    asked = chief.get(f"{ONE}publish/")
    typed = {"yesterday": parted(today() - timedelta(days=1)), "today": parted(today())}.get(day, day)
    answer = chief.post(f"{ONE}publish/", {"seen": seen(asked), "version": "2", "valid_from": typed})
    assert answer.status_code == 422
    assert [error["name"] for error in answer.context["errors"]] == ["valid_from"]


def test_a_chief_publishes_only_what_was_seen(desk: Desk, begun: Client, chief: Client):
    asked = chief.get(f"{ONE}publish/")
    write(begun, "words", name="後來改的")
    sent = {"seen": seen(asked), "version": "2", "valid_from": parted(today() + timedelta(days=1))}
    assert chief.post(f"{ONE}publish/", sent).status_code == 422


def test_a_version_number_that_is_taken_is_refused(desk: Desk, begun: Client, chief: Client):
    write(begun, "words", name="新名稱")
    asked = chief.get(f"{ONE}publish/")
    sent = {"seen": seen(asked), "version": "1", "valid_from": parted(today() + timedelta(days=1))}
    answer = chief.post(f"{ONE}publish/", sent)
    assert (answer.status_code, "版" in words(answer)) == (422, True)


def test_a_draft_is_thrown_away_or_begun_once(desk: Desk, begun: Client):
    assert "已經有草案" in words(begun.post(f"{ONE}begin/", follow=True))
    assert "草案已捨棄" in words(begun.post(f"{ONE}drop/", follow=True))
    assert begun.get(f"{ONE}draft/words/").status_code == 404


def test_officers_do_not_publish_and_others_do_not_write(desk: Desk, begun: Client):
    assert begun.get(f"{ONE}publish/").status_code == 403
    for who in ("elsewhere", "auditor"):
        client = desk.enter(who)
        assert client.get(ONE).status_code == 200
        assert client.get(f"{ONE}draft/words/").status_code == 403
        with pytest.raises(NotAllowed):
            begin_draft(agency=AGENCY, code="transcript", by=desk.people.actor(who), at=now())
    assert desk.enter("outsider").get(ONE).status_code == 404
    with pytest.raises(NotAllowed):
        write_draft(agency=AGENCY, code="transcript", part={}, seen=now(), by=desk.people.actor("elsewhere"), at=now())
