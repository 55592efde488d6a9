"""The journal is append-only and sealed: whatever is done to sealed lines and seals by raw SQL is found."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from bianmin.foundation.audit.actions import record, seal
from bianmin.foundation.audit.models import Line, Seal
from bianmin.foundation.audit.queries.verdict import verify
from bianmin.foundation.audit.vocab import Content, Place, digest
from bianmin.kernel.actor import system
from tests.people import NOON
from tests.tables import open_journal

pytestmark = pytest.mark.django_db
HERE, THERE = "376550300A", "376550000A"


@pytest.fixture(autouse=True)
def folder(settings: object, tmp_path: Path) -> Path:
    settings.SEALS_ROOT = tmp_path / "seals"
    return settings.SEALS_ROOT


def write(agency: str = HERE, count: int = 1) -> list[Line]:
    told = {"verb": "cases.take", "by": system("test"), "at": NOON, "fields": ["state"]}
    return [record(subject=f"cases.case:{n}", agency=agency, **told) for n in range(count)]


@pytest.fixture
def sealed(folder: Path) -> list[Line]:
    lines = write(HERE, 5) + write(THERE, 2)
    assert seal(at=NOON) == 7
    assert verify().whole
    return lines


def tamper(statement: str) -> None:
    with open_journal(), connection.cursor() as cursor:
        cursor.execute(statement)


def found() -> set[str]:
    return {finding.breach.value for finding in verify().findings}


def test_every_line_gets_its_place_in_the_chain_of_its_agency(sealed: list[Line]) -> None:
    assert list(Seal.objects.filter(agency=HERE).order_by("position").values_list("position", "line_id")) == [
        (n, line.pk) for n, line in enumerate(sealed[:5], 1)
    ]
    assert list(Seal.objects.filter(agency=THERE).values_list("position", flat=True).order_by("position")) == [1, 2]


def test_a_chain_goes_on_where_the_last_sealing_ended(sealed: list[Line]) -> None:
    write(HERE, 3)
    assert seal(at=NOON + timedelta(minutes=1)) == 3
    verdict = verify()
    assert (verdict.whole, verdict.sealed, verdict.waiting) == (True, 10, 0)


def test_lines_not_yet_sealed_only_wait(sealed: list[Line]) -> None:
    write(HERE, 2)
    verdict = verify()
    assert (verdict.whole, verdict.sealed, verdict.waiting) == (True, 7, 2)


def test_each_sealing_writes_its_head_outside_the_database(sealed: list[Line], folder: Path) -> None:
    write(HERE)
    seal(at=NOON + timedelta(minutes=1))
    lines = (folder / f"{HERE}.log").read_text().splitlines()
    last = Seal.objects.filter(agency=HERE).latest("position")
    assert [line.split()[0] for line in lines] == ["5", "6"]
    assert lines[-1].split()[1:] == [last.digest, "2025-03-05T04:01:00.000000+00:00"]


CHANGES = {
    "verb": "UPDATE audit_line SET verb = 'cases.decide' WHERE id = {line}",
    "actor": "UPDATE audit_line SET actor = 'staff:99' WHERE id = {line}",
    "agency": f"UPDATE audit_line SET agency = '{THERE}' WHERE id = {{line}}",
    "fields": "UPDATE audit_line SET fields = '[\"outcome\"]' WHERE id = {line}",
    "purpose": "UPDATE audit_line SET purpose = 'x' WHERE id = {line}",
    "at": "UPDATE audit_line SET at = '2025-03-05 04:00:01' WHERE id = {line}",
    "digest": "UPDATE audit_seal SET digest = 'f' WHERE line_id = {line}",
    "sealed_at": "UPDATE audit_seal SET sealed_at = '2025-03-05 04:00:01' WHERE line_id = {line}",
}


@pytest.mark.parametrize("statement", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize("which", [0, 2, 4], ids=["first", "middle", "last"])
def test_a_change_of_a_line_or_seal_is_found(sealed: list[Line], statement: str, which: int) -> None:
    tamper(statement.format(line=sealed[which].pk))
    assert "changed" in found()


@pytest.mark.parametrize("which", [0, 2, 4], ids=["first", "middle", "last"])
def test_a_removed_line_is_found(sealed: list[Line], which: int) -> None:
    tamper(f"DELETE FROM audit_line WHERE id = {sealed[which].pk}")
    assert found() == {"line_missing"}


@pytest.mark.parametrize(("which", "breach"), [(0, "seal_missing"), (2, "seal_missing"), (4, "head_lost")])
def test_a_removed_line_with_its_seal_is_found(sealed: list[Line], which: int, breach: str) -> None:
    tamper(f"DELETE FROM audit_line WHERE id = {sealed[which].pk}")
    tamper(f"DELETE FROM audit_seal WHERE line_id = {sealed[which].pk}")
    assert breach in found()


def test_a_whole_chain_gone_is_found(sealed: list[Line]) -> None:
    tamper(f"DELETE FROM audit_line WHERE agency = '{THERE}'")
    tamper(f"DELETE FROM audit_seal WHERE agency = '{THERE}'")
    assert found() == {"head_lost"}


def test_the_end_removed_stays_found_after_the_next_sealing(sealed: list[Line]) -> None:
    tamper(f"DELETE FROM audit_seal WHERE line_id >= {sealed[3].pk}")
    seal(at=NOON + timedelta(minutes=1))
    write(HERE, 9)
    seal(at=NOON + timedelta(minutes=2))
    assert "head_differs" in found()


def test_two_lines_in_each_others_place_are_found(sealed: list[Line]) -> None:
    first, second = sealed[1].pk, sealed[2].pk
    tamper(f"UPDATE audit_seal SET line_id = -1 WHERE line_id = {first}")
    tamper(f"UPDATE audit_seal SET line_id = {first} WHERE line_id = {second}")
    tamper(f"UPDATE audit_seal SET line_id = {second} WHERE line_id = -1")
    assert found() == {"changed"}


def test_a_line_put_in_among_sealed_ones_is_found_and_never_sealed(sealed: list[Line]) -> None:
    tamper(f"DELETE FROM audit_line WHERE id = {sealed[2].pk}")
    tamper(f"DELETE FROM audit_seal WHERE line_id = {sealed[2].pk}")
    Line.objects.create(pk=sealed[2].pk, agency=HERE, at=NOON, actor="staff:9", verb="cases.take", subject="x")
    seal(at=NOON)
    assert "inserted" in found()


def forged_chain(lines: list[Line]) -> None:
    """What somebody would do who knows the recipe: make every seal of the chain anew after a change."""
    previous = ""
    for position, line in enumerate(lines, 1):
        row = Content(line.pk, line.agency, NOON, line.actor, "", line.verb, line.subject, '["state"]', "")
        previous = digest(previous, Place(line.agency, position, line.pk, NOON), row)
        tamper(f"UPDATE audit_seal SET digest = '{previous}' WHERE line_id = {line.pk}")


def test_a_chain_made_anew_differs_from_the_head_outside(sealed: list[Line]) -> None:
    tamper(f"UPDATE audit_line SET verb = 'cases.decide' WHERE id = {sealed[1].pk}")
    sealed[1].verb = "cases.decide"
    forged_chain(sealed[:5])
    assert found() == {"head_differs"}


def test_a_seal_added_by_hand_goes_beyond_the_head_outside(sealed: list[Line]) -> None:
    line = write(HERE)[0]
    last = Seal.objects.filter(agency=HERE).latest("position")
    row = Content(line.pk, HERE, NOON, line.actor, "", line.verb, line.subject, '["state"]', "")
    Seal.objects.create(
        agency=HERE, position=6, line_id=line.pk, sealed_at=NOON,
        digest=digest(last.digest, Place(HERE, 6, line.pk, NOON), row),
    )  # fmt: skip
    assert found() == {"no_witness"}


def test_a_head_that_a_crash_kept_back_is_made_up_at_the_next_sealing(sealed: list[Line], folder: Path) -> None:
    path = folder / f"{HERE}.log"
    path.write_text("")
    assert found() == {"no_witness"}
    assert seal(at=NOON) == 0
    assert verify().whole


def test_half_a_line_left_by_a_power_cut_is_dropped(sealed: list[Line], folder: Path) -> None:
    path = folder / f"{HERE}.log"
    whole = path.read_text()
    path.write_text(whole + "6 0123ab")
    write(HERE)
    seal(at=NOON)
    assert path.read_text().startswith(whole + "6 ")
    assert verify().whole


def test_a_lost_file_of_heads_is_found(sealed: list[Line], folder: Path) -> None:
    (folder / f"{HERE}.log").unlink()
    assert found() == {"no_witness"}


STATEMENTS = {
    "update a line": "UPDATE audit_line SET verb = 'x'",
    "delete a line": "DELETE FROM audit_line",
    "update a seal": "UPDATE audit_seal SET digest = 'x'",
    "delete a seal": "DELETE FROM audit_seal",
}


@pytest.mark.parametrize("statement", STATEMENTS.values(), ids=STATEMENTS.keys())
def test_the_database_refuses_to_change_the_journal(sealed: list[Line], statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert verify().whole


@pytest.mark.django_db(transaction=True)
def test_something_unreadable_is_a_breach_not_a_crash(sealed: list[Line]) -> None:
    nonsense = "'never'" if connection.vendor == "sqlite" else "'infinity'"
    tamper(f"UPDATE audit_line SET at = {nonsense} WHERE id = {sealed[0].pk}")
    assert found() & {"changed", "unreadable"}


def test_many_lines_are_sealed_in_the_order_of_their_numbers(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bianmin.foundation.audit.actions.AT_ONCE", 3)
    lines = [write(agency)[0] for agency in (HERE, THERE) * 4]
    assert seal(at=NOON) == 8
    assert [line.pk for line in lines[::2]] == list(
        Seal.objects.filter(agency=HERE).order_by("position").values_list("line_id", flat=True)
    )
    assert verify().whole


def test_lines_of_no_agency_have_a_chain_of_their_own(folder: Path) -> None:
    write("")
    seal(at=NOON)
    assert (folder / "_shared.log").exists()
    assert verify().whole


def test_the_command_says_what_is_wrong(sealed: list[Line], capsys: pytest.CaptureFixture[str]) -> None:
    import argparse
    import json

    from bianmin.faces.cli import journal

    parser = argparse.ArgumentParser()
    journal.arguments(parser)

    def run(*words: str) -> tuple[int, dict[str, object]]:
        code = journal.run(parser.parse_args([*words, "--json"]))
        return code, json.loads(capsys.readouterr().out)

    assert run("verify") == (0, {"whole": True, "sealed": 7, "waiting": 0, "breaches": []})
    tamper(f"DELETE FROM audit_line WHERE id = {sealed[2].pk}")
    code, answer = run("verify")
    assert (code, answer["whole"]) == (1, False)
    assert [(breach["agency"], breach["breach"], breach["position"]) for breach in answer["breaches"]] == [
        (HERE, "line_missing", 3)
    ]


def test_a_reader_sees_only_lines_of_agencies_she_audits(people: object, sealed: list[Line]) -> None:
    from bianmin.foundation.audit.queries.lines import lines

    seen: Callable[[str, str], int] = lambda name, agency: len(lines(people.actor(name), agency=agency))  # noqa: E731
    assert (seen("auditor", HERE), seen("chief", HERE)) == (5, 5)
    assert (seen("auditor", THERE), seen("officer", HERE), seen("admin", HERE)) == (0, 0, 0)
