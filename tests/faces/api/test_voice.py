"""The automatic line as an exchange meets it: menus, where a case stands, guides by fax, a person, and its limits."""

from datetime import datetime, timedelta
from pathlib import Path

import pypdfium2
import pytest
from django.test import override_settings

from bianmin.delivery.cases.models import Case
from bianmin.delivery.cases.vocab import Particulars
from bianmin.delivery.catalog.queries import service
from bianmin.delivery.hotline.actions import end_silent, write_line
from bianmin.delivery.hotline.models import Call, Fax
from bianmin.delivery.hotline.vocab import VoiceLine
from bianmin.faces.ui.now import now
from bianmin.foundation.audit.models import Line
from bianmin.foundation.notices.models import Message
from bianmin.journeys.apply import apply
from bianmin.journeys.fax import send_faxes
from bianmin.journeys.voice import begin, press
from bianmin.kernel.actor import system
from bianmin.kernel.rocdate import TAIPEI
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import values
from bianmin.quality.indicators.vocab.spans import span
from tests.faces.portal.citizen import Citizen
from tests.factories.delivery import AMEI, CITIZEN, application
from tests.people import AGENCY, COUNTER

MENUS = [
    {"code": "main", "say": "您好", "keys": [
        {"key": "1", "say": "查詢進度", "does": "status"},
        {"key": "2", "say": "傳真須知", "does": "fax", "service": "transcript"},
        {"key": "3", "say": "服務時間", "does": "hours"},
        {"key": "4", "say": "更多", "does": "menu", "to": "more"},
        {"key": "8", "say": "English", "does": "language", "language": "en"},
        {"key": "0", "say": "專人", "does": "person"},
    ]},
    {"code": "more", "say": "更多", "keys": [
        {"key": "9", "say": "重聽", "does": "repeat"}, {"key": "*", "say": "結束", "does": "end"},
    ]},
]  # fmt: skip
FAXED = "089-381299"


def load(**changes: object) -> VoiceLine:
    said = {"kind": "voice", "id": "v", "version": "1", "agency": AGENCY, "source": "demonstration", "phone": "089-380000",
            "unit": COUNTER, "menus": MENUS, **changes}  # fmt: skip
    line = VoiceLine.model_validate(said)
    write_line(line=line, by=system("tests"), at=now())
    return line


@pytest.fixture
def exchange(partner):
    """The telephone exchange of the office, with its key."""
    load()
    return partner("voice.line")


def ring(exchange, **said: str) -> dict:
    answer = exchange.post("/voice/calls", {"caller": "0912345678", **said})
    assert answer.status_code == 201, answer.content.decode()
    return answer.json()


def keys(exchange, call: str, *digits: str) -> dict:
    """Press keys, each after the sentence before; gives the last answer."""
    found = {}
    for one in digits:
        answer = exchange.post(f"/voice/calls/{call}", {"digits": one})
        assert answer.status_code == 200, answer.content.decode()
        found = answer.json()
    return found


def typed(number: str) -> str:
    """A receipt number as it is typed on a telephone."""
    return "".join(sign for sign in number if sign.isdigit())


def said(answer: dict) -> str:
    return " ".join(answer["say"])


@pytest.mark.row("SYS-046", "RUL-07")
def test_a_caller_hears_where_a_case_stands_by_its_digits_and_the_birth_date(exchange, client):
    number = Citizen(client).apply()
    first = ring(exchange)
    assert first["say"] == ["您好", "查詢進度，請按 1。", "傳真須知，請按 2。", "服務時間，請按 3。", "更多，請按 4。", "English，請按 8。", "專人，請按 0。"]  # fmt: skip
    assert (first["most"], first["over"], first["transfer"]) == (1, False, "")
    asked = keys(exchange, first["call"], "1")
    assert asked["most"] == 13
    assert keys(exchange, first["call"], typed(number))["most"] == 8
    answer = keys(exchange, first["call"], "0450309")
    assert "戶籍謄本：已收件。" in said(answer)
    assert "以前辦好" in said(answer)
    assert "陳" not in said(answer)
    assert Call.objects.get().outcome == "status"
    assert Line.objects.filter(verb="hotline.status").count() == 1


@pytest.mark.row("SYS-046")
def test_in_english_everything_is_english(exchange, client):
    number = Citizen(client).apply()
    call = ring(exchange, language="en")
    assert "press 1." in said(call)
    answer = keys(exchange, call["call"], "1", typed(number), "19560309")
    assert "Received" in said(answer)
    assert "It is ready by 20" in said(answer)
    call = ring(exchange)
    assert "press 1." in said(keys(exchange, call["call"], "8"))


def test_a_wrong_birth_date_opens_nothing_and_the_tries_are_those_of_the_web(exchange, client):
    number = Citizen(client).apply()
    call = ring(exchange)["call"]
    for _time in range(5):
        assert "不符" in said(keys(exchange, call, "1", typed(number), "0450310"))
    assert "太多次" in said(keys(exchange, call, "1", typed(number), "0450309"))
    assert Call.objects.get().outcome == "none"


@pytest.mark.parametrize("digits", ["", "12", "9" * 40, "**********", "abc#"])
@pytest.mark.parametrize("before", [(), ("1",), ("1", "1151129000010"), ("2",)])
def test_nonsense_gets_a_sentence_wherever_it_is_typed(exchange, before, digits):
    call = ring(exchange)["call"]
    keys(exchange, call, *before)
    assert keys(exchange, call, digits)["say"]


@pytest.mark.row("SYS-046")
def test_cases_older_than_three_months_are_not_told(exchange, client):
    number = Citizen(client).apply()
    Case.objects.update(received_on=now().date() - timedelta(days=95))
    answer = keys(exchange, ring(exchange)["call"], "1", typed(number), "0450309")
    assert "較早的案件請洽專人" in said(answer)


@pytest.mark.row("SYS-046")
def test_a_guide_is_faxed_by_the_gateway_and_counted(exchange, people, settings, tmp_path: Path):
    settings.FAX_GATEWAY, settings.FAX_FOLDER = "demo", tmp_path
    call = ring(exchange)["call"]
    answer = keys(exchange, call, "2", "089381299")
    assert "戶籍謄本的申請須知會在幾分鐘內傳真到 0 8 9 3 8 1 2 9 9" in said(answer)
    assert send_faxes(at=now()) == 1
    assert send_faxes(at=now()) == 0
    fax = Fax.objects.get()
    assert (fax.number, fax.state, fax.tries) == (FAXED, "sent", 1)
    paper = pypdfium2.PdfDocument((tmp_path / f"fax-{fax.pk}.pdf").read_bytes())
    assert "身分證" in paper[0].get_textpage().get_text_bounded()
    refresh(at=now())
    year = span(str(now().astimezone(TAIPEI).year - 1911))
    found = {one.code: one.figure for one in values(people.actor("research"), agency=AGENCY, span=year)}
    assert [found[code].n for code in ("VL-01", "VL-02", "VL-03")] == [1, 1, 1]


@pytest.mark.parametrize(
    ("number", "state"), [("0223380001", "open"), ("0223380002", "waiting"), ("0223380003", "open"), ("0223380004", "waiting")]
)  # fmt: skip
def test_what_the_gateway_does_not_take_is_tried_again_or_left_to_people(exchange, settings, number, state):
    settings.FAX_GATEWAY = "demo"
    keys(exchange, ring(exchange)["call"], "2", number)
    at = now()
    send_faxes(at=at)
    assert Fax.objects.get().state == state
    for hours in range(1, 60):
        send_faxes(at=at + timedelta(hours=hours))
    assert Fax.objects.get().state == "open"


def test_a_machine_is_not_flooded_and_only_landlines_are_called(exchange):
    call = ring(exchange)["call"]
    for _time in range(3):
        assert "上班時間傳真" in said(keys(exchange, call, "2", "089381299"))
    assert "不能再傳" in said(keys(exchange, call, "2", "089381299"))
    assert "這個號碼不能傳真" in said(keys(exchange, call, "2", "0912345678"))
    assert "這個號碼不能傳真" in said(keys(exchange, call, "2", "12"))
    assert Fax.objects.count() == 3


@pytest.mark.row("SYS-046")
def test_in_office_hours_a_person_answers_and_outside_them_a_call_back_is_a_task(people):
    load()
    by = people.actor("officer")
    noon, night = datetime(2026, 11, 20, 10, tzinfo=TAIPEI), datetime(2026, 11, 20, 22, tzinfo=TAIPEI)
    call = begin(agency=AGENCY, caller="0912345678", language="zh-hant", by=by, at=noon)
    turn = press(call=call.call, digits="0", by=by, at=noon)
    assert (turn.transfer, turn.over) == ("089-380000", True)
    call = begin(agency=AGENCY, caller="0912345678", language="zh-hant", by=by, at=night)
    assert press(call=call.call, digits="0", by=by, at=night).most == 15
    last = press(call=call.call, digits="", by=by, at=night)
    assert last.over
    task = Message.objects.get(template__code="call-back")
    assert (task.params["answer_by_on"], task.unit_path, task.person.phone) == ("2026-11-23", COUNTER, "0912-345-678")
    assert {(one.outcome, one.caller, one.kept) for one in Call.objects.all()} == {("person", "", "")}


def test_the_line_hands_over_to_a_person_after_three_keys_that_mean_nothing(exchange):
    call = ring(exchange)["call"]
    answer = keys(exchange, call, "7", "7", "7")
    assert answer["transfer"] or answer["most"] == 15


def test_another_menu_again_and_the_end(exchange):
    call = ring(exchange)["call"]
    assert keys(exchange, call, "4")["say"][0] == "更多"
    assert keys(exchange, call, "9")["say"][0] == "更多"
    assert keys(exchange, call, "*")["over"]
    over = exchange.post(f"/voice/calls/{call}", {"digits": "1"})
    assert (over.status_code, over.json()["code"]) == (422, "CallIsOver")


def test_office_hours_are_said(exchange):
    assert "08:00-17:00" in said(keys(exchange, ring(exchange)["call"], "3"))
    assert Call.objects.get().outcome == "hours"


def test_other_keys_and_other_exchanges_reach_no_call(exchange, partner, anybody):
    call = ring(exchange)["call"]
    assert partner("voice.line").post(f"/voice/calls/{call}", {"digits": "1"}).status_code == 422
    assert partner("cases.read").post("/voice/calls", {"caller": ""}).status_code == 403
    assert anybody.post("/voice/calls", {"caller": ""}).status_code == 401


def test_an_office_without_a_menu_says_so(partner):
    answer = partner("voice.line").post("/voice/calls", {"caller": ""})
    assert (answer.status_code, answer.json()["code"]) == (422, "NoLine")


def test_a_silent_call_ends_and_what_was_typed_is_forgotten(exchange):
    call = ring(exchange)["call"]
    keys(exchange, call, "1", "1151129000010")
    assert end_silent(at=now()) == 0
    assert end_silent(at=now() + timedelta(hours=2)) == 1
    assert Call.objects.values_list("caller", "kept").get() == ("", "")


@pytest.mark.parametrize(
    "menus",
    [
        [{"code": "a", "say": "x", "keys": [{"key": "1", "say": "x", "does": "menu", "to": "lost"}]}],
        [{"code": "a", "say": "x", "keys": [{"key": "1", "say": "x", "does": "fax"}]}],
        [{"code": "a", "say": "x", "keys": [{"key": "1", "say": "x", "does": "end"}, {"key": "1", "say": "y", "does": "end"}]}],
    ],
)  # fmt: skip
def test_a_menu_that_leads_nowhere_is_refused(menus):
    with pytest.raises(ValueError, match=r"menu|service|選單|服務"):
        load(menus=menus)


@pytest.mark.row("SYS-072")
def test_young_students_abroad_ask_the_result_of_their_fax_by_telephone(people, partner):
    offered = service("301140000A", "student-prereview", now().date())
    who = Particulars(**{**{name: getattr(AMEI, name) for name in ("name", "birth_on", "phone")}, "id_number": ""})
    filed = application(offered, channel="fax", answers={"school": "Lincoln High", "country": "美國"}, form_version="1",
                        pickup="phone", applicant=who)  # fmt: skip
    receipt = apply(application=filed, by=CITIZEN, at=now())
    exchange = partner("voice.line", agency="301140000A")
    call = ring(exchange)
    assert "移民署語音專線" in said(call)
    waiting = keys(exchange, call["call"], "1", typed(receipt.number), "0450309")
    assert "小留學生預審：已收件" in said(waiting)
    Case.objects.filter(number=receipt.number).update(state="decided", outcome="granted", decided_on=now().date())
    answer = keys(exchange, call["call"], "1", typed(receipt.number), "0450309")
    assert "結果是：" in said(answer)
    with override_settings(FAX_GATEWAY=""):
        assert "申請須知" in said(keys(exchange, call["call"], "2", "2", "0223899036"))
