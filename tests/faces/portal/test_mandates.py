"""Somebody acts for the applicant: by a code of their own, for what was said, until it is revoked."""

import re
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.test import Client

from bianmin.delivery.cases.actions.review import record_proof
from bianmin.delivery.cases.models import Case, Contest, Mandate
from bianmin.delivery.cases.vocab import Defect
from bianmin.faces.ui.now import now, today
from bianmin.foundation.audit.models import Line
from bianmin.journeys.decide import decide
from bianmin.journeys.supplement import request_supplement
from bianmin.journeys.talk import answer_question
from tests.faces.portal.citizen import HOME, Citizen, photo, words
from tests.faces.portal.test_certificate import OTHER
from tests.faces.portal.test_contest import signed_in
from tests.people import People

AGENT = {"name": "王小明", "id_number": "A123456789", "phone": "0912345678", "relation": "鄰居", "deeds": ["query"]}


@pytest.fixture
def number(citizen: Citizen) -> str:
    """An application of somebody who holds it by its code."""
    found = citizen.apply()
    citizen.track(found, code=citizen.code(found))
    return found


def name_agent(client: Client, number: str, **said: Any) -> str:
    """Name an agent online; gives the agent's code."""
    answer = client.post(f"{HOME}track/{number}/mandates/", {**AGENT, **said}, follow=True)
    assert answer.status_code == 200, words(answer)
    return words(answer).partition("代理人的查詢碼：")[2][:9]


def come(number: str, code: str) -> tuple[Client, Any]:
    """Somebody else who types number and code."""
    client = Client()
    return client, client.post(f"{HOME}track/", {"number": number, "code": code}, REMOTE_ADDR="192.0.2.9")


@pytest.mark.row("ENT-17", "FRM-10")
def test_an_agent_asks_by_a_code_of_his_own_and_does_only_what_was_said(citizen: Citizen, number: str) -> None:
    code = name_agent(citizen.client, number)
    agent, answer = come(number, code)
    assert answer.status_code == 302
    page = agent.get(f"{HOME}track/{number}/")
    assert "您代理申請人。 您可以： 查詢進度" in words(page)
    assert 'href="withdraw/"' not in page.content.decode()
    assert agent.post(f"{HOME}track/{number}/withdraw/").status_code == 302
    assert Case.objects.get().state == "received"
    assert agent.get(f"{HOME}track/{number}/mandates/").status_code == 404
    mine = words(citizen.client.get(f"{HOME}track/{number}/mandates/"))
    assert "王○明 · 鄰居 有效" in mine
    assert Line.objects.filter(verb="cases.authorise").count() == 1


@pytest.mark.row("ENT-17")
def test_an_agent_who_may_hands_in_papers_and_withdraws(citizen: Citizen, number: str, people: People) -> None:
    code = name_agent(citizen.client, number, deeds=["query", "supplement", "withdraw"])
    by = people.actor("officer", now())
    request_supplement(number=number, defects=(Defect("身分證影本不清楚"),), by=by, at=now())
    agent, _answer = come(number, code)
    sent = agent.post(f"{HOME}track/{number}/papers/", {"words": "", "papers": photo()})
    assert sent.status_code == 302, words(sent)
    assert Case.objects.get().state == "review"
    assert agent.post(f"{HOME}track/{number}/withdraw/").status_code == 302
    assert Case.objects.get().state == "withdrawn"


@pytest.mark.row("ENT-17")
def test_an_agent_who_may_writes_to_the_office_and_appeals_and_another_may_not(
    citizen: Citizen, number: str, people: People
) -> None:
    there, by = f"{HOME}track/{number}/", people.actor("officer", now())
    said = {"text": "還缺什麼文件？", "reply": "page"}
    asks, _answer = come(number, name_agent(citizen.client, number))
    assert 'href="talk/"' not in asks.get(there).content.decode()
    assert asks.post(f"{there}talk/", said).status_code == 404
    agent, _answer = come(number, name_agent(citizen.client, number, deeds=["query", "write", "contest"]))
    assert 'href="talk/"' in agent.get(there).content.decode()
    assert agent.post(f"{there}talk/", said).url == f"{there}talk/"
    answer_question(number=number, text="都齊了。", by=by, at=now())
    read = words(agent.get(f"{there}talk/"))
    assert "有新回覆" in words(citizen.client.get(there))
    assert re.search(r"您 \S+ \S+ 還缺什麼文件", read)
    assert "都齊了。" in read
    assert re.search(r"代理人 王○明 \S+ \S+ 還缺什麼文件", words(citizen.client.get(f"{there}talk/")))
    assert re.search(
        r"代理人 王○明 \S+ \S+ 還缺什麼文件", words(signed_in(people.officer).get(f"/desk/cases/{number}/talk/"))
    )
    decide(number=number, outcome="refused", reasons="利害關係不明", by=by, at=now())
    appeal = {"grounds": "申請人是本人", "distance": "county", "served_on": ""}
    assert asks.post(f"{there}contest/appeal/", appeal).status_code == 302
    assert not Contest.objects.exists()
    assert agent.post(f"{there}contest/appeal/", appeal).status_code == 302
    assert Contest.objects.get().kind == "appeal"
    assert "由臺東縣政府決定" in words(agent.get(there))


@pytest.mark.row("ENT-17")
def test_what_was_revoked_opens_nothing_at_once(citizen: Citizen, number: str) -> None:
    code = name_agent(citizen.client, number)
    agent, _answer = come(number, code)
    assert agent.get(f"{HOME}track/{number}/").status_code == 200
    key = Mandate.objects.get().pk
    assert citizen.client.post(f"{HOME}track/{number}/mandates/{key}/revoke/").status_code == 302
    assert agent.get(f"{HOME}track/{number}/").status_code == 404
    assert come(number, code)[1].status_code == 422
    assert citizen.client.post(f"{HOME}track/{number}/mandates/{key}/revoke/").status_code == 404
    assert "已撤銷" in words(citizen.client.get(f"{HOME}track/{number}/mandates/"))


def test_after_its_last_day_an_authorisation_opens_nothing(citizen: Citizen, number: str) -> None:
    wrong = citizen.client.post(f"{HOME}track/{number}/mandates/", {**AGENT, "valid_until": "100/1/1"})
    assert wrong.status_code == 422
    assert "最後一天不能早於第一天" in words(wrong)
    code = name_agent(citizen.client, number, valid_until=today().isoformat())
    agent, _answer = come(number, code)
    assert agent.get(f"{HOME}track/{number}/").status_code == 200
    Mandate.objects.update(valid_from=today() - timedelta(days=9), valid_until=today() - timedelta(days=1))
    assert agent.get(f"{HOME}track/{number}/").status_code == 404
    assert come(number, code)[1].status_code == 422


@pytest.mark.row("ENT-17")
def test_the_sheet_to_sign_is_printed_blank_and_filled(citizen: Citizen, number: str) -> None:
    name_agent(citizen.client, number, deeds=["query", "receive"])
    filled = citizen.client.get(f"{HOME}track/{number}/mandates/{Mandate.objects.get().pk}.pdf").content
    text = pypdfium2.PdfDocument(filled)[0].get_textpage().get_text_bounded()
    assert "委託書" in text
    assert "☑ 領取結果" in text
    assert "☐ 撤回申請" in text
    assert "A123456789" not in text
    blank = citizen.client.get(f"{HOME}services/transcript/authority.pdf").content
    assert "委託人簽名" in pypdfium2.PdfDocument(blank)[0].get_textpage().get_text_bounded()


@pytest.fixture
def for_another(citizen: Citizen) -> str:
    """An application that somebody made for another, who lets him do it."""
    citizen.typed |= {**OTHER, "applicant-proxy": {**OTHER["applicant-proxy"], "proxy_deeds": ["query", "receive"]}}
    return citizen.apply()


@pytest.mark.row("ENT-17")
def test_who_applies_for_another_stands_on_the_receipt_and_names_no_other_agent(
    citizen: Citizen, for_another: str
) -> None:
    receipt = words(citizen.receipt(for_another))
    assert "代理人 陳○美 · 子女 · 申請、查詢進度、領取結果" in receipt
    assert citizen.client.get(f"{HOME}track/{for_another}/mandates/").status_code == 404


@pytest.mark.row("ENT-17")
def test_the_desk_revokes_it_and_the_agents_code_and_browser_open_nothing_more(
    citizen: Citizen, for_another: str, people: People
) -> None:
    old = citizen.code(for_another)
    assert citizen.client.get(f"{HOME}track/{for_another}/").status_code == 200
    officer = signed_in(people.officer)
    key = Mandate.objects.get().pk
    answer = officer.post(f"/desk/cases/{for_another}/mandates/{key}/revoke/", follow=True)
    new = words(answer).partition("申請人的新查詢碼：")[2][:9]
    assert citizen.client.get(f"{HOME}track/{for_another}/").status_code == 404
    assert come(for_another, old)[1].status_code == 422
    principal, opened = come(for_another, new)
    assert opened.status_code == 302
    assert principal.get(f"{HOME}track/{for_another}/mandates/").status_code == 200


@pytest.mark.row("ENT-17")
def test_an_agent_fetches_the_result_only_when_the_letter_was_seen_and_covers_it(
    for_another: str, people: People
) -> None:
    by, officer = people.actor("officer", now()), signed_in(people.officer)
    record_proof(number=for_another, kind="id_card", proxy_kind="id_card", by=by, at=now())
    decide(number=for_another, outcome="granted", by=by, at=now())
    there, key = f"/desk/cases/{for_another}/release/", str(Mandate.objects.get().pk)
    assert "陳○美" in words(officer.get(there))
    refused = officer.post(there, {"to": key})
    assert refused.status_code == 422
    assert "這個人不能代領" in words(refused)
    officer.post(f"/desk/cases/{for_another}/representation/", {"soundness": "sound", "note": ""})
    assert officer.post(there, {"to": key}).status_code == 302
    assert Case.objects.get().state == "released"
    assert "已代領結果" in words(officer.get(f"/desk/cases/{for_another}/mandates/"))


def test_an_officer_notes_a_letter_only_with_what_was_shown(citizen: Citizen, number: str, people: People) -> None:
    officer, there = signed_in(people.officer), f"/desk/cases/{number}/mandates/"
    assert "目前沒有代理人" in words(officer.get(there))
    assert officer.post(there, AGENT).status_code == 422
    assert officer.post(there, {**AGENT, "proof": "letter"}).status_code == 302
    page = words(officer.get(there))
    assert "已查看簽名的委託書" in page
    assert "林怡君" in page
