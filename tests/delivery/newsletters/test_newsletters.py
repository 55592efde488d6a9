"""Newsletters: asked for twice over, issued step by step, sent to everybody once, ended by one press, counted anew."""

import random
from contextlib import suppress
from datetime import date, timedelta

import pytest
from django.core import mail

from bianmin.delivery.newsletters.actions import issuing
from bianmin.delivery.newsletters.actions.issuing import (
    NothingWritten,
    NoTrialReaders,
    NotTranslated,
    StepIsOpen,
    issue,
    remark,
    send_waiting,
    try_out,
)
from bianmin.delivery.newsletters.actions.making import NoSuchStep, NumberIsTaken, note_step, plan, write
from bianmin.delivery.newsletters.actions.steps import IssuedAlready
from bianmin.delivery.newsletters.actions.subscribe import (
    ConsentIsMissing,
    NoPlaceForTrial,
    ask,
    change,
    confirm,
    end,
    remove_unconfirmed,
)
from bianmin.delivery.newsletters.models import Copy, Issue, Subscriber
from bianmin.delivery.newsletters.queries.issues import issue_of, late, sent_of, to_plan
from bianmin.delivery.newsletters.queries.policy import paper_of, rules_of
from bianmin.delivery.newsletters.queries.subscribers import listed, won
from bianmin.delivery.newsletters.vocab.cards import Draft, Sent
from bianmin.foundation.notices.actions.delivery import deliver
from bianmin.foundation.notices.models import Message
from bianmin.foundation.persons.models import Person
from bianmin.kernel.actor import PUBLIC
from bianmin.kernel.errors import NotAllowed, NotFound, Refused
from bianmin.quality.indicators.actions.refresh import rebuild, refresh
from bianmin.quality.indicators.models import Cell
from tests.factories.house import furnished
from tests.factories.newsletters import asked, holder, keep_rules, planned, ready, subscribed, wish
from tests.people import AGENCY, COUNTER, NOON, RECORDS, People

DAY = timedelta(days=1)


@pytest.fixture
def people(db: None) -> People:
    """The office with its packs, and a newsletter of the counter."""
    found = furnished()
    keep_rules()
    return found


def test_an_address_is_subscribed_by_the_link_of_a_letter_and_one_letter_a_day_goes_to_it(people: People):
    persons = Person.objects.count()
    row = asked(email="Hoa@example.tw")
    ask(wish=wish(email="hoa@example.tw"), agreed=True, by=PUBLIC, at=NOON + timedelta(hours=2))
    assert (row.state, Person.objects.count() - persons, Message.objects.filter(subject=row.subject).count()) == (
        "waiting", 1, 1,
    )  # fmt: skip
    deliver(at=NOON)
    letter = mail.outbox[-1]
    assert letter.to == ["Hoa@example.tw"]
    assert f"/ttbn/newsletters/own/{row.number}/" in letter.body
    address = next(line for line in letter.body.splitlines() if "/newsletters/own/" in line)
    assert letter.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with pytest.raises(NotFound):
        confirm(number=row.number, by=PUBLIC, at=NOON)
    assert confirm(number=row.number, by=holder(row), at=NOON + DAY).confirmed_on == date(2025, 3, 6)
    ask(wish=wish(email="hoa@example.tw"), agreed=True, by=PUBLIC, at=NOON + DAY)
    assert (Subscriber.objects.count(), Message.objects.filter(subject=row.subject).count()) == (1, 2)


def test_what_is_not_confirmed_in_seven_days_leaves_no_address(people: People):
    persons, row = Person.objects.count(), asked()
    assert remove_unconfirmed(at=NOON + 7 * DAY) == 0
    assert remove_unconfirmed(at=NOON + 8 * DAY) == 1
    assert (Subscriber.objects.count(), Person.objects.count()) == (0, persons)
    assert not Message.objects.filter(subject=row.subject).exists()


def test_an_end_removes_the_address_and_what_waits_and_one_may_subscribe_again(people: People):
    persons, row = Person.objects.count(), subscribed(email="hoa@example.tw")
    out = ready(people)
    issue(number=out.number, by=people.actor("chief"), at=NOON)
    assert send_waiting(at=NOON) == 1
    end(number=row.number, by=holder(row), at=NOON)
    row.refresh_from_db()
    assert (row.state, row.person_id, row.ended_on) == ("ended", None, NOON.date())
    assert (Person.objects.count(), Message.objects.count(), Copy.objects.count()) == (persons, 0, 0)
    assert subscribed(email="hoa@example.tw").number != row.number


def test_the_counter_asks_for_consent_and_the_unit_and_colleague_stand_with_it(people: People):
    officer, other = people.actor("officer"), people.actor("elsewhere")
    with pytest.raises(ConsentIsMissing):
        ask(wish=wish(source="counter"), agreed=False, by=officer, at=NOON)
    with pytest.raises(NotAllowed):
        ask(wish=wish(source="counter"), agreed=True, by=people.actor("auditor"), at=NOON)
    first = subscribed(officer, source="counter")
    subscribed(officer, source="counter", nationality="tw")
    asked(officer, source="counter")
    subscribed(other, source="counter")
    subscribed()
    assert (first.unit_path, first.recruiter) == (COUNTER, officer.key)
    year = (date(2025, 1, 1), date(2025, 12, 31))
    assert won(AGENCY, *year, "unit_path") == [(COUNTER, 2, 1), (RECORDS, 1, 1)]
    assert won(AGENCY, *year, "recruiter") == [(officer.key, 2, 1), (other.key, 1, 1)]
    rules = rules_of(AGENCY)
    assert [rules.reward(n) for n in (0, 1, 2, 3)] == ["", "嘉勉（示範）", "嘉勉（示範）", "嘉獎一次（示範）"]
    assert len(listed(other, AGENCY)) == 1
    assert len(listed(people.actor("chief"), AGENCY)) == 5
    assert listed(people.actor("outsider"), AGENCY) == []


def test_an_issue_goes_out_when_its_steps_are_done_and_everything_is_translated(people: People):
    officer, chief = people.actor("officer"), people.actor("chief")
    titles = {"zh-hant": "三月號", "en": ""}
    row = plan(agency=AGENCY, paper="news", serial=63, due_on=date(2025, 3, 15), titles=titles, by=officer, at=NOON)
    assert (row.number, row.copies) == ("news-63", 1500)
    with pytest.raises(NumberIsTaken):
        plan(agency=AGENCY, paper="news", serial=63, due_on=NOON.date(), titles=titles, by=officer, at=NOON)
    with pytest.raises(NotAllowed):
        plan(
            agency=AGENCY, paper="news", serial=64, due_on=NOON.date(), titles=titles, by=people.actor("elsewhere"),
            at=NOON,
        )  # fmt: skip
    with pytest.raises(NothingWritten):
        issue(number="news-63", by=chief, at=NOON)
    chinese = Draft("health", {"zh-hant": "看醫生"}, {"zh-hant": "健保卡要帶著。"})
    article = write(number="news-63", article=None, draft=chinese, by=officer, at=NOON)
    with pytest.raises(NotTranslated):
        issue(number="news-63", by=chief, at=NOON)
    Issue.objects.update(titles={"zh-hant": "三月號", "en": "March"})
    both = Draft("health", {"zh-hant": "看醫生", "en": "Seeing a doctor"}, {"zh-hant": "帶卡。", "en": "Bring it."})
    write(number="news-63", article=article.pk, draft=both, by=officer, at=NOON)
    with pytest.raises(StepIsOpen):
        issue(number="news-63", by=chief, at=NOON)
    assert [one.due_on for one in issue_of(officer, "news-63").steps] == [
        date(2025, 2, 23), date(2025, 3, 7), date(2025, 3, 15),
    ]  # fmt: skip
    assert [one.number for one in late(officer, AGENCY, NOON.date())] == ["news-63"]
    for code in ("topics", "reviewed"):
        note_step(number="news-63", code=code, note="顧問 Smith", by=officer, at=NOON)
    with pytest.raises(NoSuchStep):
        note_step(number="news-63", code="topics", note="", by=officer, at=NOON)
    assert late(officer, AGENCY, NOON.date()) == []
    with pytest.raises(NotAllowed):
        issue(number="news-63", by=officer, at=NOON)
    done = issue(number="news-63", by=chief, at=NOON)
    assert (done.issued_on, done.on_time) == (NOON.date(), True)
    with pytest.raises(IssuedAlready):
        write(number="news-63", article=article.pk, draft=both, by=officer, at=NOON)


def test_everybody_gets_one_copy_in_batches_whatever_breaks_off(people: People, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(issuing, "BATCH", 2)
    for one in ("refuse", "amei", "hoa", "lan", "siti"):
        subscribed(email=f"{one}@example.tw", language="zh-hant" if one == "amei" else "en")
    asked(email="waits@example.tw")
    out, chief = ready(people), people.actor("chief")
    issue(number=out.number, by=chief, at=NOON)
    subscribed(email="late@example.tw", at=NOON + DAY)
    assert send_waiting(at=NOON) == 2
    whole = issuing._copy

    def broken(*args: object) -> None:
        whole(*args)
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(issuing, "_copy", broken)
    with pytest.raises(RuntimeError):
        send_waiting(at=NOON)
    monkeypatch.setattr(issuing, "_copy", whole)
    assert [send_waiting(at=NOON) for _turn in range(3)] == [2, 1, 0]
    deliver(at=NOON)
    told = [one for one in mail.outbox if "March" in one.subject or "三月號" in one.subject]
    assert sorted(one.to[0] for one in told) == [
        "amei@example.tw", "hoa@example.tw", "lan@example.tw", "refuse@example.tw", "siti@example.tw",
    ]  # fmt: skip
    assert next(one for one in told if one.to == ["amei@example.tw"]).subject == "卑南生活報：三月號"
    assert "- Seeing a doctor" in next(one for one in told if one.to == ["hoa@example.tw"]).body
    send_waiting(at=NOON)
    assert sent_of(issue_of(chief, out.number)) == Sent(queued=0, sent=5, bounced=0)
    assert Issue.objects.get().sent_on == NOON.date()


@pytest.mark.usefixtures("people")
def test_what_comes_back_is_counted_and_nobody_has_to_telephone(people: People, settings: object):
    settings.EMAIL_BACKEND = "bianmin.foundation.notices.contrib.demo.EmailBackend"  # type: ignore[attr-defined]
    subscribed(email="refuse@example.tw")
    Message.objects.all().delete()
    out, chief = ready(people), people.actor("chief")
    issue(number=out.number, by=chief, at=NOON)
    send_waiting(at=NOON)
    deliver(at=NOON)
    send_waiting(at=NOON)
    assert sent_of(issue_of(chief, out.number)) == Sent(queued=0, sent=0, bounced=1)
    assert list(Message.objects.values_list("state", "channel")) == [("given_up", "email")]


def test_trial_readers_read_first_and_say_what_they_think(people: People):
    officer, row, other = people.actor("officer"), subscribed(), subscribed()
    out = planned(people)
    with pytest.raises(NoTrialReaders):
        try_out(number=out.number, by=officer, at=NOON)
    for one in (row, other):
        change(number=one.number, language="en", nationality="vn", trial=True, by=holder(one), at=NOON)
    third = subscribed()
    with pytest.raises(NoPlaceForTrial):
        change(number=third.number, language="en", nationality="", trial=True, by=holder(third), at=NOON)
    for _turn in range(2):
        try_out(number=out.number, by=officer, at=NOON)
    assert Copy.objects.filter(trial=True).count() == 2
    for text in ("第一段太長。", "很好讀。"):
        remark(subscriber=row.number, issue=out.number, text=text, by=holder(row), at=NOON)
    with pytest.raises(NotFound):
        remark(subscriber=third.number, issue=out.number, text="好", by=holder(third), at=NOON)
    assert [one.text for one in out.remarks.all()] == ["很好讀。"]


@pytest.mark.row("RUL-33")
def test_the_next_issue_is_to_be_planned_by_the_rhythm(people: People):
    officer, paper = people.actor("officer"), paper_of(AGENCY, "news")[1]
    assert paper.next_after(date(2025, 3, 5)) == date(2025, 3, 15)
    assert paper.next_after(date(2025, 12, 15)) == date(2026, 1, 15)
    assert [(one.code, day) for one, day in to_plan(officer, AGENCY, date(2025, 3, 5))] == [
        ("news", date(2025, 3, 15)), ("monthly", date(2025, 3, 10)),
    ]  # fmt: skip
    planned(people)
    assert [one.code for one, _day in to_plan(officer, AGENCY, date(2025, 3, 5))] == ["monthly"]
    assert to_plan(people.actor("elsewhere"), AGENCY, date(2025, 3, 5)) == []


@pytest.mark.parametrize("seed", range(3))
def test_incremental_counting_equals_counting_anew(people: People, seed: int):
    chance, officer, chief = random.Random(seed), people.actor("officer"), people.actor("chief")
    rows: list[Subscriber] = []
    for turn in range(12):
        at = NOON + turn * DAY
        by = chance.choice([PUBLIC, officer])
        source = "web" if by is PUBLIC else "counter"
        rows.append(subscribed(by, at, source=source, nationality=chance.choice(["vn", "tw", ""])))
        one = chance.choice(rows)
        with suppress(Refused):
            match chance.randrange(3):
                case 0:
                    end(number=one.number, by=holder(one), at=at)
                case 1:
                    change(number=one.number, language="zh-hant", nationality="tw", trial=True, by=holder(one), at=at)
                case _:
                    row = ready(people, serial=turn + 1, due_on=at.date() - chance.randrange(2) * DAY, at=at)
                    issue(number=row.number, by=chief, at=at)
        send_waiting(at=at)
        deliver(at=at)
        if chance.random() < 0.4:
            refresh(at=at)
    send_waiting(at=NOON + 13 * DAY)
    refresh(at=NOON + 21 * DAY)
    counted = cells()
    rebuild(at=NOON + 21 * DAY)
    assert cells() == counted
    assert sum(cell[-1] for cell in counted if cell[1] == "newsletters.won") == 12


def cells() -> list[tuple[object, ...]]:
    found = Cell.objects.filter(measure__startswith="newsletters.")
    return sorted(found.values_list("agency", "measure", "unit_path", "day", "key", "bin", "n"))
