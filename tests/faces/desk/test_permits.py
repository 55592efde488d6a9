"""Permits at the desk and for the public: issued, annotated, printed, fetched, reminded of, used again, looked up."""

from datetime import timedelta

import pytest
from django.test import Client

from bianmin.delivery.permits.models import Contact, Permit, Tried
from bianmin.delivery.permits.queries.codes import code_of
from bianmin.faces.ui.now import now, today
from bianmin.journeys.decide import decide
from bianmin.journeys.ladder import run_ladder
from bianmin.kernel.actor import system
from bianmin.quality.indicators.actions.refresh import refresh
from bianmin.quality.indicators.queries.values import value
from bianmin.quality.indicators.vocab.spans import span
from tests.faces.desk.conftest import Desk
from tests.factories.house import load_house
from tests.factories.permits import MAI, certificate, issued, publish_kinds
from tests.people import AGENCY, People

NIGHT = system("reminder")
FORM = {**{name: str(text) for name, text in MAI.items()}, "way": "counter", "key": "a-key-of-the-form"}


def said(answer: object) -> str:
    return answer.content.decode()


pytestmark = pytest.mark.usefixtures("ordinary_day")


@pytest.fixture
def office(people: People) -> People:
    publish_kinds()
    return people


@pytest.fixture
def officer(office: People, signed_in: object) -> Client:
    return signed_in("officer")


def ending(office: People, days: int) -> Permit:
    """A card whose last day is so many days ahead; nobody has applied for its renewal."""
    permit = issued(office.actor("officer"), at=now() - timedelta(days=300))
    Permit.objects.filter(pk=permit.pk).update(valid_until=today() + timedelta(days=days))
    return Permit.objects.get(pk=permit.pk)


@pytest.mark.row("ENT-10", "SYS-059", "SYS-060")
def test_a_card_is_issued_with_the_work_right_phrase_and_its_rights(officer: Client) -> None:
    assert officer.post("/desk/permits/issue/card/", FORM).status_code == 302
    permit = Permit.objects.get()
    page = said(officer.get(f"/desk/permits/{permit.number}/"))
    assert "持證人工作不須申請工作許可" in page
    assert "阮○梅" in page
    assert "阮氏梅" not in page
    for form, head in (("pdf", b"%PDF"), ("odt", b"PK")):
        assert officer.get(f"/desk/permits/{permit.number}.{form}").content.startswith(head)
    sent = {"way": "counter", "proof": "passport", "rights": "1", "folder": "1"}
    assert officer.post(f"/desk/permits/{permit.number}/hand-out/", sent).status_code == 302
    page = said(officer.get(f"/desk/permits/{permit.number}/"))
    assert "附放置夾" in page
    assert "附權益說明" in page


def test_what_is_wrong_stands_at_its_box_and_nothing_typed_is_lost(officer: Client) -> None:
    answer = officer.post("/desk/permits/issue/card/", {**FORM, "birth_on": "昨天"})
    assert answer.status_code == 422
    assert "q-birth_on-error" in said(answer)
    assert "阮氏梅" in said(answer)


def test_an_annotation_is_added_and_a_lost_card_issued_again(office: People, officer: Client) -> None:
    permit = issued(office.actor("officer"), at=now())
    assert officer.post(f"/desk/permits/{permit.number}/annotate/", {"phrase": "again"}).status_code == 302
    assert (
        officer.post(f"/desk/permits/{permit.number}/replace/", {"reason": "lost", "way": "counter"}).status_code == 302
    )
    old, new = Permit.objects.order_by("id")
    assert (old.state, new.follows, new.annotations.count()) == ("replaced", old, 2)


@pytest.mark.row("SYS-043", "RUL-03", "FRM-05")
def test_fifteen_days_before_a_notice_is_printed_and_posted(office: People, officer: Client) -> None:
    ending(office, 12)
    run_ladder(agency=AGENCY, by=NIGHT, at=now())
    page = said(officer.get("/desk/permits/contacts/?channel=letter"))
    assert "阮○梅" in page
    assert "<b>1</b>郵寄" in page
    assert officer.post("/desk/permits/contacts/letters.pdf").content.startswith(b"%PDF")
    assert officer.post("/desk/permits/contacts/posted/", {"contact": Contact.objects.get().pk}).status_code == 302
    assert Contact.objects.get().result == "posted"


@pytest.mark.row("SYS-043", "RUL-04")
def test_a_week_before_the_call_is_made_and_each_try_is_kept(office: People, officer: Client) -> None:
    permit = ending(office, 6)
    run_ladder(agency=AGENCY, by=NIGHT, at=now())
    call = Contact.objects.get(step="call", state="open")
    page = said(officer.post(f"/desk/permits/contacts/{call.pk}/reach/", {"channel": "phone"}))
    assert "0912-345-678" in page or "0912345678" in page
    for result in ("not_reached", "promised"):
        assert officer.post(f"/desk/permits/contacts/{call.pk}/", {"result": result}).status_code == 302
    assert list(Tried.objects.values_list("result", flat=True)) == ["not_reached", "promised"]
    assert "答應申辦" in said(officer.get(f"/desk/permits/{permit.number}/"))
    again = officer.post(f"/desk/permits/contacts/{call.pk}/", {"result": "reached"})
    assert again.status_code == 422


@pytest.mark.row("SYS-043", "RUL-05")
def test_the_visit_is_for_another_unit_and_not_for_who_is_protected(
    office: People, officer: Client, signed_in: object
) -> None:
    first, second = ending(office, 1), ending(office, 1)
    sent = {"why": "protected", "source": "社會處通報"}
    assert officer.post(f"/desk/permits/{second.number}/exclude/", sent).status_code == 302
    run_ladder(agency=AGENCY, by=NIGHT, at=now())
    page = said(signed_in("elsewhere").get("/desk/permits/contacts/?channel=visit"))
    assert first.number in page
    assert second.number not in page
    assert "社會處通報" in said(officer.get(f"/desk/permits/{second.number}/"))
    assert "恢復通知" in said(officer.get(f"/desk/permits/{second.number}/"))
    assert "恢復通知" not in said(officer.get(f"/desk/permits/{first.number}/"))


@pytest.mark.row("RUL-06")
def test_what_ends_within_three_months_is_a_list_and_a_table(office: People, officer: Client) -> None:
    near, far = ending(office, 80), ending(office, 120)
    for address in ("/desk/permits/", "/desk/permits.csv"):
        text = said(officer.get(f"{address}?show=quarter"))
        assert near.number in text
        assert far.number not in text


@pytest.mark.row("SYS-085", "RUL-09", "ENT-19")
def test_a_certificate_is_used_again_and_the_paper_is_not_asked_for(office: People, officer: Client) -> None:
    permit = issued(office.actor("officer"), code="certificate", at=now())
    page = said(officer.post("/desk/permits/reuse/", {"id_number": "A800000014", "purpose": "intake"}))
    assert permit.number in page
    assert officer.post(f"/desk/permits/{permit.number}/use/", {"purpose": "入境"}).status_code == 302
    assert "使用 1 次，少附 1 份文件" in said(officer.get(f"/desk/permits/{permit.number}/"))


@pytest.mark.row("IND-51", "IND-52")
def test_calls_and_what_ended_overdue_are_counted(office: People, officer: Client) -> None:
    load_house("indicators")
    ending(office, 6)
    run_ladder(agency=AGENCY, by=NIGHT, at=now())
    call = Contact.objects.get(step="call", state="open")
    officer.post(f"/desk/permits/contacts/{call.pk}/", {"result": "reached"})
    later = now() + timedelta(days=8)
    run_ladder(agency=AGENCY, by=NIGHT, at=later)
    refresh(at=later)
    chief, years = office.actor("chief"), {now().year - 1911, later.year - 1911}
    for code in ("IND-51", "IND-52", "PM-01", "PM-02"):
        found = [value(chief, code, agency=AGENCY, unit=f"/{AGENCY}/", span=span(str(year))) for year in sorted(years)]
        assert [one.printed for one in found if one.printed], code
    assert "IND-52" in said(officer.get("/desk/indicators/"))


@pytest.mark.django_db(transaction=True)
def test_anybody_checks_a_paper_and_learns_nothing_of_its_holder(office: People) -> None:
    permit = issued(office.actor("officer"), at=now())
    client = Client()
    answer = client.post("/ttbn/verify/", {"number": permit.number, "code": code_of(permit)})
    assert answer.status_code == 200
    assert "居留證" in said(answer)
    assert "阮" not in said(answer)
    wrong = [client.post("/ttbn/verify/", {"number": number, "code": "2222"}) for number in (permit.number, "X", "\0'")]
    assert {one.status_code for one in wrong} == {422}
    assert len({said(one).count("不相符") for one in wrong}) == 1


@pytest.mark.django_db(transaction=True)
def test_a_holder_sees_the_working_and_is_blocked_after_five_wrong_dates(office: People) -> None:
    permit = issued(office.actor("officer"), at=now())
    client = Client()
    page = said(client.post("/ttbn/permits/", {"number": permit.number, "birth": "79/5/17"}))
    assert "期限怎麼算出來" in page
    assert "郵寄延期通知書" in page
    codes = [client.post("/ttbn/permits/", {"number": permit.number, "birth": "79/5/18"}).status_code for _ in range(6)]
    assert codes == [422, 422, 422, 422, 422, 429]


@pytest.mark.row("SYS-080", "SYS-202", "RUL-08")
@pytest.mark.django_db(transaction=True)
def test_a_holder_prints_a_paper_of_that_kind_and_nobody_else_does(people: People) -> None:
    publish_kinds(certificate(pickup={"ways": ["self"], "reminders": 0}), certificate(id="fetched"))
    officer = people.actor("officer")
    mine = issued(officer, code="certificate", at=now(), way="self")
    fetched = issued(officer, code="fetched", at=now())
    client, known = Client(), {"number": mine.number, "birth": "79/5/17", "code": ""}
    assert "存成 PDF" in said(client.post("/ttbn/permits/", known))
    paper = client.post("/ttbn/permits/", {**known, "print": "1"})
    assert paper.content.startswith(b"%PDF")
    assert Permit.objects.get(pk=mine.pk).handed_on == today()
    assert client.post("/ttbn/permits/", {**known, "birth": "79/5/18", "print": "1"}).status_code == 422
    answer = client.post("/ttbn/permits/", {**known, "number": fetched.number, "print": "1"})
    assert answer["Content-Type"].startswith("text/html")
    assert "存成 PDF" not in said(answer)


def test_anybody_counts_until_when_a_paper_would_be_valid(office: People) -> None:
    page = said(Client().get("/ttbn/permits/until/?kind=card&first=115/3/1"))
    assert "116年2月28日" in page
    assert Client().get("/ttbn/permits/until/?kind=card&first=x").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_statements_for_one_and_three(
    office: People, officer: Client, rows: int, django_assert_max_num_queries: object
) -> None:
    for _ in range(rows):
        issued(office.actor("officer"), at=now())
    with django_assert_max_num_queries(22):
        assert officer.get("/desk/permits/").status_code == 200


def test_a_granted_case_leads_to_its_paper_once_and_the_holder_is_told(desk: Desk, officer: Client):
    number = desk.receive().number
    address = f"/desk/permits/for/{number}/"
    assert officer.post(address, {"way": "counter"}).status_code == 200
    assert Permit.objects.count() == 0
    decide(number=number, outcome="granted", by=desk.people.actor("officer", now()), at=now(), printed=False)
    assert "居留證" in said(officer.get(address))
    answer = officer.post(address, {"way": "counter"})
    assert answer.status_code == 302, said(answer)
    permit = Permit.objects.get()
    assert answer["Location"] == f"/desk/permits/{permit.number}/"
    assert (permit.origin_number, permit.holder.name) == (number, "陳阿美")
    assert officer.post(address, {"way": "counter"})["Location"] == answer["Location"]
    assert officer.get(address)["Location"] == answer["Location"]
    assert Permit.objects.count() == 1
