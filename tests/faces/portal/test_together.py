"""On behalf of somebody, with a letter of authority that the desk checks; together with a second person who confirms."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from bianmin.delivery.cases.models import Case, CasePaper, Party
from bianmin.faces.ui.now import now
from bianmin.foundation.documents.models import File
from bianmin.foundation.forms.actions.publishing import publish
from bianmin.foundation.forms.models import Saved
from bianmin.foundation.forms.queries.published import form
from bianmin.foundation.notices.actions.delivery import deliver
from tests.faces.portal.citizen import HOME, TRANSCRIPT, Citizen, photo, words
from tests.faces.portal.test_apply import FAMILY, PROXY
from tests.factories.delivery import HOUSE
from tests.people import AGENCY

TOGETHER = f"{TRANSCRIPT}together/"


@pytest.fixture
def represented(citizen: Citizen) -> Case:
    citizen.typed["applicant-who"] = {"for_whom": "other"}
    citizen.typed["applicant-applicant"] = FAMILY
    citizen.typed["applicant-proxy"] = PROXY | {"proxy_letter": photo("委託書.jpg")}
    return Case.objects.get(number=citizen.apply())


@pytest.mark.row("FRM-10", "CM-16")
def test_who_applies_for_another_says_how_related_and_hands_in_the_letter(represented: Case):
    party = Party.objects.get()
    assert (party.part, party.relation, party.person.name, party.soundness) == ("agent", "子女", "陳阿美", "")
    letter = CasePaper.objects.get(case=represented, code="proxy-letter")
    assert letter.state == "shown"
    assert File.objects.get(pk=letter.file).name == "委託書.jpg"


@pytest.mark.row("FRM-10")
def test_the_desk_checks_the_representation_and_says_what_was_found(
    represented: Case, signed_in: Callable[[str], Client]
):
    officer, page = signed_in("officer"), f"/desk/cases/{represented.number}/"
    assert "尚未查核代理權" in words(officer.get(page))
    check = f"{page}representation/"
    assert "是否無誤" in words(officer.get(check))
    for said, key in (({}, "q-soundness"), ({"soundness": "unsound"}, "q-note")):
        answer = officer.post(check, said)
        assert (answer.status_code, answer.context["errors"][0]["key"]) == (422, key)
    assert officer.post(check, {"soundness": "unsound", "note": "沒有簽名"}).url == page
    assert "有問題 沒有簽名" in words(officer.get(page))
    assert officer.post(check, {"soundness": "sound", "note": ""}).status_code == 302
    assert Party.objects.get().soundness == "sound"
    assert signed_in("elsewhere").get(check).status_code == 404


def test_where_nobody_acts_for_another_there_is_nothing_to_check(citizen: Citizen, signed_in: Callable[[str], Client]):
    number = citizen.apply()
    officer = signed_in("officer")
    assert officer.get(f"/desk/cases/{number}/representation/").status_code == 404
    assert "代理權" not in words(officer.get(f"/desk/cases/{number}/"))


@pytest.fixture
def two(citizen: Citizen) -> Citizen:
    """Somebody at the end of an application that a second person must confirm."""
    before = form(AGENCY, "transcript").model_dump(mode="json", exclude_defaults=True)
    cosign = {"noun": "配偶", "text": "兩位都要同意。", "name": "purpose"}
    newer = type(form(AGENCY, "transcript")).model_validate({**before, "version": "two", "cosign": cosign})
    publish(form=newer, by=HOUSE, at=now())
    citizen.fill()
    assert citizen.send("check").url == TOGETHER
    return citizen


def asked(citizen: Citizen, **said: str) -> str:
    answer = citizen.client.post(TOGETHER, {"cosigner": "陳大文", **said})
    assert answer.status_code == 200, words(answer)
    return re.search(r'href="http://[^/]+(/ttbn/cosign/[^"]+)"', answer.content.decode())[1]


@pytest.mark.row("CM-16", "ENT-17")
def test_the_application_is_filed_when_the_second_person_confirms(two: Citizen):
    link = asked(two)
    assert Case.objects.count() == 0
    second = Client()
    page = words(second.get(link))
    assert "陳阿美" in page
    assert "配偶" in page
    assert "陳阿美申請「戶籍謄本」，請您確認（配偶）" in page
    assert "/cosign/" not in page
    wrong = second.post(link, {"name": "林別人"})
    assert (wrong.status_code, Case.objects.count()) == (422, 0)
    assert "請寫您的姓名，讓我們知道是誰確認" in words(second.post(link, {"name": " "}))
    waits = words(two.client.get(TOGETHER))
    assert "陳大文還沒有確認" in waits
    assert link in waits
    done = second.post(link, {"name": " 陳大文 "})
    case = Case.objects.get()
    assert case.number in words(done)
    assert two.client.get(TOGETHER).url == f"{HOME}receipts/{case.number}/"
    assert two.receipt(case.number).status_code == 200
    assert second.get(f"{HOME}receipts/{case.number}/").status_code == 404
    party = Party.objects.get()
    assert (party.part, party.person.name, party.confirmed_at is not None) == ("cosigner", "陳大文", True)
    gone = second.get(link)
    assert (gone.status_code, "請問把連結傳給您的人" in words(gone)) == (404, True)
    assert Saved.objects.count() == 0


def test_pressing_twice_and_changing_the_answers_make_one_case_with_the_last(two: Citizen):
    asked(two)
    two.send("service-request", copies="3")
    assert "您請對方確認之後改過申請" in words(two.client.get(TOGETHER))
    link = asked(two)
    second = Client()
    second.post(link, {"name": "陳大文"})
    assert second.post(link, {"name": "陳大文"}).status_code == 404
    assert Case.objects.get().answers["copies"] == 3


def test_the_second_persons_link_does_not_take_the_application_up_nor_the_other_way(two: Citizen):
    token = asked(two).rstrip("/").rpartition("/")[2]
    assert Client().get(f"{HOME}resume/{token}/").status_code == 404
    page = two.client.post(f"{TRANSCRIPT}later/").content.decode()
    other = re.search(r"/ttbn/resume/([^/]+)/", page)[1]
    assert Client().get(f"{HOME}cosign/{other}/").status_code == 404


def test_the_second_person_is_mailed_the_link(two: Citizen, settings: object, mailoutbox: list):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    link = asked(two, email="dawen@example.tw")
    deliver(at=now())
    assert (mailoutbox[0].to, link in mailoutbox[0].body) == (["dawen@example.tw"], True)


def test_nobody_is_asked_before_the_application_is_complete(two: Citizen, settings: object):
    two.send("service-request", copies="0")
    assert two.client.post(TOGETHER, {"cosigner": "陳大文"}).url == f"{TRANSCRIPT}apply/check/"
    two.send("service-request")
    assert [box.value for box in two.client.get(TOGETHER).context["boxes"]] == ["school", ""]
    answer = two.client.post(TOGETHER, {"cosigner": "", "email": "x@"})
    assert [error["key"] for error in answer.context["errors"]] == ["q-cosigner", "q-email"]
    assert "另一位的姓名：請填寫這一題。" in words(answer)
    seen = two.client.get(f"{TRANSCRIPT}apply/check/")
    assert "這裡沒有填寫。 修改：" in words(seen)
    assert 'href="../service-papers/?back=check"' in seen.content.decode()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert [box.name for box in two.client.get(TOGETHER).context["boxes"]] == ["cosigner"]
    assert Saved.objects.count() == 0


def test_the_desk_sees_who_confirmed(two: Citizen, signed_in: Callable[[str], Client]):
    Client().post(asked(two), {"name": "陳大文"})
    page = words(signed_in("officer").get(f"/desk/cases/{Case.objects.get().number}/"))
    assert "共同具名人 陳○文 已確認" in page
