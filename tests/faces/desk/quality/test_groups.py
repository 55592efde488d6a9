"""Task groups: who sits in them, their meetings from call to minutes, what was decided followed up, what goes above."""

import io
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client

from bianmin.faces.ui.now import now, today
from bianmin.foundation.accounts.actions.duties import grant_role
from bianmin.foundation.accounts.actions.opening import create_account
from bianmin.foundation.accounts.queries import key_of
from bianmin.foundation.orgs.models import Agency
from bianmin.foundation.packs.actions import reissue
from bianmin.kernel.actor import system
from bianmin.quality.groups.models import Meeting
from bianmin.quality.groups.queries.groups import group, standing
from bianmin.quality.improvements.models import Improvement
from tests.people import AGENCY, PARENT, ROOT, People

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("client")]
NIA, TPE, LIBRARY = "301140000A", "A11990001E", "A09990000Q"
BY = system("tests")
PRESENT = {"chair": "召集人", "recorder": "紀錄", "people": "召集人\n委員"}


def enter(agency: str, *duties: str, username: str = "one", name: str = "王執秘") -> tuple[Client, str]:
    """Somebody signed in who holds these duties in an agency since the first of the year."""
    user = create_account(
        agency=agency, username=username, display_name=name, password="six plain words are enough", by=BY, at=now()
    )
    for duty in duties:
        grant_role(user=key_of(user), role=duty, path=f"/{agency}/", valid_from=today(), by=BY, at=now())
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client, key_of(user)


def called(client: Client, code: str, **more: object) -> str:
    """A meeting called for today; the address of it."""
    page = client.get(f"/desk/groups/{code}/call/")
    items = [choice.value for box in page.context["boxes"] if box.name == "items" for choice in box.choices]
    answer = client.post(f"/desk/groups/{code}/call/", {"held_on": str(today()), "items": items, **more})
    assert answer.status_code == 302
    return str(answer["Location"])


@pytest.mark.row("EP-21", "EP-70", "OB-04", "AN-06", "DR-23")
def test_a_half_yearly_meeting_is_called_minuted_followed_up_and_sent_above(people: People) -> None:
    Agency.objects.filter(code=TPE).update(parent_code=PARENT)
    reissue(Agency)
    secretary, key = enter(TPE, "executive-secretary")
    member, _key = enter(TPE, "member", username="two", name="李委員")
    stranger, _key = enter(NIA, "coordinator", username="three", name="張三")
    group_at = "/desk/groups/service/"
    page = secretary.get(group_at).content.decode()
    said = (
        "為民服務中心任務編組",
        "執行一科主任行政執行官",
        "秘書室主任",
        "王執秘",
        "李委員",
        "還有 6 席未派",
        "每半年至少1次",
    )
    assert [word for word in said if word not in page] == []
    assert "這個編組還沒有開過會" in page
    empty = secretary.post(f"{group_at}call/", {"held_on": str(today())})
    assert (empty.status_code, "請至少勾選或寫下一項議程" in empty.content.decode()) == (422, True)
    at = called(secretary, "service", time="14:00", others="志工排班")
    assert "您要出席的會議" in member.get("/desk/").content.decode()
    assert (member.get(at).status_code, stranger.get(at).status_code, member.get(f"{at}minutes/").status_code) == (
        200, 404, 403,
    )  # fmt: skip
    call = zipfile.ZipFile(io.BytesIO(secretary.get(f"{at}files/odt/").content)).read("content.xml").decode()
    assert [word for word in ("開會通知", "志工排班", "編組委員：李委員", "14:00") if word not in call] == []
    told = {
        **PRESENT,
        "said.1": "平均八百分。",
        "decided.1": "補齊標示",
        "owner.1": key,
        "due.1": "",
        "decided.2": "照辦",
    }
    half = secretary.post(f"{at}minutes/", told)
    assert (half.status_code, "請同時寫明由誰辦理和期限" in half.content.decode(), "補齊標示" in half.content.decode()) == (
        422, True, True,
    )  # fmt: skip
    due = today() + timedelta(days=20)
    assert secretary.post(f"{at}minutes/", {**told, "due.1": str(due)}).status_code == 302
    work = Improvement.objects.get(agency=TPE, source_kind="meeting")
    assert (work.measure, work.owner, work.due_on) == ("補齊標示", key, due)
    row = Meeting.objects.get(agency=TPE)
    minutes = secretary.get(f"/desk/minutes/{row.minutes_id}/").content.decode()
    assert [word for word in ("平均八百分", "志工排班", work.number, "照辦") if word not in minutes] == []
    assert "尚未函送" in secretary.get(group_at).content.decode()
    sent = {"to": PARENT, "what": "minutes", "asks": "acknowledge", "number": "北執示字第1號"}
    assert secretary.post(f"/desk/filings/new/?minutes={row.minutes_id}", sent).status_code == 302
    page = secretary.get(group_at).content.decode()
    assert ("北執示字第1號" in page, "尚未函送" in page, "已開會" in page) == (True, False, True)
    assert secretary.post(f"{at}minutes/", told).status_code == 403
    nxt = secretary.get(f"{group_at}call/").content.decode()
    assert f"應改進事項執行情形：{work.number} 補齊標示" in nxt


def test_a_half_year_without_a_meeting_is_missed_and_told(people: People) -> None:
    shape = group(TPE, "service")
    found = standing(shape, [date(2024, 3, 1)], on=date(2025, 2, 1))
    assert (str(found.span), found.met, [str(one) for one in found.missed], found.late) == (
        "114-H1", False, ["113-H2"], True,
    )  # fmt: skip
    assert standing(shape, [], on=date(2025, 2, 1)).missed == ()
    secretary, key = enter(TPE, "executive-secretary")
    assert "該召開或補紀錄的會議" not in secretary.get("/desk/calendar/").content.decode()
    Meeting.objects.create(agency=TPE, group="service", number="會1", state="held", held_on=date(2020, 3, 1),
                           called_by=key, called_on=date(2020, 3, 1))  # fmt: skip
    assert "該召開或補紀錄的會議" in secretary.get("/desk/").content.decode()
    assert "上一期也漏開" in secretary.get("/desk/groups/").content.decode()


@pytest.mark.row("EP-26", "EP-79", "DR-21", "EP-23", "EP-27")
def test_the_office_meeting_studies_the_basis_item_by_item_and_counts_suggestions(
    people: People, research: Client, signed_in: object
) -> None:
    chief, officer, outsider = signed_in("chief"), signed_in("officer"), signed_in("outsider")
    project = chief.get("/desk/groups/project/").content.decode()
    assert [word for word in ("專案小組", "單位研考", "總務業務人員", "每3個月1次") if word not in project] == []
    shared = signed_in("supervisor").get("/desk/groups/project/").content.decode()
    assert ("專責小組" in shared, "單位研考" in shared) == (True, False)
    assert officer.get("/desk/groups/office-meeting/call/").status_code == 403
    assert outsider.get("/desk/groups/office-meeting/").status_code == 404
    for title in ("延長午間服務", "增設坐椅", "改寫通知"):
        entry = {"title": title, "kind": "service", "text": "說明", "key": f"suggest-{title}"}
        officer.post("/desk/registers/suggestions/new/", entry)
    at = called(chief, "office-meeting")
    row = Meeting.objects.get(agency=AGENCY)
    bases = [item["text"] for item in row.items if item["text"].startswith("研讀計畫依據：")]
    assert len(bases) >= 1
    page = chief.get(at).content.decode()
    assert ("林怡君" in page, "每位同仁的建議數" in page, "必須討論" in page) == (True, True, True)
    refused = chief.post(f"{at}minutes/", {**PRESENT, "said.1": ""})
    assert (refused.status_code, 'href="#q-said-1"' in refused.content.decode()) == (422, True)
    said = {f"said.{place}": "逐項討論" for place in range(1, len(row.items) + 1)}
    assert chief.post(f"{at}minutes/", {**PRESENT, **said}).status_code == 302
    assert "逐項討論" in officer.get(at).content.decode()


@pytest.mark.row("EP-22", "EP-73", "OB-18", "FL-21")
def test_progress_of_what_is_tracked_is_reported_to_the_affairs_meeting(people: People) -> None:
    recorder, key = enter(LIBRARY, "recorder", "affairs-secretary", "group-member")
    free = {"source": "survey", "unit": f"/{LIBRARY}/", "cause": "民調滿意度低", "measure": "延長開館", "owner": key,
            "period": "2m", "benefit": "滿意度提高"}  # fmt: skip
    assert recorder.post("/desk/improvements/new/", free).status_code == 302
    work = Improvement.objects.get(agency=LIBRARY)
    assert (work.source_kind, work.benefit) == ("survey", "滿意度提高")
    at = called(recorder, "affairs")
    missing = recorder.post(f"{at}minutes/", PRESENT)
    assert missing.status_code == 422
    assert recorder.post(f"{at}minutes/", {**PRESENT, "said.1": "已開放到晚間九點。"}).status_code == 302
    page = recorder.get(f"/desk/improvements/{work.number}/").content.decode()
    assert ("提報進度" in page, "已開放到晚間九點" in page, "滿意度提高" in page) == (True, True, True)
    minutes = Meeting.objects.get(agency=LIBRARY).minutes
    assert (minutes.meeting, "館務會報" in minutes.title) == ("affairs", True)


@pytest.mark.row("EP-20", "EP-24", "EP-74", "FL-16")
def test_the_working_group_and_the_panel_stand_with_their_rules(people: People) -> None:
    coordinator, _key = enter(NIA, "coordinator")
    page = coordinator.get("/desk/groups/working/").content.decode()
    said = ("業管副署長", "入出國事務組組長", "簡任視察1名", "另案簽定", "還有 1 席未派", "王執秘")
    assert [word for word in said if word not in page] == []
    panel = coordinator.get("/desk/groups/panel/").content.decode()
    assert ("評審小組召集人" in panel, "召集會議" in panel) == (True, False)
    assert coordinator.get("/desk/groups/panel/call/").status_code == 403
    at = called(coordinator, "working", others="評核委員分組")
    assert coordinator.get(f"{at}off/").status_code == 200
    assert coordinator.post(f"{at}off/", {"reason": ""}).status_code == 422
    assert coordinator.post(f"{at}off/", {"reason": "召集人另有公務"}).status_code == 302
    assert "召集人另有公務" in coordinator.get("/desk/groups/working/").content.decode()


@pytest.mark.row("RUL-64")
def test_in_august_every_unit_has_to_propose_for_the_next_year(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    coordinator, _key = enter(NIA, "coordinator")
    for module in ("calling", "minuting", "reading"):
        monkeypatch.setattr(f"bianmin.faces.desk.groups.{module}.today", lambda: date(2026, 8, 3))
    at = called(coordinator, "directors")
    row = Meeting.objects.get(agency=NIA)
    mine = [item for item in row.items if item["text"].startswith("提報次年預定推動之重大活動或措施：")]
    assert (len(mine) > 1, all(item["must"] for item in mine)) == (True, True)
    Meeting.objects.update(held_on=today())
    refused = coordinator.post(f"{at}minutes/", PRESENT)
    assert 'href="#q-said-1"' in refused.content.decode()


@pytest.mark.row("EP-05", "EP-06", "OB-20", "DR-32")
def test_a_measure_from_the_diagnosis_says_its_benefit_and_is_tracked(people: People, research: Client) -> None:
    research.post("/desk/evaluation/start/", {"edition": "nia-107-overall", "year": "114"})
    page = research.get("/desk/evaluation/nia-107-overall/?year=114").content.decode()
    at = "/desk/improvements/new/?node=114@nia-107-overall@basic"
    assert at in page
    work = {"cause": "動線不清", "measure": "重畫動線", "owner": f"unit:{ROOT}", "period": "1m", "benefit": ""}
    refused = research.post(at, work)
    assert (refused.status_code, 'href="#q-benefit"' in refused.content.decode()) == (422, True)
    assert research.post(at, {**work, "benefit": "等候少三分鐘"}).status_code == 302
    row = Improvement.objects.latest("pk")
    assert (row.source_kind, row.source_ref, row.benefit) == (
        "diagnosis", "evaluation.node:114@nia-107-overall@basic", "等候少三分鐘",
    )  # fmt: skip
    assert "組織診斷" in research.get("/desk/improvements/").content.decode()
    for source in ("survey", "press", "opinion"):
        free = {**work, "source": source, "unit": ROOT}
        assert research.post("/desk/improvements/new/", free).status_code == 302
    assert sorted(Improvement.objects.filter(agency=AGENCY).values_list("source_kind", flat=True)) == [
        "diagnosis", "opinion", "press", "survey",
    ]  # fmt: skip
    drawn = research.get("/desk/groups/project/call/").content.decode()
    assert f"缺失改進情形：{row.number} 重畫動線" in drawn
    assert research.post(f"/desk/improvements/{row.number}/report/", {"progress": "已畫一半"}).status_code == 302
    assert "已畫一半" in research.get(f"/desk/improvements/{row.number}/").content.decode()
