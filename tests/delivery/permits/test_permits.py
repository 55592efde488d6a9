"""Permits: issued once, annotated, issued again, cancelled; handed out; used again; looked up by number and code."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bianmin.delivery.permits.actions.changes import ReasonIsMissing, annotate, cancel, replace, revoke
from bianmin.delivery.permits.actions.handing import (
    Fetched,
    ProofIsMissing,
    ProxyNeedsProof,
    TrackingIsMissing,
    hand_out,
)
from bianmin.delivery.permits.actions.issue import LastDayMissing, WayIsClosed
from bianmin.delivery.permits.actions.lookup import NothingFits, open_own, verify
from bianmin.delivery.permits.actions.reuse import UsedForThis, UsedUp, look_for_reusable, use
from bianmin.delivery.permits.actions.steps import NotAsItStands
from bianmin.delivery.permits.models import Handing, Permit, Use
from bianmin.delivery.permits.queries.codes import code_of
from bianmin.delivery.permits.queries.permits import permit_card
from bianmin.delivery.permits.queries.validity import span
from bianmin.foundation.clock.reckon.calendar import built_in
from bianmin.foundation.tries.vocab import TooManyTries
from bianmin.journeys.permit import Ask, issue_at_desk
from bianmin.kernel.errors import NotAllowed, NotFound
from tests.factories.permits import MAI, certificate, issued, kind, publish_kinds
from tests.people import AGENCY, COUNTER, NOON, People

DAY = timedelta(days=1)


@pytest.fixture
def office(people: People) -> People:
    publish_kinds()
    return people


def test_a_year_includes_its_first_day(office: People) -> None:
    permit = issued(office.actor("officer"))
    assert (permit.valid_from, permit.valid_until) == (date(2025, 3, 5), date(2026, 3, 4))
    assert permit.number == "TTBN-R1140000018"
    assert list(permit.annotations.values_list("text", flat=True)) == ["持證人工作不須申請工作許可"]


def test_thirty_days_end_on_the_thirtieth_even_on_a_day_off(office: People) -> None:
    found = span(certificate(), date(2025, 3, 1), calendar=built_in())
    assert found.last == date(2025, 3, 30)


@given(first=st.dates(date(2000, 1, 1), date(2060, 1, 1)), days=st.integers(1, 400))
@settings(max_examples=50)
def test_a_period_of_days_has_so_many_days(first: date, days: int) -> None:
    of = kind(validity={"period": f"{days}d"})
    last = span(of, first, calendar=built_in()).last
    assert last is not None
    assert (last - first).days + 1 == days


def test_the_same_form_sent_twice_issues_one_permit(office: People) -> None:
    by = office.actor("officer")
    for _ in range(2):
        issue_at_desk(agency=AGENCY, kind="card", holder=MAI, ask=Ask("counter"), key="the-same-key", by=by, at=NOON)
    assert Permit.objects.count() == 1


def test_where_the_last_day_is_chosen_it_must_be_given(office: People) -> None:
    publish_kinds(kind(id="chosen", validity={"chosen": True}))
    with pytest.raises(LastDayMissing):
        issued(office.actor("officer"), code="chosen")


def test_a_way_that_the_kind_does_not_go_is_refused(office: People) -> None:
    with pytest.raises(WayIsClosed):
        issued(office.actor("officer"), code="certificate", way="registered")


@pytest.mark.parametrize("name", ["elsewhere", "research", "auditor", "admin", "outsider"])
def test_only_those_who_work_there_issue(office: People, name: str) -> None:
    with pytest.raises(NotAllowed):
        issued(office.actor(name))


def test_a_permit_is_annotated_once(office: People) -> None:
    by, permit = office.actor("officer"), issued(office.actor("officer"))
    for _ in range(2):
        annotate(number=permit.number, phrase="again", by=by, at=NOON)
    card = permit_card(by, permit.number, on=NOON.date())
    assert card.annotations == ("持證人工作不須申請工作許可", "換發")
    assert [event.kind for event in card.events] == ["issued", "annotated"]


def test_a_lost_card_is_issued_again_and_keeps_its_last_day(office: People) -> None:
    by, old = office.actor("officer"), issued(office.actor("officer"))
    annotate(number=old.number, phrase="again", by=by, at=NOON)
    later = NOON + 100 * DAY
    new = replace(number=old.number, reason="lost", way="counter", key="again-000001", by=by, at=later)
    assert (new.valid_from, new.valid_until) == (date(2025, 6, 13), date(2026, 3, 4))
    assert new.annotations.count() == 2
    before = permit_card(by, old.number, on=later.date())
    assert (before.standing, before.followed_by) == ("replaced", (new.number,))
    with pytest.raises(NotAsItStands):
        annotate(number=old.number, phrase="again", by=by, at=later)


def test_what_is_cancelled_needs_a_reason_and_is_worth_nothing(office: People) -> None:
    by, permit = office.actor("officer"), issued(office.actor("officer"))
    with pytest.raises(ReasonIsMissing):
        cancel(number=permit.number, reason="  ", by=by, at=NOON)
    cancel(number=permit.number, reason="持證人申請", by=by, at=NOON)
    found = verify(agency=AGENCY, number=permit.number, code=code_of(permit), at=NOON)
    assert found.standing == "cancelled"


def test_only_a_chief_revokes(office: People) -> None:
    permit = issued(office.actor("officer"))
    with pytest.raises(NotAllowed):
        revoke(number=permit.number, reason="不實", by=office.actor("officer"), at=NOON)
    revoke(number=permit.number, reason="不實", by=office.actor("chief"), at=NOON)
    assert Permit.objects.get().state == "revoked"


@pytest.mark.parametrize(
    ("name", "sees"),
    [
        ("officer", True),
        ("elsewhere", False),
        ("chief", True),
        ("auditor", True),
        ("research", False),
        ("outsider", False),
    ],
)
def test_a_permit_is_seen_by_its_unit_and_its_chief(office: People, name: str, sees: bool) -> None:
    permit = issued(office.actor("officer"))
    if sees:
        assert permit_card(office.actor(name), permit.number, on=NOON.date()).holder.name == "阮○梅"
    else:
        with pytest.raises(NotFound):
            permit_card(office.actor(name), permit.number, on=NOON.date())


def test_the_office_where_it_is_fetched_sees_it_and_hands_it_out(office: People) -> None:
    permit = issued(office.actor("officer"), way="office")
    elsewhere = office.actor("elsewhere")
    fetched = Fetched("office", "passport", rights=True, folder=True)
    hand_out(number=permit.number, fetched=fetched, unit="/376550300A/records/", by=elsewhere, at=NOON + DAY)
    handing = Handing.objects.get()
    assert (handing.by, handing.rights_given, handing.folder_given) == (elsewhere.key, True, True)
    assert Permit.objects.get().handed_on == date(2025, 3, 6)


@pytest.mark.parametrize(
    ("fetched", "refusal"),
    [
        (Fetched("counter"), ProofIsMissing),
        (Fetched("registered"), TrackingIsMissing),
        (Fetched("counter", "passport", proxy="王大明"), ProxyNeedsProof),
        (Fetched("counter", "passport", proxy_proof="id_card"), ProxyNeedsProof),
    ],
)
def test_nothing_is_handed_out_without_proof(office: People, fetched: Fetched, refusal: type[Exception]) -> None:
    permit = issued(office.actor("officer"))
    with pytest.raises(refusal):
        hand_out(number=permit.number, fetched=fetched, unit=COUNTER, by=office.actor("officer"), at=NOON)
    assert not Handing.objects.exists()


def test_a_reusable_paper_is_found_by_its_holder_and_each_use_is_a_row(office: People) -> None:
    by, permit = office.actor("officer"), issued(office.actor("officer"), code="certificate")
    found = look_for_reusable(agency=AGENCY, id_number="a800000014", purpose="intake", by=by, at=NOON)
    assert [(one.number, one.paper, one.used) for one in found] == [(permit.number, "簽證", 0)]
    used = use(number=permit.number, purpose="入境", by=by, at=NOON)
    use(number=permit.number, purpose="入境", by=by, at=NOON + DAY)
    assert used.stay_until == date(2025, 4, 4)
    assert (Permit.objects.get().used, Use.objects.count()) == (2, 2)


def test_a_reusable_paper_ends_without_an_extension(office: People) -> None:
    by, permit = office.actor("officer"), issued(office.actor("officer"), code="certificate")
    assert permit.valid_until == date(2025, 4, 3)
    use(number=permit.number, purpose="入境", by=by, at=datetime(2025, 4, 3, 23, 0, tzinfo=NOON.tzinfo))
    with pytest.raises(NotAsItStands):
        use(number=permit.number, purpose="入境", by=by, at=datetime(2025, 4, 4, 0, 1, tzinfo=NOON.tzinfo))
    assert look_for_reusable(agency=AGENCY, id_number="A800000014", purpose="intake", by=by, at=NOON + 40 * DAY) == []


def test_a_paper_is_used_as_often_as_it_may_and_once_for_a_case(office: People) -> None:
    publish_kinds(certificate(id="twice", number={"series": "T"}, reuse={"paper": "公證書", "most": 2}))
    by = office.actor("officer")
    number = issued(by, code="twice").number
    use(number=number, purpose="居留", case_number="TTBN-1140305-000127", by=by, at=NOON)
    with pytest.raises(UsedForThis):
        use(number=number, purpose="居留", case_number="TTBN-1140305-000127", by=by, at=NOON)
    use(number=number, purpose="定居", by=by, at=NOON)
    with pytest.raises(UsedUp):
        use(number=number, purpose="定居", by=by, at=NOON)


@pytest.mark.django_db(transaction=True)
def test_wrong_numbers_and_wrong_codes_get_the_same_answer_and_are_counted(office: People) -> None:
    permit = issued(office.actor("officer"))
    code = code_of(permit)
    for number, typed in (("TTBN-R1140000999", code), (permit.number, "22222222"), ("', OR 1=1", ""), ("\0", "\0")):
        with pytest.raises(NothingFits):
            verify(agency=AGENCY, number=number, code=typed, at=NOON)
    typed = f" {permit.number.lower().replace('-', ' ')} "
    assert verify(agency=AGENCY, number=typed, code=code.lower(), at=NOON).standing == "valid"
    for _ in range(4):
        with pytest.raises(NothingFits):
            verify(agency=AGENCY, number=permit.number, code="22222222", at=NOON)
    with pytest.raises(TooManyTries):
        verify(agency=AGENCY, number=permit.number, code=code, at=NOON)
    later = NOON + timedelta(hours=2)
    with pytest.raises(NothingFits):
        open_own(agency=AGENCY, number=permit.number, born=date(1990, 5, 17), code="", at=later)
    assert verify(agency=AGENCY, number=permit.number, code=code, at=later).standing == "valid"


@pytest.mark.django_db(transaction=True)
def test_a_holder_sees_the_dates_and_how_they_came_about(office: People) -> None:
    permit = issued(office.actor("officer"))
    card = open_own(agency=AGENCY, number=permit.number, born=date(1990, 5, 17), code="", at=NOON)
    assert card.renewable_from == date(2026, 2, 2)
    assert [(one.code, one.day) for one in card.reminders] == [
        ("letter", date(2026, 2, 13)), ("call", date(2026, 2, 25)), ("visit", date(2026, 2, 26)),
    ]  # fmt: skip
    assert len(card.working) == 4
