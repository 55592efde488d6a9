"""`bianmin permits`: what ends soon, what the ladder would do, and a run that makes it once."""

import json
from datetime import timedelta

import pytest

from bianmin.delivery.permits.models import Contact, Permit
from bianmin.faces.cli.main import main
from bianmin.faces.ui.now import now, today
from tests.factories.delivery import load_notices
from tests.factories.permits import issued, publish_kinds
from tests.people import AGENCY, People
from tests.processes import Run


@pytest.fixture
def ending(people: People) -> Permit:
    """A card whose last day is twelve days ahead."""
    publish_kinds()
    load_notices()
    permit = issued(people.actor("officer"), at=now() - timedelta(days=300))
    Permit.objects.filter(pk=permit.pk).update(valid_until=today() + timedelta(days=12))
    return Permit.objects.get(pk=permit.pk)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    assert main(["permits", *words, "--agency", AGENCY, "--json"]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_what_ends_soon_is_listed_with_its_holder_masked(ending: Permit, capsys: pytest.CaptureFixture[str]) -> None:
    found = said(capsys, "list", "--days", "12")
    assert found["total"] == 1
    assert found["permits"] == [
        {
            "number": ending.number, "kind": "card", "holder": "阮○梅", "standing": "valid",
            "issued_on": str(ending.issued_on), "valid_until": str(today() + timedelta(days=12)), "handed_on": None,
            "renewal_on": None,
        }
    ]  # fmt: skip
    assert said(capsys, "list", "--days", "11")["total"] == 0
    assert said(capsys, "list", "--unfetched")["total"] == 1
    assert said(capsys, "list", "--overdue")["total"] == 0


def test_the_ladder_is_looked_at_without_writing_and_run_once(
    ending: Permit, capsys: pytest.CaptureFixture[str]
) -> None:
    steps = said(capsys, "ladder")["steps"]
    assert steps[0] == {
        "ladder": "care", "step": "letter", "days": 15, "channel": "letter", "due": 1, "left_out": {},
    }  # fmt: skip
    assert Contact.objects.count() == 0
    later = said(capsys, "ladder", "--on", str(today() + timedelta(days=6)))["steps"]
    assert [(one["step"], one["due"], one["left_out"]) for one in later] == [
        ("letter", 0, {"overtaken": 1}), ("call", 1, {}), ("visit", 0, {}),
    ]  # fmt: skip
    assert said(capsys, "ladder", "--run")["made"] == 1
    assert said(capsys, "ladder", "--run")["made"] == 0


def test_a_run_for_another_day_is_refused_with_a_sentence(ending: Permit, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["permits", "ladder", "--agency", AGENCY, "--on", str(today() + timedelta(days=1)), "--run"]) == 2
    assert "--run" in capsys.readouterr().err
    assert Contact.objects.count() == 0


@pytest.mark.row("SYS-043", "RUL-06")
def test_the_command_answers_from_a_home_of_its_own(command: Run, fresh: Run) -> None:
    done = command("permits", "list", "--agency", "000000000X", LANG="en_US.UTF-8")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
