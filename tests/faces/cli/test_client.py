"""`bianmin client`: a key given, listed and taken back where nobody signs in."""

from datetime import timedelta

import pytest

from bianmin.faces.ui.now import today


@pytest.fixture
def office(fresh):
    """A home with one agency."""
    assert fresh("pack", "load", "src/bianmin/packs/agencies/beinan/agency.yaml").returncode == 0


def issued(command, **env: str):
    until = (today() + timedelta(days=30)).isoformat()
    words = (
        "--agency",
        "376550300A",
        "--purpose",
        "府衛字第1號",
        "--scope",
        "cases.read",
        "--scope",
        "cases.apply",
        "--until",
        until,
    )
    return command("client", "issue", "衛生局長照系統", *words, **env)


def test_a_key_is_printed_once_listed_without_it_and_taken_back(command, answer, office):
    key = issued(command).stdout.strip()
    assert key.startswith("bianmin_")
    assert len(key) == 51
    (row,) = answer("client", "list", "--agency", "376550300A")
    assert (row["name"], row["scopes"], row["state"]) == ("衛生局長照系統", ["cases.apply", "cases.read"], "holds")
    assert key not in str(row)
    assert command("client", "revoke", str(row["number"]), "--agency", "376550300A").returncode == 0
    assert answer("client", "list", "--agency", "376550300A")[0]["state"] == "revoked"


def test_a_key_that_would_hold_too_long_is_refused_with_a_sentence(command, office):
    words = ("--agency", "376550300A", "--purpose", "x", "--scope", "cases.read", "--until", "2099-01-01")
    done = command("client", "issue", "衛生局", *words, LC_ALL="en_US.UTF-8")
    assert (done.returncode, done.stderr) == (
        2,
        "A key ends after today and holds at most a year. Choose another last day.\n",
    )
