"""The demonstration by its command: a small office whose rows, journal, messages, figures and report fit together."""

import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime
from pathlib import Path

import pytest

from bianmin.kernel.rocdate import TAIPEI
from tests.conftest import CASES, demonstrated, done
from tests.processes import Run

COUNTED = (
    "accounts_user", "audit_line", "cases_case", "cases_casepaper", "cases_decision", "cases_event",
    "cases_supplement", "clock_ledgerentry", "forum_ballot", "forum_message", "notices_message", "opinions_opinion",
    "persons_person", "ratings_rating", "surveys_answer",
)  # fmt: skip

LINES = [
    ("cases.apply", "cases_case"),
    ("persons.add", "persons_person"),
    ("ratings.rate", "ratings_rating"),
    ("notices.send", "notices_message"),
    ("cases.decide", "cases_decision"),
    ("cases.request_supplement", "cases_supplement"),
]
"""Which act writes a row of which table."""


@pytest.fixture(scope="module")
def home(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration's home."""
    return Path(shutil.copytree(demonstration, tmp_path_factory.mktemp("demo") / "home"))


@pytest.fixture
def ask(home: Path) -> Callable[[str], list[tuple[object, ...]]]:
    def rows(statement: str) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(home / "bianmin.sqlite3")) as database:
            return database.execute(statement).fetchall()

    return rows


def counts(home: Path) -> dict[str, int]:
    with closing(sqlite3.connect(home / "bianmin.sqlite3")) as database:
        return {table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in COUNTED}


def day_of(home: Path) -> date:
    """The day on which it was made."""
    return datetime.fromisoformat((home / "demo.done").read_text()).astimezone(TAIPEI).date()


def one(ask: Callable[[str], list[tuple[object, ...]]], statement: str) -> object:
    return ask(statement)[0][0]


def lines_of(verb: str) -> str:
    return f"SELECT count(*) FROM audit_line WHERE verb = '{verb}'"


@pytest.mark.parametrize(("verb", "table"), LINES)
def test_every_row_has_its_journal_line(ask, verb: str, table: str):
    subjects = one(ask, f"SELECT count(DISTINCT subject) FROM audit_line WHERE verb = '{verb}'")
    lines, rows = one(ask, lines_of(verb)), one(ask, f"SELECT count(*) FROM {table}")
    assert lines == rows > 0
    assert subjects == lines or verb == "cases.request_supplement"


def test_every_case_begins_its_timeline_once(ask):
    begun = "SELECT count(*) FROM cases_event WHERE kind IN ('received', 'requested') GROUP BY case_id"
    assert ask(begun) == [(1,)] * one(ask, "SELECT count(*) FROM cases_case")


def test_about_as_many_cases_come_in_as_were_asked_for(ask):
    lived = one(ask, "SELECT count(*) FROM cases_case WHERE received_on < '2026-01-01'")
    assert 0.8 * CASES < lived < 1.2 * CASES


def test_every_number_is_given_once_and_no_due_date_lies_before_its_receipt(ask):
    assert one(ask, "SELECT count(*) - count(DISTINCT number) FROM cases_case") == 0
    assert one(ask, "SELECT count(*) FROM cases_case WHERE due_on < received_on OR due_on > statutory_due_on") == 0


def test_who_wrote_an_address_is_told_by_mail_and_who_did_not_by_telephone(ask):
    wrong = (
        "SELECT count(*) FROM notices_message m JOIN persons_person p ON p.id = m.person_id "
        "WHERE (p.email = '') != (m.channel = 'phone')"
    )
    assert one(ask, wrong) == 0


def test_no_email_is_left_waiting(ask):
    assert one(ask, "SELECT count(*) FROM notices_message WHERE channel = 'email' AND state != 'sent'") == 0


def test_every_unhappy_rating_says_why(ask):
    assert one(ask, "SELECT count(*) FROM ratings_rating WHERE dissatisfied AND reason = ''") == 0


def test_the_desk_has_work_of_every_ordinary_kind(ask):
    found = dict(ask("SELECT state, count(*) FROM cases_case WHERE state != 'released' GROUP BY state"))
    assert found == {"received": 16, "review": 3, "supplement": 3, "forwarded": 1, "decided": 4}


def test_opinions_have_their_answers_and_the_newest_wait(ask):
    found = dict(ask("SELECT state, count(*) FROM opinions_opinion GROUP BY state"))
    assert set(found) == {"answered", "open"}
    assert found["open"] == 4
    assert one(ask, "SELECT count(*) FROM opinions_opinion WHERE rated <= 2 AND rated_because = ''") == 0
    assert one(ask, "SELECT count(*) FROM opinions_opinion WHERE closed_on < received_on") == 0
    assert one(ask, lines_of("opinions.receive")) == sum(found.values())


def test_the_forum_has_a_board_a_theme_of_today_and_votes_that_add_up(ask):
    assert dict(ask("SELECT state, count(*) FROM forum_theme GROUP BY state")) == {"closed": 11, "open": 2}
    assert one(ask, "SELECT count(*) FROM forum_ballot") == one(ask, lines_of("forum.vote")) == 37 * 4 + 7 * 8
    assert one(ask, "SELECT sum(votes) FROM forum_count") == 37 * 4 + 7 * 8
    assert one(ask, "SELECT count(*) FROM forum_message WHERE state = 'removed'") == 1
    assert one(ask, "SELECT count(*) FROM forum_message WHERE answered_at < at") == 0
    assert one(ask, "SELECT count(*) FROM forum_theme WHERE concluded_on IS NOT NULL") == 11


def test_the_newsletter_went_out_to_its_readers_and_the_next_issue_is_being_made(ask):
    assert dict(ask("SELECT state, count(*) FROM newsletters_subscriber GROUP BY state")) == {"active": 36}
    assert dict(ask("SELECT state, count(*) FROM newsletters_copy GROUP BY state")) == {"sent": 3 * 36}
    assert one(ask, "SELECT count(*) FROM newsletters_issue WHERE issued_on IS NULL") == 1
    assert one(ask, "SELECT count(*) FROM newsletters_issue WHERE on_time") == 3


def test_the_press_is_answered_and_the_newest_waits(ask):
    found = dict(ask("SELECT state, count(*) FROM press_item GROUP BY state"))
    assert set(found) == {"answered", "noted", "open"}
    assert found["open"] == 2
    assert one(ask, "SELECT count(*) FROM press_item WHERE answered_at < seen_at") == 0
    assert one(ask, "SELECT count(*) FROM press_item WHERE published_on IS NOT NULL") > 0
    assert one(ask, lines_of("press.see")) == sum(found.values())


def test_each_half_year_a_drill_is_held_and_a_mailbox_is_appraised(ask):
    assert one(ask, "SELECT count(*) FROM registers_entry WHERE register = 'opinion-drills'") == 4
    assert ask("SELECT half, state FROM appraisals_appraisal ORDER BY half") == [
        ("113-H1", "approved"), ("113-H2", "approved"), ("114-H1", "approved"), ("114-H2", "approved"),
    ]  # fmt: skip
    assert one(ask, "SELECT count(*) FROM appraisals_sample WHERE score IS NULL") == 0


def test_the_premises_are_looked_after_and_one_thing_in_each_office_is_out_of_order(ask):
    open_ = "SELECT agency, count(*) FROM registers_entry WHERE register = 'facility-faults' AND closed_on IS NULL "
    assert dict(ask(f"{open_} GROUP BY agency")) == {"376550300A": 1, "301140000A": 1}
    assert one(ask, "SELECT count(*) FROM registers_entry WHERE register = 'outing-results'") == 14
    assert one(ask, "SELECT sum(n) FROM registers_amount WHERE name = 'total_hours'") == 4 * 19
    assert one(ask, "SELECT count(*) FROM rotas_shift WHERE rota = 'noon'") == 36


def test_every_quarter_is_checked_reviewed_and_published_and_telephones_are_tested(ask):
    assert one(ask, "SELECT count(*) FROM checks_review WHERE published_on IS NOT NULL") == 8
    assert dict(ask("SELECT plan, count(*) FROM checks_check GROUP BY plan")) == {
        "beinan-practices": 4, "beinan-quarterly": 16, "beinan-telephone": 144, "nia-telephone": 144,
        "taipei-unannounced": 4, "taitung-plan": 2,
    }  # fmt: skip
    assert one(ask, "SELECT count(*) FROM checks_check WHERE state = 'open'") == 0
    assert one(ask, "SELECT min(total) FROM checks_check WHERE plan = 'taipei-unannounced'") < 750
    assert one(ask, "SELECT count(*) FROM improvements_improvement WHERE source_kind = 'check'") > 0


def test_surveys_of_both_years_are_closed_and_one_is_asked(ask):
    assert dict(ask("SELECT state, count(*) FROM surveys_survey GROUP BY state")) == {"closed": 2, "open": 1}
    assert one(ask, "SELECT count(*) FROM surveys_response") == one(ask, lines_of("surveys.answer")) == 36


def test_people_come_by_appointment_and_the_other_agency_decides_what_is_shared_with_it(ask):
    visits = dict(ask("SELECT state, count(*) FROM appointments_visit GROUP BY state"))
    assert (visits["arrived"] > 60, visits["missed"] > 0, visits["booked"] > 8) == (True, True, True)
    assert one(ask, "SELECT count(*) FROM cases_case WHERE agency = '301140000A' AND state = 'received' "
                    "AND received_on < '2026-01-01'") == 0  # fmt: skip


def test_work_groups_abroad_have_issued_and_handed_out_permits_of_their_own(ask):
    rows = ask("SELECT unit_path, count(*) FROM permits_permit WHERE kind = 'overseas-mainland' "
               "AND handed_on IS NOT NULL GROUP BY unit_path ORDER BY unit_path")  # fmt: skip
    assert rows == [("/301140000A/overseas/bangkok/", 1), ("/301140000A/overseas/los-angeles/", 2)]


def test_one_applicant_of_a_late_case_has_been_told(ask):
    assert ask("SELECT overdue_notified_on IS NOT NULL FROM cases_case WHERE overdue AND decided_on IS NULL") == [(1,)]


def test_the_same_seed_gives_the_same_counts(home: Path, tmp_path: Path, bianmin: Run):
    again = demonstrated(tmp_path / "again", bianmin)
    if day_of(again) != day_of(home):  # midnight lay between the two
        home = demonstrated(tmp_path / "once more", bianmin)
    assert counts(again) == counts(home)


def test_made_once_it_stays_as_it_is(home: Path, bianmin: Run):
    before = counts(home)
    assert counts(demonstrated(home, bianmin)) == before


def test_figures_have_values(home: Path, bianmin: Run):
    found = json.loads(done(bianmin("indicators", "value", "IN-04", "--period", "113", "--json", home=home)))
    assert found[0]["indicator"] == "IN-04"
    assert 0 < found[0]["n"] <= found[0]["d"]


def test_the_journal_is_whole(home: Path, bianmin: Run):
    done(bianmin("journal", "verify", home=home))


def test_the_report_is_built_into_a_folder(home: Path, tmp_path: Path, bianmin: Run):
    done(bianmin("report", "build", "achievement", "--period", "114", "--out", tmp_path, home=home))
    found = {path.suffix for path in tmp_path.iterdir() if path.stat().st_size > 0}
    assert {".odt", ".pdf", ".docx", ".json"} <= found
